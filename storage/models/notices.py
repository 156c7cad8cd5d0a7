"""The outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import BIG, Row, same_workspace

_OPEN = text("sent_at IS NULL AND dropped_at IS NULL")


class NoticeRow(Row):
    """Something the bot will post by itself: open until sent or dropped; claimed for a while of real time."""

    __tablename__ = "notices"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        UniqueConstraint("workspace_id", "dedupe_key"),
        Index("ix_notices_due_at", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_notices_channel", "workspace_id", "channel", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    kind: Mapped[str]
    subject: Mapped[dict[str, Any]]
    project_id: Mapped[int | None] = mapped_column(BIG)
    channel: Mapped[str]
    due_at: Mapped[datetime]
    dedupe_key: Mapped[str]
    attempt: Mapped[int]
    claim_token: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    postponed: Mapped[bool]  # a delivery failed; until the next, at `due_at`, the channel's later notices wait
    error: Mapped[str | None]  # why the last delivery failed
    sent_at: Mapped[datetime | None]
    sent_channel: Mapped[str | None]
    sent_ts: Mapped[str | None]
    dropped_at: Mapped[datetime | None]
    drop_reason: Mapped[str | None]
