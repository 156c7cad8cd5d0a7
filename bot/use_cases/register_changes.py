"""Changing the registers: the owner of an entry or the facilitator may; a broken assumption has consequences."""

from datetime import date

from bot.services import Services
from bot.text import Typed
from bot.use_cases import notices
from bot.use_cases.access import Caller, facilitator_of, holders_of, member_of, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from bot.use_cases.register_entries import REVIEW_AFTER, check_day, check_rule, check_text, finish, load, owner_of
from facilitation.errors import Refusal
from facilitation.model import Assumption, AssumptionKind, AssumptionStatus, Member, Person, Project
from facilitation.registers import BusinessRule, Entry, RuleStatus, Saved, Strength, may_change
from facilitation.roles import Action, Role
from facilitation.working_time import local_day, next_working_moment
from storage import assumptions, rules
from storage.database import Transaction


def assumption(services: Services, caller: Caller, assumption_id: int) -> Assumption:
    """Return an assumption that the caller may change. Raises Refusal `entry_gone`, `up_to`, those of `require`."""
    with services.database.reading() as tx:
        return _assumption(tx, caller, assumption_id, lock=False)[1]


def rule(services: Services, caller: Caller, rule_id: int) -> BusinessRule:
    """Return a rule that the caller may change. Refusals as `assumption`."""
    with services.database.reading() as tx:
        return _rule(tx, caller, rule_id, lock=False)[1]


def numbered(services: Services, caller: Caller, register: str, number: int) -> Entry:
    """Return the "assumption" or "rule" of this number in the project here. Raises Refusal `no_such_entry`."""
    with services.database.reading() as tx:
        shown = load(tx, caller, project_here(tx, caller))
        entries = shown.assumptions if register == "assumption" else shown.rules
        if not 1 <= number <= len(entries):
            raise Refusal("no_such_entry", number=number, register=register)
        return entries[number - 1].entry


def change_assumption(
    services: Services,
    caller: Caller,
    assumption_id: int,
    kind: AssumptionKind,
    text: Typed,
    owner: str | None,
    due_on: date | None,
) -> Saved:
    """Change what an assumption says, who checks it (a Slack id) and by when. Refusals as `assumption`, `assume`."""
    said = check_text(text, "text")
    with services.database.transaction() as tx:
        project, before, member = _assumption(tx, caller, assumption_id)
        person = owner_of(tx, project, owner)
        day = check_day(services, member, due_on, before.due_on)
        after = assumptions.change(
            tx,
            ws=caller.ws,
            assumption_id=assumption_id,
            kind=kind,
            text=said,
            owner_id=person.id if person else None,
            due_on=day,
            now=services.clock.now(),
        )
        return _finish(tx, services, caller, project, member, before, after)


def change_rule(
    services: Services,
    caller: Caller,
    rule_id: int,
    strength: Strength,
    text: Typed,
    reason: Typed,
    owner: str | None,
    review_on: date | None,
) -> Saved:
    """Change what a rule says and why, who looks after it (a Slack id) and when. Refusals as `rule`."""
    said, why = check_rule(text, reason)
    with services.database.transaction() as tx:
        project, before, member = _rule(tx, caller, rule_id)
        person = owner_of(tx, project, owner)
        day = check_day(services, member, review_on, before.review_on)
        after = rules.change(
            tx,
            ws=caller.ws,
            rule_id=rule_id,
            strength=strength,
            text=said,
            reason=why,
            owner_id=person.id if person else None,
            review_on=day,
            now=services.clock.now(),
        )
        return _finish(tx, services, caller, project, member, before, after)


def settle(services: Services, caller: Caller, assumption_id: int, status: AssumptionStatus) -> Saved:
    """Say whether an assumption stands. When it breaks, its part of the brief is marked and the sponsor told.

    The second time changes nothing. Refusals as `assumption`.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        project, before, member = _assumption(tx, caller, assumption_id)
        after = assumptions.set_status(tx, ws=caller.ws, assumption_id=assumption_id, status=status, now=now)
        if after is not None and status is AssumptionStatus.BROKEN:
            _tell_sponsor(tx, services, project, member, after)
        return _finish(tx, services, caller, project, member, before, after)


def settle_rule(services: Services, caller: Caller, rule_id: int, status: RuleStatus) -> Saved:
    """Retire a rule, or bring it back. The second time changes nothing. Refusals as `rule`."""
    with services.database.transaction() as tx:
        project, before, member = _rule(tx, caller, rule_id)
        after = rules.set_status(tx, ws=caller.ws, rule_id=rule_id, status=status, now=services.clock.now())
        return _finish(tx, services, caller, project, member, before, after)


def keep_rule(services: Services, caller: Caller, rule_id: int, review_on: date) -> Saved:
    """Say that a rule still holds: it is looked at again in half a year. Refusals as `rule`.

    `review_on` is the day that it was asked for; pressed again after the next one is set, it changes nothing.
    """
    with services.database.transaction() as tx:
        project, before, member = _rule(tx, caller, rule_id)
        if before.review_on != review_on or before.status is not RuleStatus.STANDING:
            return _finish(tx, services, caller, project, member, before, None)
        after = rules.change(
            tx,
            ws=caller.ws,
            rule_id=rule_id,
            strength=before.strength,
            text=before.text,
            reason=before.reason,
            owner_id=before.owner.id if before.owner else None,
            review_on=local_day(services.clock.now(), member.person.tz) + REVIEW_AFTER,
            now=services.clock.now(),
        )
        return _finish(tx, services, caller, project, member, before, after)


def require_owner(tx: Transaction, caller: Caller, project: Project, owner: Person | None) -> Member:
    """Return the caller's membership if they look after something of the project's, or facilitate it.

    Raises Refusal `up_to`, which names who may, and those of `require` for somebody who is not listed.
    """
    member = member_of(tx, caller, project)
    if member is None or owner is None:
        return require(tx, caller, project, Action.CHANGE_REGISTERS)
    if not may_change(member, owner):
        who = dict.fromkeys([owner, facilitator_of(tx, caller.ws, project)])
        raise Refusal("up_to", project=project, people=list(who))
    return member


def _assumption(
    tx: Transaction, caller: Caller, assumption_id: int, *, lock: bool = True
) -> tuple[Project, Assumption, Member]:
    found = assumptions.by_id(tx, caller.ws, assumption_id, lock=lock)
    if found is None:
        raise Refusal("entry_gone")
    project = project_by_id(tx, caller, found.project_id, gone="entry_gone")
    return project, found, require_owner(tx, caller, project, found.owner)


def _rule(tx: Transaction, caller: Caller, rule_id: int, *, lock: bool = True) -> tuple[Project, BusinessRule, Member]:
    found = rules.by_id(tx, caller.ws, rule_id, lock=lock)
    if found is None:
        raise Refusal("entry_gone")
    project = project_by_id(tx, caller, found.project_id, gone="entry_gone")
    return project, found, require_owner(tx, caller, project, found.owner)


def _finish(
    tx: Transaction,
    services: Services,
    caller: Caller,
    project: Project,
    member: Member,
    before: Entry,
    after: Entry | None,
) -> Saved:
    changed = after is not None and after != before
    return finish(tx, services, caller, project, member, before, after or before, changed=changed)


def _tell_sponsor(tx: Transaction, services: Services, project: Project, member: Member, broken: Assumption) -> None:
    """Tell the sponsor, once for each time that it breaks, in their working hours; not who has just said so."""
    now = services.clock.now()
    for person in holders_of(tx, project.workspace_id, project, (Role.SPONSOR,)):
        if person.id != member.person.id:
            at = next_working_moment(now, person.tz, services.hours)
            key = f"{broken.id}:{now.isoformat()}:{person.id}"
            facts = {"assumption": broken.id, "by": member.person.id}
            notices.to_person(tx, Kind.ASSUMPTION_BROKEN, person, project, key=key, now=at, **facts)
