"""Another workspace sees nothing and changes nothing, whichever function it calls.

The calls are made from the signatures of all functions, of every module of the package, that take a workspace: a new
one is tested without being listed, and fails here until `_populate` knows what to give it.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import storage
from facilitation.baseline import FeatureKind
from facilitation.decisions import Written
from facilitation.model import AnswerState, AssumptionKind, AssumptionStatus
from facilitation.registers import Strength
from facilitation.roles import Role
from storage import (
    agreed,
    answers,
    assumptions,
    audit,
    briefs,
    decisions,
    features,
    glossary,
    interviews,
    loose,
    outbox,
    parked,
    people,
    polls,
    rules,
    workspaces,
)
from storage.database import Transaction
from storage.models import Base
from tests.storage.sample import NOW, Sample, later, make_sample, say

#: Have no queries: the tables, and how they came about.
WITHOUT_QUERIES = {"migrations", "models"}

MODULES = [
    importlib.import_module(f"storage.{found.name}")
    for found in pkgutil.iter_modules(storage.__path__)
    if found.name not in WITHOUT_QUERIES
]

#: Take no workspace: they take a record that has one, or are for the ticks of all workspaces.
ACROSS = {
    "answers.add_part",
    "answers.clear",
    "answers.set_state",
    "answers.set_text",
    "answers.unknown_due",
    "decisions.review_due",
    "interviews.due",
    "interviews.save",
    "outbox.claim",
    "outbox.is_mine",
    "outbox.mark_dropped",
    "outbox.mark_sent",
    "outbox.postpone",
    "outbox.wake_all",
    "polls.due",
    "rows.insert",
    "rows.insert_new",
    "workspaces.ensure",
}

#: Make something of their own in the other workspace, which is right: it refers to nothing of the first.
MAKES_ITS_OWN = {"people.ensure", "people.update_profile"}


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("_") and _is_of(module, function):
                yield f"{module.__name__.removeprefix('storage.')}.{name}", function


def _is_of(module: ModuleType, function: Callable[..., Any]) -> bool:
    own = function.__module__ == module.__name__ or function.__module__.startswith(f"{module.__name__}.")
    return own and next(iter(inspect.signature(function).parameters), None) == "tx"


FUNCTIONS = dict(_functions())
WITH_WORKSPACE = sorted(name for name, call in FUNCTIONS.items() if "ws" in inspect.signature(call).parameters)


def _populate(tx: Transaction) -> tuple[Sample, dict[str, Any]]:
    """Fill a workspace, and return what its functions are given, by the names of their parameters."""
    sample = make_sample(tx)
    ws, project_id, person_id = sample.ws, sample.project.id, sample.sponsor.id
    in_project: dict[str, Any] = {"ws": ws, "project_id": project_id}
    people.set_dm_channel(tx, ws, person_id, "D0INES")
    interviews.save(tx, replace(sample.interview, thread_ts="3.0"))
    answer = say(tx, sample.interview, "1.0", "We sort mail")
    message: dict[str, Any] = {"channel": "D0INES", "text": "By hand", "mentions": (), "now": NOW}
    proposal = answers.propose(tx, ws=ws, answer_id=answer.id, ts="1.0", **message)
    kept = loose.keep(tx, ws=ws, person_id=person_id, ts="1.0", **message)
    assert kept is not None
    agreed.record(
        tx,
        **in_project,
        question_id="Q1",
        text="Mail",
        sources=[sample.member.id],
        agreed_by=[person_id],
        recorded_by=person_id,
        now=NOW,
    )
    parked.add(tx, **in_project, text="Bigger", author_id=person_id, question_id=None, now=NOW)
    assumption = assumptions.add(tx, **in_project, kind=AssumptionKind.FUNCTIONALITY, text="Works", now=NOW)
    reasoned: dict[str, Any] = {"strength": Strength.MUST, "reason": "They are gone", "now": NOW}
    rule = rules.add(tx, **in_project, text="No closed depots", **reasoned)
    defined: dict[str, Any] = {"word": "Late", "meaning": "After noon", "arbiter_id": person_id}
    word = glossary.put(tx, **in_project, **defined, now=NOW)
    audit.append(tx, **in_project, actor_id=person_id, action="made", before=None, after={}, at=NOW)
    written = Written("We sort", "It works", "", (person_id,), (), date(2026, 3, 2), True)
    deciding: dict[str, Any] = {"decided_on": date(2026, 3, 2), "replaces_id": None, "dissent": "", "source": "form"}
    poll, _ = polls.create(
        tx, **in_project, question="Shall we?", asked_by=person_id, voters=(person_id,), ends_at=NOW, now=NOW
    )
    polls.vote(tx, ws=ws, poll_id=poll.id, round=1, person_id=person_id, score=4, reason="", now=NOW)
    built: dict[str, Any] = {"test": "We show it", "days": 3.0, "added_by": person_id}
    feature = features.add(tx, **in_project, **built, kind=FeatureKind.CORE, text="A list", now=NOW)
    features.add(tx, **in_project, **built, kind=FeatureKind.CORE, text="Another list", now=NOW)
    offered: dict[str, Any] = {"problem": "Mail", "content": {"Q1": "Mail"}, "created_by": person_id}
    brief = briefs.offer(tx, **in_project, **offered, decision_id=None, now=NOW)
    briefs.sign(tx, ws=ws, brief_id=brief.id, person_id=person_id, role=Role.SPONSOR, now=NOW)
    decision = decisions.record(
        tx, **in_project, **deciding, written=written, poll_id=poll.id, recorded_by=person_id, now=NOW
    )
    notice: dict[str, Any] = {"kind": "nudge", "subject": {}, "channel": "D0INES", "due_at": later(days=1)}
    for key in ("posted", "waiting"):
        outbox.enqueue(tx, **in_project, dedupe_key=key, **notice)
    claim: dict[str, Any] = {"now": later(days=1), "real_now": NOW, "lease_seconds": 1, "limit": 1}
    (first,) = outbox.claim(tx, **claim)
    outbox.mark_sent(tx, first, channel="C0HOME", ts="9.0", now=NOW)
    (second,) = outbox.claim(tx, **claim)
    outbox.postpone(tx, second, due_at=later(days=2), error="not_in_channel")
    return sample, {
        **message,
        **notice,
        **deciding,
        **built,
        **offered,
        "asked_by": person_id,
        "brief_id": brief.id,
        "decision_id": decision.id,
        "ends_at": NOW,
        "feature_id": feature.id,
        "number": 1,
        "poll_id": poll.id,
        "question": "Shall we?",
        "reason": "",
        "round": 1,
        "score": 0,
        "voters": (person_id,),
        "written": written,
        **reasoned,
        **defined,
        "text": "Said elsewhere",
        "action": "made",
        "actor_id": person_id,
        "after": None,
        "agreed_by": [person_id],
        "answer_id": answer.id,
        "archived": True,
        "assumption_id": assumption.id,
        "at": NOW,
        "author_id": person_id,
        "before": None,
        "by": person_id,
        "dedupe_key": first.dedupe_key,
        "due_on": date(2026, 3, 2),
        "home_channel": "C0NEW",
        "interview_id": sample.interview.id,
        "kind": AssumptionKind.DATA_QUALITY,
        "left": True,
        "lock": True,
        "loose_id": kept.id,
        "member_id": sample.member.id,
        "name": "Stolen",
        "next_check_at": None,
        "owner_id": person_id,
        "person_id": person_id,
        "plan": ["Q1"],
        "project_id": project_id,
        "question_id": "Q1",
        "recorded_by": person_id,
        "review_on": date(2026, 3, 2),
        "role": Role.FACILITATOR,
        "rule_id": rule.id,
        "slack_id": "U0INES",
        "slack_ids": ["U0INES"],
        "sources": [sample.member.id],
        "state": AnswerState.GIVEN,
        "status": AssumptionStatus.BROKEN,
        "thread_ts": "3.0",
        "ts": "1.0",
        "tz": "UTC",
        "version_id": proposal.id,
        "window_ends_at": later(days=3),
        "wish": "w",
        "word_id": word.id,
    }


def _call(tx: Transaction, name: str, ws: int, values: dict[str, Any]) -> Any:
    """Call the function with as much as can be given, by name or by place as its signature wants it."""
    positional, named = [], {}
    for parameter in list(inspect.signature(FUNCTIONS[name]).parameters.values())[1:]:
        value = ws if parameter.name == "ws" else values[parameter.name]
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[parameter.name] = value
        else:
            positional.append(value)
    return FUNCTIONS[name](tx, *positional, **named)


def _everything(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
    tx.flush()
    return {
        table: sorted(tuple(map(str, row)) for row in tx.execute(text(f"SELECT * FROM {table}")))
        for table in Base.metadata.tables
    }


def test_every_function_takes_a_workspace_or_is_known_not_to() -> None:
    assert set(FUNCTIONS) - set(WITH_WORKSPACE) == ACROSS
    assert len(WITH_WORKSPACE) > 50


@pytest.mark.parametrize("name", sorted(set(WITH_WORKSPACE) - MAKES_ITS_OWN))
def test_another_workspace_sees_and_changes_nothing(tx: Transaction, name: str) -> None:
    _, values = _populate(tx)
    other = workspaces.ensure(tx, team_id="T0OTHER", enterprise_id="")
    before = _everything(tx)
    savepoint = tx.begin_nested()
    try:
        outcome = _call(tx, name, other, values)
    except (LookupError, IntegrityError):  # not there; or a row would have referred to a stranger
        savepoint.rollback()
    else:
        assert not outcome
    assert _everything(tx) == before


@pytest.mark.parametrize("name", sorted(MAKES_ITS_OWN))
def test_the_same_slack_id_elsewhere_is_somebody_else(tx: Transaction, name: str) -> None:
    sample, values = _populate(tx)
    other = workspaces.ensure(tx, team_id="T0OTHER", enterprise_id="")
    made = _call(tx, name, other, values)
    assert (made.workspace_id, made.slack_id) == (other, "U0INES")
    assert people.by_slack_id(tx, sample.ws, "U0INES") == people.by_id(tx, sample.ws, sample.sponsor.id)
    assert people.by_id(tx, sample.ws, sample.sponsor.id).name == "Ines Sample"


def test_the_same_channel_and_time_in_another_workspace_is_another_message(tx: Transaction) -> None:
    """Slack's ids are unique in a workspace only."""
    for team in ("T0SAMPLE", "T0OTHER"):
        sample = make_sample(tx, team=team)
        assert say(tx, sample.interview, "1.0", team).text == team
        message: dict[str, Any] = {"channel": "D0INES", "ts": "1.0", "text": team, "mentions": (), "now": NOW}
        assert loose.keep(tx, ws=sample.ws, person_id=sample.sponsor.id, **message) is not None
        notice: dict[str, Any] = {"kind": "nudge", "subject": {}, "project_id": None, "channel": "C0HOME"}
        assert outbox.enqueue(tx, ws=sample.ws, due_at=NOW, dedupe_key="nudge", **notice) is not None
