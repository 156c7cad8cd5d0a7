"""Looking answers up."""

from datetime import date

from sqlalchemy import or_, select

from facilitation.model import Answer, AnswerState, AnswerVersion
from storage.answers.rows import answer_of, version_of
from storage.database import Transaction
from storage.models import AnswerRow, AnswerVersionRow, ProjectRow
from storage.rows import FRESH


def by_id(tx: Transaction, ws: int, answer_id: int) -> Answer | None:
    """Return the answer."""
    query = select(AnswerRow).where(AnswerRow.workspace_id == ws, AnswerRow.id == answer_id)
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else answer_of(row)


def of_interview(tx: Transaction, ws: int, interview_id: int) -> dict[str, Answer]:
    """Return the interview's answers by question id, drafts and skipped ones included."""
    query = select(AnswerRow).where(AnswerRow.workspace_id == ws, AnswerRow.interview_id == interview_id)
    return {row.question_id: answer_of(row) for row in tx.scalars(query, execution_options=FRESH)}


def of_project(tx: Transaction, ws: int, project_id: int) -> list[Answer]:
    """Return all answers of the project, by the question's number, then in the order in which members joined.

    Drafts, skipped ones, and those of members who left are included.
    """
    query = select(AnswerRow).where(AnswerRow.workspace_id == ws, AnswerRow.project_id == project_id)
    found = [answer_of(row) for row in tx.scalars(query, execution_options=FRESH)]
    return sorted(found, key=lambda answer: (_number(answer.question_id), answer.member_id))


def versions(tx: Transaction, ws: int, answer_id: int) -> list[AnswerVersion]:
    """Return the answer as it stood, the oldest first, then the proposed changes that wait for a decision."""
    query = (
        select(AnswerVersionRow)
        .where(
            AnswerVersionRow.workspace_id == ws,
            AnswerVersionRow.answer_id == answer_id,
            or_(AnswerVersionRow.proposed.is_(False), AnswerVersionRow.decided_at.is_(None)),
        )
        .order_by(AnswerVersionRow.proposed, AnswerVersionRow.version, AnswerVersionRow.id)
    )
    return [version_of(row) for row in tx.scalars(query, execution_options=FRESH)]


def unknown_due(tx: Transaction, today: date, *, limit: int = 100) -> list[tuple[int, Answer]]:
    """Return workspace ids with unknown answers whose date has come and which nobody was asked for yet.

    Of any workspace, the longest due first; none of an archived project.
    """
    query = (
        select(AnswerRow)
        .join(ProjectRow, ProjectRow.id == AnswerRow.project_id)
        .where(
            AnswerRow.state == AnswerState.UNKNOWN.value,
            AnswerRow.due_on <= today,
            AnswerRow.chased_at.is_(None),
            ProjectRow.archived_at.is_(None),
        )
        .order_by(AnswerRow.due_on, AnswerRow.id)
        .limit(limit)
    )
    return [(row.workspace_id, answer_of(row)) for row in tx.scalars(query, execution_options=FRESH)]


def _number(question_id: str) -> int:
    return int(question_id.lstrip("Q"))
