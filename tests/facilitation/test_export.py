"""What an export holds, for whom; its names are those of `docs/export.md`."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitation.decisions import Decision
from facilitation.export import (
    Change,
    Export,
    Given,
    Round,
    audit_for,
    may_see,
    parked_for,
    versions_for,
)
from facilitation.export_data import as_data
from facilitation.glossary import GlossaryWord
from facilitation.model import Answer, AnswerState, AnswerVersion, Member, ParkedIdea, Person, Project
from facilitation.polls import Poll, Vote, outcome
from facilitation.questions import Pack
from facilitation.roles import Role

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PRIVATE = Project(1, 1, "Sorting", "Less of it", "C1", 1, NOW)
COMMON = replace(PRIVATE, revealed_at=NOW)


def member(number: int) -> Member:
    person = Person(number, 1, f"U{number}", f"Person {number}", "UTC", dm_channel="D1")
    return Member(number, 1, person, frozenset({Role.SPONSOR}))


ME, OTHER = member(1), member(2)


def answer(of: Member, state: AnswerState = AnswerState.GIVEN) -> Answer:
    return Answer(of.id, 1, of.id, of.id, "Q1", state, "Refunds", 3, NOW)


def version(number: int, hours: int, *, proposed: bool = False) -> AnswerVersion:
    return AnswerVersion(number, 1, number, f"v{number}", "typed", NOW + timedelta(hours=hours), proposed)


@pytest.mark.parametrize(
    ("project", "of", "state", "seen"),
    [
        (PRIVATE, ME, AnswerState.DRAFT, True),
        (PRIVATE, OTHER, AnswerState.GIVEN, False),
        (COMMON, OTHER, AnswerState.GIVEN, True),
        (COMMON, OTHER, AnswerState.SKIPPED, True),
        (COMMON, OTHER, AnswerState.DRAFT, False),
        (COMMON, ME, AnswerState.DRAFT, True),
    ],
)
def test_an_answer_is_seen_by_its_author_and_after_the_reveal_by_all(
    project: Project, of: Member, state: AnswerState, seen: bool
) -> None:
    assert may_see(ME, project, answer(of, state)) is seen


def test_of_anothers_answer_only_what_was_common_is_seen() -> None:
    versions = [version(1, -3), version(2, -1), version(3, 2), version(4, 3, proposed=True)]
    assert versions_for(ME, COMMON, answer(ME), versions) == tuple(versions)
    assert versions_for(ME, COMMON, answer(OTHER), versions) == tuple(versions[1:3])
    assert versions_for(ME, PRIVATE, answer(OTHER), versions) == ()


def test_a_sentence_parked_from_a_private_answer_is_its_authors_until_the_reveal() -> None:
    ideas = [
        ParkedIdea(1, 1, "mine", ME.person, NOW, "Q1"),
        ParkedIdea(2, 1, "theirs", OTHER.person, NOW, "Q1"),
        ParkedIdea(3, 1, "from the channel", OTHER.person, NOW, None, "https://slack.example/1"),
    ]
    assert [idea.id for idea in parked_for(ME, PRIVATE, ideas)] == [1, 3]
    assert [idea.id for idea in parked_for(ME, COMMON, ideas)] == [1, 2, 3]


def test_how_others_get_on_shows_only_after_the_reveal() -> None:
    changes = [
        Change(NOW, actor, action, None, None)
        for actor, action in ((1, "interview"), (2, "interview"), (2, "roles"), (None, "unheard_of"))
    ]
    assert [(c.actor_id, c.action) for c in audit_for(ME, PRIVATE, changes)] == [(1, "interview"), (2, "roles")]
    assert audit_for(ME, COMMON, changes) == tuple(changes)


def _export() -> Export:
    poll = Poll(1, 1, 1, "Go on?", 1, (1, 2), 1, NOW, NOW, NOW)
    votes = [Vote(1, 1, 2, "Too dear", NOW)]
    decided = Decision(
        id=7,
        workspace_id=1,
        project_id=1,
        number=1,
        what="Go",
        why="Because",
        turned_down="",
        decided_by=(1,),
        dissent="",
        links=(),
        decided_on=date(2026, 3, 2),
        review_on=None,
        replaces_id=None,
        poll_id=None,
        changes_baseline=False,
        recorded_by=2,
        at=NOW,
        updated_at=NOW,
    )
    return Export(
        project=COMMON,
        asker=ME,
        at=NOW,
        people={2: OTHER.person, 1: ME.person},
        members=(ME, OTHER),
        answers=(Given(ME, answer(ME), (version(1, 0),)),),
        agreed=(),
        parked=(),
        assumptions=(),
        rules=(),
        words=(GlossaryWord(1, 1, "late", "after noon", ME.person, NOW),),
        features=(),
        decisions=(decided, replace(decided, id=9, number=2, replaces_id=7)),
        rounds=(Round(poll, 1, outcome(votes, poll.voters, 1)),),
        briefs=(),
        audit=(Change(NOW, None, "revealed", None, {"who": [1]}),),
    )


def test_the_data_is_plain_json_with_people_by_id_and_no_private_address() -> None:
    data = as_data(_export(), Pack((), {}, {}, ()))
    assert json.loads(json.dumps(data)) == data
    assert data["people"][0] == {"id": 1, "slack_id": "U1", "name": "Person 1"}
    assert data["decisions"][1]["replaces"] == 1 and data["decisions"][0]["replaces"] is None
    assert data["polls"][0]["votes"] == [{"person": 1, "score": 2, "reason": "Too dear"}]
    assert data["polls"][0]["missing"] == [2]
    assert data["answers"][0]["versions"][0]["text"] == "v1"
    assert "D1" not in json.dumps(data)


def test_every_name_of_the_data_is_described() -> None:
    described = Path(__file__).parents[2].joinpath("docs", "export.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", described, re.MULTILINE)
    named = {name for first, _ in rows for name in re.findall(r"`(\w+)`", first)}
    data = as_data(_export(), Pack((), {}, {}, ()))
    assert named | {"format", "version"} == set(data)
    for first, held in rows:
        (name, *_) = re.findall(r"`(\w+)`", first)
        value = data[name][0] if isinstance(data[name], list) and data[name] else data[name]
        if isinstance(value, dict):
            assert set(value) <= set(re.findall(r"`(\w+)`", held)), name
