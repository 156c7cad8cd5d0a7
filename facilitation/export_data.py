"""An export as data, for programs: stable names.

`docs/export.md` describes every name. None changes its meaning; a change that breaks readers raises VERSION.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from facilitation.baseline import BriefVersion
from facilitation.decisions import Decision
from facilitation.export import Export, Given, Round
from facilitation.model import Assumption
from facilitation.questions import Pack
from facilitation.registers import BusinessRule

FORMAT = "whyfirst-project"
VERSION = 1


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
