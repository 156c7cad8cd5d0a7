"""Interviews, answers with their parts and versions, and what was typed outside any question."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import BIG, Row, referable, same_workspace
from storage.models.people import PersonRow

_WAITING = text("state = 'unknown' AND chased_at IS NULL")
_STOOD = text("NOT proposed")


class InterviewRow(Row):
    """The questions put to one member, and the place reached."""

    __tablename__ = "interviews"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "member_id", "members"),
        UniqueConstraint("member_id"),
        Index(None, "project_id"),
        Index(None, "next_check_at"),
        Index(None, "workspace_id", "channel", "thread_ts"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    member_id: Mapped[int] = mapped_column(BIG)
    state: Mapped[str]
    plan: Mapped[list[str]]
    at: Mapped[int]
    visit: Mapped[int]
    invited_at: Mapped[datetime]
    window_ends_at: Mapped[datetime]
    nudges: Mapped[int]
    probes: Mapped[int] = mapped_column(server_default="0")
    next_check_at: Mapped[datetime | None]
    channel: Mapped[str | None]
    thread_ts: Mapped[str | None]
    controls_ts: Mapped[str | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class AnswerRow(Row):
    """What a member said to a question, as it stands: `text` is the parts joined."""

    __tablename__ = "answers"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "interview_id", "interviews"),
        same_workspace(__tablename__, "member_id", "members"),
        same_workspace(__tablename__, "owner_id", "people"),
        UniqueConstraint("interview_id", "question_id"),
        Index(None, "project_id"),
        Index("ix_answers_due_on", "due_on", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    interview_id: Mapped[int] = mapped_column(BIG)
    member_id: Mapped[int] = mapped_column(BIG)
    question_id: Mapped[str]
    state: Mapped[str]
    text: Mapped[str]
    mentions: Mapped[list[str]]
    version: Mapped[int]  # 0 until something was said
    updated_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(BIG)
    due_on: Mapped[date | None]
    chased_at: Mapped[datetime | None]
    probed: Mapped[int] = mapped_column(server_default="0")  # the version asked back last
    owner: Mapped[PersonRow | None] = relationship(lazy="joined", viewonly=True)


class AnswerPartRow(Row):
    """One message of an answer, or (without `channel` and `ts`) what a form gave.

    A removed part stays, so that the message that brought it is never taken for a new one.
    """

    __tablename__ = "answer_parts"
    __table_args__ = (
        same_workspace(__tablename__, "answer_id", "answers"),
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index(None, "answer_id"),
    )

    answer_id: Mapped[int] = mapped_column(BIG)
    channel: Mapped[str | None]
    ts: Mapped[str | None]
    text: Mapped[str]
    mentions: Mapped[list[str]]
    removed_at: Mapped[datetime | None]


class AnswerVersionRow(Row):
    """An answer as it stood from `at` on; or, `proposed`, a change that waits or was declined."""

    __tablename__ = "answer_versions"
    __table_args__ = (
        same_workspace(__tablename__, "answer_id", "answers"),
        Index(
            "uq_answer_versions_answer_id_version",
            "answer_id",
            "version",
            unique=True,
            sqlite_where=_STOOD,
            postgresql_where=_STOOD,
        ),
        Index(None, "answer_id"),
    )

    answer_id: Mapped[int] = mapped_column(BIG)
    version: Mapped[int]
    text: Mapped[str]
    mentions: Mapped[list[str]]
    cause: Mapped[str]
    at: Mapped[datetime]
    proposed: Mapped[bool]
    channel: Mapped[str | None]  # the changed message, of a proposal
    ts: Mapped[str | None]
    part_text: Mapped[str | None]  # what that message says now
    decided_at: Mapped[datetime | None]


class LooseMessageRow(Row):
    """Something typed to the bot that belonged to no question; settled once the person said what it is."""

    __tablename__ = "loose_messages"
    __table_args__ = (
        same_workspace(__tablename__, "person_id", "people"),
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index(None, "person_id"),
    )

    person_id: Mapped[int] = mapped_column(BIG)
    channel: Mapped[str]
    ts: Mapped[str]
    text: Mapped[str]
    mentions: Mapped[list[str]]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
