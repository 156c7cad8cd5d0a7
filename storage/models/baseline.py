"""Features, versions of the brief, and the signatures that make one the baseline."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import BIG, Row, referable, same_workspace


class FeatureRow(Row):
    """Something version one needs, that would be nice, or that belongs to the ideal end state."""

    __tablename__ = "features"
    __table_args__ = (
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "added_by", "people"),
        Index(None, "project_id"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    kind: Mapped[str]  # core, nice or ideal
    text: Mapped[str]
    test: Mapped[str]  # how one would test it; empty while nobody has said
    days: Mapped[float | None]  # person-days, if known
    added_by: Mapped[int] = mapped_column(BIG)
    at: Mapped[datetime]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class BriefVersionRow(Row):
    """The brief as it stood when somebody wanted to sign it; never changed afterwards."""

    __tablename__ = "brief_versions"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "created_by", "people"),
        UniqueConstraint("project_id", "version"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    version: Mapped[int]
    problem: Mapped[str]  # the one problem sentence that is signed
    content: Mapped[dict[str, Any]]
    created_by: Mapped[int] = mapped_column(BIG)
    at: Mapped[datetime]
    baseline_at: Mapped[datetime | None]  # when both had signed
    decision_id: Mapped[int | None] = mapped_column(BIG)  # what allowed it to replace an earlier baseline


class SignatureRow(Row):
    """A signature under one version."""

    __tablename__ = "signatures"
    __table_args__ = (
        same_workspace(__tablename__, "brief_id", "brief_versions"),
        same_workspace(__tablename__, "person_id", "people"),
        UniqueConstraint("brief_id", "role"),
    )

    brief_id: Mapped[int] = mapped_column(BIG)
    person_id: Mapped[int] = mapped_column(BIG)
    role: Mapped[str]  # sponsor or champion
    at: Mapped[datetime]
