"""Workspaces, people, projects, members and roles."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
ACTIVE = sa.text("archived_at IS NULL")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "workspaces",
        sa.Column("id", ID, nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("enterprise_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
        sa.UniqueConstraint("team_id", "enterprise_id", name="uq_workspaces_team_id_enterprise_id"),
    )
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("slack_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("tz", sa.Text(), nullable=False),
        sa.Column("dm_channel", sa.Text(), nullable=True),
        sa.Column("home_opened", sa.Boolean(), nullable=False),
        sa.Column("profile_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_people_workspace_id_id"),
        sa.UniqueConstraint("workspace_id", "slack_id", name="uq_people_workspace_id_slack_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_people_workspace_id"),
    )
    op.create_index("ix_people_workspace_id_dm_channel", "people", ["workspace_id", "dm_channel"])
    op.create_table(
        "projects",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("home_channel", sa.Text(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("revealed_at", TIME, nullable=True),
        sa.Column("archived_at", TIME, nullable=True),
        sa.Column("archived_by", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_projects"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_projects_workspace_id_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_projects_workspace_id"),
        _reference("projects", "created_by", "people"),
        _reference("projects", "archived_by", "people"),
    )
    op.create_index("ix_projects_workspace_id_home_channel", "projects", ["workspace_id", "home_channel"])
    op.create_index(
        "uq_projects_active_home_channel",
        "projects",
        ["workspace_id", "home_channel"],
        unique=True,
        sqlite_where=ACTIVE,
        postgresql_where=ACTIVE,
    )
    op.create_table(
        "members",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.Column("left_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_members_workspace_id_id"),
        sa.UniqueConstraint("project_id", "person_id", name="uq_members_project_id_person_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_members_workspace_id"),
        _reference("members", "project_id", "projects"),
        _reference("members", "person_id", "people"),
    )
    op.create_index("ix_members_person_id", "members", ["person_id"])
    op.create_table(
        "member_roles",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_member_roles"),
        sa.UniqueConstraint("member_id", "role", name="uq_member_roles_member_id_role"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_member_roles_workspace_id"),
        _reference("member_roles", "member_id", "members"),
    )


def downgrade() -> None:
    """Drop them, what refers to others first."""
    for table in ("member_roles", "members", "projects", "people", "workspaces"):
        op.drop_table(table)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], name=f"fk_{table}_{column}"
    )
