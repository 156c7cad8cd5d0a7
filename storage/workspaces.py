"""Workspaces: one per Slack installation."""

from sqlalchemy import select, update

from storage.database import Transaction
from storage.models import WorkspaceRow
from storage.rows import insert_new


def ensure(tx: Transaction, *, team_id: str, enterprise_id: str, name: str = "") -> int:
    """Return the id of the workspace, which is made if need be; a new `name` replaces the old one.

    `team_id` is empty for an installation on a whole Enterprise Grid org.
    """
    query = select(WorkspaceRow.id, WorkspaceRow.name).where(
        WorkspaceRow.team_id == team_id, WorkspaceRow.enterprise_id == enterprise_id
    )
    found = tx.execute(query).one_or_none()
    if found is None:
        insert_new(tx, WorkspaceRow, team_id=team_id, enterprise_id=enterprise_id, name=name)
        found = tx.execute(query).one()
    ws, known_as = found
    if name and known_as != name:
        tx.execute(update(WorkspaceRow).where(WorkspaceRow.id == ws).values(name=name))
    return ws
