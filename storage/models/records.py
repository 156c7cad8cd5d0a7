"""What a project holds beside the interviews: agreed answers, parked ideas, assumptions, the audit."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import BIG, Row, same_workspace
from storage.models.people import PersonRow


class AgreedAnswerRow(Row):
    """One version of what all hold true about a question."""

    __tablename__ = "agreed_answers"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "recorded_by", "people"),
        UniqueConstraint("project_id", "question_id", "version"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    question_id: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]
    sources: Mapped[list[int]]
    agreed_by: Mapped[list[int]]
    recorded_by: Mapped[int] = mapped_column(BIG)
    at: Mapped[datetime]


class ParkedIdeaRow(Row):
    """A "how" or "when" that came too early."""

    __tablename__ = "parked_ideas"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "author_id", "people"),
        Index(None, "project_id"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    text: Mapped[str]
    author_id: Mapped[int] = mapped_column(BIG)
    question_id: Mapped[str | None]
    link: Mapped[str | None]  # where it was said, if in a channel
    at: Mapped[datetime]
    author: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True, viewonly=True)


class AssumptionRow(Row):
    """Something taken for true, with somebody who checks it by a date."""

    __tablename__ = "assumptions"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "owner_id", "people"),
        Index(None, "project_id"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    kind: Mapped[str]
    text: Mapped[str]
    status: Mapped[str]
    question_id: Mapped[str | None]  # the question whose section of the brief rests on it
    owner_id: Mapped[int | None] = mapped_column(BIG)
    due_on: Mapped[date | None]
    at: Mapped[datetime]
    updated_at: Mapped[datetime]
    owner: Mapped[PersonRow | None] = relationship(lazy="joined", viewonly=True)


class AuditRow(Row):
    """Who changed what, when; rows are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "actor_id", "people"),
        Index(None, "project_id"),
    )

    project_id: Mapped[int | None] = mapped_column(BIG)
    actor_id: Mapped[int | None] = mapped_column(BIG)  # empty: the bot by itself
    action: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    at: Mapped[datetime]
