"""The outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
OPEN = sa.text("sent_at IS NULL AND dropped_at IS NULL")


def upgrade() -> None:
    """Create the table; its indexes hold only what is still to be sent."""
    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column("project_id", ID, nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("claim_token", sa.Text(), nullable=True),
        sa.Column("claimed_until", TIME, nullable=True),
        sa.Column("postponed", sa.Boolean(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("sent_at", TIME, nullable=True),
        sa.Column("sent_channel", sa.Text(), nullable=True),
        sa.Column("sent_ts", sa.Text(), nullable=True),
        sa.Column("dropped_at", TIME, nullable=True),
        sa.Column("drop_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("workspace_id", "dedupe_key", name="uq_notices_workspace_id_dedupe_key"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_notices_workspace_id"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "project_id"],
            ["projects.workspace_id", "projects.id"],
            name="fk_notices_project_id",
        ),
    )
    op.create_index("ix_notices_due_at", "notices", ["due_at", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index(
        "ix_notices_channel", "notices", ["workspace_id", "channel"], sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("notices")
