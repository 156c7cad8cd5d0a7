"""Moving through an interview: start, next, skip, back, pause, more, change (design §6)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.services import Services
from bot.use_cases import joining, notices
from bot.use_cases.access import Caller, archived, facilitator_of, project_here, require
from bot.use_cases.notices import Kind
from facilitation import interview as rules
from facilitation.errors import Refusal
from facilitation.model import Answer, AnswerState, Interview, InterviewState, Member, Person, Project
from facilitation.questions import Question, further_questions
from facilitation.roles import Action
from storage import answers, audit, interviews, members, outbox, projects
from storage.database import Transaction

_SETTLED = (AnswerState.GIVEN, AnswerState.SKIPPED, AnswerState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Place:
    """A member's interview with what belongs to it, as a use case holds it."""

    project: Project
    member: Member
    interview: Interview

    @property
    def person(self) -> Person:
        """Who is interviewed."""
        return self.member.person


@dataclass(frozen=True, slots=True)
class Left:
    """A question that was just left: where it was posted, and what became of it."""

    place: Place  # as it was
    question: Question
    answer: Answer | None
    posted: tuple[str, str] | None  # channel and ts of the message that asked it
    controls_ts: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The result of a move: where the interview is now, and the question left, if one was before the person."""

    place: Place
    left: Left | None = None
    paused: Project | None = None  # another project's interview, which was paused by starting this one


def start(services: Services, caller: Caller, name: str = "") -> Moved:
    """Start or resume the caller's interview for the project they mean.

    Raises Refusal: those of `project_here` and `require`, `nothing_to_ask`, `interview_finished`.
    """
    with services.database.transaction() as tx:
        project = project_here(tx, caller, name)
        member = require(tx, caller, project, Action.ANSWER)
        interview = interviews.of_member(tx, caller.ws, member.id)
        if interview is None:
            raise Refusal("nothing_to_ask", project=project)
        return enter(tx, services, Place(project, member, interview), rules.begin)


def resume(services: Services, caller: Caller, interview_id: int) -> Moved:
    """Start or resume this interview: the button of an invitation or a nudge. Refusals as `place_of` and `begin`."""
    with services.database.transaction() as tx:
        return enter(tx, services, place_of(tx, caller, interview_id), rules.begin)


def change(services: Services, caller: Caller, interview_id: int, question_id: str) -> Moved:
    """Go to a question again to change its answer. Raises Refusal `revealed` once answers are common."""
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if question_id not in services.words.pack:
            raise Refusal("past_question")
        answer = answers.of_interview(tx, caller.ws, interview_id).get(question_id)
        if place.project.revealed_at and answer and answer.text:
            raise Refusal("revealed", facilitator=facilitator_of(tx, caller.ws, place.project))
        return enter(tx, services, place, lambda iv, now: rules.go_to(iv, question_id))


def more(services: Services, caller: Caller, interview_id: int) -> Moved:
    """Add the next questions for somebody who has ten more minutes. Raises Refusal `no_more_questions`."""
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if place.interview.state is not InterviewState.FINISHED:
            return enter(tx, services, place, rules.begin)
        further = further_questions(services.words.pack, place.member.roles, place.interview.plan)
        return enter(tx, services, place, lambda iv, now: rules.extend(iv, further))


def go_next(services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Take the answer as given and go to the next question. None: this button was pressed already.

    Raises Refusal `nothing_typed`, and those of `place_of` and `at_visit`.
    """
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        answer = _answer(tx, place)
        if answer is None or not answer.text.strip():
            raise Refusal("nothing_typed")
        return settle(tx, services, place, AnswerState.GIVEN)


def skip(services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Leave the question for now and go to the next; what was typed is kept as the answer. None: pressed already."""
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        answer = _answer(tx, place)
        typed = answer is not None and answer.text.strip()
        return settle(tx, services, place, AnswerState.GIVEN if typed else AnswerState.SKIPPED)


def go_back(services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Go to the question before. None: pressed already. Raises Refusal `first_question`."""
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        return enter(tx, services, place, lambda iv, now: rules.go_back(iv))


def pause(services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Pause; the place is kept. None: pressed already."""
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        left = _left(tx, services, place)
        paused = rules.pause(place.interview)
        interviews.save(tx, replace(paused, controls_ts=None))
        _audit(tx, place, paused, services.clock.now())
        return Moved(replace(place, interview=paused), left)


def clear(services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Start the answer over: the text so far is set aside (its versions are kept). None: pressed already."""
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        now = services.clock.now()
        question_id = place.interview.question_id
        answers.clear(tx, interview=place.interview, question_id=question_id, now=now)
        return enter(tx, services, place, lambda iv, _: rules.go_to(iv, question_id))


def settle(
    tx: Transaction,
    services: Services,
    place: Place,
    state: AnswerState,
    *,
    owner: Person | None = None,
    due_on: date | None = None,
) -> Moved:
    """Record what became of the question before the person and move on, inside the caller's transaction."""
    now = services.clock.now()
    interview, ws = place.interview, place.project.workspace_id
    question = services.words.pack[interview.question_id]
    answers.set_state(
        tx,
        interview=interview,
        question_id=question.id,
        state=state,
        now=now,
        owner_id=owner.id if owner else None,
        due_on=due_on,
    )
    if question.names and state is AnswerState.GIVEN:
        _bring_in_named(tx, services, place, question, now)
    current = answers.of_interview(tx, ws, interview.id)
    settled = {question_id for question_id, answer in current.items() if answer.state in _SETTLED}
    moved = enter(tx, services, place, lambda iv, at: rules.move_on(iv, settled, at))
    if moved.place.interview.state is InterviewState.FINISHED:
        _tell_if_all_in(tx, moved.place, now)
    return moved


def written(
    services: Services, caller: Caller, interview_id: int, question_id: str | None
) -> tuple[Place, Answer | None]:
    """Return the caller's place and the answer to a question as it stands; None means the question before them.

    Raises Refusal `old_button` for a question that is not in the pack, and those of `place_of`.
    """
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        wanted = question_id or place.interview.question_id
        if wanted not in services.words.pack:
            raise Refusal("old_button")
        return place, answers.of_interview(tx, caller.ws, interview_id).get(wanted)


def settled_answer(services: Services, left: Left) -> Answer | None:
    """Return what became of the question that was left, as it is stored now."""
    interview = left.place.interview
    with services.database.reading() as tx:
        answer = answers.of_interview(tx, interview.workspace_id, interview.id).get(left.question.id)
    return answer if answer is not None and answer.state in _SETTLED else left.answer


def place_of(tx: Transaction, caller: Caller, interview_id: int) -> Place:
    """Return the caller's own interview, locked.

    Raises Refusal `not_yours` (it may not exist), `archived`, or `interview_closed` after the member left.
    """
    interview = interviews.by_id(tx, caller.ws, interview_id, lock=True)
    member = members.by_id(tx, caller.ws, interview.member_id) if interview else None
    if interview is None or member is None or member.person.slack_id != caller.slack_id:
        raise Refusal("not_yours")
    project = projects.by_id(tx, caller.ws, interview.project_id)
    if project is None:
        raise Refusal("not_yours")
    if project.archived_at is not None:
        raise archived(tx, caller.ws, project)
    if interview.state is InterviewState.CLOSED:
        raise Refusal("interview_closed")
    return Place(project, member, interview)


def at_visit(tx: Transaction, caller: Caller, interview_id: int, visit: int) -> Place | None:
    """Return the caller's place if it still is where the pressed button was shown; None right after leaving it.

    Raises Refusal `past_question` for a button further back, and those of `place_of`.
    """
    place = place_of(tx, caller, interview_id)
    if place.interview.visit == visit and place.interview.state is not InterviewState.FINISHED:
        return place
    if place.interview.visit == visit + 1:
        return None
    raise Refusal("past_question")


def enter(tx: Transaction, services: Services, place: Place, move: Callable[[Interview, datetime], Interview]) -> Moved:
    """Apply a move, save it, and enqueue the question that comes up (or the thanks)."""
    now = services.clock.now()
    paused = _pause_others(tx, place)
    left = _left(tx, services, place) if place.interview.state is InterviewState.ACTIVE else None
    moved = move(place.interview, now)
    if left and moved.question_id == left.question.id and moved.state is InterviewState.ACTIVE:
        left = replace(left, answer=None)
    interviews.save(tx, replace(moved, controls_ts=None))
    _audit(tx, place, moved, now)
    after = replace(place, interview=moved)
    kind = Kind.FINISHED if moved.state is InterviewState.FINISHED else Kind.QUESTION
    key = notices.question_key(moved, moved.visit)
    notices.to_interviewee(tx, kind, moved, place.person, place.project, key=key, now=now)
    return Moved(after, left, paused)


def _pause_others(tx: Transaction, place: Place) -> Project | None:
    """One active interview per person at a time: pause the one of another project, if any, and return that project."""
    ws = place.project.workspace_id
    other = interviews.active_of_person(tx, ws, place.person.id, lock=True)
    if other is None or other.id == place.interview.id:
        return None
    interviews.save(tx, rules.pause(other))
    return projects.by_id(tx, ws, other.project_id)


def _left(tx: Transaction, services: Services, place: Place) -> Left:
    interview = place.interview
    posted = outbox.sent(
        tx, interview.workspace_id, f"{Kind.QUESTION}:{notices.question_key(interview, interview.visit)}"
    )
    question = services.words.pack[interview.question_id]
    return Left(place, question, _answer(tx, place), posted, interview.controls_ts)


def _answer(tx: Transaction, place: Place) -> Answer | None:
    interview = place.interview
    return answers.of_interview(tx, interview.workspace_id, interview.id).get(interview.question_id)


def _bring_in_named(tx: Transaction, services: Services, place: Place, question: Question, now: datetime) -> None:
    answer, role = _answer(tx, place), question.names
    if answer is None or role is None:
        return
    named = joining.name_people(tx, services, place.project, role, answer.mentions, by=place.person, now=now)
    if not named:
        facilitator = facilitator_of(tx, place.project.workspace_id, place.project)
        key = f"{answer.id}:{answer.version}"
        notices.to_person(tx, Kind.NAME_UNCLEAR, facilitator, place.project, key=key, now=now, answer=answer.id)


def _tell_if_all_in(tx: Transaction, place: Place, now: datetime) -> None:
    project, ws = place.project, place.project.workspace_id
    asked = [iv for iv in interviews.of_project(tx, ws, project.id) if iv.state is not InterviewState.CLOSED]
    if project.revealed_at is None and all(iv.state is InterviewState.FINISHED for iv in asked):
        facilitator = facilitator_of(tx, ws, project)
        notices.to_person(tx, Kind.ALL_IN, facilitator, project, key=f"{project.id}:{len(asked)}", now=now)


def _audit(tx: Transaction, place: Place, after: Interview, now: datetime) -> None:
    before = place.interview
    audit.append(
        tx,
        ws=before.workspace_id,
        project_id=before.project_id,
        actor_id=place.person.id,
        action="interview",
        before={"state": before.state, "question": before.question_id},
        after={"state": after.state, "question": after.question_id},
        at=now,
    )
