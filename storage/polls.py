"""Polls and their votes. Nothing here hides a vote: use cases ask for votes only when they may be seen."""

from datetime import datetime

from sqlalchemy import Select, select

from facilitation.polls import ROUNDS, Poll, Vote
from storage import projects
from storage.database import Transaction
from storage.models import PollRow, ProjectRow, VoteRow
from storage.rows import FRESH, insert, insert_new


def create(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    question: str,
    asked_by: int,
    voters: tuple[int, ...],
    ends_at: datetime,
    now: datetime,
) -> tuple[Poll, bool]:
    """Return a new poll and True; or the open one in which the same person asks just this, and False.

    Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked: a repeat at this moment waits, then sees it
        raise LookupError(f"no project {project_id} in workspace {ws}")
    for standing in open_of_project(tx, ws, project_id):
        if (standing.question, standing.asked_by) == (question, asked_by):
            return standing, False
    row = PollRow(
        workspace_id=ws,
        project_id=project_id,
        question=question,
        asked_by=asked_by,
        voters=list(voters),
        round=1,
        ends_at=ends_at,
        next_check_at=ends_at,
        at=now,
    )
    return _poll(insert(tx, row)), True


def by_id(tx: Transaction, ws: int, poll_id: int, *, lock: bool = False) -> Poll | None:
    """Return a poll, locked against votes and its end if asked; or None."""
    row = _row(tx, ws, poll_id, lock=lock)
    return None if row is None else _poll(row)


def open_of_project(tx: Transaction, ws: int, project_id: int) -> list[Poll]:
    """Return the project's polls whose votes are hidden still, the newest first."""
    query = _query(ws).where(PollRow.project_id == project_id, PollRow.closed_at.is_(None))
    return [_poll(row) for row in tx.scalars(query, execution_options=FRESH)]


def of_project(tx: Transaction, ws: int, project_id: int) -> list[Poll]:
    """Return the project's polls, open or not, the oldest first."""
    query = select(PollRow).where(PollRow.workspace_id == ws, PollRow.project_id == project_id).order_by(PollRow.id)
    return [_poll(row) for row in tx.scalars(query, execution_options=FRESH)]


def vote(
    tx: Transaction, *, ws: int, poll_id: int, round: int, person_id: int, score: int, reason: str | None, now: datetime
) -> Vote:
    """Store a vote, or change it, and return it; `reason` None keeps the one given before.

    Lock the poll first. Raises LookupError when it is another workspace's.
    """
    if _row(tx, ws, poll_id, lock=False) is None:
        raise LookupError(f"no poll {poll_id} in workspace {ws}")
    key = {"poll_id": poll_id, "round": round, "person_id": person_id}
    insert_new(tx, VoteRow, workspace_id=ws, **key, score=score, reason=reason or "", at=now)
    query = select(VoteRow).where(
        VoteRow.workspace_id == ws,
        VoteRow.poll_id == poll_id,
        VoteRow.round == round,
        VoteRow.person_id == person_id,
    )
    row = tx.scalars(query, execution_options=FRESH).one()
    if (row.score, row.reason) != (score, row.reason if reason is None else reason):
        row.score, row.reason, row.at = score, row.reason if reason is None else reason, now
        tx.flush()
    return _vote(row)


def votes(tx: Transaction, ws: int, poll_id: int, round: int) -> list[Vote]:
    """Return the votes of a round, in the order in which people first voted."""
    query = (
        select(VoteRow)
        .where(VoteRow.workspace_id == ws, VoteRow.poll_id == poll_id, VoteRow.round == round)
        .order_by(VoteRow.id)
    )
    return [_vote(row) for row in tx.scalars(query, execution_options=FRESH)]


def close(tx: Transaction, ws: int, poll_id: int, now: datetime) -> bool:
    """End the present round: its votes can be seen and not changed. False when it was ended already."""
    row = _row(tx, ws, poll_id, lock=True)
    if row is None or row.closed_at is not None:
        return False
    row.closed_at, row.next_check_at = now, None
    tx.flush()
    return True


def keep_voters(tx: Transaction, ws: int, poll_id: int, voters: tuple[int, ...]) -> None:
    """Ask only these from now on. Raises LookupError when it is another workspace's."""
    row = _row(tx, ws, poll_id, lock=True)
    if row is None:
        raise LookupError(f"no poll {poll_id} in workspace {ws}")
    row.voters = list(voters)
    tx.flush()


def end_soon(tx: Transaction, ws: int, poll_id: int, now: datetime) -> None:
    """Have an open round end at the next look rather than when its time is up."""
    row = _row(tx, ws, poll_id, lock=True)
    if row is not None and row.closed_at is None:
        row.next_check_at = now
        tx.flush()


def open_again(tx: Transaction, *, ws: int, poll_id: int, ends_at: datetime) -> bool:
    """Begin the re-vote. False when it has begun already, or the first round is not over."""
    row = _row(tx, ws, poll_id, lock=True)
    if row is None or row.closed_at is None or row.round >= ROUNDS:
        return False
    row.round, row.closed_at, row.ends_at, row.next_check_at = row.round + 1, None, ends_at, ends_at
    tx.flush()
    return True


def due(tx: Transaction, now: datetime, *, limit: int = 100) -> list[Poll]:
    """Return polls of any workspace whose time is up, the longest due first; none of an archived project."""
    query = (
        select(PollRow)
        .join(ProjectRow, ProjectRow.id == PollRow.project_id)
        .where(PollRow.next_check_at <= now, ProjectRow.archived_at.is_(None))
        .order_by(PollRow.next_check_at, PollRow.id)
        .limit(limit)
    )
    return [_poll(row) for row in tx.scalars(query, execution_options=FRESH)]


def _query(ws: int) -> Select[PollRow]:
    return select(PollRow).where(PollRow.workspace_id == ws).order_by(PollRow.id.desc())


def _row(tx: Transaction, ws: int, poll_id: int, *, lock: bool) -> PollRow | None:
    query = _query(ws).where(PollRow.id == poll_id)
    return tx.scalar(query.with_for_update() if lock else query, execution_options=FRESH)


def _poll(row: PollRow) -> Poll:
    return Poll(
        id=row.id,
        workspace_id=row.workspace_id,
        project_id=row.project_id,
        question=row.question,
        asked_by=row.asked_by,
        voters=tuple(row.voters),
        round=row.round,
        ends_at=row.ends_at,
        closed_at=row.closed_at,
        at=row.at,
    )


def _vote(row: VoteRow) -> Vote:
    return Vote(row.round, row.person_id, row.score, row.reason, row.at)
