"""Probes in interviews, where ideas were said, what assumptions bear on, business rules, the glossary."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns, with nothing asked back so far, and create the tables."""
    op.add_column("interviews", sa.Column("probes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("answers", sa.Column("probed", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("parked_ideas", sa.Column("link", sa.Text(), nullable=True))
    op.add_column("assumptions", sa.Column("question_id", sa.Text(), nullable=True))
    op.create_table(
        "business_rules",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_business_rules"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_business_rules_workspace_id"),
        _reference("business_rules", "project_id", "projects"),
        _reference("business_rules", "owner_id", "people"),
    )
    op.create_index("ix_business_rules_project_id", "business_rules", ["project_id"])
    op.create_table(
        "glossary",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("arbiter_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_glossary"),
        sa.UniqueConstraint("project_id", "key", name="uq_glossary_project_id_key"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_glossary_workspace_id"),
        _reference("glossary", "project_id", "projects"),
        _reference("glossary", "arbiter_id", "people"),
    )


def downgrade() -> None:
    """Take them out."""
    op.drop_table("glossary")
    op.drop_table("business_rules")
    for table, column in (
        ("assumptions", "question_id"),
        ("parked_ideas", "link"),
        ("answers", "probed"),
        ("interviews", "probes"),
    ):
        op.drop_column(table, column)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], name=f"fk_{table}_{column}"
    )
