"""`/scope decide`: decisions recorded and corrected; each is numbered, posted, audited."""

from datetime import date
from typing import Any

from bot.services import Services
from bot.use_cases import notices, polls
from bot.use_cases.access import Caller, facilitator_of, member_of, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from facilitation import decisions as rules
from facilitation.decisions import Decision, Entry, Recorded, Written, checked, standing_of
from facilitation.errors import Refusal
from facilitation.model import Member, Project
from facilitation.roles import Action, allowed
from facilitation.working_time import local_day
from storage import audit, decisions, people, projects
from storage.database import Transaction


def record(services: Services, caller: Caller, project_id: int, entry: Entry, origin: str) -> Recorded:
    """Record a decision, have it posted in the home channel, and return it; from one origin it is recorded once.

    Raises Refusal with its field: those of `checked`, `no_such_decision`, `replaced_already`; and those of `require`.
    """
    with services.database.transaction() as tx:
        return _record(tx, services, caller, project_by_id(tx, caller, project_id), entry, origin)


def record_here(services: Services, caller: Caller, given: dict[str, Any], origin: str) -> Recorded:
    """Record a typed decision on the project the caller means. Raises Refusal `decide_typed`; others as `record`."""
    with services.database.transaction() as tx:
        project = project_here(tx, caller)
        if not given.get("what") or not given.get("why"):
            raise Refusal("decide_typed")
        return _record(tx, services, caller, project, Entry(**given), origin)


def correct(services: Services, caller: Caller, decision_id: int, entry: Entry) -> Recorded:
    """Write a decision anew, which is audited; without a difference nothing changes. What it replaces stays.

    Raises Refusal as `correcting`, and those of `checked`.
    """
    with services.database.transaction() as tx:
        project, decision = theirs(tx, caller, decision_id)
        return _correct(tx, services, caller, project, decision, entry)


def correct_numbered(services: Services, caller: Caller, number: int, given: dict[str, Any]) -> Recorded:
    """Correct what a typed line gives of the decision of this number; the rest of it stays. Refusals as `correct`."""
    with services.database.transaction() as tx:
        project = project_here(tx, caller)
        decision = _numbered(tx, project, number)
        as_it_stands = as_entry(tx, decision)
        fields = {name: getattr(as_it_stands, name) for name in Entry.__dataclass_fields__} | given
        return _correct(tx, services, caller, project, decision, Entry(**fields))


def load(tx: Transaction, ws: int, project: Project, decision: Decision, caller: Member | None = None) -> Recorded:
    """Return a decision with everything a reader sees of it; `caller` decides what they may do to it."""
    replaces = decisions.by_id(tx, ws, decision.replaces_id) if decision.replaces_id is not None else None
    later = decisions.replacing(tx, ws, decision.id)
    roles = caller.roles if caller else frozenset()
    own = caller is not None and caller.person.id == decision.recorded_by
    return Recorded(
        project=project,
        decision=decision,
        deciders=tuple(people.by_id(tx, ws, person_id) for person_id in decision.decided_by),
        recorder=people.by_id(tx, ws, decision.recorded_by),
        replaces=replaces,
        replaced_by=later,
        may_replace=later is None and allowed(Action.DECIDE, roles),
        may_correct=own or allowed(Action.CORRECT_DECISION, roles),
    )


def post_key(decision_id: int) -> str:
    """Return the key of the notice that posts a decision: its message is brought up to date by it."""
    return f"{Kind.DECISION}:{decision_id}"


def _record(
    tx: Transaction, services: Services, caller: Caller, project: Project, entry: Entry, origin: str
) -> Recorded:
    ws, now = caller.ws, services.clock.now()
    member = require(tx, caller, project, Action.DECIDE)
    projects.by_id(tx, ws, project.id, lock=True)  # who records at this moment too waits, then sees this one
    repeat = decisions.by_source(tx, ws, project.id, origin)
    if repeat is not None:
        return load(tx, ws, project, repeat, member)
    today = local_day(now, member.person.tz)
    entry = checked(entry, today)
    replaced = _to_replace(tx, project, entry.replaces)
    shown = polls.final(tx, caller, int(origin.removeprefix("poll:"))) if origin.startswith("poll:") else None
    decision = decisions.record(
        tx,
        ws=ws,
        project_id=project.id,
        written=_as_written(tx, ws, entry, member),
        decided_on=today,
        replaces_id=replaced.id if replaced else None,
        poll_id=shown.poll.id if shown else None,
        dissent=shown.dissent if shown else "",
        source=origin,
        recorded_by=member.person.id,
        now=now,
    )
    _audit(tx, services, project, member, "decided", None, decision)
    notices.to_channel(tx, Kind.DECISION, project, key=str(decision.id), now=now, decision=decision.id)
    return load(tx, ws, project, decision, member)


def _correct(
    tx: Transaction, services: Services, caller: Caller, project: Project, decision: Decision, entry: Entry
) -> Recorded:
    now = services.clock.now()
    member = may_correct(tx, caller, project, decision)
    before = as_entry(tx, decision)
    written = _as_written(tx, caller.ws, checked(entry, local_day(now, member.person.tz), standing=before), member)
    if written != _written(decision):
        after = decisions.correct(tx, ws=caller.ws, decision_id=decision.id, written=written, now=now)
        if after is not None:
            _audit(tx, services, project, member, "decision_corrected", decision, after)
            decision = after
    return load(tx, caller.ws, project, decision, member)


def theirs(tx: Transaction, caller: Caller, decision_id: int) -> tuple[Project, Decision]:
    """Return a decision with its project. Raises Refusal `decision_gone`, and those of `project_by_id`."""
    decision = decisions.by_id(tx, caller.ws, decision_id)
    if decision is None:
        raise Refusal("decision_gone")
    return project_by_id(tx, caller, decision.project_id, gone="decision_gone"), decision


def _numbered(tx: Transaction, project: Project, number: int) -> Decision:
    decision = decisions.by_number(tx, project.workspace_id, project.id, number)
    if decision is None:
        raise Refusal("no_such_decision", number=number, field="replaces")
    return decision


def _to_replace(tx: Transaction, project: Project, number: int | None) -> Decision | None:
    """Return the decision that a new one replaces. Raises Refusal `replaced_already`, naming the one that stands."""
    if number is None:
        return None
    decision = _numbered(tx, project, number)
    later = rules.replaced_by(decisions.of_project(tx, project.workspace_id, project.id))
    standing = standing_of(decision, later)
    if standing.id != decision.id:
        raise Refusal("replaced_already", field="replaces", decision=decision, standing=standing)
    return decision


def may_correct(tx: Transaction, caller: Caller, project: Project, decision: Decision) -> Member:
    """Return the caller's membership if they recorded it or facilitate. Raises Refusal `decision_not_yours`."""
    member = member_of(tx, caller, project)
    if member is not None and (
        member.person.id == decision.recorded_by or allowed(Action.CORRECT_DECISION, member.roles)
    ):
        return member
    recorder = people.by_id(tx, caller.ws, decision.recorded_by)
    facilitator = facilitator_of(tx, caller.ws, project)
    raise Refusal("decision_not_yours", decision=decision, recorder=recorder, facilitator=facilitator)


def as_entry(tx: Transaction, decision: Decision) -> Entry:
    """Return a decision as it is written in a form."""
    by = tuple(people.by_id(tx, decision.workspace_id, person_id).slack_id for person_id in decision.decided_by)
    return Entry(
        decision.what,
        decision.why,
        decision.turned_down,
        by,
        decision.links,
        decision.review_on,
        None,
        decision.changes_baseline,
    )


def _as_written(tx: Transaction, ws: int, entry: Entry, recorder: Member) -> Written:
    by = tuple(people.ensure(tx, ws, slack_id).id for slack_id in dict.fromkeys(entry.decided_by))
    return Written(
        entry.what,
        entry.why,
        entry.turned_down,
        by or (recorder.person.id,),
        entry.links,
        entry.review_on,
        entry.changes_baseline,
    )


def _written(decision: Decision) -> Written:
    return Written(**{name: getattr(decision, name) for name in Written.__dataclass_fields__})


def _audit(
    tx: Transaction,
    services: Services,
    project: Project,
    member: Member,
    action: str,
    before: Decision | None,
    after: Decision,
) -> None:
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=member.person.id,
        action=action,
        before=_as_facts(before),
        after=_as_facts(after),
        at=services.clock.now(),
    )


def _as_facts(decision: Decision | None) -> dict[str, object] | None:
    if decision is None:
        return None
    facts = {name: getattr(decision, name) for name in ("number", *Written.__dataclass_fields__, "replaces_id")}
    facts |= {"dissent": decision.dissent, "poll_id": decision.poll_id}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
