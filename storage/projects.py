"""Projects, each bound to a home channel until it is archived."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, update

from facilitation.model import Project
from storage.database import Transaction
from storage.models import MemberRow, ProjectRow
from storage.rows import FRESH, insert_new


def create(
    tx: Transaction, *, ws: int, name: str, wish: str, home_channel: str, created_by: int, now: datetime
) -> Project | None:
    """Return a new project, or None when an active one holds the channel. `created_by` is a person's id."""
    project_id = insert_new(
        tx,
        ProjectRow,
        workspace_id=ws,
        name=name,
        wish=wish,
        home_channel=home_channel,
        created_by=created_by,
        created_at=now,
    )
    return None if project_id is None else by_id(tx, ws, project_id)


def by_id(tx: Transaction, ws: int, project_id: int, *, lock: bool = False) -> Project | None:
    """Return the project; with `lock`, other transactions that lock it wait until this one ends."""
    query = _query(ws, ProjectRow.id == project_id)
    return _first(tx, query.with_for_update() if lock else query)


def active_in_channel(tx: Transaction, ws: int, channel: str) -> Project | None:
    """Return the project that holds the channel."""
    return _first(tx, _query(ws, ProjectRow.home_channel == channel, ProjectRow.archived_at.is_(None)))


def latest_in_channel(tx: Transaction, ws: int, channel: str) -> Project | None:
    """Return the project that was made last in the channel, archived or not."""
    return _first(tx, _query(ws, ProjectRow.home_channel == channel))


def of_person(tx: Transaction, ws: int, person_id: int, *, archived: bool = False) -> list[Project]:
    """Return the projects of which the person is a member now, the newest first (archived ones if asked)."""
    query = _query(ws, MemberRow.person_id == person_id, MemberRow.left_at.is_(None)).join(
        MemberRow, MemberRow.project_id == ProjectRow.id
    )
    if not archived:
        query = query.where(ProjectRow.archived_at.is_(None))
    return [_project(row) for row in tx.scalars(query, execution_options=FRESH)]


def archive(tx: Transaction, ws: int, project_id: int, *, by: int, now: datetime) -> bool:
    """Archive the project in the name of the person `by`; return False when it already was."""
    change = (
        update(ProjectRow)
        .where(ProjectRow.workspace_id == ws, ProjectRow.id == project_id, ProjectRow.archived_at.is_(None))
        .values(archived_at=now, archived_by=by)
    )
    return tx.scalar(change.returning(ProjectRow.id)) is not None


def reveal(tx: Transaction, ws: int, project_id: int, now: datetime) -> bool:
    """Make the private answers common; return False when they already are, or the project is archived."""
    change = (
        update(ProjectRow)
        .where(
            ProjectRow.workspace_id == ws,
            ProjectRow.id == project_id,
            ProjectRow.revealed_at.is_(None),
            ProjectRow.archived_at.is_(None),
        )
        .values(revealed_at=now)
    )
    return tx.scalar(change.returning(ProjectRow.id)) is not None


def _query(ws: int, *conditions: ColumnElement[bool]) -> Select[ProjectRow]:
    return select(ProjectRow).where(ProjectRow.workspace_id == ws, *conditions).order_by(ProjectRow.id.desc())


def _first(tx: Transaction, query: Select[ProjectRow]) -> Project | None:
    row = tx.scalar(query.limit(1), execution_options=FRESH)
    return None if row is None else _project(row)


def _project(row: ProjectRow) -> Project:
    return Project(
        id=row.id,
        workspace_id=row.workspace_id,
        name=row.name,
        wish=row.wish,
        home_channel=row.home_channel,
        created_by=row.created_by,
        created_at=row.created_at,
        revealed_at=row.revealed_at,
        archived_at=row.archived_at,
        archived_by=row.archived_by,
    )
