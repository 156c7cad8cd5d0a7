"""A project as data, for whoever wants it elsewhere: stable names, and nothing the asker may not see.

`docs/export.md` describes every name. A name never changes its meaning; a change that breaks readers raises FORMAT.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from facilitation.baseline import BriefVersion, Feature
from facilitation.decisions import Decision
from facilitation.glossary import GlossaryWord
from facilitation.model import (
    AgreedAnswer,
    Answer,
    AnswerState,
    AnswerVersion,
    Assumption,
    Member,
    ParkedIdea,
    Person,
    Project,
)
from facilitation.polls import Outcome, Poll
from facilitation.questions import Pack
from facilitation.registers import BusinessRule

FORMAT = "whyfirst-project"
VERSION = 1

#: What may be told of others before the reveal: nothing in it comes from somebody's private answers.
COMMON_BEFORE_REVEAL = frozenset(
    {
        *("project_started", "roles", "member_left", "champion_is_sponsor"),
        *("assumption", "business_rule", "glossary", "feature", "decision", "exported"),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the audit; `actor_id` is a person's id, None for the bot itself."""

    at: datetime
    actor_id: int | None
    action: str
    before: Mapping[str, Any] | None = field(hash=False)
    after: Mapping[str, Any] | None = field(hash=False)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with the earlier versions of it that the asker may see, the oldest first."""

    member: Member
    answer: Answer
    versions: tuple[AnswerVersion, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a poll whose votes are shown."""

    poll: Poll
    number: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Export:
    """Everything of a project that one member may see, at one moment."""

    project: Project
    asker: Member
    at: datetime
    people: dict[int, Person]  # everybody who is named below, by id
    members: tuple[Member, ...]  # those who left included
    answers: tuple[Given, ...]
    agreed: tuple[AgreedAnswer, ...]  # every version, by question, the oldest first
    parked: tuple[ParkedIdea, ...]
    assumptions: tuple[Assumption, ...]
    rules: tuple[BusinessRule, ...]
    words: tuple[GlossaryWord, ...]
    features: tuple[Feature, ...]
    decisions: tuple[Decision, ...]  # the oldest first
    rounds: tuple[Round, ...]
    briefs: tuple[BriefVersion, ...]  # the oldest first
    audit: tuple[Change, ...]


def may_see(asker: Member, project: Project, answer: Answer) -> bool:
    """Return whether an answer is the asker's own, or common by now and no draft."""
    common = project.revealed_at is not None and answer.state is not AnswerState.DRAFT
    return common or answer.member_id == asker.id


def versions_for(
    asker: Member, project: Project, answer: Answer, versions: Sequence[AnswerVersion]
) -> tuple[AnswerVersion, ...]:
    """Return the versions of an answer that the asker may see.

    One's own, all of them. Of others only what was common: what stood at the reveal and later, no proposals; what
    somebody had taken back before stays theirs.
    """
    if answer.member_id == asker.id:
        return tuple(versions)
    if project.revealed_at is None:
        return ()
    taken = [version for version in versions if not version.proposed]
    before = [version for version in taken if version.at <= project.revealed_at]
    after = [version for version in taken if version.at > project.revealed_at]
    return (*before[-1:], *after)


def parked_for(asker: Member, project: Project, ideas: Iterable[ParkedIdea]) -> tuple[ParkedIdea, ...]:
    """Return the parked ideas that the asker may see: before the reveal no sentence of another's private answer."""
    common = project.revealed_at is not None
    return tuple(i for i in ideas if common or i.question_id is None or i.author.id == asker.person.id)


def audit_for(asker: Member, project: Project, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that the asker may see: before the reveal nothing of how others get on with their answers."""
    common = project.revealed_at is not None
    return tuple(c for c in changes if common or c.actor_id == asker.person.id or c.action in COMMON_BEFORE_REVEAL)


def as_data(export: Export, pack: Pack) -> dict[str, Any]:
    """Return the export as JSON can hold it. Times are ISO 8601 in UTC, days YYYY-MM-DD, people named by their id."""
    project = export.project
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": _time(export.at),
        "exported_by": export.asker.person.id,
        "project": {
            "name": project.name,
            "wish": project.wish,
            "home_channel": project.home_channel,
            "created_by": project.created_by,
            "created_at": _time(project.created_at),
            "revealed_at": _time(project.revealed_at),
        },
        "people": [
            {"id": person.id, "slack_id": person.slack_id, "name": person.name}
            for person in sorted(export.people.values(), key=lambda person: person.id)
        ],
        "members": [
            {"person": m.person.id, "roles": sorted(role.value for role in m.roles), "left_at": _time(m.left_at)}
            for m in export.members
        ],
        "questions": [{"id": q.id, "short": q.short, "ask": q.ask} for q in pack.questions],
        "answers": [_given(given) for given in export.answers],
        "agreed_answers": _agreed(export),
        "parked_ideas": [
            {"text": i.text, "author": i.author.id, "question": i.question_id, "link": i.link, "at": _time(i.at)}
            for i in export.parked
        ],
        "assumptions": [_assumption(number, each) for number, each in enumerate(export.assumptions, 1)],
        "business_rules": [_rule(number, each) for number, each in enumerate(export.rules, 1)],
        "glossary": [{"word": w.word, "meaning": w.meaning, "arbiter": w.arbiter.id} for w in export.words],
        "features": [
            {"kind": f.kind.value, "text": f.text, "test": f.test, "days": f.days, "at": _time(f.at)}
            for f in export.features
        ],
        "decisions": _decisions(export.decisions),
        "polls": [_round(each) for each in export.rounds],
        "brief_versions": [_brief(version) for version in export.briefs],
        "audit": [
            {
                "at": _time(change.at),
                "by": change.actor_id,
                "action": change.action,
                "before": change.before,
                "after": change.after,
            }
            for change in export.audit
        ],
    }


def _given(given: Given) -> dict[str, Any]:
    answer = given.answer
    return {
        "question": answer.question_id,
        "person": given.member.person.id,
        "state": answer.state.value,
        "text": answer.text,
        "version": answer.version,
        "updated_at": _time(answer.updated_at),
        "owner": answer.owner.id if answer.owner else None,
        "due_on": _day(answer.due_on),
        "versions": [
            {"version": v.version, "text": v.text, "cause": v.cause, "proposed": v.proposed, "at": _time(v.at)}
            for v in given.versions
        ],
    }


def _agreed(export: Export) -> list[dict[str, Any]]:
    by_member = {member.id: member.person.id for member in export.members}
    return [
        {
            "question": each.question_id,
            "version": each.version,
            "text": each.text,
            "sources": [by_member[source] for source in each.sources if source in by_member],
            "agreed_by": list(each.agreed_by),
            "recorded_by": each.recorded_by,
            "at": _time(each.at),
        }
        for each in export.agreed
    ]


def _assumption(number: int, each: Assumption) -> dict[str, Any]:
    return {
        "number": number,
        "kind": each.kind.value,
        "text": each.text,
        "status": each.status.value,
        "question": each.question_id,
        "owner": each.owner.id if each.owner else None,
        "due_on": _day(each.due_on),
        "at": _time(each.at),
    }


def _rule(number: int, each: BusinessRule) -> dict[str, Any]:
    return {
        "number": number,
        "strength": each.strength.value,
        "text": each.text,
        "reason": each.reason,
        "status": each.status.value,
        "question": each.question_id,
        "owner": each.owner.id if each.owner else None,
        "review_on": _day(each.review_on),
        "at": _time(each.at),
    }


def _decisions(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    numbers = {decision.id: decision.number for decision in decisions}
    return [
        {
            "number": each.number,
            "what": each.what,
            "why": each.why,
            "turned_down": each.turned_down,
            "decided_by": list(each.decided_by),
            "dissent": each.dissent,
            "links": list(each.links),
            "decided_on": _day(each.decided_on),
            "review_on": _day(each.review_on),
            "replaces": numbers.get(each.replaces_id) if each.replaces_id is not None else None,
            "changes_baseline": each.changes_baseline,
            "recorded_by": each.recorded_by,
            "at": _time(each.at),
            "updated_at": _time(each.updated_at),
        }
        for each in decisions
    ]


def _round(each: Round) -> dict[str, Any]:
    return {
        "question": each.poll.question,
        "asked_by": each.poll.asked_by,
        "round": each.number,
        "verdict": each.outcome.verdict.value,
        "votes": [{"person": v.person_id, "score": v.score, "reason": v.reason} for v in each.outcome.votes],
        "missing": list(each.outcome.missing),
        "at": _time(each.poll.at),
    }


def _brief(version: BriefVersion) -> dict[str, Any]:
    return {
        "version": version.version,
        "problem": version.problem,
        "content": version.content,
        "created_by": version.created_by,
        "at": _time(version.at),
        "baseline_at": _time(version.baseline_at),
        "signatures": [{"role": s.role.value, "person": s.person_id, "at": _time(s.at)} for s in version.signatures],
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
