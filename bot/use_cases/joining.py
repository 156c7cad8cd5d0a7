"""How people come onto a project: roles given and taken, interviews begun and closed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.services import Services
from bot.use_cases import leaving, notices
from bot.use_cases.notices import Kind
from bot.use_cases.places import SETTLED
from facilitation.chasing import first_look
from facilitation.errors import Refusal
from facilitation.interview import OPEN, close
from facilitation.model import Interview, InterviewState, Member, Person, Project
from facilitation.questions import MOST_IN_PRIVATE, private_questions
from facilitation.roles import SINGLE, Role
from facilitation.working_time import end_of_window, next_working_moment
from storage import answers, audit, interviews, members, outbox, people
from storage.database import Transaction


def give_role(
    tx: Transaction,
    services: Services,
    project: Project,
    person: Person,
    role: Role,
    *,
    by: Person,
    now: datetime,
    anyway: bool = False,
) -> Member:
    """Give `person` the role and what follows: a role held by one moves to them, and they are asked their questions.

    Whoever is left without a role by that is no longer on the project; their answers stay. Raises Refusal
    `champion_is_sponsor` when one person would be both, unless `anyway`, which is recorded (method §1, Q14).
    """
    ws = project.workspace_id
    _keep_apart(tx, project, person, role, by=by, now=now, anyway=anyway)
    for holder in members.of_project(tx, ws, project.id) if role in SINGLE else []:
        if role in holder.roles and holder.person.id != person.id:
            take_role(tx, services, project, holder, role, by=by, now=now)
    before = members.of_person(tx, ws, project.id, person.id)
    member = members.add_role(tx, ws=ws, project_id=project.id, person_id=person.id, role=role, now=now)
    if before is None or role not in before.roles:
        _audit_roles(tx, project, person, before, member, by=by, now=now)
        own = person.id == by.id
        at = now if own else next_working_moment(now, person.tz, services.hours)
        invite(tx, services, project, member, now=at, asked=own)
        if role is Role.FACILITATOR and person.id != by.id:
            key = f"{project.id}:{person.id}:{role}:{now.timestamp():.0f}"
            notices.to_person(tx, Kind.ROLE_GIVEN, person, project, key=key, now=now, role=role, by=by.id)
    return member


def _keep_apart(
    tx: Transaction, project: Project, person: Person, role: Role, *, by: Person, now: datetime, anyway: bool
) -> None:
    """See that sponsor and champion are two people: one decides, the other does the work and says what is wrong."""
    apart = {Role.SPONSOR: Role.CHAMPION, Role.CHAMPION: Role.SPONSOR}
    before = members.of_person(tx, project.workspace_id, project.id, person.id)
    if role not in apart or before is None or apart[role] not in before.roles or role in before.roles:
        return
    if not anyway:
        raise Refusal("champion_is_sponsor", person=person, role=role, field="role")
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=by.id,
        action="champion_is_sponsor",
        before=None,
        after={"person": person.slack_id},
        at=now,
    )


def take_role(
    tx: Transaction, services: Services, project: Project, member: Member, role: Role, *, by: Person, now: datetime
) -> None:
    """Take one role from a member. Without any left they leave the project; if none left asks anything, nor do we."""
    ws = project.workspace_id
    after = members.remove_role(tx, ws=ws, project_id=project.id, person_id=member.person.id, role=role)
    _audit_roles(tx, project, member.person, member, after, by=by, now=now)
    if not after.roles:
        leaving.leave(tx, project, member, by=by, now=now)
    elif not private_questions(services.words.pack, after.roles):
        interview = interviews.of_member(tx, ws, member.id)
        if interview is not None and interview.state in OPEN:
            interviews.save(tx, close(interview))


def invite(
    tx: Transaction, services: Services, project: Project, member: Member, *, now: datetime, asked: bool = False
) -> None:
    """Put the member's private questions to them, or those that a new role adds; nothing when there are none.

    `now` is when they are told: their time to answer begins then. `asked`: they have just given themselves the role.
    """
    pack, ws = services.words.pack, project.workspace_id
    plan = private_questions(pack, member.roles)
    if not plan:
        return
    tz, hours = member.person.tz, services.hours
    window_ends = end_of_window(now, services.settings.response_window_days, tz, hours)
    look = first_look(now, window_ends, tz, hours)
    standing = interviews.of_member(tx, ws, member.id)
    if standing is None:
        interview = interviews.create(
            tx,
            ws=ws,
            project_id=project.id,
            member_id=member.id,
            plan=plan,
            now=now,
            window_ends_at=window_ends,
            next_check_at=look,
        )
    else:
        settled = {q for q, answer in answers.of_interview(tx, ws, standing.id).items() if answer.state in SETTLED}
        widened = _widened(standing, plan, settled)
        if widened is None:
            return
        interview = widened
        if widened.state is InterviewState.INVITED:
            interview = replace(widened, invited_at=now, window_ends_at=window_ends, next_check_at=look, nudges=0)
        interviews.save(tx, interview)
    if interview.state is InterviewState.INVITED:
        key = notices.invitation_key(interview)  # roles given together are one invitation
        notices.to_interviewee(tx, Kind.INVITE, interview, member.person, project, key=key, now=now, asked=asked)


def is_untold(tx: Transaction, interview: Interview) -> bool:
    """Return whether the invitation is still to go out: who was not asked is neither reminded nor late."""
    invited = f"{Kind.INVITE}:{notices.invitation_key(interview)}"
    return interview.state is InterviewState.INVITED and outbox.is_open(tx, interview.workspace_id, invited)


def put_off(tx: Transaction, services: Services, ws: int, interview_id: int, told_at: datetime) -> None:
    """Count the time to answer of an interview that has not begun from `told_at`, when its invitation goes out."""
    interview = interviews.by_id(tx, ws, interview_id, lock=True)
    if interview is None or interview.state is not InterviewState.INVITED:
        return
    tz, hours = members.by_id(tx, ws, interview.member_id).person.tz, services.hours
    window_ends = end_of_window(told_at, services.settings.response_window_days, tz, hours)
    if window_ends <= interview.window_ends_at and (interview.next_check_at or told_at) > told_at:
        return  # on the day on which it was due
    window_ends = max(window_ends, interview.window_ends_at)
    look = first_look(told_at, window_ends, tz, hours)
    interviews.save(tx, replace(interview, window_ends_at=window_ends, next_check_at=look))


def _widened(interview: Interview, plan: tuple[str, ...], settled: Collection[str]) -> Interview | None:
    """Return the standing interview with the questions of a new role added, or None when it asks them already.

    With those asked before, they are six at most: the rest is there for "ten more minutes".
    """
    room = max(0, MOST_IN_PRIVATE - len(interview.plan))
    new = [question_id for question_id in plan if question_id not in interview.plan][:room]
    whole = (*interview.plan, *new)
    if interview.state is InterviewState.INVITED and interview.started_at is None:
        return replace(interview, plan=plan) if plan != interview.plan else None
    if interview.state in (InterviewState.ACTIVE, InterviewState.PAUSED, InterviewState.INVITED):
        return replace(interview, plan=whole) if new else None
    still = [at for at, question_id in enumerate(whole) if question_id not in settled]
    if still:
        return replace(interview, state=InterviewState.INVITED, plan=whole, at=still[0], finished_at=None)
    return replace(interview, state=InterviewState.FINISHED) if interview.state is InterviewState.CLOSED else None


def name_people(
    tx: Transaction,
    services: Services,
    project: Project,
    role: Role,
    slack_ids: tuple[str, ...],
    *,
    by: Person,
    now: datetime,
) -> list[Person]:
    """Bring in the people whom an answer named for `role`; returns them. A sponsor who names themselves is left out:
    the champion is someone who does the work (method §1, Q14)."""
    named: list[Person] = []
    for slack_id in slack_ids:
        if role is Role.CHAMPION and (slack_id == by.slack_id or named):
            continue
        person = people.ensure(tx, project.workspace_id, slack_id)
        give_role(tx, services, project, person, role, by=by, now=now)
        named.append(person)
    return named


def _audit_roles(
    tx: Transaction,
    project: Project,
    person: Person,
    before: Member | None,
    after: Member,
    *,
    by: Person,
    now: datetime,
) -> None:
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=by.id,
        action="roles",
        before={"person": person.slack_id, "roles": sorted(before.roles) if before else []},
        after={"person": person.slack_id, "roles": sorted(after.roles)},
        at=now,
    )
