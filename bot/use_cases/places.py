"""Where a person is in their interview: whose it is, the question before them, and what was left behind."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, archived, facilitator_of
from bot.use_cases.notices import Kind
from facilitation.errors import Refusal
from facilitation.judging import Reason
from facilitation.model import Answer, AnswerState, Interview, InterviewState, Member, Person, Project
from facilitation.questions import Question
from storage import answers, interviews, members, outbox, projects
from storage.database import Transaction

#: What comes up in an interview.
_SHOWN = (Kind.QUESTION, Kind.FINISHED)
SETTLED = (AnswerState.GIVEN, AnswerState.SKIPPED, AnswerState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Place:
    """A member's interview with what belongs to it, as a use case holds it."""

    project: Project
    member: Member
    interview: Interview
    at: str = ""  # Slack's time of what brought the person here

    @property
    def person(self) -> Person:
        """Who is interviewed."""
        return self.member.person


@dataclass(frozen=True, slots=True)
class Probe:
    """What a weak answer is asked back for; `again`: this question's answer was asked back before."""

    reason: Reason
    again: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A question that was just left: where it was posted, and what became of it."""

    place: Place  # as it was
    question: Question
    answer: Answer | None
    posted: tuple[str, str] | None  # channel and ts of the message that asked it
    controls_ts: str | None
    probe: Probe | None = None  # what was posted there was no question of the pack, but asked back about its answer
    again: bool = False  # it was not left for another: it is asked again further down
    asked_back: bool = False  # and what comes further down is a probe


@dataclass(frozen=True, slots=True)
class Moved:
    """The result of a move: where the interview is now, and the question left, if one was before the person."""

    place: Place
    left: Left | None = None
    paused: Left | None = None  # the question of another project's interview, which was paused by starting this one
    repeat: bool = False  # the button was pressed already: nothing was done


def place_of(tx: Transaction, caller: Caller, interview_id: int) -> Place:
    """Return the caller's own interview, locked.

    Raises Refusal `not_yours` (it may not exist), `archived`, or `interview_closed` after the member left.
    """
    seen = interviews.by_id(tx, caller.ws, interview_id)
    member = members.by_id(tx, caller.ws, seen.member_id) if seen else None
    if member is None or member.person.slack_id != caller.slack_id:
        raise Refusal("not_yours")
    # The person first, then the interview: everyone locks in this order, so that nobody waits in a circle.
    interviews.active_of_person(tx, caller.ws, member.person.id, lock=True)
    interview = interviews.by_id(tx, caller.ws, interview_id, lock=True)
    if interview is None:
        raise Refusal("not_yours")
    return place_for(tx, caller, interview, member)


def place_for(tx: Transaction, caller: Caller, interview: Interview, member: Member | None = None) -> Place:
    """Return the place of an interview of the caller's that is locked already. Refusals as `place_of`."""
    member = member or members.by_id(tx, caller.ws, interview.member_id)
    project = projects.by_id(tx, caller.ws, interview.project_id)
    if project is None:
        raise Refusal("not_yours")
    if project.archived_at is not None:
        raise archived(tx, caller.ws, project)
    if interview.state is InterviewState.CLOSED:
        raise Refusal("interview_closed")
    return Place(project, member, interview, caller.at)


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


def answer_here(tx: Transaction, place: Place) -> Answer | None:
    """Return the answer to the question before the person, as it stands."""
    interview = place.interview
    return answers.of_interview(tx, interview.workspace_id, interview.id).get(interview.question_id)


def left_of(tx: Transaction, services: Services, place: Place) -> Left:
    """Return the question before the person as one that is about to be left."""
    interview = place.interview
    question = services.words.pack[interview.question_id]
    where = posted(tx, interview)
    return Left(place, question, answer_here(tx, place), where, interview.controls_ts, probe_at(tx, interview))


def posted(tx: Transaction, interview: Interview) -> tuple[str, str] | None:
    """Return channel and ts of the message that asks the question before the person, once it is posted."""
    return outbox.sent(tx, interview.workspace_id, f"{Kind.QUESTION}:{notices.question_key(interview)}")


def probe_at(tx: Transaction, interview: Interview) -> Probe | None:
    """Return what the person is asked back just now; None where the question itself is before them."""
    shown = outbox.by_key(tx, interview.workspace_id, f"{Kind.QUESTION}:{notices.question_key(interview)}")
    reason = shown.subject.get("probe") if shown else None
    return Probe(Reason(reason), bool(shown.subject.get("again"))) if shown and reason else None


def question_at(tx: Transaction, interview: Interview, ts: str) -> str:
    """Return the question that was before the person when they sent the message `ts`: the one they left since, if any.

    Messages may arrive after the press of a button that was made after they were sent.
    """
    asked = interview.question_id
    for visit in range(interview.visit, 0, -1):
        key = notices.question_key(replace(interview, visit=visit))
        shown = next(
            filter(None, (outbox.by_key(tx, interview.workspace_id, f"{kind}:{key}") for kind in _SHOWN)), None
        )
        if shown is None:
            break
        asked = str(shown.subject["question"])
        if not _is_before(ts, str(shown.subject.get("since") or "")):
            break
    return asked


def _is_before(ts: str, since: str) -> bool:
    """Return whether a message was sent before the press, or was itself the word, that brought up a question."""
    try:
        return bool(since) and Decimal(ts) <= Decimal(since)
    except InvalidOperation:
        return False


def is_common(place: Place, answer: Answer | None) -> bool:
    """Return whether others may have read this answer already, so that it no longer changes silently."""
    if answer is None or place.project.revealed_at is None:
        return False
    return bool(answer.text) and answer.state is not AnswerState.DRAFT


def keep_common(tx: Transaction, place: Place, answer: Answer | None) -> None:
    """Raise Refusal `revealed` when the answer is common: it is not taken back any more, only changed by proposal."""
    if is_common(place, answer):
        raise Refusal("revealed", facilitator=facilitator_of(tx, place.project.workspace_id, place.project))


def written(
    services: Services, caller: Caller, interview_id: int, question_id: str | None, visit: int | None = None
) -> tuple[Place, Answer | None]:
    """Return the caller's place and an answer as it stands: to a question, or to the one shown at a visit.

    Raises Refusal `old_button` for a question that is not in the pack, `past_question` for a visit that is over,
    and those of `place_of`.
    """
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if visit is not None and place.interview.visit != visit:
            raise Refusal("past_question")
        wanted = question_id or place.interview.question_id
        if wanted not in services.words.pack:
            raise Refusal("old_button")
        return place, answers.of_interview(tx, caller.ws, interview_id).get(wanted)


def as_it_stands(services: Services, place: Place) -> tuple[Interview, Answer | None, tuple[str, str] | None]:
    """Return an interview as it is now, the answer to its question, and where that question is posted.

    That place is None while the person is asked back: a probe keeps its words and its buttons as it stands.
    """
    ws, interview_id = place.interview.workspace_id, place.interview.id
    with services.database.reading() as tx:
        interview = interviews.by_id(tx, ws, interview_id) or place.interview
        answer = answers.of_interview(tx, ws, interview_id).get(interview.question_id)
        return interview, answer, None if probe_at(tx, interview) else posted(tx, interview)


def what_became(services: Services, left: Left) -> Left:
    """Return a question that was left as it is stored now: where it stands in Slack, and its answer once settled."""
    interview = left.place.interview
    with services.database.reading() as tx:
        answer = answers.of_interview(tx, interview.workspace_id, interview.id).get(left.question.id)
        where = left.posted or posted(tx, interview)  # it may have been left before its delivery was noted
    settled = not left.again and answer is not None and answer.state in SETTLED
    return replace(left, answer=answer if settled else left.answer, posted=where)
