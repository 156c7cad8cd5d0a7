"""What was typed to the bot and belonged to no question: kept until the person said what it is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, update

from facilitation.model import LooseMessage
from storage.database import Transaction
from storage.models import LooseMessageRow
from storage.models.base import storable
from storage.rows import FRESH, insert_new


def keep(
    tx: Transaction,
    *,
    ws: int,
    person_id: int,
    channel: str,
    ts: str,
    text: str,
    mentions: Sequence[str],
    now: datetime,
) -> LooseMessage | None:
    """Keep a message and return it; None when it was kept before, settled or not."""
    loose_id = insert_new(
        tx,
        LooseMessageRow,
        workspace_id=ws,
        person_id=person_id,
        channel=channel,
        ts=ts,
        text=text,
        mentions=list(mentions),
        at=now,
    )
    return None if loose_id is None else by_id(tx, ws, loose_id)


def by_id(tx: Transaction, ws: int, loose_id: int) -> LooseMessage | None:
    """Return the message, unless it is settled."""
    row = tx.scalar(_query(ws).where(LooseMessageRow.id == loose_id), execution_options=FRESH)
    return None if row is None else _message(row)


def is_known(tx: Transaction, ws: int, channel: str, ts: str) -> bool:
    """Return whether this message was kept before, settled or not."""
    query = select(LooseMessageRow.id).where(
        LooseMessageRow.workspace_id == ws, LooseMessageRow.channel == channel, LooseMessageRow.ts == ts
    )
    return tx.scalar(query) is not None


def of_person(tx: Transaction, ws: int, person_id: int) -> list[LooseMessage]:
    """Return the person's messages that are not settled, the oldest first."""
    query = _query(ws).where(LooseMessageRow.person_id == person_id)
    return [_message(row) for row in tx.scalars(query, execution_options=FRESH)]


def settle(tx: Transaction, ws: int, loose_id: int, now: datetime) -> bool:
    """Record that it is known what the message was; return False when it was settled before."""
    change = (
        update(LooseMessageRow)
        .where(
            LooseMessageRow.workspace_id == ws,
            LooseMessageRow.id == loose_id,
            LooseMessageRow.settled_at.is_(None),
        )
        .values(settled_at=now)
    )
    return tx.scalar(change.returning(LooseMessageRow.id)) is not None


def edit(tx: Transaction, ws: int, channel: str, ts: str, text: str, mentions: Sequence[str]) -> LooseMessage | None:
    """Follow an edited message and return it; None when it is not kept, settled, or says the same."""
    unsettled, another = LooseMessageRow.settled_at.is_(None), LooseMessageRow.text != storable(text)
    return _reworded(tx, ws, channel, ts, text, mentions, unsettled, another)


def reopen(tx: Transaction, ws: int, channel: str, ts: str, text: str, mentions: Sequence[str]) -> LooseMessage | None:
    """Give words to a message of which only was noted that it came, and return it; None when there is none such."""
    settled, noted = LooseMessageRow.settled_at.is_not(None), LooseMessageRow.text == ""
    return _reworded(tx, ws, channel, ts, text, mentions, settled, noted)


def _reworded(
    tx: Transaction,
    ws: int,
    channel: str,
    ts: str,
    text: str,
    mentions: Sequence[str],
    *if_it_is: ColumnElement[bool],
) -> LooseMessage | None:
    """Give a message these words, open to be settled, and return it; None when it is not as it has to be."""
    which = (LooseMessageRow.workspace_id == ws, LooseMessageRow.channel == channel, LooseMessageRow.ts == ts)
    change = (
        update(LooseMessageRow)
        .where(*which, *if_it_is)
        .values(text=storable(text), mentions=list(mentions), settled_at=None)
    )
    changed = tx.scalar(change.returning(LooseMessageRow.id))
    return None if changed is None else by_id(tx, ws, changed)


def _query(ws: int) -> Select[LooseMessageRow]:
    return (
        select(LooseMessageRow)
        .where(LooseMessageRow.workspace_id == ws, LooseMessageRow.settled_at.is_(None))
        .order_by(LooseMessageRow.id)
    )


def _message(row: LooseMessageRow) -> LooseMessage:
    return LooseMessage(
        id=row.id,
        workspace_id=row.workspace_id,
        person_id=row.person_id,
        channel=row.channel,
        ts=row.ts,
        text=row.text,
        mentions=tuple(row.mentions),
        at=row.at,
    )
