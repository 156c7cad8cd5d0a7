"""Decisions: numbers, sources, the chain, corrections, what changes the baseline, what is due for review."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from facilitation.decisions import Decision, Written
from storage import decisions, projects
from storage.database import Database, Transaction
from tests.storage.sample import NOW, Sample, later, make_sample

WRITTEN = Written("We sort by hand", "It works", "Buy a machine", (), ("https://sample.example/1",), None, False)


def record(tx: Transaction, sample: Sample, *, now: datetime = NOW, **more: Any) -> Decision:
    """Record a decision; fields of `Written` and of the rest by name."""
    fields = {name: more.pop(name) for name in list(more) if name in Written.__dataclass_fields__}
    values = {name: getattr(WRITTEN, name) for name in Written.__dataclass_fields__} | fields
    rest = {"replaces_id": None, "poll_id": None, "dissent": "", "source": None} | more
    return decisions.record(
        tx,
        ws=sample.ws,
        project_id=sample.project.id,
        written=Written(**values),
        decided_on=now.date(),
        recorded_by=sample.sponsor.id,
        now=now,
        **rest,
    )


def test_decisions_are_numbered_in_their_project_and_listed_newest_first(tx: Transaction, sample: Sample) -> None:
    first = record(tx, sample, decided_by=(sample.champion.id,), dissent="Omar: 1")
    second = record(tx, sample, what="We buy")
    assert (first.ref, second.ref, first.corrected) == ("D-1", "D-2", False)
    assert decisions.of_project(tx, sample.ws, sample.project.id) == [second, first]
    assert decisions.by_id(tx, sample.ws, first.id) == first
    assert decisions.by_number(tx, sample.ws, sample.project.id, 2) == second
    assert (first.decided_by, first.links, first.dissent) == ((sample.champion.id,), WRITTEN.links, "Omar: 1")
    other = make_sample(tx, team="T0OTHER")
    assert record(tx, other).ref == "D-1"


def test_from_one_source_one_decision_comes(tx: Transaction, sample: Sample) -> None:
    first = record(tx, sample, source="form:V1")
    assert record(tx, sample, source="form:V1", what="Else") == first
    assert record(tx, sample, source="form:V2").ref == "D-2"
    assert decisions.by_source(tx, sample.ws, sample.project.id, "form:V1") == first


def test_a_decision_is_replaced_once(tx: Transaction, sample: Sample) -> None:
    first = record(tx, sample)
    second = record(tx, sample, replaces_id=first.id)
    assert decisions.replacing(tx, sample.ws, first.id) == second
    assert decisions.replacing(tx, sample.ws, second.id) is None
    with pytest.raises(IntegrityError), tx.begin_nested():
        record(tx, sample, replaces_id=first.id)


def test_a_correction_keeps_the_number_and_shows(tx: Transaction, sample: Sample) -> None:
    first = record(tx, sample)
    other = Written("We buy", "Cheaper", "", (sample.engineer.id,), (), date(2026, 4, 1), True)
    after = decisions.correct(tx, ws=sample.ws, decision_id=first.id, written=other, now=later(hours=1))
    assert after is not None and after.corrected
    assert (after.ref, after.what, after.review_on, after.changes_baseline) == ("D-1", "We buy", date(2026, 4, 1), True)
    assert (after.at, after.updated_at) == (NOW, later(hours=1))
    assert decisions.by_id(tx, sample.ws, first.id) == after
    assert decisions.correct(tx, ws=sample.ws, decision_id=9999, written=other, now=NOW) is None


@pytest.mark.parametrize(
    ("after", "expected"), [(None, "D-3"), (later(hours=1), "D-3"), (later(hours=3), None), (later(hours=9), None)]
)
def test_the_newest_decision_that_changes_the_baseline_opens_it(
    tx: Transaction, sample: Sample, after: datetime | None, expected: str | None
) -> None:
    record(tx, sample, changes_baseline=True)
    record(tx, sample, now=later(hours=2))
    record(tx, sample, now=later(hours=3), changes_baseline=True)
    record(tx, sample, now=later(hours=4))
    found = decisions.latest_baseline_change(tx, sample.ws, sample.project.id, after)
    assert (found.ref if found else None) == expected


def test_a_replaced_decision_no_longer_opens_the_baseline(tx: Transaction, sample: Sample) -> None:
    opening = record(tx, sample, changes_baseline=True)
    record(tx, sample, replaces_id=opening.id, what="It stays after all")
    assert decisions.latest_baseline_change(tx, sample.ws, sample.project.id, None) is None


def test_a_review_is_due_once_and_again_when_its_day_moves(tx: Transaction, sample: Sample) -> None:
    day = date(2026, 3, 9)
    first = record(tx, sample, review_on=day)
    record(tx, sample)
    assert decisions.review_due(tx, date(2026, 3, 8), limit=9) == []
    assert decisions.review_due(tx, day, limit=9) == [first]
    decisions.mark_reminded(tx, sample.ws, first.id, NOW)
    assert decisions.review_due(tx, day, limit=9) == []
    moved = Written("a", "b", "", (), (), date(2026, 3, 10), False)
    decisions.correct(tx, ws=sample.ws, decision_id=first.id, written=moved, now=later(days=1))
    assert [each.ref for each in decisions.review_due(tx, date(2026, 3, 10), limit=9)] == ["D-1"]


def test_no_review_is_due_of_an_archived_project(tx: Transaction, sample: Sample) -> None:
    record(tx, sample, review_on=date(2026, 3, 9))
    projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert decisions.review_due(tx, date(2026, 3, 9), limit=9) == []


def test_decisions_recorded_at_the_same_time_get_numbers_of_their_own(database: Database) -> None:
    with database.transaction() as tx:
        sample = make_sample(tx)

    def one(source: str) -> Callable[[], int]:
        def recorded() -> int:
            with database.transaction() as tx:
                return record(tx, sample, source=source).number

        return recorded

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda job: job(), [one(f"form:{n // 2}") for n in range(6)]))
    assert sorted(set(made)) == [1, 2, 3] and len(made) == 6
