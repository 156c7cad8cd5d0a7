"""What is read from a sentence: numbers, quantities, dates, times of the day, how often."""

from datetime import date
from pathlib import Path

import pytest

from facilitation.comparing.clock import hours
from facilitation.comparing.dates import NO_YEAR, dates
from facilitation.comparing.frequencies import frequencies
from facilitation.comparing.model import Answer, Kind, StandsFor
from facilitation.comparing.numbers import numbers
from facilitation.comparing.reading import read
from facilitation.comparing.text import sentences, stem
from prompts.comparing import load_comparing

WORDS = load_comparing(Path(__file__).parents[2] / "prompts" / "en" / "comparing.yaml")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ten thousand", [10_000]),
        ("10k", [10_000]),
        ("10,000", [10_000]),
        ("1.500", [1_500]),
        ("2.5 million", [2_500_000]),
        ("2.5m", [2_500_000]),
        ("0.1", [0.1]),
        ("2,5", [2.5]),
        ("twenty-five", [25]),
        ("two hundred and fifty", [250]),
        ("two and a half", [2.5]),
        ("a dozen", [12]),
        ("3 to 5", [3, 5]),
        ("Q3 and v2", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(text.lower(), WORDS)] == values


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("33% of the returns", "share", 0.33, 0.33),
        ("a third of the returns", "share", 1 / 3, 1 / 3),
        ("one in three returns", "share", 1 / 3, 1 / 3),
        ("three out of ten", "share", 0.3, 0.3),
        ("every tenth parcel", "share", 0.1, 0.1),
        ("twenty to thirty percent", "share", 0.2, 0.3),
        ("€10k", "money", 10_000, 10_000),
        ("20,000 to 30,000 euros", "money", 20_000, 30_000),
        ("12 cents", "money", 0.12, 0.12),
        ("a quarter of an hour", "duration", 0.25, 0.25),
        ("an hour and a half", "duration", 1.5, 1.5),
        ("thirty complaints a week", "count rate", 30, 30),
        ("each week we get thirty complaints", "count rate", 30, 30),
        ("14 km", "unit kilometre", 14, 14),
    ],
)
def test_quantities_have_a_measure_and_a_value(text: str, measure: str, low: float, high: float) -> None:
    facts = [fact for fact in read(Answer("Q1", "user", "Ann", text), (), (), WORDS).facts if fact.measure == measure]
    assert [fact.low for fact in facts] == pytest.approx([low], rel=1e-4)
    assert [fact.high for fact in facts] == pytest.approx([high], rel=1e-4)


@pytest.mark.parametrize(
    ("text", "today", "goal"),
    [
        ("Complaints: 12% now, we want 5%.", "12%", "5%"),
        ("Lateness from 12% to 5%.", "12", "5%"),
        ("We are at 12 percent and it should be 5 percent.", "12 percent", "5 percent"),
        ("Late parcels 12% -> 5%", "12%", "5%"),
    ],
)
def test_todays_figure_is_told_from_the_one_wanted(text: str, today: str, goal: str) -> None:
    facts = read(Answer("Q7", "sponsor", "Ann", text), (), (), WORDS).facts
    shown = {fact.stands_for: fact.shown for fact in facts}
    assert shown[StandsFor.TODAY].startswith(today.split("%")[0])
    assert shown[StandsFor.GOAL] == goal


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-09-30", date(2026, 9, 30), date(2026, 9, 30)),
        ("30.9.2026", date(2026, 9, 30), date(2026, 9, 30)),
        ("9/30/2026", date(2026, 9, 30), date(2026, 9, 30)),
        ("30 September", date(NO_YEAR, 9, 30), date(NO_YEAR, 9, 30)),
        ("September 30th, 2026", date(2026, 9, 30), date(2026, 9, 30)),
        ("the third of March", date(NO_YEAR, 3, 3), date(NO_YEAR, 3, 3)),
        ("in May", date(NO_YEAR, 5, 1), date(NO_YEAR, 5, 31)),
        ("by autumn", date(NO_YEAR, 9, 1), date(NO_YEAR, 11, 30)),
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("end of Q3 2026", date(2026, 8, 31), date(2026, 9, 30)),
        ("before November", date(NO_YEAR, 11, 1), date(NO_YEAR, 11, 1)),
        ("until 2030", date(2030, 1, 1), date(2030, 12, 31)),
    ],
)
def test_dates_are_read_in_any_usual_form(text: str, first: date, last: date) -> None:
    (sentence,) = sentences(text)
    assert [(day.first, day.last) for day in dates(sentence, WORDS)] == [(first, last)]


@pytest.mark.parametrize(
    "text", ["It may cost more.", "They march on.", "Last winter was cold.", "31.02.2026", "Model 3"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [day for sentence in sentences(text) for day in dates(sentence, WORDS)] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6am", 6, 6),
        ("at half past six", 6.5, 6.5),
        ("7:30", 7.5, 7.5),
        ("8 pm", 20, 20),
        ("before seven", 7, 7),
        ("the evening before", -6, -1),
    ],
)
def test_times_of_the_day_are_read(text: str, low: float, high: float) -> None:
    assert [(hour.low, hour.high) for hour in hours(text, WORDS)] == [(low, high)]


@pytest.mark.parametrize("text", ["at 4% today", "at 2.5 percent", "by ten people", "at 450"])
def test_what_follows_a_preposition_is_not_always_a_time(text: str) -> None:
    assert hours(text, WORDS) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("daily", 5, 7),
        ("every morning", 5, 7),
        ("five times a week", 5, 5),
        ("twice daily", 14, 14),
        ("3x a day", 21, 21),
        ("every ten minutes", 1008, 1008),
        ("mondays", 1, 1),
        ("tuesdays and fridays", 2, 2),
        ("once a month", 168 / 730, 168 / 730),
    ],
)
def test_how_often_is_read_as_times_a_week(text: str, low: float, high: float) -> None:
    found = frequencies(text, WORDS)
    assert [often.low for often in found] == pytest.approx([low], rel=0.05)
    assert [often.high for often in found] == pytest.approx([high], rel=0.05)


def test_thirty_complaints_each_month_are_counted_and_not_how_often() -> None:
    facts = read(Answer("Q1", "user", "Ann", "We get thirty complaints each month."), (), (), WORDS).facts
    assert [(fact.kind, fact.measure) for fact in facts] == [(Kind.FIGURE, "count rate")]


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (("parcels", "parcel", "parcel's"), "parcel"),
        (("planning", "planned"), "plan"),
        (("companies", "company"), "company"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...], same: str) -> None:
    assert {stem(word) for word in words} == {same}
