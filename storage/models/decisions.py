"""Decisions, and the hidden polls that some of them come from."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import BIG, Row, referable, same_workspace

_TO_REMIND = text("reminded_at IS NULL")


class DecisionRow(Row):
    """What was decided and why. A later one may replace it; edits are in the audit."""

    __tablename__ = "decisions"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "recorded_by", "people"),
        same_workspace(__tablename__, "replaces_id", "decisions"),
        same_workspace(__tablename__, "poll_id", "polls"),
        UniqueConstraint("project_id", "number"),
        UniqueConstraint("replaces_id"),
        UniqueConstraint("project_id", "source"),
        Index("ix_decisions_review_on", "review_on", sqlite_where=_TO_REMIND, postgresql_where=_TO_REMIND),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    number: Mapped[int]  # D-1, D-2 … within the project
    what: Mapped[str]
    why: Mapped[str]
    turned_down: Mapped[str]  # options that were not taken, one a line
    decided_by: Mapped[list[int]]  # person ids
    dissent: Mapped[str]
    links: Mapped[list[str]]
    decided_on: Mapped[date]
    review_on: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(BIG)
    poll_id: Mapped[int | None] = mapped_column(BIG)
    changes_baseline: Mapped[bool]
    source: Mapped[str | None]  # what it was recorded from, once: a form, a message, a poll
    recorded_by: Mapped[int] = mapped_column(BIG)
    at: Mapped[datetime]
    updated_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]  # whoever recorded it was told that its review is due


class PollRow(Row):
    """A hidden, simultaneous vote from 0 to 5."""

    __tablename__ = "polls"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "asked_by", "people"),
        Index(None, "project_id"),
        Index(None, "next_check_at"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    question: Mapped[str]
    asked_by: Mapped[int] = mapped_column(BIG)
    voters: Mapped[list[int]]  # person ids
    round: Mapped[int]  # 1, or 2 after the one re-vote
    ends_at: Mapped[datetime]
    next_check_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # the present round is shown
    at: Mapped[datetime]


class VoteRow(Row):
    """One person's vote in one round; it can be changed until the round is shown."""

    __tablename__ = "votes"
    __table_args__ = (
        same_workspace(__tablename__, "poll_id", "polls"),
        same_workspace(__tablename__, "person_id", "people"),
        UniqueConstraint("poll_id", "round", "person_id"),
    )

    poll_id: Mapped[int] = mapped_column(BIG)
    round: Mapped[int]
    person_id: Mapped[int] = mapped_column(BIG)
    score: Mapped[int]
    reason: Mapped[str]
    at: Mapped[datetime]
