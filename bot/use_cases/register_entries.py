"""What adding to the registers and changing them share: checks, the audit, telling the owner of an entry."""

from datetime import date, timedelta

from bot.services import Services
from bot.text import Typed
from bot.use_cases import notices
from bot.use_cases.access import Caller, member_of
from bot.use_cases.notices import Kind
from facilitation.errors import Refusal, together
from facilitation.model import Assumption, AssumptionStatus, Member, Person, Project
from facilitation.registers import MOST_IN_TEXT, BusinessRule, Entry, Registers, RuleStatus, Saved, listed
from facilitation.working_time import local_day, next_working_moment, working_moment_of
from storage import assumptions, audit, members, people, rules
from storage.database import Transaction

#: Working days until an assumption is checked unless its owner's day is said.
USUAL_DAYS = 5
#: After this a rule is looked at again unless a day is said: the same day of the week, half a year on.
REVIEW_AFTER = timedelta(weeks=26)


def load(tx: Transaction, caller: Caller, project: Project) -> Registers:
    """Return the registers of a project inside a transaction."""
    me = member_of(tx, caller, project)
    return Registers(
        project,
        me,
        listed(assumptions.of_project(tx, caller.ws, project.id), me),
        listed(rules.of_project(tx, caller.ws, project.id), me),
    )


def check_text(text: Typed, field: str) -> str:
    """Return a text that a register can hold. Raises Refusal `register_empty` or `register_too_long`."""
    said = text.text.strip()
    if not said:
        raise Refusal("register_empty", field=field)
    if len(said) > MOST_IN_TEXT:
        raise Refusal("register_too_long", field=field, length=len(said), most=MOST_IN_TEXT)
    return said


def check_rule(text: Typed, reason: Typed) -> tuple[str, str]:
    """Return a rule's text and its reason. Raises Refusal `rule_needs_reason`, and those of `check_text`."""
    together(lambda: check_text(text, "text"), lambda: _check_reason(reason))
    return text.text.strip(), reason.text.strip()


def _check_reason(reason: Typed) -> str:
    if not reason.text.strip():
        raise Refusal("rule_needs_reason", field="reason")
    return check_text(reason, "reason")


def check_day(services: Services, member: Member, day: date | None, standing: date | None = None) -> date | None:
    """Return the day if it is to come where the member is, or stands already. Raises Refusal `unknown_day_past`."""
    if day is not None and day != standing and day < local_day(services.clock.now(), member.person.tz):
        raise Refusal("unknown_day_past", field="day", day=day)
    return day


def owner_of(tx: Transaction, project: Project, slack_id: str | None) -> Person | None:
    """Return who is to look after an entry: somebody on the project. Raises Refusal `owner_not_listed`."""
    if not slack_id:
        return None
    person = people.by_slack_id(tx, project.workspace_id, slack_id)
    if person is None or members.of_person(tx, project.workspace_id, project.id, person.id) is None:
        raise Refusal("owner_not_listed", field="person", project=project)
    return person


def finish(
    tx: Transaction,
    services: Services,
    caller: Caller,
    project: Project,
    member: Member,
    before: Entry | None,
    after: Entry,
    *,
    changed: bool,
) -> Saved:
    """Audit a change of an entry, have its owner told and asked in time; returns how it stands now."""
    if changed:
        audit.append(
            tx,
            ws=project.workspace_id,
            project_id=project.id,
            actor_id=member.person.id,
            action="assumption" if isinstance(after, Assumption) else "business_rule",
            before=as_facts(before),
            after=as_facts(after),
            at=services.clock.now(),
        )
        _tell_owner(tx, services, project, member, before, after)
    shown = load(tx, caller, project)
    register = shown.assumptions if isinstance(after, Assumption) else shown.rules
    return Saved(project, next(each for each in register if each.entry.id == after.id), changed)


def as_facts(entry: Entry | None) -> dict[str, object] | None:
    """Return an entry as the audit keeps it."""
    if entry is None:
        return None
    facts: dict[str, object] = {
        "id": entry.id,
        "text": entry.text,
        "status": entry.status.value,
        "owner": entry.owner.id if entry.owner else None,
    }
    if isinstance(entry, Assumption):
        return {**facts, "kind": entry.kind.value, "due_on": entry.due_on.isoformat() if entry.due_on else None}
    day = entry.review_on.isoformat() if entry.review_on else None
    return {**facts, "strength": entry.strength.value, "reason": entry.reason, "review_on": day}


def _tell_owner(
    tx: Transaction, services: Services, project: Project, member: Member, before: Entry | None, after: Entry
) -> None:
    """Have a new owner told, unless they did it themselves, and asked on the day, in their working hours."""
    owner, now = after.owner, services.clock.now()
    if owner is None or not _is_open(after):
        return
    which = "assumption" if isinstance(after, Assumption) else "rule"
    if owner.id != member.person.id and (before is None or before.owner is None or before.owner.id != owner.id):
        at = next_working_moment(now, owner.tz, services.hours)
        key = f"{which}:{after.id}:{owner.id}:{now:%Y%m%d%H%M%S}"
        facts = {which: after.id, "by": member.person.id}
        notices.to_person(tx, Kind.OWNER_GIVEN, owner, project, key=key, now=at, **facts)
    day = after.due_on if isinstance(after, Assumption) else after.review_on
    if day is not None:
        kind = Kind.ASSUMPTION_DUE if isinstance(after, Assumption) else Kind.RULE_DUE
        at = working_moment_of(day, now, owner.tz, services.hours)
        key = f"{after.id}:{owner.id}:{day}"  # the same day set twice asks once
        notices.to_person(tx, kind, owner, project, key=key, now=at, day=day.isoformat(), **{which: after.id})


def _is_open(entry: Entry) -> bool:
    if isinstance(entry, BusinessRule):
        return entry.status is RuleStatus.STANDING
    return entry.status is AssumptionStatus.OPEN
