"""Moving through an interview: start, next, skip, back, pause, more, change (design §6)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.services import Services
from bot.use_cases import judging, notices, progress
from bot.use_cases.access import Caller, project_here, require
from bot.use_cases.naming import bring_in_named
from bot.use_cases.notices import Kind
from bot.use_cases.places import (
    SETTLED,
    Left,
    Moved,
    Place,
    Probe,
    answer_here,
    at_visit,
    keep_common,
    left_of,
    place_of,
)
from facilitation import interview as rules
from facilitation.errors import Refusal
from facilitation.model import AnswerState, Interview, InterviewState, Person
from facilitation.questions import further_questions
from facilitation.roles import Action
from storage import answers, audit, interviews, members, projects
from storage.database import Transaction

#: What a button below a question, or a word typed in its place, asks for: the interview and the visit it is about.
Step = Callable[[Transaction, Services, Caller, int, int], Moved | None]


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
        return enter(tx, services, place_of(tx, caller, interview.id), rules.begin)


def resume(services: Services, caller: Caller, interview_id: int, visit: int | None = None) -> Moved:
    """Start or resume this interview: the button of an invitation or a nudge. Refusals as `place_of` and `begin`.

    `visit` is where the interview was when the button was made: pressed twice, the question comes once.
    """
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if _pressed_already(place, visit):
            return Moved(place, repeat=True)
        return enter(tx, services, place, rules.begin)


def change(services: Services, caller: Caller, interview_id: int, question_id: str) -> Moved:
    """Go to a question again to change its answer. Raises Refusal `revealed` once answers are common."""
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if question_id not in services.words.pack:
            raise Refusal("past_question")
        if place.interview.state is InterviewState.ACTIVE and place.interview.question_id == question_id:
            return Moved(place, repeat=True)  # it is before them already
        keep_common(tx, place, answers.of_interview(tx, caller.ws, interview_id).get(question_id))
        return enter(tx, services, place, lambda iv, now: _reopened(rules.go_to(iv, question_id), now))


def more(services: Services, caller: Caller, interview_id: int, visit: int | None = None) -> Moved:
    """Add the next questions for somebody who has ten more minutes. Raises Refusal `no_more_questions`."""
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if _pressed_already(place, visit):
            return Moved(place, repeat=True)
        if place.interview.state is not InterviewState.FINISHED:
            return enter(tx, services, place, rules.begin)
        further = further_questions(services.words.pack, place.member.roles, place.interview.plan)
        return enter(tx, services, place, lambda iv, now: _reopened(rules.extend(iv, further), now))


def step(services: Services, caller: Caller, interview_id: int, visit: int, do: Step) -> Moved | None:
    """Do what a button below a question asks for, in a transaction of its own. Returns and raises what `do` does."""
    with services.database.transaction() as tx:
        return do(tx, services, caller, interview_id, visit)


def go_next(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Take the answer as given and go to the next question, or ask back once or twice if it is too weak to act on.

    None: this button was pressed already.

    Raises Refusal `nothing_typed`, and those of `place_of` and `at_visit`.
    """
    place = at_visit(tx, caller, interview_id, visit)
    if place is None:
        return None
    answer = answer_here(tx, place)
    if answer is None or not answer.text.strip():
        raise Refusal("nothing_typed")
    asked_back = judging.probe(tx, services, place, answer)
    if asked_back is not None:
        return _ask_back(tx, services, place, asked_back)
    return settle(tx, services, place, AnswerState.GIVEN)


def insist(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Take the answer as it is, however weak: *That's my answer*. None: pressed already. Refusals as `go_next`."""
    place = at_visit(tx, caller, interview_id, visit)
    if place is None:
        return None
    answer = answer_here(tx, place)
    if answer is None or not answer.text.strip():
        raise Refusal("nothing_typed")
    return settle(tx, services, place, AnswerState.GIVEN)


def skip(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Leave the question for now and go to the next; what was typed is kept as the answer. None: pressed already."""
    place = at_visit(tx, caller, interview_id, visit)
    if place is None:
        return None
    answer = answer_here(tx, place)
    typed = answer is not None and answer.text.strip()
    return settle(tx, services, place, AnswerState.GIVEN if typed else AnswerState.SKIPPED)


def go_back(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Go to the question before. None: pressed already. Raises Refusal `first_question`."""
    place = at_visit(tx, caller, interview_id, visit)
    if place is None:
        return None
    return enter(tx, services, place, lambda iv, now: rules.go_back(iv))


def pause(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Pause; the place is kept. None: paused already."""
    place = at_visit(tx, caller, interview_id, visit)
    if place is None or place.interview.state is not InterviewState.ACTIVE:
        return None
    left = left_of(tx, services, place)
    paused = rules.pause(place.interview)
    interviews.save(tx, replace(paused, controls_ts=None))
    _audit(tx, place, paused, services.clock.now())
    return Moved(replace(place, interview=paused), left)


def clear(tx: Transaction, services: Services, caller: Caller, interview_id: int, visit: int) -> Moved | None:
    """Start the answer over: the text so far is set aside (its versions are kept). None: pressed already.

    Raises Refusal `revealed` once answers are common.
    """
    place = at_visit(tx, caller, interview_id, visit)
    if place is None:
        return None
    keep_common(tx, place, answer_here(tx, place))
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
    """Record what became of the question before the person and move on, inside the caller's transaction.

    Raises Refusal `revealed` when an answer that is common would be taken back by it.
    """
    now = services.clock.now()
    interview, ws = place.interview, place.project.workspace_id
    question = services.words.pack[interview.question_id]
    if state is not AnswerState.GIVEN:
        keep_common(tx, place, answer_here(tx, place))
    answers.set_state(
        tx,
        interview=interview,
        question_id=question.id,
        state=state,
        now=now,
        owner_id=owner.id if owner else None,
        due_on=due_on,
    )
    if state is AnswerState.GIVEN:
        answer = answer_here(tx, place)
        if answer is not None:
            judging.offer_parking(tx, services, place, answer)
        bring_in_named(tx, services, place, question, now)
    current = answers.of_interview(tx, ws, interview.id)
    settled = {question_id for question_id, answer in current.items() if answer.state in SETTLED}
    moved = enter(tx, services, place, lambda iv, at: rules.move_on(iv, settled, at))
    if moved.place.interview.state is InterviewState.FINISHED:
        progress.tell_facilitator(tx, services, place.project, place.person, now)
    return moved


def _ask_back(tx: Transaction, services: Services, place: Place, probe: Probe) -> Moved:
    """Present the same question once more, as a probe."""
    facts = {"probe": probe.reason.value, "again": probe.again}
    question_id, probes = place.interview.question_id, place.interview.probes + 1
    return enter(tx, services, place, lambda iv, _: replace(rules.go_to(iv, question_id), probes=probes), facts)


def enter(
    tx: Transaction,
    services: Services,
    place: Place,
    move: Callable[[Interview, datetime], Interview],
    more: Mapping[str, object] | None = None,
) -> Moved:
    """Apply a move, save it, and enqueue the question that comes up (or the thanks); `more` facts go with it."""
    now = services.clock.now()
    paused = _pause_other(tx, services, place)
    left = left_of(tx, services, place) if place.interview.state is InterviewState.ACTIVE else None
    moved = move(place.interview, now)
    if left and moved.question_id == left.question.id and moved.state is InterviewState.ACTIVE:
        left = replace(left, again=True, asked_back="probe" in (more or {}))
    interviews.save(tx, replace(moved, controls_ts=None))
    _audit(tx, place, moved, now)
    after = replace(place, interview=moved)
    kind = Kind.FINISHED if moved.state is InterviewState.FINISHED else Kind.QUESTION
    key, facts = notices.question_key(moved), {"question": moved.question_id, "since": place.at, **(more or {})}
    notices.to_interviewee(tx, kind, moved, place.person, place.project, key=key, now=now, **facts)
    return Moved(after, left, paused)


def _pressed_already(place: Place, visit: int | None) -> bool:
    """Whether a button that shows a question anew has done so a moment ago, so that this is a double click."""
    return visit is not None and place.interview.visit == visit + 1 and place.interview.state is InterviewState.ACTIVE


def _reopened(interview: Interview, now: datetime) -> Interview:
    """Return a finished interview that is taken up again: whoever leaves it open is looked at when time is up."""
    if interview.next_check_at is not None or interview.window_ends_at <= now:
        return interview
    return replace(interview, next_check_at=interview.window_ends_at)


def _pause_other(tx: Transaction, services: Services, place: Place) -> Left | None:
    """One active interview per person at a time: pause the one of another project, and return its question."""
    ws = place.project.workspace_id
    other = interviews.active_of_person(tx, ws, place.person.id, lock=True)
    project = projects.by_id(tx, ws, other.project_id) if other else None
    if other is None or project is None or other.id == place.interview.id:
        return None
    left = left_of(tx, services, Place(project, members.by_id(tx, ws, other.member_id), other))
    interviews.save(tx, replace(rules.pause(other), controls_ts=None))
    return left


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
