"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.days import read_day
from tests.facilitation.day_words import WORDS

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-31", "2026-03-31"),
        (" 31.3.2026 ", "2026-03-31"),
        ("31.03.26", "2026-03-31"),
        ("31/3/2026", "2026-03-31"),
        ("3/4/2026", "2026-04-03"),
        ("4/31/2026", None),
        ("3/31/2026", "2026-03-31"),
        ("31-3-2026", "2026-03-31"),
        ("31.3.", "2026-03-31"),
        ("1/3", "2027-03-01"),
        ("31 March 2026", "2026-03-31"),
        ("March 31", "2026-03-31"),
        ("March 31st, 2027", "2027-03-31"),
        ("the 31st of March", "2026-03-31"),
        ("2 march", "2026-03-02"),
        ("1 Mar.", "2027-03-01"),
        ("Sept 9", "2026-09-09"),
        ("29 February", "2028-02-29"),
        ("Tuesday, 31 March 2026", "2026-03-31"),
        ("Friday 31 March 2026", None),
        ("today", "2026-03-02"),
        ("Tomorrow", "2026-03-03"),
        ("Friday", "2026-03-06"),
        ("on fri.", "2026-03-06"),
        ("Monday", "2026-03-09"),
        ("next Friday", "2026-03-13"),
        ("in 2 weeks", "2026-03-16"),
        ("in two weeks", "2026-03-16"),
        ("in a week", "2026-03-09"),
        ("within 10 days", "2026-03-12"),
        ("in 6 months", "2026-09-02"),
        ("in a few weeks", None),
        ("31.02.2026", None),
        ("30 February", None),
        ("Ma 3", None),
        ("Ju 3", None),
        ("31", None),
        ("March", None),
        ("soon", None),
        ("", None),
        ("We ship on Friday", None),
        ("31 March 2026 or so", None),
    ],
)
def test_a_day_is_read_as_it_is_usually_written(typed: str, day: str | None) -> None:
    assert read_day(typed, MONDAY, WORDS) == (date.fromisoformat(day) if day else None)


def test_a_month_ahead_that_is_shorter_ends_with_its_last_day() -> None:
    assert read_day("in one month", date(2026, 1, 31), WORDS) == date(2026, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    month = WORDS.months[day.month - 1]
    forms = (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day}/{day.month}/{day.year}")
    for typed in (*forms, f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        assert read_day(typed, MONDAY, WORDS) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(WORDS.weekdays))
def test_a_weekday_is_the_next_of_its_name(today: date, weekday: str) -> None:
    found = read_day(weekday, today, WORDS)
    assert found is not None and timedelta(0) < found - today <= timedelta(days=7)
    assert WORDS.weekdays[found.weekday()] == weekday


@given(st.text(max_size=40))
def test_no_text_is_too_strange(typed: str) -> None:
    read_day(typed, MONDAY, WORDS)
