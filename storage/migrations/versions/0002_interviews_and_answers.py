"""Interviews, answers with parts and versions, and what was typed outside any question."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'unknown' AND chased_at IS NULL")
STOOD = sa.text("NOT proposed")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "interviews",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("invited_at", TIME, nullable=False),
        sa.Column("window_ends_at", TIME, nullable=False),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("next_check_at", TIME, nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("thread_ts", sa.Text(), nullable=True),
        sa.Column("controls_ts", sa.Text(), nullable=True),
        sa.Column("started_at", TIME, nullable=True),
        sa.Column("finished_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_interviews_workspace_id_id"),
        sa.UniqueConstraint("member_id", name="uq_interviews_member_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_interviews_workspace_id"),
        _reference("interviews", "project_id", "projects"),
        _reference("interviews", "member_id", "members"),
    )
    op.create_index("ix_interviews_project_id", "interviews", ["project_id"])
    op.create_index("ix_interviews_next_check_at", "interviews", ["next_check_at"])
    op.create_index(
        "ix_interviews_workspace_id_channel_thread_ts", "interviews", ["workspace_id", "channel", "thread_ts"]
    )
    op.create_table(
        "answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("interview_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("chased_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_answers_workspace_id_id"),
        sa.UniqueConstraint("interview_id", "question_id", name="uq_answers_interview_id_question_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_answers_workspace_id"),
        _reference("answers", "project_id", "projects"),
        _reference("answers", "interview_id", "interviews"),
        _reference("answers", "member_id", "members"),
        _reference("answers", "owner_id", "people"),
    )
    op.create_index("ix_answers_project_id", "answers", ["project_id"])
    op.create_index("ix_answers_due_on", "answers", ["due_on"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_table(
        "answer_parts",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("answer_id", ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("removed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_answer_parts"),
        sa.UniqueConstraint("workspace_id", "channel", "ts", name="uq_answer_parts_workspace_id_channel_ts"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_answer_parts_workspace_id"),
        _reference("answer_parts", "answer_id", "answers"),
    )
    op.create_index("ix_answer_parts_answer_id", "answer_parts", ["answer_id"])
    op.create_table(
        "answer_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("answer_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("ts", sa.Text(), nullable=True),
        sa.Column("part_text", sa.Text(), nullable=True),
        sa.Column("decided_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_answer_versions"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_answer_versions_workspace_id"),
        _reference("answer_versions", "answer_id", "answers"),
    )
    op.create_index("ix_answer_versions_answer_id", "answer_versions", ["answer_id"])
    op.create_index(
        "uq_answer_versions_answer_id_version",
        "answer_versions",
        ["answer_id", "version"],
        unique=True,
        sqlite_where=STOOD,
        postgresql_where=STOOD,
    )
    op.create_table(
        "loose_messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_loose_messages"),
        sa.UniqueConstraint("workspace_id", "channel", "ts", name="uq_loose_messages_workspace_id_channel_ts"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_loose_messages_workspace_id"),
        _reference("loose_messages", "person_id", "people"),
    )
    op.create_index("ix_loose_messages_person_id", "loose_messages", ["person_id"])


def downgrade() -> None:
    """Drop them, what refers to others first."""
    for table in ("loose_messages", "answer_versions", "answer_parts", "answers", "interviews"):
        op.drop_table(table)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], name=f"fk_{table}_{column}"
    )
