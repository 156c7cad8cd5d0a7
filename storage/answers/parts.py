"""Answers as they are typed: messages come, change and go, and the answer follows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from facilitation.model import Answer, Interview
from storage.answers.rows import (
    answer_of,
    ensure,
    live_parts,
    lock_interview,
    locked,
    record,
    reopen,
    rewrite,
)
from storage.database import Transaction
from storage.models import AnswerPartRow, AnswerRow
from storage.models.base import storable
from storage.rows import FRESH, insert, insert_new


def add_part(
    tx: Transaction,
    *,
    interview: Interview,
    question_id: str,
    channel: str,
    ts: str,
    text: str,
    mentions: Sequence[str],
    now: datetime,
) -> Answer | None:
    """Append a typed message to the answer and return it; None when the message was stored before.

    A new, skipped or unknown answer becomes a draft; one that was given stays given.
    """
    lock_interview(tx, interview)
    if _known(tx, interview.workspace_id, channel, ts):
        return None
    answer = ensure(tx, interview, question_id, now)
    values = {"channel": channel, "ts": ts, "text": text, "mentions": list(mentions)}
    stored = insert_new(tx, AnswerPartRow, workspace_id=answer.workspace_id, answer_id=answer.id, **values)
    if stored is None:  # the same event came in through another interview of the person at this very moment
        if answer.version == 0:
            tx.delete(answer)
        return None
    reopen(answer)
    rewrite(tx, answer, "typed", now)
    return record(tx, answer)


def part(tx: Transaction, ws: int, channel: str, ts: str) -> Answer | None:
    """Return the answer that a Slack message is part of; None when it is of none, or was removed from it."""
    row = _answer_with(tx, ws, channel, ts)
    return None if row is None else answer_of(row)


def edit_part(
    tx: Transaction, ws: int, channel: str, ts: str, *, text: str, mentions: Sequence[str], now: datetime
) -> Answer | None:
    """Follow an edited message and return the answer; None when it is part of none or says the same."""
    found = _lock_part(tx, ws, channel, ts)
    if found is None or (found[1].text == storable(text) and found[1].mentions == list(mentions)):
        return None
    answer, message = found
    message.text, message.mentions = storable(text), list(mentions)
    rewrite(tx, answer, "edited", now)
    return record(tx, answer)


def remove_part(tx: Transaction, ws: int, channel: str, ts: str, *, now: datetime) -> Answer | None:
    """Follow a deleted message; return the answer that is left, or None when it was part of none."""
    found = _lock_part(tx, ws, channel, ts)
    if found is None:
        return None
    answer, message = found
    message.removed_at = now
    rewrite(tx, answer, "deleted", now)
    return record(tx, answer)


def set_text(
    tx: Transaction,
    *,
    interview: Interview,
    question_id: str,
    text: str,
    mentions: Sequence[str],
    cause: str,
    now: datetime,
) -> Answer:
    """Replace the whole answer, its messages included, and return it. The same text again changes nothing.

    A skipped or unknown answer becomes a draft; one that was given stays given.
    """
    lock_interview(tx, interview)
    answer = ensure(tx, interview, question_id, now)
    reopen(answer)
    if answer.text != storable(text) or answer.version == 0:
        replace_parts(tx, answer, text=text, mentions=mentions, now=now)
        rewrite(tx, answer, cause, now)
    return record(tx, answer)


def clear(tx: Transaction, *, interview: Interview, question_id: str, now: datetime) -> None:
    """Start the answer over: what was said stays in its versions, and its messages no longer count."""
    lock_interview(tx, interview)
    answer = ensure(tx, interview, question_id, now)
    reopen(answer)
    replace_parts(tx, answer, text="", mentions=(), now=now)
    rewrite(tx, answer, "cleared", now)
    record(tx, answer)


def replace_parts(tx: Transaction, answer: AnswerRow, *, text: str, mentions: Sequence[str], now: datetime) -> None:
    """Take all parts out and put one without a message in their place, unless there is nothing to say."""
    for message in live_parts(tx, answer):
        message.removed_at = now
    if text:
        whole = AnswerPartRow(
            workspace_id=answer.workspace_id,
            answer_id=answer.id,
            text=storable(text),
            mentions=list(mentions),
        )
        insert(tx, whole)
    tx.flush()


def _known(tx: Transaction, ws: int, channel: str, ts: str) -> bool:
    query = select(AnswerPartRow.id).where(
        AnswerPartRow.workspace_id == ws, AnswerPartRow.channel == channel, AnswerPartRow.ts == ts
    )
    return tx.scalar(query) is not None


def _answer_with(tx: Transaction, ws: int, channel: str, ts: str) -> AnswerRow | None:
    query = (
        select(AnswerRow)
        .join(AnswerPartRow, AnswerPartRow.answer_id == AnswerRow.id)
        .where(
            AnswerRow.workspace_id == ws,
            AnswerPartRow.workspace_id == ws,
            AnswerPartRow.channel == channel,
            AnswerPartRow.ts == ts,
            AnswerPartRow.removed_at.is_(None),
        )
    )
    return tx.scalar(query, execution_options=FRESH)


def _lock_part(tx: Transaction, ws: int, channel: str, ts: str) -> tuple[AnswerRow, AnswerPartRow] | None:
    """Lock the answer, then look for its part again: another transaction may have taken it out meanwhile."""
    seen = _answer_with(tx, ws, channel, ts)
    answer = None if seen is None else locked(tx, ws, seen.id)
    if answer is None:
        return None
    for message in live_parts(tx, answer):
        if (message.channel, message.ts) == (channel, ts):
            return answer, message
    return None
