"""What follows from time passing: nudges, the end of the window, unknowns that fall due. Planned by a tick."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.services import Services
from bot.use_cases import joining, notices, progress, unknowns
from bot.use_cases.notices import Kind
from facilitation.chasing import Step, chase
from facilitation.model import Answer, Interview, InterviewState, Person
from facilitation.working_time import next_working_moment, zone
from storage import answers, interviews, members, projects
from storage.database import Transaction

_AT_ONCE = 100  # looked at in one transaction, so that no tick holds the database for long
#: Whoever has typed within this time is at it, and needs no reminder.
_IN_HAND = timedelta(hours=1)
#: Nowhere does a day begin earlier than this before it begins in UTC.
_EAST = timedelta(hours=14)


def plan(services: Services) -> int:
    """Enqueue what is due now; returns how much was looked at."""
    looked_at = 0
    while True:
        with services.database.transaction() as tx:
            due = interviews.due(tx, services.clock.now(), limit=_AT_ONCE)
            for interview in due:
                _plan_interview(tx, services, interview)
        looked_at += len(due)
        if len(due) < _AT_ONCE:
            return looked_at + _plan_unknowns(services)


def _plan_interview(tx: Transaction, services: Services, interview: Interview) -> None:
    now, ws = services.clock.now(), interview.workspace_id
    member = members.by_id(tx, ws, interview.member_id)
    project = projects.by_id(tx, ws, interview.project_id)
    if project is None:
        return
    if joining.is_untold(tx, interview):
        joining.put_off(tx, services, ws, interview.id, next_working_moment(now, member.person.tz, services.hours))
        return
    due = chase(interview, now, member.person.tz, services.hours)
    after = replace(interview, next_check_at=due.look_again_at)
    if due.step is Step.NUDGE and _in_hand(tx, interview, now):
        after = replace(interview, next_check_at=min(now + _IN_HAND, interview.window_ends_at))
    elif due.step is Step.NUDGE:
        after = replace(after, nudges=interview.nudges + 1)
        key = f"{interview.id}:{interview.invited_at:%Y%m%d%H%M%S}:{after.nudges}"
        notices.to_interviewee(tx, Kind.NUDGE, after, member.person, project, key=key, now=now)
    interviews.save(tx, after)
    if due.step is Step.TELL_FACILITATOR:
        progress.tell_facilitator(tx, services, project, None, now)


def _in_hand(tx: Transaction, interview: Interview, now: datetime) -> bool:
    if interview.state is not InterviewState.ACTIVE:
        return False
    given = answers.of_interview(tx, interview.workspace_id, interview.id).values()
    return any(answer.updated_at > now - _IN_HAND for answer in given)


def _plan_unknowns(services: Services) -> int:
    now = services.clock.now()
    with services.database.transaction() as tx:
        due = answers.unknown_due(tx, (now + _EAST).date(), limit=_AT_ONCE)
        for ws, answer in due:
            project = projects.by_id(tx, ws, answer.project_id)
            if project is not None and answer.owner is not None and not unknowns.is_found(tx, ws, answer):
                at = _on_the_day(services, answer, answer.owner, now)
                key = f"{answer.id}:{answer.owner.id}:{answer.due_on}"
                notices.to_person(tx, Kind.UNKNOWN_DUE, answer.owner, project, key=key, now=at, answer=answer.id)
            answers.mark_chased(tx, ws, answer.id, now)
        return len(due)


def _on_the_day(services: Services, answer: Answer, owner: Person, now: datetime) -> datetime:
    """Return when the owner's work begins on the day agreed, where they live; now, if that is over."""
    if answer.due_on is None:
        return now
    day_begins = datetime.combine(answer.due_on, time(), tzinfo=zone(owner.tz)).astimezone(UTC)
    return next_working_moment(max(now, day_begins), owner.tz, services.hours)
