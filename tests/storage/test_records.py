"""Agreed answers, parked ideas, assumptions, loose messages, and the audit."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from facilitation.model import (
    AgreedAnswer,
    Assumption,
    AssumptionKind,
    AssumptionStatus,
    LooseMessage,
    ParkedIdea,
)
from storage import agreed, assumptions, audit, loose, parked
from storage.audit import AuditEntry
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, later


def _agree(tx: Transaction, sample: Sample, text: str, question: str = "Q1", **changed: list[int]) -> AgreedAnswer:
    values = {"sources": [sample.member.id], "agreed_by": [sample.sponsor.id, sample.champion.id], **changed}
    return agreed.record(
        tx,
        ws=sample.ws,
        project_id=sample.project.id,
        question_id=question,
        text=text,
        recorded_by=sample.sponsor.id,
        now=NOW,
        **values,
    )


def test_an_agreed_answer_is_versioned_and_the_same_again_changes_nothing(tx: Transaction, sample: Sample) -> None:
    first = _agree(tx, sample, "Mail is sorted")
    assert first == AgreedAnswer(
        id=first.id,
        project_id=sample.project.id,
        question_id="Q1",
        version=1,
        text="Mail is sorted",
        sources=(sample.member.id,),
        agreed_by=(sample.sponsor.id, sample.champion.id),
        recorded_by=sample.sponsor.id,
        at=NOW,
    )
    assert _agree(tx, sample, "Mail is sorted") == first
    assert _agree(tx, sample, "Mail is sorted", agreed_by=[sample.champion.id, sample.sponsor.id]) == first
    second = _agree(tx, sample, "Mail is read")
    third = _agree(tx, sample, "Mail is read", agreed_by=[sample.sponsor.id])
    fourth = _agree(tx, sample, "Mail is sorted")
    other = _agree(tx, sample, "Every day", question="Q2")
    assert [answer.version for answer in (first, second, third, fourth, other)] == [1, 2, 3, 4, 1]
    assert agreed.current(tx, sample.ws, sample.project.id) == {"Q1": fourth, "Q2": other}
    assert agreed.history(tx, sample.ws, sample.project.id, "Q1") == [first, second, third, fourth]


def test_a_parked_idea_is_kept_with_its_author_once(tx: Transaction, sample: Sample) -> None:
    def park(text: str, author_id: int, question_id: str | None = "Q1") -> ParkedIdea:
        return parked.add(
            tx,
            ws=sample.ws,
            project_id=sample.project.id,
            text=text,
            author_id=author_id,
            question_id=question_id,
            now=NOW,
        )

    first = park("Use a bigger model", sample.engineer.id)
    assert first == ParkedIdea(
        id=first.id,
        project_id=sample.project.id,
        text="Use a bigger model",
        author=sample.engineer,
        at=NOW,
        question_id="Q1",
    )
    assert park("Use a bigger model", sample.engineer.id) == first
    others = [park("Use a bigger model", sample.sponsor.id), park("Ship on Friday", sample.engineer.id, None)]
    assert parked.of_project(tx, sample.ws, sample.project.id) == [first, *others]


def test_an_assumption_has_an_owner_a_date_and_a_status(tx: Transaction, sample: Sample) -> None:
    def assume(text: str, **more: Any) -> Assumption:
        return assumptions.add(
            tx,
            ws=sample.ws,
            project_id=sample.project.id,
            kind=AssumptionKind.DATA_QUALITY,
            text=text,
            now=NOW,
            **more,
        )

    first = assume("Labels are right")
    assert first == Assumption(
        id=first.id,
        project_id=sample.project.id,
        kind=AssumptionKind.DATA_QUALITY,
        text="Labels are right",
        status=AssumptionStatus.OPEN,
        owner=None,
        due_on=None,
        at=NOW,
    )
    assert assume("Labels are right") == first
    second = assume("Mail is scanned", owner_id=sample.engineer.id, due_on=date(2026, 4, 1), question_id="Q11")
    assert (second.owner, second.due_on, second.question_id) == (sample.engineer, date(2026, 4, 1), "Q11")

    ids: dict[str, Any] = {"ws": sample.ws, "assumption_id": first.id}
    said: dict[str, Any] = {"kind": AssumptionKind.FUNCTIONALITY, "text": "Labels are read"}
    by: dict[str, Any] = {"owner_id": sample.champion.id, "due_on": date(2026, 5, 1)}
    owned = assumptions.change(tx, **ids, **said, **by, now=later(days=1))
    assert owned == replace(first, **said, owner=sample.champion, due_on=date(2026, 5, 1))
    assert assumptions.by_id(tx, sample.ws, first.id, lock=True) == owned
    assert assumptions.change(tx, ws=sample.ws, assumption_id=404, **said, **by, now=NOW) is None
    broken = assumptions.set_status(tx, **ids, status=AssumptionStatus.BROKEN, now=later(days=1))
    assert broken == replace(owned, status=AssumptionStatus.BROKEN)
    assert assumptions.set_status(tx, **ids, status=AssumptionStatus.BROKEN, now=later(days=1)) is None
    assert assumptions.of_project(tx, sample.ws, sample.project.id) == [broken, second]


@pytest.mark.parametrize("what", ["agreed", "parked", "assumption"])
def test_what_belongs_to_no_project_is_a_lookup_error(tx: Transaction, sample: Sample, what: str) -> None:
    nowhere = replace(sample, project=replace(sample.project, id=404))
    ids: dict[str, Any] = {"ws": sample.ws, "project_id": 404}
    with pytest.raises(LookupError):
        if what == "agreed":
            _agree(tx, nowhere, "x")
        elif what == "parked":
            parked.add(tx, **ids, text="x", author_id=sample.sponsor.id, question_id=None, now=NOW)
        else:
            assumptions.add(tx, **ids, kind=AssumptionKind.FUNCTIONALITY, text="x", now=NOW)


def _keep(tx: Transaction, sample: Sample, ts: str, text: str) -> LooseMessage | None:
    return loose.keep(
        tx,
        ws=sample.ws,
        person_id=sample.sponsor.id,
        channel="D0INES",
        ts=ts,
        text=text,
        mentions=["U1"],
        now=NOW,
    )


def test_a_loose_message_is_kept_once_until_it_is_settled(tx: Transaction, sample: Sample) -> None:
    kept = _keep(tx, sample, "1.0", "By the way")
    assert kept is not None
    assert kept == LooseMessage(
        id=kept.id,
        workspace_id=sample.ws,
        person_id=sample.sponsor.id,
        channel="D0INES",
        ts="1.0",
        text="By the way",
        mentions=("U1",),
        at=NOW,
    )
    assert _keep(tx, sample, "1.0", "By the way") is None
    second = _keep(tx, sample, "2.0", "Another")
    assert loose.of_person(tx, sample.ws, sample.sponsor.id) == [kept, second]
    assert loose.by_id(tx, sample.ws, kept.id) == kept
    assert loose.settle(tx, sample.ws, kept.id, NOW)
    assert not loose.settle(tx, sample.ws, kept.id, NOW)
    assert loose.by_id(tx, sample.ws, kept.id) is None
    assert loose.of_person(tx, sample.ws, sample.sponsor.id) == [second]
    assert _keep(tx, sample, "1.0", "By the way") is None, "redelivered after it was settled"


def test_a_loose_message_follows_its_edits(tx: Transaction, sample: Sample) -> None:
    kept = _keep(tx, sample, "1.0", "By the wey")
    assert kept is not None
    edited = loose.edit(tx, sample.ws, "D0INES", "1.0", "By the way", ["U2"])
    assert edited == replace(kept, text="By the way", mentions=("U2",))
    assert loose.edit(tx, sample.ws, "D0INES", "1.0", "By the way", ["U2"]) is None
    assert loose.edit(tx, sample.ws, "D0INES", "2.0", "Not kept", []) is None
    loose.settle(tx, sample.ws, kept.id, NOW)
    assert loose.edit(tx, sample.ws, "D0INES", "1.0", "Too late", []) is None


def test_the_audit_keeps_every_change_in_order(tx: Transaction, sample: Sample) -> None:
    changes: list[tuple[int | None, dict[str, object] | None, dict[str, object] | None]] = [
        (sample.sponsor.id, None, {"name": "Sorting mail", "who": [1, 2], "when": None}),
        (None, {"name": "Sorting mail"}, None),
    ]
    for actor_id, before, after in changes:
        audit.append(
            tx,
            ws=sample.ws,
            project_id=sample.project.id,
            actor_id=actor_id,
            action="renamed",
            before=before,
            after=after,
            at=NOW,
        )
    audit.append(tx, ws=sample.ws, project_id=None, actor_id=None, action="installed", before=None, after=None, at=NOW)
    entries = audit.of_project(tx, sample.ws, sample.project.id)
    assert [(entry.actor_id, entry.before, entry.after) for entry in entries] == changes
    assert entries[0] == AuditEntry(
        id=entries[0].id,
        project_id=sample.project.id,
        actor_id=sample.sponsor.id,
        action="renamed",
        before=None,
        after={"name": "Sorting mail", "who": [1, 2], "when": None},
        at=NOW,
    )
