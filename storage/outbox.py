"""The outbox: what the bot will post by itself.

A notice is open until it is sent or dropped. Who wants to post it claims it for a while of real time; a claim
that ran out can be taken over, and then the first claimant's marks no longer count. In one channel notices go out
in the order in which they were stored: who waits to try again holds up what comes after it, there and nowhere else.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Update, exists, or_, select, update
from sqlalchemy.orm import aliased

from facilitation.model import Notice
from storage.database import Transaction
from storage.models import NoticeRow
from storage.rows import FRESH, insert_new


def enqueue(
    tx: Transaction,
    *,
    ws: int,
    kind: str,
    subject: Mapping[str, Any],
    project_id: int | None,
    channel: str,
    due_at: datetime,
    dedupe_key: str,
) -> int | None:
    """Store a notice to be posted at `due_at` and return its id; None when its key was stored before."""
    return insert_new(
        tx,
        NoticeRow,
        workspace_id=ws,
        kind=kind,
        subject=dict(subject),
        project_id=project_id,
        channel=channel,
        due_at=due_at,
        dedupe_key=dedupe_key,
        attempt=0,
        postponed=False,
    )


def claim(
    tx: Transaction,
    *,
    now: datetime,
    real_now: datetime,
    lease_seconds: float,
    limit: int,
    only: Sequence[int] | None = None,
) -> list[Notice]:
    """Claim at most `limit` notices due at `now`, one a channel, of `only` these ids if given; the longest due first.

    Claims last `lease_seconds` from `real_now` (two clocks: design §4). Nobody else gets them meanwhile, nor what
    comes after them in their channel: call again until nothing is left.
    """
    free = or_(NoticeRow.claimed_until.is_(None), NoticeRow.claimed_until <= real_now)
    due = select(NoticeRow.id).where(*_open(), NoticeRow.due_at <= now, free, ~_held_up(now))
    if only is not None:
        due = due.where(NoticeRow.id.in_(only))
    chosen = due.order_by(NoticeRow.due_at, NoticeRow.id).limit(limit).with_for_update(skip_locked=True).cte("chosen")
    change = (
        update(NoticeRow)
        .where(NoticeRow.id.in_(select(chosen.c.id)))
        .values(
            claim_token=uuid4().hex,
            claimed_until=real_now + timedelta(seconds=lease_seconds),
            attempt=NoticeRow.attempt + 1,
            postponed=False,
        )
        .returning(NoticeRow)
    )
    claimed = [_notice(row) for row in tx.scalars(change, execution_options=FRESH)]
    return sorted(claimed, key=lambda notice: (notice.due_at, notice.id))


def is_mine(tx: Transaction, notice: Notice, real_now: datetime) -> bool:
    """Return whether the claim still holds: ask right before posting."""
    query = select(NoticeRow.id).where(*_claimed(notice), NoticeRow.claimed_until > real_now)
    return tx.scalar(query) is not None


def mark_sent(tx: Transaction, notice: Notice, *, channel: str, ts: str, now: datetime) -> bool:
    """Record where the notice was posted; return False when somebody else has taken it over."""
    return _changed(tx, _change(notice).values(sent_at=now, sent_channel=channel, sent_ts=ts))


def mark_dropped(tx: Transaction, notice: Notice, *, reason: str, now: datetime) -> bool:
    """Record why the notice will not be posted; return False when somebody else has taken it over."""
    return _changed(tx, _change(notice).values(dropped_at=now, drop_reason=reason))


def postpone(tx: Transaction, notice: Notice, *, due_at: datetime, error: str, hold: bool = True) -> bool:
    """Give the claim back, to try again at `due_at`; return False when somebody else took it over.

    `hold`: what comes after it in its channel waits for it; False when the fault is its own.
    """
    change = _change(notice).values(due_at=due_at, error=error, postponed=hold, claim_token=None, claimed_until=None)
    return _changed(tx, change)


def wake(tx: Transaction, ws: int, channel: str, now: datetime) -> int:
    """Make due what was postponed for this channel, as the bot was let in now; return how many."""
    change = (
        update(NoticeRow)
        .where(
            *_open(),
            NoticeRow.workspace_id == ws,
            NoticeRow.channel == channel,
            NoticeRow.postponed,
            NoticeRow.due_at > now,
        )
        .values(due_at=now, postponed=False)
    )
    return len(tx.scalars(change.returning(NoticeRow.id)).all())


def wake_all(tx: Transaction, now: datetime) -> int:
    """Make due what was postponed in any workspace, as Slack takes our messages again; return how many."""
    change = update(NoticeRow).where(*_open(), NoticeRow.postponed, NoticeRow.due_at > now).values(due_at=now)
    return len(tx.scalars(change.returning(NoticeRow.id)).all())


def sent(tx: Transaction, ws: int, dedupe_key: str) -> tuple[str, str] | None:
    """Return channel and `ts` of the message that the notice with this key became, if it was sent."""
    query = select(NoticeRow.sent_channel, NoticeRow.sent_ts).where(
        NoticeRow.workspace_id == ws, NoticeRow.dedupe_key == dedupe_key, NoticeRow.sent_at.is_not(None)
    )
    found = tx.execute(query).one_or_none()
    return None if found is None else (found.sent_channel or "", found.sent_ts or "")


def by_key(tx: Transaction, ws: int, dedupe_key: str) -> Notice | None:
    """Return the notice with this key, whatever has become of it."""
    query = select(NoticeRow).where(NoticeRow.workspace_id == ws, NoticeRow.dedupe_key == dedupe_key)
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else _notice(row)


def is_open(tx: Transaction, ws: int, dedupe_key: str) -> bool:
    """Return whether the notice with this key is still to go out."""
    query = select(NoticeRow.id).where(NoticeRow.workspace_id == ws, NoticeRow.dedupe_key == dedupe_key, *_open())
    return tx.scalar(query) is not None


def forget_where(tx: Transaction, ws: int, dedupe_key: str) -> None:
    """Forget where the notice with this key stands: the message is taken back."""
    change = update(NoticeRow).where(NoticeRow.workspace_id == ws, NoticeRow.dedupe_key == dedupe_key)
    tx.execute(change.values(sent_channel=None, sent_ts=None))


def sent_notice(tx: Transaction, ws: int, dedupe_key: str) -> tuple[Notice, str, str] | None:
    """Return the notice with this key with the channel and `ts` of the message it became; None while it is not sent."""
    query = select(NoticeRow).where(
        NoticeRow.workspace_id == ws, NoticeRow.dedupe_key == dedupe_key, NoticeRow.sent_at.is_not(None)
    )
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else (_notice(row), row.sent_channel or "", row.sent_ts or "")


def pending(tx: Transaction, ws: int) -> list[Notice]:
    """Return the workspace's open notices, the next due first; `claim_token` is empty on unclaimed ones."""
    query = select(NoticeRow).where(*_open(), NoticeRow.workspace_id == ws)
    rows = tx.scalars(query.order_by(NoticeRow.due_at, NoticeRow.id), execution_options=FRESH)
    return [_notice(row) for row in rows]


def _open() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return NoticeRow.sent_at.is_(None), NoticeRow.dropped_at.is_(None)


def _held_up(now: datetime) -> ColumnElement[bool]:
    """Whether something stored earlier for the same channel is still to go out."""
    earlier = aliased(NoticeRow)
    return exists().where(
        earlier.sent_at.is_(None),
        earlier.dropped_at.is_(None),
        earlier.workspace_id == NoticeRow.workspace_id,
        earlier.channel == NoticeRow.channel,
        earlier.id < NoticeRow.id,
        or_(earlier.due_at <= now, earlier.postponed),
    )


def _claimed(notice: Notice) -> tuple[ColumnElement[bool], ...]:
    return (
        *_open(),
        NoticeRow.workspace_id == notice.workspace_id,
        NoticeRow.id == notice.id,
        NoticeRow.claim_token == notice.claim_token,
    )


def _change(notice: Notice) -> Update:
    return update(NoticeRow).where(*_claimed(notice))


def _changed(tx: Transaction, change: Update) -> bool:
    return tx.scalar(change.returning(NoticeRow.id)) is not None


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        id=row.id,
        workspace_id=row.workspace_id,
        kind=row.kind,
        subject=dict(row.subject),
        project_id=row.project_id,
        channel=row.channel,
        due_at=row.due_at,
        dedupe_key=row.dedupe_key,
        attempt=row.attempt,
        claim_token=row.claim_token or "",
    )
