"""`/scope export`: the whole project as a document and as data, in the DM of the member who asked."""

import json
from collections.abc import Iterable
from hashlib import sha256

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, project_by_id, project_here, require
from bot.use_cases.notices import Kind
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
from facilitation.model import Member, Person, Project
from facilitation.polls import outcome
from facilitation.registers import Entry
from facilitation.roles import Action
from storage import (
    agreed,
    answers,
    assumptions,
    audit,
    briefs,
    decisions,
    features,
    glossary,
    members,
    parked,
    people,
    polls,
    rules,
)
from storage.database import Transaction

_SECONDS_TOGETHER = 30  # of business time


def ask(services: Services, caller: Caller, name: str = "") -> Project:
    """Have the project the caller means exported to them, archived or not. Refusals of `project_here`, `require`."""
    with services.database.transaction() as tx:
        return _enqueue(tx, services, caller, project_here(tx, caller, name, closed=True))


def ask_by_id(services: Services, caller: Caller, project_id: int) -> Project:
    """Have this project exported to the caller, archived or not. Refusals of `project_by_id` and `require`."""
    with services.database.transaction() as tx:
        return _enqueue(tx, services, caller, project_by_id(tx, caller, project_id, closed=True))


def load(tx: Transaction, services: Services, project: Project, asker: Member) -> Export:
    """Return everything of a project that a member may see now."""
    ws, pid = project.workspace_id, project.id
    listed = members.of_project(tx, ws, pid, left=True)
    by_id = {member.id: member for member in listed}
    given = [
        Given(by_id[each.member_id], each, versions_for(asker, project, each, answers.versions(tx, ws, each.id)))
        for each in answers.of_project(tx, ws, pid)
        if may_see(asker, project, each)
    ]
    entries = [Change(e.at, e.actor_id, e.action, e.before, e.after) for e in audit.of_project(tx, ws, pid)]
    export = Export(
        project=project,
        asker=asker,
        at=services.clock.now(),
        people={},
        members=tuple(listed),
        answers=tuple(given),
        agreed=tuple(
            version
            for question in services.words.pack.questions
            for version in agreed.history(tx, ws, pid, question.id)
        ),
        parked=parked_for(asker, project, parked.of_project(tx, ws, pid)),
        assumptions=tuple(assumptions.of_project(tx, ws, pid)),
        rules=tuple(rules.of_project(tx, ws, pid)),
        words=tuple(glossary.of_project(tx, ws, pid)),
        features=tuple(features.of_project(tx, ws, pid)),
        decisions=tuple(reversed(decisions.of_project(tx, ws, pid))),
        rounds=tuple(_rounds(tx, project)),
        open_polls=tuple(poll for poll in polls.of_project(tx, ws, pid) if poll.is_open),
        briefs=tuple(reversed(briefs.of_project(tx, ws, pid))),
        audit=audit_for(asker, project, entries),
    )
    export.people.update({person.id: person for person in _named(tx, export)})
    return export


def _enqueue(tx: Transaction, services: Services, caller: Caller, project: Project) -> Project:
    member = require(tx, caller, project, Action.EXPORT)
    now = services.clock.now()
    # A double click is two requests. What makes them one is what they would give, and when.
    key = f"{project.id}:{member.person.id}:{_content(tx, services, project, member)}"
    key = f"{key}:{now.timestamp() // _SECONDS_TOGETHER:.0f}"
    if notices.to_person(tx, Kind.EXPORT, member.person, project, key=key, now=now) is not None:
        audit.append(
            tx,
            ws=project.workspace_id,
            project_id=project.id,
            actor_id=member.person.id,
            action="exported",
            before=None,
            after=None,
            at=now,
        )
    return project


def _content(tx: Transaction, services: Services, project: Project, member: Member) -> str:
    """Return a short text that is another one whenever the export would say something else."""
    data = as_data(load(tx, services, project, member), services.words.pack)
    data = {name: value for name, value in data.items() if name not in ("exported_at", "audit")}
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def _rounds(tx: Transaction, project: Project) -> Iterable[Round]:
    """Yield the rounds of the project's polls whose votes are shown."""
    ws = project.workspace_id
    for poll in polls.of_project(tx, ws, project.id):
        for number in range(1, poll.round + (0 if poll.is_open else 1)):
            votes = polls.votes(tx, ws, poll.id, number)
            yield Round(poll, number, outcome(votes, poll.voters, number))


def _named(tx: Transaction, export: Export) -> list[Person]:
    """Return everybody whose id stands in an export."""
    ids = {export.project.created_by, *(member.person.id for member in export.members)}
    ids |= {given.answer.owner.id for given in export.answers if given.answer.owner}
    for each in export.agreed:
        ids |= {each.recorded_by, *each.agreed_by}
    ids |= {idea.author.id for idea in export.parked}
    entries: list[Entry] = [*export.assumptions, *export.rules]
    ids |= {entry.owner.id for entry in entries if entry.owner}
    ids |= {word.arbiter.id for word in export.words}
    for decision in export.decisions:
        ids |= {decision.recorded_by, *decision.decided_by}
    for each_round in export.rounds:
        ids |= {each_round.poll.asked_by, *each_round.poll.voters}
    for brief in export.briefs:
        ids |= {brief.created_by, *(signature.person_id for signature in brief.signatures)}
    ids |= {change.actor_id for change in export.audit if change.actor_id is not None}
    return [people.by_id(tx, export.project.workspace_id, person_id) for person_id in sorted(ids)]
