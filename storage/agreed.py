"""Agreed answers: one per question, versioned."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select

from facilitation.model import AgreedAnswer
from storage import projects
from storage.database import Transaction
from storage.models import AgreedAnswerRow
from storage.models.base import storable
from storage.rows import FRESH, insert


def record(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    question_id: str,
    text: str,
    sources: Sequence[int],
    agreed_by: Sequence[int],
    recorded_by: int,
    now: datetime,
) -> AgreedAnswer:
    """Record what all hold true, and return it: the next version, or the standing one if it says the same.

    `sources` are member ids, `agreed_by` and `recorded_by` ids of people. LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked: versions are counted one by one
        raise LookupError(f"no project {project_id} in workspace {ws}")
    standing = current(tx, ws, project_id).get(question_id)
    if standing is not None and _same(standing, storable(text), sources, agreed_by):
        return standing
    row = AgreedAnswerRow(
        workspace_id=ws,
        project_id=project_id,
        question_id=question_id,
        version=1 if standing is None else standing.version + 1,
        text=storable(text),
        sources=list(sources),
        agreed_by=list(agreed_by),
        recorded_by=recorded_by,
        at=now,
    )
    return _agreed(insert(tx, row))


def current(tx: Transaction, ws: int, project_id: int) -> dict[str, AgreedAnswer]:
    """Return the newest version of each agreed answer, by question id."""
    rows = tx.scalars(_query(ws, project_id), execution_options=FRESH)
    return {row.question_id: _agreed(row) for row in rows}  # the last of each question stands


def history(tx: Transaction, ws: int, project_id: int, question_id: str) -> list[AgreedAnswer]:
    """Return every version of an agreed answer, the oldest first."""
    query = _query(ws, project_id).where(AgreedAnswerRow.question_id == question_id)
    return [_agreed(row) for row in tx.scalars(query, execution_options=FRESH)]


def _query(ws: int, project_id: int) -> Select[AgreedAnswerRow]:
    return (
        select(AgreedAnswerRow)
        .where(AgreedAnswerRow.workspace_id == ws, AgreedAnswerRow.project_id == project_id)
        .order_by(AgreedAnswerRow.version)
    )


def _same(standing: AgreedAnswer, text: str, sources: Sequence[int], agreed_by: Sequence[int]) -> bool:
    return (standing.text, set(standing.sources), set(standing.agreed_by)) == (
        text,
        set(sources),
        set(agreed_by),
    )


def _agreed(row: AgreedAnswerRow) -> AgreedAnswer:
    return AgreedAnswer(
        id=row.id,
        project_id=row.project_id,
        question_id=row.question_id,
        version=row.version,
        text=row.text,
        sources=tuple(row.sources),
        agreed_by=tuple(row.agreed_by),
        recorded_by=row.recorded_by,
        at=row.at,
    )
