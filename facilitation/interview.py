"""How an interview moves: one question at a time, back and forth, paused and resumed (design §6)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from facilitation.errors import Refusal
from facilitation.model import Interview, InterviewState

OPEN = (InterviewState.INVITED, InterviewState.ACTIVE, InterviewState.PAUSED)


def begin(interview: Interview, now: datetime) -> Interview:
    """Return the interview with its question before the person: started, resumed, or shown again.

    Raises Refusal `interview_closed` when the member has left, `interview_finished` when nothing is left to ask.
    """
    if interview.state is InterviewState.CLOSED:
        raise Refusal("interview_closed")
    if interview.state is InterviewState.FINISHED:
        raise Refusal("interview_finished")
    return _present(replace(interview, started_at=interview.started_at or now), interview.at)


def move_on(interview: Interview, settled: Collection[str], now: datetime) -> Interview:
    """Return the interview at the next question that is not in `settled`, or finished when there is none.

    Questions after the present one come first; then earlier ones that were left open by going back and forth.
    """
    count = len(interview.plan)
    for step in range(1, count + 1):
        index = (interview.at + step) % count
        if interview.plan[index] not in settled:
            return _present(interview, index)
    return replace(
        interview, state=InterviewState.FINISHED, visit=interview.visit + 1, finished_at=now, next_check_at=None
    )


def go_back(interview: Interview) -> Interview:
    """Return the interview at the question before; Refusal `first_question` when there is none."""
    if interview.at == 0:
        raise Refusal("first_question")
    return _present(interview, interview.at - 1)


def go_to(interview: Interview, question_id: str) -> Interview:
    """Return the interview at `question_id`, added to the plan if it was not in it."""
    plan = interview.plan if question_id in interview.plan else (*interview.plan, question_id)
    return _present(replace(interview, plan=plan), plan.index(question_id))


def pause(interview: Interview) -> Interview:
    """Return the interview paused at its question; an interview that is not active stays as it is."""
    if interview.state is not InterviewState.ACTIVE:
        return interview
    return replace(interview, state=InterviewState.PAUSED)


def extend(interview: Interview, further: Sequence[str]) -> Interview:
    """Return the interview with `further` question ids added and the first of them before the person.

    Raises Refusal `no_more_questions` when `further` is empty.
    """
    if not further:
        raise Refusal("no_more_questions")
    plan = (*interview.plan, *further)
    return _present(replace(interview, plan=plan), len(interview.plan))


def close(interview: Interview) -> Interview:
    """Return the interview closed: its answers stay, nothing more is asked."""
    return replace(interview, state=InterviewState.CLOSED, next_check_at=None)


def _present(interview: Interview, at: int) -> Interview:
    return replace(
        interview,
        state=InterviewState.ACTIVE,
        at=at,
        visit=interview.visit + 1,
        controls_ts=None,
        finished_at=None,
    )
