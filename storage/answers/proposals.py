"""After the reveal: an edited or deleted message proposes a change, and somebody decides."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from facilitation.model import Answer, AnswerState, AnswerVersion
from storage.answers.parts import replace_parts
from storage.answers.rows import joined, live_parts, locked, record, reopen, version_of
from storage.database import Transaction
from storage.models import AnswerPartRow, AnswerRow, AnswerVersionRow
from storage.models.base import storable
from storage.rows import FRESH, insert

_ACCEPTED, _PROPOSED, _DECLINED = "accepted", "proposed", "declined"


def propose(
    tx: Transaction,
    *,
    ws: int,
    answer_id: int,
    text: str,
    mentions: Sequence[str],
    channel: str,
    ts: str,
    now: datetime,
) -> AnswerVersion:
    """Store what the answer would be if the message (`channel`, `ts`) said `text`; the answer stays as it is.

    `text` is the whole message as it is now, empty when it was deleted; the version returned has the text of
    the whole answer with it. When the message is none of the answer's parts, `text` is the whole answer.
    The same text of the same message is proposed once, also after it was decided. Raises LookupError without
    such an answer.
    """
    answer = locked(tx, ws, answer_id)
    if answer is None:
        raise LookupError(f"no answer {answer_id} in workspace {ws}")
    query = select(AnswerVersionRow).where(
        AnswerVersionRow.workspace_id == ws,
        AnswerVersionRow.answer_id == answer_id,
        AnswerVersionRow.channel == channel,
        AnswerVersionRow.ts == ts,
        AnswerVersionRow.part_text == text,
    )
    known = tx.scalar(query.order_by(AnswerVersionRow.id.desc()).limit(1), execution_options=FRESH)
    if known is not None:
        return version_of(known)
    proposal = AnswerVersionRow(
        workspace_id=ws,
        answer_id=answer_id,
        version=answer.version,
        text=_with(live_parts(tx, answer), channel, ts, storable(text)),
        mentions=list(mentions),
        cause=_PROPOSED,
        at=now,
        proposed=True,
        channel=channel,
        ts=ts,
        part_text=storable(text),
    )
    return version_of(insert(tx, proposal))


def accept(tx: Transaction, ws: int, version_id: int, now: datetime) -> Answer | None:
    """Make the proposed change to the answer as it stands, and return it; None when it was decided before.

    The proposal becomes the answer's next version.
    """
    found = _waiting(tx, ws, version_id)
    if found is None:
        return None
    proposal, answer = found
    _apply(tx, answer, proposal, now)
    reopen(answer)
    parts = live_parts(tx, answer)
    answer.text = joined(part.text for part in parts)
    answer.mentions = list(dict.fromkeys(slack_id for part in parts for slack_id in part.mentions))
    answer.version += 1
    answer.updated_at = now
    answer.state = AnswerState.GIVEN.value if answer.text else AnswerState.DRAFT.value
    proposal.version, proposal.text, proposal.mentions = answer.version, answer.text, answer.mentions
    proposal.cause, proposal.proposed, proposal.decided_at = _ACCEPTED, False, now
    return record(tx, answer)


def decline(tx: Transaction, ws: int, version_id: int, now: datetime) -> bool:
    """Leave the answer as it is; return False when the proposal was decided before."""
    found = _waiting(tx, ws, version_id)
    if found is None:
        return False
    proposal, _ = found
    proposal.cause, proposal.decided_at = _DECLINED, now
    tx.flush()
    return True


def _waiting(tx: Transaction, ws: int, version_id: int) -> tuple[AnswerVersionRow, AnswerRow] | None:
    query = select(AnswerVersionRow).where(
        AnswerVersionRow.workspace_id == ws, AnswerVersionRow.id == version_id, AnswerVersionRow.proposed
    )
    seen = tx.scalar(query, execution_options=FRESH)
    answer = None if seen is None else locked(tx, ws, seen.answer_id)
    proposal = tx.scalar(query.where(AnswerVersionRow.decided_at.is_(None)), execution_options=FRESH)
    return None if answer is None or proposal is None else (proposal, answer)


def _with(parts: Sequence[AnswerPartRow], channel: str, ts: str, text: str) -> str:
    if not any((part.channel, part.ts) == (channel, ts) for part in parts):
        return text
    return joined(text if (part.channel, part.ts) == (channel, ts) else part.text for part in parts)


def _apply(tx: Transaction, answer: AnswerRow, proposal: AnswerVersionRow, now: datetime) -> None:
    for part in live_parts(tx, answer):
        if (part.channel, part.ts) == (proposal.channel, proposal.ts):
            part.text, part.mentions = proposal.part_text or "", proposal.mentions
            tx.flush()
            return
    replace_parts(tx, answer, text=proposal.part_text or "", mentions=proposal.mentions, now=now)
