""" "I don't know": never blank, always with somebody who finds out by a date (method §1, moves)."""

from dataclasses import dataclass
from datetime import date

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, archived
from bot.use_cases.interview import enter, settle
from bot.use_cases.notices import Kind
from bot.use_cases.places import Moved, Place, answer_here, at_visit, keep_common, place_of
from facilitation import interview as rules
from facilitation.errors import Refusal
from facilitation.model import Answer, AnswerState, InterviewState
from facilitation.working_time import local_day, next_working_moment, working_days_after
from storage import answers, interviews, members, people, projects
from storage.database import Transaction

#: Working days until an unknown is due unless the person picks another day.
USUAL_DAYS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """An unknown about to be recorded: where, and the day proposed."""

    place: Place
    due_on: date


def place(services: Services, caller: Caller, interview_id: int, visit: int) -> Place | None:
    """Return where the person is, if they still are at this visit."""
    with services.database.transaction() as tx:
        return at_visit(tx, caller, interview_id, visit)


def ask(services: Services, caller: Caller, interview_id: int, visit: int) -> Asked | None:
    """Return what to ask about the unknown. None: the question was left already."""
    with services.database.transaction() as tx:
        return asked(tx, services, caller, interview_id, visit)


def asked(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Asked | None:
    """Return the same as `ask`, within the caller's transaction."""
    place = at_visit(tx, caller, interview_id, visit)
    if place is None:
        return None
    keep_common(tx, place, answer_here(tx, place))
    today = local_day(services.clock.now(), place.person.tz)
    return Asked(place, working_days_after(today, USUAL_DAYS))


def record(
    services: Services, caller: Caller, interview_id: int, visit: int, owner: str | None, due_on: date | None
) -> Moved | None:
    """Record who finds out by when, tell them, and go on. None: recorded already.

    Raises Refusal `unknown_needs_owner`, `unknown_needs_day`, or `unknown_day_past`.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        if owner is None:
            raise Refusal("unknown_needs_owner")
        if due_on is None:
            raise Refusal("unknown_needs_day")
        if due_on < local_day(now, place.person.tz):
            raise Refusal("unknown_day_past", day=due_on)
        person = people.ensure(tx, caller.ws, owner)
        question_id = place.interview.question_id
        moved = settle(tx, services, place, AnswerState.UNKNOWN, owner=person, due_on=due_on)
        if person.id != place.person.id:
            answer = answers.of_interview(tx, caller.ws, interview_id)[question_id]
            key = f"{answer.id}:{person.id}:{due_on}"
            at = next_working_moment(now, person.tz, services.hours)
            notices.to_person(tx, Kind.UNKNOWN_ASKED, person, place.project, key=key, now=at, answer=answer.id)
        return moved


def answer_it(services: Services, caller: Caller, answer_id: int) -> Moved:
    """Put an unknown's question to its owner, who has found out.

    Raises Refusal `not_yours`, `found_out_tell` for an owner who is asked nothing here, or `archived`.
    """
    with services.database.transaction() as tx:
        answer = answers.by_id(tx, caller.ws, answer_id)
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        if answer is None or person is None or answer.owner is None or answer.owner.id != person.id:
            raise Refusal("not_yours")
        project = projects.by_id(tx, caller.ws, answer.project_id)
        if project is None:
            raise Refusal("not_yours")
        if project.archived_at is not None:
            raise archived(tx, caller.ws, project)
        member = members.of_person(tx, caller.ws, project.id, person.id)
        interview = interviews.of_member(tx, caller.ws, member.id) if member else None
        if interview is None:
            asker = members.by_id(tx, caller.ws, answer.member_id).person
            raise Refusal("found_out_tell", person=asker, project=project)
        place = place_of(tx, caller, interview.id)
        if place.interview.state is InterviewState.ACTIVE and place.interview.question_id == answer.question_id:
            return Moved(place, repeat=True)  # it is before them already
        return enter(tx, services, place, lambda iv, now: rules.go_to(iv, answer.question_id))


def is_found(tx: Transaction, ws: int, answer: Answer) -> bool:
    """Return whether the owner of an unknown has given an answer to its question by now."""
    if answer.state is not AnswerState.UNKNOWN or answer.owner is None:
        return True
    member = members.of_person(tx, ws, answer.project_id, answer.owner.id)
    interview = interviews.of_member(tx, ws, member.id) if member else None
    own = answers.of_interview(tx, ws, interview.id).get(answer.question_id) if interview else None
    return own is not None and own.state is AnswerState.GIVEN
