"""Workspaces, people, projects, members and their roles."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import BIG, Base, Row, referable, same_workspace


class WorkspaceRow(Base):
    """One Slack installation: a team, or (with an empty `team_id`) a whole Enterprise Grid org."""

    __tablename__ = "workspaces"
    __table_args__ = (UniqueConstraint("team_id", "enterprise_id"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    team_id: Mapped[str]
    enterprise_id: Mapped[str]
    name: Mapped[str]


class PersonRow(Row):
    """Somebody in a workspace; `name` is empty until Slack told it."""

    __tablename__ = "people"
    __table_args__ = (
        referable(),
        UniqueConstraint("workspace_id", "slack_id"),
        Index(None, "workspace_id", "dm_channel"),
    )

    slack_id: Mapped[str]
    name: Mapped[str | None]
    tz: Mapped[str]
    dm_channel: Mapped[str | None]
    home_opened: Mapped[bool]
    profile_at: Mapped[datetime | None]  # when Slack last told name and zone


class ProjectRow(Row):
    """One ML project; only one that is not archived can hold a channel."""

    __tablename__ = "projects"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "created_by", "people"),
        same_workspace(__tablename__, "archived_by", "people"),
        Index(
            "uq_projects_active_home_channel",
            "workspace_id",
            "home_channel",
            unique=True,
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
        Index(None, "workspace_id", "home_channel"),
    )

    name: Mapped[str]
    wish: Mapped[str]
    home_channel: Mapped[str]
    created_by: Mapped[int] = mapped_column(BIG)
    created_at: Mapped[datetime]
    revealed_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    archived_by: Mapped[int | None] = mapped_column(BIG)


class MemberRow(Row):
    """A person on a project, from `joined_at`; who left stays, because their answers do."""

    __tablename__ = "members"
    __table_args__ = (
        referable(),
        same_workspace(__tablename__, "project_id", "projects"),
        same_workspace(__tablename__, "person_id", "people"),
        UniqueConstraint("project_id", "person_id"),
        Index(None, "person_id"),
    )

    project_id: Mapped[int] = mapped_column(BIG)
    person_id: Mapped[int] = mapped_column(BIG)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True, viewonly=True)
    roles: Mapped[list["MemberRoleRow"]] = relationship(lazy="joined", viewonly=True)


class MemberRoleRow(Row):
    """A role that a member holds."""

    __tablename__ = "member_roles"
    __table_args__ = (
        same_workspace(__tablename__, "member_id", "members"),
        UniqueConstraint("member_id", "role"),
    )

    member_id: Mapped[int] = mapped_column(BIG)
    role: Mapped[str]
    since: Mapped[datetime]
