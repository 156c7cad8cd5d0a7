"""Rows of answers: finding, locking, and what a change of the parts does to the whole."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from facilitation.model import Answer, AnswerState, AnswerVersion, Interview
from storage.database import Transaction
from storage.models import AnswerPartRow, AnswerRow, AnswerVersionRow, InterviewRow
from storage.people import person_of
from storage.rows import FRESH, insert


def locked(tx: Transaction, ws: int, answer_id: int) -> AnswerRow | None:
    """Return the answer; other transactions that change it wait until this one ends."""
    query = select(AnswerRow).where(AnswerRow.workspace_id == ws, AnswerRow.id == answer_id)
    return tx.scalar(query.with_for_update(of=AnswerRow), execution_options=FRESH)


def ensure(tx: Transaction, interview: Interview, question_id: str, now: datetime) -> AnswerRow:
    """Return the answer to a question, made if need be as an empty draft; the interview must be locked."""
    query = select(AnswerRow).where(
        AnswerRow.workspace_id == interview.workspace_id,
        AnswerRow.interview_id == interview.id,
        AnswerRow.question_id == question_id,
    )
    row = tx.scalar(query.with_for_update(of=AnswerRow), execution_options=FRESH)
    if row is not None:
        return row
    return insert(
        tx,
        AnswerRow(
            workspace_id=interview.workspace_id,
            project_id=interview.project_id,
            interview_id=interview.id,
            member_id=interview.member_id,
            question_id=question_id,
            state=AnswerState.DRAFT.value,
            text="",
            mentions=[],
            version=0,
            updated_at=now,
        ),
    )


def lock_interview(tx: Transaction, interview: Interview) -> None:
    """Have other transactions that change the interview or its answers wait; LookupError without it."""
    query = select(InterviewRow.id).where(
        InterviewRow.workspace_id == interview.workspace_id, InterviewRow.id == interview.id
    )
    if tx.scalar(query.with_for_update()) is None:
        raise LookupError(f"no interview {interview.id} in workspace {interview.workspace_id}")


def live_parts(tx: Transaction, answer: AnswerRow) -> list[AnswerPartRow]:
    """Return the parts of the answer: what a form gave first, then the messages in Slack's order."""
    query = select(AnswerPartRow).where(
        AnswerPartRow.workspace_id == answer.workspace_id,
        AnswerPartRow.answer_id == answer.id,
        AnswerPartRow.removed_at.is_(None),
    )
    return sorted(tx.scalars(query, execution_options=FRESH), key=lambda part: (_order(part.ts), part.id))


def joined(texts: Iterable[str]) -> str:
    """Return the text of an answer made of these parts."""
    return "\n".join(text for text in texts if text)


def rewrite(tx: Transaction, answer: AnswerRow, cause: str, now: datetime) -> None:
    """Make the answer what its parts say, with a new version if that changed anything."""
    parts = live_parts(tx, answer)
    mentions = list(dict.fromkeys(slack_id for part in parts for slack_id in part.mentions))
    put(tx, answer, text=joined(part.text for part in parts), mentions=mentions, cause=cause, now=now)


def put(tx: Transaction, answer: AnswerRow, *, text: str, mentions: list[str], cause: str, now: datetime) -> None:
    """Set text and mentions, as a new version if that changes anything; one left empty is open again."""
    if text == answer.text and mentions == answer.mentions:
        return
    answer.text, answer.mentions, answer.updated_at = text, mentions, now
    answer.version += 1
    if not text and answer.state == AnswerState.GIVEN.value:
        answer.state = AnswerState.DRAFT.value
    insert(
        tx,
        AnswerVersionRow(
            workspace_id=answer.workspace_id,
            answer_id=answer.id,
            version=answer.version,
            text=text,
            mentions=mentions,
            cause=cause,
            at=now,
            proposed=False,
        ),
    )


def reopen(answer: AnswerRow) -> None:
    """Something was said after all: a skipped or unknown answer is a draft again, that nobody owes."""
    if answer.state in (AnswerState.SKIPPED.value, AnswerState.UNKNOWN.value):
        answer.state = AnswerState.DRAFT.value
        answer.owner_id = answer.due_on = answer.chased_at = None


def record(tx: Transaction, answer: AnswerRow) -> Answer:
    """Store what was changed about the row, and return its record."""
    tx.flush()
    tx.expire(answer, ["owner"])  # it follows `owner_id`, and costs no query where there is none
    return answer_of(answer)


def answer_of(row: AnswerRow) -> Answer:
    """Return the record of a row."""
    return Answer(
        id=row.id,
        project_id=row.project_id,
        interview_id=row.interview_id,
        member_id=row.member_id,
        question_id=row.question_id,
        state=AnswerState(row.state),
        text=row.text,
        version=row.version,
        updated_at=row.updated_at,
        mentions=tuple(row.mentions),
        owner=None if row.owner is None else person_of(row.owner),
        due_on=row.due_on,
        probed=row.probed,
    )


def version_of(row: AnswerVersionRow) -> AnswerVersion:
    """Return the record of a row."""
    return AnswerVersion(
        id=row.id,
        answer_id=row.answer_id,
        version=row.version,
        text=row.text,
        cause=row.cause,
        at=row.at,
        proposed=row.proposed,
    )


def _order(ts: str | None) -> tuple[int, str]:
    """Slack's `ts` are numbers written as text: longer ones come later."""
    seconds = (ts or "").partition(".")[0]
    return len(seconds), ts or ""
