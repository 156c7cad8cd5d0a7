"""Assumptions, each with somebody who checks it by a date."""

from datetime import date, datetime

from sqlalchemy import Select, select, update

from facilitation.model import Assumption, AssumptionKind, AssumptionStatus
from storage import projects
from storage.database import Transaction
from storage.models import AssumptionRow
from storage.people import person_of
from storage.rows import FRESH, insert


def add(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    kind: AssumptionKind,
    text: str,
    now: datetime,
    owner_id: int | None = None,
    due_on: date | None = None,
    question_id: str | None = None,
) -> Assumption:
    """Record an open assumption and return it; the same words of the same kind are recorded once.

    `owner_id` is a person's. Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked: a repeat at this moment waits, then sees it
        raise LookupError(f"no project {project_id} in workspace {ws}")
    query = _query(ws).where(
        AssumptionRow.project_id == project_id, AssumptionRow.kind == kind.value, AssumptionRow.text == text
    )
    row = tx.scalar(query.limit(1), execution_options=FRESH)
    if row is None:
        row = insert(
            tx,
            AssumptionRow(
                workspace_id=ws,
                project_id=project_id,
                kind=kind.value,
                text=text,
                status=AssumptionStatus.OPEN.value,
                question_id=question_id,
                owner_id=owner_id,
                due_on=due_on,
                at=now,
                updated_at=now,
            ),
        )
        tx.refresh(row)
    return _assumption(row)


def of_project(tx: Transaction, ws: int, project_id: int) -> list[Assumption]:
    """Return the project's assumptions, the oldest first."""
    query = _query(ws).where(AssumptionRow.project_id == project_id)
    return [_assumption(row) for row in tx.scalars(query, execution_options=FRESH)]


def set_status(
    tx: Transaction, *, ws: int, assumption_id: int, status: AssumptionStatus, now: datetime
) -> Assumption | None:
    """Set whether the assumption stands, and return it; None if there is none or it stood so already."""
    change = (
        update(AssumptionRow)
        .where(
            AssumptionRow.workspace_id == ws,
            AssumptionRow.id == assumption_id,
            AssumptionRow.status != status.value,
        )
        .values(status=status.value, updated_at=now)
    )
    return _by_id(tx, ws, tx.scalar(change.returning(AssumptionRow.id)))


def change(
    tx: Transaction,
    *,
    ws: int,
    assumption_id: int,
    kind: AssumptionKind,
    text: str,
    owner_id: int | None,
    due_on: date | None,
    now: datetime,
) -> Assumption | None:
    """Set what an assumption says, who checks it, and by when, and return it; None if there is none."""
    changed = (
        update(AssumptionRow)
        .where(AssumptionRow.workspace_id == ws, AssumptionRow.id == assumption_id)
        .values(kind=kind.value, text=text, owner_id=owner_id, due_on=due_on, updated_at=now)
    )
    return _by_id(tx, ws, tx.scalar(changed.returning(AssumptionRow.id)))


def by_id(tx: Transaction, ws: int, assumption_id: int, *, lock: bool = False) -> Assumption | None:
    """Return an assumption, or None; locked against other changes if asked."""
    return _by_id(tx, ws, assumption_id, lock=lock)


def _query(ws: int) -> Select[AssumptionRow]:
    return select(AssumptionRow).where(AssumptionRow.workspace_id == ws).order_by(AssumptionRow.id)


def _by_id(tx: Transaction, ws: int, assumption_id: int | None, *, lock: bool = False) -> Assumption | None:
    query = _query(ws).where(AssumptionRow.id == assumption_id)
    query = query.with_for_update(of=AssumptionRow) if lock else query
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else _assumption(row)


def _assumption(row: AssumptionRow) -> Assumption:
    return Assumption(
        id=row.id,
        project_id=row.project_id,
        kind=AssumptionKind(row.kind),
        text=row.text,
        status=AssumptionStatus(row.status),
        owner=None if row.owner is None else person_of(row.owner),
        due_on=row.due_on,
        at=row.at,
        question_id=row.question_id,
    )
