"""Features, versions of the brief with their signatures, decisions, polls and votes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "features",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("test", sa.Text(), nullable=False),
        sa.Column("days", sa.Double(), nullable=True),
        sa.Column("added_by", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("removed_at", TIME, nullable=True),
        *_row("features"),
        _reference("features", "project_id", "projects"),
        _reference("features", "added_by", "people"),
    )
    op.create_index("ix_features_project_id", "features", ["project_id"])
    op.create_table(
        "brief_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("baseline_at", TIME, nullable=True),
        sa.Column("decision_id", ID, nullable=True),
        *_row("brief_versions", referable=True),
        sa.UniqueConstraint("project_id", "version", name="uq_brief_versions_project_id_version"),
        _reference("brief_versions", "project_id", "projects"),
        _reference("brief_versions", "created_by", "people"),
    )
    op.create_table(
        "signatures",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("brief_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        *_row("signatures"),
        sa.UniqueConstraint("brief_id", "role", name="uq_signatures_brief_id_role"),
        _reference("signatures", "brief_id", "brief_versions"),
        _reference("signatures", "person_id", "people"),
    )
    op.create_table(
        "polls",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("voters", sa.JSON(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("next_check_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("at", TIME, nullable=False),
        *_row("polls", referable=True),
        _reference("polls", "project_id", "projects"),
        _reference("polls", "asked_by", "people"),
    )
    op.create_index("ix_polls_project_id", "polls", ["project_id"])
    op.create_index("ix_polls_next_check_at", "polls", ["next_check_at"])
    op.create_table(
        "votes",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("poll_id", ID, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        *_row("votes"),
        sa.UniqueConstraint("poll_id", "round", "person_id", name="uq_votes_poll_id_round_person_id"),
        _reference("votes", "poll_id", "polls"),
        _reference("votes", "person_id", "people"),
    )
    op.create_table(
        "decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("turned_down", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.JSON(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("replaces_id", ID, nullable=True),
        sa.Column("poll_id", ID, nullable=True),
        sa.Column("changes_baseline", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("reminded_at", TIME, nullable=True),
        *_row("decisions", referable=True),
        sa.UniqueConstraint("project_id", "number", name="uq_decisions_project_id_number"),
        sa.UniqueConstraint("replaces_id", name="uq_decisions_replaces_id"),
        sa.UniqueConstraint("project_id", "source", name="uq_decisions_project_id_source"),
        _reference("decisions", "project_id", "projects"),
        _reference("decisions", "recorded_by", "people"),
        _reference("decisions", "replaces_id", "decisions"),
        _reference("decisions", "poll_id", "polls"),
    )
    to_remind = sa.text("reminded_at IS NULL")
    op.create_index(
        "ix_decisions_review_on",
        "decisions",
        ["review_on"],
        sqlite_where=to_remind,
        postgresql_where=to_remind,
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("decisions", "votes", "polls", "signatures", "brief_versions", "features"):
        op.drop_table(table)


def _row(table: str, *, referable: bool = False) -> list[sa.Constraint]:
    constraints: list[sa.Constraint] = [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=f"fk_{table}_workspace_id"),
    ]
    if referable:
        constraints.append(sa.UniqueConstraint("workspace_id", "id", name=f"uq_{table}_workspace_id_id"))
    return constraints


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], name=f"fk_{table}_{column}"
    )
