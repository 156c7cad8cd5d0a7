"""Interviews: one per member of a project."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, update

from facilitation.model import Interview, InterviewState
from storage.database import Transaction
from storage.models import InterviewRow, MemberRow, PersonRow, ProjectRow
from storage.rows import FRESH, insert_new

#: What an interview is about never changes; everything else about it may.
_FIXED = {"id", "workspace_id", "project_id", "member_id"}
_MUTABLE = tuple(field.name for field in fields(Interview) if field.name not in _FIXED)


def create(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    member_id: int,
    plan: Sequence[str],
    now: datetime,
    window_ends_at: datetime,
    next_check_at: datetime | None,
) -> Interview:
    """Return the member's interview: a new one, invited `now`, or the one that stands, as it stands."""
    insert_new(
        tx,
        InterviewRow,
        workspace_id=ws,
        project_id=project_id,
        member_id=member_id,
        state=InterviewState.INVITED.value,
        plan=list(plan),
        at=0,
        visit=0,
        invited_at=now,
        window_ends_at=window_ends_at,
        nudges=0,
        next_check_at=next_check_at,
    )
    standing = of_member(tx, ws, member_id)
    if standing is None:
        raise LookupError(f"no member {member_id} in workspace {ws}")
    return standing


def by_id(tx: Transaction, ws: int, interview_id: int, *, lock: bool = False) -> Interview | None:
    """Return the interview; with `lock`, other transactions that lock it wait until this one ends."""
    return _first(tx, _query(InterviewRow.workspace_id == ws, InterviewRow.id == interview_id), lock=lock)


def of_member(tx: Transaction, ws: int, member_id: int) -> Interview | None:
    """Return the member's interview."""
    return _first(tx, _query(InterviewRow.workspace_id == ws, InterviewRow.member_id == member_id))


def of_project(tx: Transaction, ws: int, project_id: int) -> list[Interview]:
    """Return the project's interviews, those of members who left included, in the order of invitation."""
    return _all(tx, _query(InterviewRow.workspace_id == ws, InterviewRow.project_id == project_id))


def of_person(tx: Transaction, ws: int, person_id: int) -> list[Interview]:
    """Return the person's interviews that are not closed, of projects that are not archived."""
    return _all(tx, _of_person(ws, person_id).where(InterviewRow.state != InterviewState.CLOSED.value))


def active_of_person(tx: Transaction, ws: int, person_id: int, *, lock: bool = False) -> Interview | None:
    """Return the person's active interview, of a project that is not archived: one at most at a time.

    With `lock`, other transactions that lock this person's interview wait until this one ends, also when
    there is none yet: so a person can't start two at once.
    """
    if lock:
        tx.execute(
            select(PersonRow.id).where(PersonRow.workspace_id == ws, PersonRow.id == person_id).with_for_update()
        )
    active = _of_person(ws, person_id).where(InterviewRow.state == InterviewState.ACTIVE.value)
    return _first(tx, active, lock=lock)


def in_thread(tx: Transaction, ws: int, channel: str, thread_ts: str) -> list[Interview]:
    """Return the interviews that are held in this thread of a channel."""
    return _all(
        tx,
        _query(
            InterviewRow.workspace_id == ws,
            InterviewRow.channel == channel,
            InterviewRow.thread_ts == thread_ts,
        ),
    )


def save(tx: Transaction, interview: Interview) -> None:
    """Store everything about the interview that can change; raises LookupError if it isn't there."""
    values = {name: getattr(interview, name) for name in _MUTABLE}
    values.update(state=interview.state.value, plan=list(interview.plan))
    change = (
        update(InterviewRow)
        .where(InterviewRow.workspace_id == interview.workspace_id, InterviewRow.id == interview.id)
        .values(**values)
    )
    if tx.scalar(change.returning(InterviewRow.id)) is None:
        raise LookupError(f"no interview {interview.id} in workspace {interview.workspace_id}")


def due(tx: Transaction, now: datetime, *, limit: int = 100) -> list[Interview]:
    """Return interviews of any workspace that are due, locked, the longest due first; no archived project's.

    One that somebody is at this very moment is left for the next time.
    """
    query = (
        select(InterviewRow)
        .join(ProjectRow, ProjectRow.id == InterviewRow.project_id)
        .where(InterviewRow.next_check_at <= now, ProjectRow.archived_at.is_(None))
        .order_by(InterviewRow.next_check_at, InterviewRow.id)
        .limit(limit)
        .with_for_update(of=InterviewRow, skip_locked=True)
    )
    return _all(tx, query)


def _query(*conditions: ColumnElement[bool]) -> Select[InterviewRow]:
    return select(InterviewRow).where(*conditions).order_by(InterviewRow.id)


def _of_person(ws: int, person_id: int) -> Select[InterviewRow]:
    return (
        _query(InterviewRow.workspace_id == ws, MemberRow.person_id == person_id)
        .join(MemberRow, MemberRow.id == InterviewRow.member_id)
        .join(ProjectRow, ProjectRow.id == InterviewRow.project_id)
        .where(ProjectRow.archived_at.is_(None))
    )


def _first(tx: Transaction, query: Select[InterviewRow], *, lock: bool = False) -> Interview | None:
    if lock:
        query = query.with_for_update(of=InterviewRow)
    row = tx.scalar(query.limit(1), execution_options=FRESH)
    return None if row is None else _interview(row)


def _all(tx: Transaction, query: Select[InterviewRow]) -> list[Interview]:
    return [_interview(row) for row in tx.scalars(query, execution_options=FRESH)]


def _interview(row: InterviewRow) -> Interview:
    return Interview(
        id=row.id,
        workspace_id=row.workspace_id,
        project_id=row.project_id,
        member_id=row.member_id,
        state=InterviewState(row.state),
        plan=tuple(row.plan),
        at=row.at,
        visit=row.visit,
        invited_at=row.invited_at,
        window_ends_at=row.window_ends_at,
        nudges=row.nudges,
        probes=row.probes,
        next_check_at=row.next_check_at,
        channel=row.channel,
        thread_ts=row.thread_ts,
        controls_ts=row.controls_ts,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
