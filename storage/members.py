"""Members of a project and their roles."""

from datetime import datetime

from sqlalchemy import ColumnElement, Delete, delete, select, update

from facilitation.model import Member
from facilitation.roles import Role
from storage.database import Transaction
from storage.models import MemberRoleRow, MemberRow
from storage.people import person_of
from storage.rows import FRESH, insert_new


def add_role(tx: Transaction, *, ws: int, project_id: int, person_id: int, role: Role, now: datetime) -> Member:
    """Give the person a role on the project and return them as its member; who had left is back.

    Raises LookupError when the project is another workspace's.
    """
    insert_new(tx, MemberRow, workspace_id=ws, project_id=project_id, person_id=person_id, joined_at=now)
    member_id = _rejoin(tx, ws, project_id, person_id)
    insert_new(tx, MemberRoleRow, workspace_id=ws, member_id=member_id, role=role.value, since=now)
    return by_id(tx, ws, member_id)


def remove_role(tx: Transaction, *, ws: int, project_id: int, person_id: int, role: Role) -> Member:
    """Take a role from the person, who stays a member; raises LookupError if they are none."""
    member = of_person(tx, ws, project_id, person_id)
    if member is None:
        raise LookupError(f"person {person_id} is no member of project {project_id}")
    tx.execute(_roles(ws, member.id).where(MemberRoleRow.role == role.value))
    return by_id(tx, ws, member.id)


def leave(tx: Transaction, *, ws: int, project_id: int, person_id: int, now: datetime) -> None:
    """End the membership and all its roles; the answers stay. Nothing happens to one who is no member."""
    member = of_person(tx, ws, project_id, person_id)
    if member is not None:
        tx.execute(_roles(ws, member.id))
        tx.execute(update(MemberRow).where(MemberRow.workspace_id == ws, MemberRow.id == member.id).values(left_at=now))


def of_project(tx: Transaction, ws: int, project_id: int, *, left: bool = False) -> list[Member]:
    """Return the members in the order in which they first joined; with `left`, also those who left."""
    conditions = [MemberRow.project_id == project_id]
    if not left:
        conditions.append(MemberRow.left_at.is_(None))
    return _members(tx, ws, *conditions)


def of_person(tx: Transaction, ws: int, project_id: int, person_id: int) -> Member | None:
    """Return the person as a member of the project, unless they are none or left."""
    found = _members(
        tx,
        ws,
        MemberRow.project_id == project_id,
        MemberRow.person_id == person_id,
        MemberRow.left_at.is_(None),
    )
    return found[0] if found else None


def by_id(tx: Transaction, ws: int, member_id: int) -> Member:
    """Return the member, also one who left; raises LookupError if the workspace has none of this id."""
    found = _members(tx, ws, MemberRow.id == member_id)
    if not found:
        raise LookupError(f"no member {member_id} in workspace {ws}")
    return found[0]


def _rejoin(tx: Transaction, ws: int, project_id: int, person_id: int) -> int:
    change = (
        update(MemberRow)
        .where(MemberRow.workspace_id == ws, MemberRow.project_id == project_id, MemberRow.person_id == person_id)
        .values(left_at=None)
    )
    member_id: int | None = tx.scalar(change.returning(MemberRow.id))
    if member_id is None:
        raise LookupError(f"no project {project_id} in workspace {ws}")
    return member_id


def _roles(ws: int, member_id: int) -> Delete:
    return delete(MemberRoleRow).where(MemberRoleRow.workspace_id == ws, MemberRoleRow.member_id == member_id)


def _members(tx: Transaction, ws: int, *conditions: ColumnElement[bool]) -> list[Member]:
    query = select(MemberRow).where(MemberRow.workspace_id == ws, *conditions).order_by(MemberRow.id)
    return [_member(row) for row in tx.scalars(query, execution_options=FRESH).unique()]


def _member(row: MemberRow) -> Member:
    return Member(
        id=row.id,
        project_id=row.project_id,
        person=person_of(row.person),
        roles=frozenset(Role(held.role) for held in row.roles),
        left_at=row.left_at,
    )
