"""How a decision is written, typed, searched for, and which one stands."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.decisions import (
    Decision,
    Entry,
    Recorded,
    Search,
    checked,
    matches,
    number_in,
    period_of,
    replaced_by,
    search_of,
    standing_of,
    typed_entry,
)
from facilitation.errors import Refusal
from facilitation.model import Person, Project

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
INES, CARLO = (Person(n, 1, f"U{n}", name, "UTC") for n, name in ((1, "Ines Sample"), (2, "Carlo Sample")))
PROJECT = Project(1, 1, "Late parcels", "w", "C1", 1, NOW)
GOOD = Entry("We sort by hand", "It works")


def iso(typed: str) -> date | None:
    """Read a day, as simply as can be."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def decision(number: int = 1, replaces: int | None = None) -> Decision:
    return Decision(
        id=number,
        workspace_id=1,
        project_id=1,
        number=number,
        what="We sort by hand",
        why="It works",
        turned_down="Buy a Machine",
        decided_by=(1,),
        dissent="",
        links=("https://sample.example/p1",),
        decided_on=date(2026, 11, 24),
        review_on=None,
        replaces_id=replaces,
        poll_id=None,
        changes_baseline=False,
        recorded_by=2,
        at=NOW,
        updated_at=NOW,
    )


RECORD = Recorded(PROJECT, decision(3), (INES,), CARLO, None, None)


@pytest.mark.parametrize(
    ("entry", "kind", "field"),
    [
        (replace(GOOD, what=" \n"), "decision_empty", "what"),
        (replace(GOOD, why=""), "decision_no_why", "why"),
        (replace(GOOD, turned_down="x" * 3001), "decision_too_long", "turned_down"),
        (replace(GOOD, links=("https://a.example",) * 11), "links_too_many", "links"),
        (replace(GOOD, links=("see-minutes",)), "link_unclear", "links"),
        (replace(GOOD, links=("javascript:alert(1)",)), "link_unclear", "links"),
        (replace(GOOD, links=("https://evil|bank",)), "link_unclear", "links"),
        (replace(GOOD, review_on=TODAY), "review_past", "review_on"),
    ],
)
def test_what_is_refused_names_its_field(entry: Entry, kind: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(entry, TODAY)
    assert (refused.value.kind, refused.value.field) == (kind, field)


def test_a_correction_may_keep_a_review_day_that_is_over() -> None:
    old = replace(GOOD, review_on=date(2026, 1, 1))
    assert checked(replace(old, why=" Better "), TODAY, standing=old).why == "Better"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["We sort"], {"what": "We sort"}),
        (["We sort", "It works"], {"what": "We sort", "why": "It works"}),
        (["replaces D-2", "x"], {"what": "replaces D-2", "why": "x"}),  # the first is always what
        (["a", "replaces d2", "b", "baseline"], {"what": "a", "why": "b", "replaces": 2, "changes_baseline": True}),
        (["a", "b", "not: c", "turned down d"], {"what": "a", "why": "b", "turned_down": "c\nd"}),
        (["a", "b", "review on 2026-12-01"], {"what": "a", "why": "b", "review_on": date(2026, 12, 1)}),
        (["a", "b", "changes the baseline"], {"what": "a", "why": "b", "changes_baseline": True}),
        (
            ["a", "b", "https://a.example/1 https://a.example/2"],
            {"what": "a", "why": "b", "links": ("https://a.example/1", "https://a.example/2")},
        ),
        (["", ""], {}),
    ],
)
def test_a_typed_line_gives_fields(parts: list[str], expected: dict[str, object]) -> None:
    assert typed_entry([(part, ()) for part in parts], iso) == expected


def test_who_decided_is_typed_with_by() -> None:
    parts = [("a", ()), ("by night it works", ()), ("by @ines and @carlo", ("U1", "U2"))]
    assert typed_entry(parts, iso) == {"what": "a", "why": "by night it works", "decided_by": ("U1", "U2")}


@pytest.mark.parametrize("day", ["soon", "2026-12", "2026-13-01"])
def test_an_unclear_review_day_is_refused(day: str) -> None:
    with pytest.raises(Refusal, match="review_unclear"):
        typed_entry([("a", ()), ("b", ()), (f"review {day}", ())], iso)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-11", (date(2026, 11, 1), date(2026, 11, 30))),
        ("2026-12", (date(2026, 12, 1), date(2026, 12, 31))),
        ("2028-02", (date(2028, 2, 1), date(2028, 2, 29))),
        ("2026-11-24", (date(2026, 11, 24), date(2026, 11, 24))),
        ("2026-13", None),
        ("9999", None),
        ("0000", None),
        ("parcels", None),
    ],
)
def test_a_period_is_a_year_a_month_or_a_day(word: str, expected: tuple[date, date] | None) -> None:
    assert period_of(word) == expected


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)))
def test_every_day_lies_in_its_month_and_year(day: date) -> None:
    for word in (f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"):
        period = period_of(word)
        assert period is not None and period[0] <= day <= period[1]


@pytest.mark.parametrize(
    ("query", "people", "found"),
    [
        ("", (), True),
        ("machine HAND", (), True),
        ("machine truck", (), False),
        ("carlo", (), True),
        ("sample.example", (), True),
        ("", ("U1",), True),
        ("", ("U2",), True),  # who recorded it
        ("", ("U3",), False),
        ("", ("U1", "U3"), False),
        ("2026-11", (), True),
        ("2026-10", (), False),
        ("2025", (), False),
        ("D-3", (), True),
        ("d4", (), False),
        ("hand 2026-11-24", ("U1",), True),
    ],
)
def test_what_is_looked_for_must_fit_altogether(query: str, people: tuple[str, ...], found: bool) -> None:
    assert matches(RECORD, search_of(query, people)) is found


@given(st.text(max_size=40))
def test_any_search_can_be_read(text: str) -> None:
    assert isinstance(search_of(text), Search)


@pytest.mark.parametrize(("word", "number"), [("D-3", 3), ("d12", 12), (" D-1 ", 1), ("D-", None), ("3", None)])
def test_a_decision_is_called_by_its_number(word: str, number: int | None) -> None:
    assert number_in(word) == number


def test_the_standing_decision_is_the_end_of_the_chain() -> None:
    first, second, third, other = decision(1), decision(2, 1), decision(3, 2), decision(4)
    later = replaced_by([third, other, first, second])
    assert later == {1: second, 2: third}
    assert [standing_of(each, later).number for each in (first, second, third, other)] == [3, 3, 3, 4]
