"""What follows from time passing: nudges, the end of the window, unknowns that fall due. Planned by a tick."""

from dataclasses import replace

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import facilitator_of
from bot.use_cases.notices import Kind
from facilitation.chasing import Step, chase
from facilitation.model import Interview
from facilitation.working_time import next_working_moment
from storage import answers, interviews, members, projects
from storage.database import Transaction

_AT_ONCE = 100  # looked at in one transaction, so that no tick holds the database for long


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
    due = chase(interview, now, member.person.tz, services.hours)
    after = replace(interview, next_check_at=due.look_again_at)
    if due.step is Step.NUDGE:
        after = replace(after, nudges=interview.nudges + 1)
        key = f"{interview.id}:{interview.invited_at:%Y%m%d%H%M%S}:{after.nudges}"
        notices.to_interviewee(tx, Kind.NUDGE, after, member.person, project, key=key, now=now)
    elif due.step is Step.TELL_FACILITATOR:
        facilitator = facilitator_of(tx, ws, project)
        at = next_working_moment(now, facilitator.tz, services.hours)
        key = f"{project.id}:{interview.window_ends_at:%Y%m%d}"
        notices.to_person(tx, Kind.WINDOW_OVER, facilitator, project, key=key, now=at)
    interviews.save(tx, after)


def _plan_unknowns(services: Services) -> int:
    now = services.clock.now()
    with services.database.transaction() as tx:
        due = answers.unknown_due(tx, now.date(), limit=_AT_ONCE)
        for ws, answer in due:
            project = projects.by_id(tx, ws, answer.project_id)
            if project is not None and answer.owner is not None:
                at = next_working_moment(now, answer.owner.tz, services.hours)
                key = f"{answer.id}:{answer.due_on}"
                notices.to_person(tx, Kind.UNKNOWN_DUE, answer.owner, project, key=key, now=at, answer=answer.id)
            answers.mark_chased(tx, ws, answer.id, now)
        return len(due)
