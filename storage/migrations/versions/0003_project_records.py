"""Agreed answers, parked ideas, assumptions, and the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "agreed_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("agreed_by", sa.JSON(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agreed_answers"),
        sa.UniqueConstraint(
            "project_id", "question_id", "version", name="uq_agreed_answers_project_id_question_id_version"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_agreed_answers_workspace_id"),
        _reference("agreed_answers", "project_id", "projects"),
        _reference("agreed_answers", "recorded_by", "people"),
    )
    op.create_table(
        "parked_ideas",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parked_ideas"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_parked_ideas_workspace_id"),
        _reference("parked_ideas", "project_id", "projects"),
        _reference("parked_ideas", "author_id", "people"),
    )
    op.create_index("ix_parked_ideas_project_id", "parked_ideas", ["project_id"])
    op.create_table(
        "assumptions",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assumptions"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_assumptions_workspace_id"),
        _reference("assumptions", "project_id", "projects"),
        _reference("assumptions", "owner_id", "people"),
    )
    op.create_index("ix_assumptions_project_id", "assumptions", ["project_id"])
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=True),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_audit_workspace_id"),
        _reference("audit", "project_id", "projects"),
        _reference("audit", "actor_id", "people"),
    )
    op.create_index("ix_audit_project_id", "audit", ["project_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("audit", "assumptions", "parked_ideas", "agreed_answers"):
        op.drop_table(table)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], name=f"fk_{table}_{column}"
    )
