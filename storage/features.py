"""Features of version one, nice-to-haves, the ideal end state."""

from datetime import datetime

from sqlalchemy import select

from facilitation.baseline import Feature, FeatureKind
from storage import projects
from storage.database import Transaction
from storage.models import FeatureRow
from storage.rows import FRESH, insert


def add(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    kind: FeatureKind,
    text: str,
    test: str,
    days: float | None,
    added_by: int,
    now: datetime,
) -> Feature:
    """Add a feature and return it; the same words of the same kind are added once.

    Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:
        raise LookupError(f"no project {project_id} in workspace {ws}")
    standing = [f for f in of_project(tx, ws, project_id) if (f.kind, f.text) == (kind, text)]
    if standing:
        return standing[0]
    row = FeatureRow(
        workspace_id=ws,
        project_id=project_id,
        kind=kind.value,
        text=text,
        test=test,
        days=days,
        added_by=added_by,
        at=now,
        updated_at=now,
    )
    return _feature(insert(tx, row))


def of_project(tx: Transaction, ws: int, project_id: int) -> list[Feature]:
    """Return the project's features that stand: core ones first, then nice-to-haves, then the ideal; as added."""
    query = (
        select(FeatureRow)
        .where(FeatureRow.workspace_id == ws, FeatureRow.project_id == project_id, FeatureRow.removed_at.is_(None))
        .order_by(FeatureRow.id)
    )
    order = list(FeatureKind)
    found = [_feature(row) for row in tx.scalars(query, execution_options=FRESH)]
    return sorted(found, key=lambda feature: order.index(feature.kind))


def by_id(tx: Transaction, ws: int, feature_id: int, *, lock: bool = False) -> Feature | None:
    """Return a feature that stands, or None; locked against other changes if asked."""
    row = _row(tx, ws, feature_id, lock=lock)
    return None if row is None else _feature(row)


def change(
    tx: Transaction,
    *,
    ws: int,
    feature_id: int,
    kind: FeatureKind,
    text: str,
    test: str,
    days: float | None,
    now: datetime,
) -> Feature | None:
    """Change a feature and return it as it is now; None when it is gone."""
    row = _row(tx, ws, feature_id)
    if row is None:
        return None
    row.kind, row.text, row.test, row.days, row.updated_at = kind.value, text, test, days, now
    tx.flush()
    return _feature(row)


def remove(tx: Transaction, ws: int, feature_id: int, now: datetime) -> bool:
    """Take a feature off; False when it is gone already. The row stays, for the versions that name it."""
    row = _row(tx, ws, feature_id)
    if row is None:
        return False
    row.removed_at = now
    tx.flush()
    return True


def _row(tx: Transaction, ws: int, feature_id: int, *, lock: bool = True) -> FeatureRow | None:
    query = select(FeatureRow).where(
        FeatureRow.workspace_id == ws, FeatureRow.id == feature_id, FeatureRow.removed_at.is_(None)
    )
    return tx.scalar(query.with_for_update() if lock else query, execution_options=FRESH)


def _feature(row: FeatureRow) -> Feature:
    return Feature(row.id, row.project_id, FeatureKind(row.kind), row.text, row.test, row.days, row.at)
