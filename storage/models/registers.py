"""Business rules and the project's own words."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import BIG, Row, same_workspace
from storage.models.people import PersonRow


class BusinessRuleRow(Row):
    """What the result must do, or had better do, and why."""

    __tablename__ = "business_rules"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "owner_id", "people"),
        Index(None, "project_id"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    text: Mapped[str]
    strength: Mapped[str]  # must or prefer
    reason: Mapped[str]
    status: Mapped[str]
    question_id: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(BIG)
    review_on: Mapped[date | None]
    at: Mapped[datetime]
    updated_at: Mapped[datetime]
    owner: Mapped[PersonRow | None] = relationship(lazy="joined", viewonly=True)


class GlossaryRow(Row):
    """A word of the project: what it means here, and who arbitrates."""

    __tablename__ = "glossary"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "arbiter_id", "people"),
        UniqueConstraint("project_id", "key"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    key: Mapped[str]  # the word without capitals
    word: Mapped[str]
    meaning: Mapped[str]
    arbiter_id: Mapped[int] = mapped_column(BIG)
    at: Mapped[datetime]
    updated_at: Mapped[datetime]
    arbiter: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True, viewonly=True)
