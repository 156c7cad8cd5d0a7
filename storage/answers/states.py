"""What becomes of a question: given, skipped, or "I don't know" with somebody who finds out by a date."""

from datetime import date, datetime

from sqlalchemy import update

from facilitation.model import Answer, AnswerState, Interview
from storage.answers.rows import ensure, lock_interview, record
from storage.database import Transaction
from storage.models import AnswerRow


def set_state(
    tx: Transaction,
    *,
    interview: Interview,
    question_id: str,
    state: AnswerState,
    now: datetime,
    owner_id: int | None = None,
    due_on: date | None = None,
) -> Answer:
    """Set what became of the question and return the answer, empty if nothing was ever said.

    `owner_id` (a person) and `due_on` belong to an unknown answer; a new owner or date is chased anew.
    """
    lock_interview(tx, interview)
    answer = ensure(tx, interview, question_id, now)
    if state is not AnswerState.UNKNOWN:
        owner_id = due_on = None
    if (answer.state, answer.owner_id, answer.due_on) != (state.value, owner_id, due_on):
        answer.state, answer.owner_id, answer.due_on = state.value, owner_id, due_on
        answer.chased_at = None
        answer.updated_at = now
    return record(tx, answer)


def mark_probed(tx: Transaction, ws: int, answer_id: int, version: int) -> None:
    """Record that this version of an answer was asked back."""
    tx.execute(update(AnswerRow).where(AnswerRow.workspace_id == ws, AnswerRow.id == answer_id).values(probed=version))


def mark_chased(tx: Transaction, ws: int, answer_id: int, now: datetime) -> None:
    """Record that the owner of an unknown answer was asked for it."""
    tx.execute(
        update(AnswerRow)
        .where(AnswerRow.workspace_id == ws, AnswerRow.id == answer_id, AnswerRow.chased_at.is_(None))
        .values(chased_at=now)
    )
