"""Versions of the brief, and their signatures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from facilitation.baseline import BriefVersion, Signature
from facilitation.roles import Role
from storage import projects
from storage.database import Transaction
from storage.models import BriefVersionRow, SignatureRow
from storage.rows import FRESH, insert, insert_new


def offer(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    problem: str,
    content: Mapping[str, Any],
    created_by: int,
    decision_id: int | None,
    now: datetime,
) -> BriefVersion:
    """Return the newest version if it says just this, else a new one that does.

    Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked, so that no number is given twice
        raise LookupError(f"no project {project_id} in workspace {ws}")
    standing = latest(tx, ws, project_id)
    if standing is not None and standing.problem == problem and standing.content == content:
        return standing
    row = BriefVersionRow(
        workspace_id=ws,
        project_id=project_id,
        version=standing.version + 1 if standing else 1,
        problem=problem,
        content=dict(content),
        created_by=created_by,
        at=now,
        decision_id=decision_id,
    )
    return _version(tx, insert(tx, row))


def latest(tx: Transaction, ws: int, project_id: int) -> BriefVersion | None:
    """Return the newest version, signed or not."""
    row = tx.scalar(_query(ws, project_id).limit(1), execution_options=FRESH)
    return None if row is None else _version(tx, row)


def baseline(tx: Transaction, ws: int, project_id: int) -> BriefVersion | None:
    """Return the version that sponsor and champion signed last: the baseline."""
    query = _query(ws, project_id).where(BriefVersionRow.baseline_at.is_not(None)).limit(1)
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else _version(tx, row)


def of_project(tx: Transaction, ws: int, project_id: int) -> list[BriefVersion]:
    """Return every version, the newest first."""
    return [_version(tx, row) for row in tx.scalars(_query(ws, project_id), execution_options=FRESH)]


def by_id(tx: Transaction, ws: int, brief_id: int, *, lock: bool = False) -> BriefVersion | None:
    """Return a version, locked against other signatures if asked."""
    query = select(BriefVersionRow).where(BriefVersionRow.workspace_id == ws, BriefVersionRow.id == brief_id)
    row = tx.scalar(query.with_for_update() if lock else query, execution_options=FRESH)
    return None if row is None else _version(tx, row)


def sign(tx: Transaction, *, ws: int, brief_id: int, person_id: int, role: Role, now: datetime) -> bool:
    """Put a signature under a version; False when that role had signed it already."""
    values = {"brief_id": brief_id, "person_id": person_id, "role": role.value, "at": now}
    return insert_new(tx, SignatureRow, workspace_id=ws, **values) is not None


def make_baseline(tx: Transaction, ws: int, brief_id: int, now: datetime) -> bool:
    """Note that both have signed; False when it was noted before. Nothing of a baseline changes after that."""
    query = select(BriefVersionRow).where(
        BriefVersionRow.workspace_id == ws,
        BriefVersionRow.id == brief_id,
        BriefVersionRow.baseline_at.is_(None),
    )
    row = tx.scalar(query.with_for_update(), execution_options=FRESH)
    if row is None:
        return False
    row.baseline_at = now
    tx.flush()
    return True


def _query(ws: int, project_id: int) -> Select[BriefVersionRow]:
    return (
        select(BriefVersionRow)
        .where(BriefVersionRow.workspace_id == ws, BriefVersionRow.project_id == project_id)
        .order_by(BriefVersionRow.version.desc())
    )


def _version(tx: Transaction, row: BriefVersionRow) -> BriefVersion:
    query = (
        select(SignatureRow)
        .where(SignatureRow.workspace_id == row.workspace_id, SignatureRow.brief_id == row.id)
        .order_by(SignatureRow.id)
    )
    signatures = tuple(Signature(Role(s.role), s.person_id, s.at) for s in tx.scalars(query, execution_options=FRESH))
    return BriefVersion(
        id=row.id,
        project_id=row.project_id,
        version=row.version,
        problem=row.problem,
        content=row.content,
        created_by=row.created_by,
        at=row.at,
        baseline_at=row.baseline_at,
        decision_id=row.decision_id,
        signatures=signatures,
    )
