"""The audit: who changed what, when, before and after. Entries are only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.database import Transaction
from storage.models import AuditRow
from storage.rows import FRESH, insert


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A change by a person (`actor_id`) or the bot itself (None); `before` is None for a new thing."""

    id: int
    project_id: int | None
    actor_id: int | None
    action: str
    before: Mapping[str, Any] | None = field(hash=False)
    after: Mapping[str, Any] | None = field(hash=False)
    at: datetime


def append(
    tx: Transaction,
    *,
    ws: int,
    project_id: int | None,
    actor_id: int | None,
    action: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    at: datetime,
) -> None:
    """Add an entry; `before` and `after` hold what JSON can hold."""
    insert(
        tx,
        AuditRow(
            workspace_id=ws,
            project_id=project_id,
            actor_id=actor_id,
            action=action,
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
            at=at,
        ),
    )


def of_project(tx: Transaction, ws: int, project_id: int) -> list[AuditEntry]:
    """Return the project's entries, the oldest first."""
    query = select(AuditRow).where(AuditRow.workspace_id == ws, AuditRow.project_id == project_id).order_by(AuditRow.id)
    return [_entry(row) for row in tx.scalars(query, execution_options=FRESH)]


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        project_id=row.project_id,
        actor_id=row.actor_id,
        action=row.action,
        before=row.before,
        after=row.after,
        at=row.at,
    )
