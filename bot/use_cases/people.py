"""`/scope people`: who is on the project, in which role, and how far their interview is."""

from bot.services import Services
from bot.use_cases import joining, leaving, progress
from bot.use_cases.access import Caller, holders_of, member_of, project_by_id, project_here, require
from facilitation.errors import Refusal
from facilitation.facts import Roster, Standing
from facilitation.model import Member, Person, Project
from facilitation.roles import NEVER_EMPTY, SINGLE, Action, Role, action_to_add, roles_that_may
from storage import answers, interviews, members, people
from storage.database import Transaction


def show(services: Services, caller: Caller, name: str = "") -> Roster:
    """Return the people of the project the caller means. Refusals of `project_here`."""
    with services.database.reading() as tx:
        return roster(tx, caller, project_here(tx, caller, name))


def show_by_id(services: Services, caller: Caller, project_id: int) -> Roster:
    """Return the people of this project. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return roster(tx, caller, project_by_id(tx, caller, project_id))


def add(
    services: Services,
    caller: Caller,
    project_id: int,
    slack_id: str | None,
    role: Role | None,
    *,
    anyway: bool = False,
) -> Roster:
    """Give somebody a role: they are invited to their interview. `anyway` lets the sponsor be the champion, on record.

    Raises Refusal `person_missing`, `role_missing`, `role_taken` or `champion_is_sponsor` with its field, and those
    of `require`.
    """
    if slack_id is None:
        raise Refusal("person_missing", field="person")
    if role is None:
        raise Refusal("role_missing", field="role")
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        by = require(tx, caller, project, action_to_add(role)).person
        person = people.ensure(tx, caller.ws, slack_id)
        holders = [holder for holder in holders_of(tx, caller.ws, project, (role,)) if holder.id != person.id]
        if role in SINGLE and holders:
            raise Refusal("role_taken", person=holders[0], role=role, field="role")
        joining.give_role(tx, services, project, person, role, by=by, now=services.clock.now(), anyway=anyway)
        return roster(tx, caller, project)


def remove(services: Services, caller: Caller, project_id: int, slack_id: str | None) -> Roster:
    """Take somebody off the project; their answers are kept. Refusal `hand_over_first` for a role never empty."""
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        by = require(tx, caller, project, Action.MANAGE_PEOPLE).person
        member = _listed(tx, caller, project, slack_id)
        held = [role for role in NEVER_EMPTY if role in member.roles]
        if held:
            raise Refusal("hand_over_first", person=member.person, role=held[0], field="person")
        now = services.clock.now()
        leaving.leave(tx, project, member, by=by, now=now)
        progress.tell_facilitator(tx, services, project, None, now)
        return roster(tx, caller, project)


def replace(
    services: Services,
    caller: Caller,
    project_id: int,
    old: str | None,
    new: str | None,
    role: Role | None = None,
    *,
    anyway: bool = False,
) -> Roster:
    """Hand `role`, or every role that `old` holds, to `new`, who is asked in turn; `old`'s answers are kept.

    `anyway`, and what is refused, as in `add`; also `same_person`, `not_a_member` and `role_not_held`.
    """
    now = services.clock.now()
    if new is None:
        raise Refusal("person_missing", field="other")
    if old == new:
        raise Refusal("same_person", field="other")
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        by = _who_hands_over(tx, caller, project, old, role)
        member = _listed(tx, caller, project, old)
        if role is not None and role not in member.roles:
            raise Refusal("role_not_held", person=member.person, role=role, field="role")
        person = people.ensure(tx, caller.ws, new)
        for each in [r for r in Role if r in member.roles and role in (None, r)]:
            joining.give_role(tx, services, project, person, each, by=by, now=now, anyway=anyway)
            still = members.of_person(tx, caller.ws, project.id, member.person.id)
            if still is not None and each in still.roles:
                joining.take_role(tx, services, project, still, each, by=by, now=now)
        progress.tell_facilitator(tx, services, project, None, now)
        return roster(tx, caller, project)


def hand_over(
    services: Services, caller: Caller, project_id: int, role: Role, to: str, *, anyway: bool = False
) -> Roster:
    """Hand a role held by one person to `to`: facilitator, ML lead, sponsor or champion. Refusals as `replace`."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        holders = holders_of(tx, caller.ws, project, (role,))
    if role not in SINGLE:
        raise Refusal("people_replace_typed")
    if not holders:
        return add(services, caller, project_id, to, role, anyway=anyway)
    return replace(services, caller, project_id, holders[0].slack_id, to, role, anyway=anyway)


def not_allowed(services: Services, caller: Caller, project: Project) -> Refusal:
    """Return the refusal for somebody who may not change the people of a project."""
    with services.database.reading() as tx:
        may = roles_that_may(Action.MANAGE_PEOPLE)
        holders = holders_of(tx, caller.ws, project, may)
        return Refusal("not_allowed", project=project, action=Action.MANAGE_PEOPLE, roles=may, holders=holders)


def roster(tx: Transaction, caller: Caller, project: Project) -> Roster:
    """Return the people of the project inside a transaction."""
    listed = members.of_project(tx, caller.ws, project.id)
    by_member = {iv.member_id: iv for iv in interviews.of_project(tx, caller.ws, project.id)}
    given = answers.of_project(tx, caller.ws, project.id)
    settled = {m.id: sum(a.member_id == m.id and a.state != "draft" for a in given) for m in listed}
    held = {role for member in listed for role in member.roles}
    listed.sort(key=lambda member: min((list(Role).index(role) for role in member.roles), default=len(Role)))
    return Roster(
        project,
        tuple(Standing(m, by_member.get(m.id), settled[m.id]) for m in listed),
        member_of(tx, caller, project),
        tuple(role for role in Role if role not in held and role is not Role.FACILITATOR),
    )


def _who_hands_over(tx: Transaction, caller: Caller, project: Project, old: str | None, role: Role | None) -> Person:
    """Anyone may hand over a role of their own; the rest needs the right to manage people."""
    member = member_of(tx, caller, project)
    if member is not None and old == caller.slack_id and role is not None and role in member.roles:
        return member.person
    return require(tx, caller, project, Action.MANAGE_PEOPLE).person


def _listed(tx: Transaction, caller: Caller, project: Project, slack_id: str | None) -> Member:
    person = people.by_slack_id(tx, caller.ws, slack_id) if slack_id else None
    member = members.of_person(tx, caller.ws, project.id, person.id) if person else None
    if member is None:
        raise Refusal("not_a_member", field="person", slack_id=slack_id or "")
    return member
