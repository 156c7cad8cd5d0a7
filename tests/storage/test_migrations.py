"""Migrations and models say the same, up and down, also when several replicas start at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage import engines, migrating, projects, revisions
from storage.database import Database
from storage.errors import NewerDatabase
from storage.models import Base
from tests.databases import opened
from tests.storage.sample import make_sample

REVISIONS = ["0001", "0002", "0003", "0004", "0005", "0006"]

#: Everything that a schema is made of, as each database tells it.
DESCRIPTIONS = {
    "sqlite": [
        'SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master t, pragma_table_info(t.name) c',
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
    ],
    "postgresql": [
        "SELECT table_name, column_name, data_type, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    ],
}


def described(connection: Connection) -> set[tuple[object, ...]]:
    """Return every fact about the schema, but for Alembic's own table."""
    rows = (row for query in DESCRIPTIONS[connection.dialect.name] for row in connection.execute(text(query)))
    facts = {tuple(_without_order(value) for value in row) for row in rows}
    return {fact for fact in facts if "alembic_version" not in str(fact)}


def _without_order(value: object) -> object:
    """SQLite keeps the statement that made a table; the order of its parts says nothing, nor where its lines end.

    A column that was added later stands behind the constraints, on the line of the last one.
    """
    if not isinstance(value, str):
        return value
    head, _, rest = " ".join(value.split()).partition("(")
    return head.strip(), frozenset(part.strip(" )") for part in re.split(r",(?![^(]*\))", rest))


def test_files_are_in_the_order_and_named_by_the_revisions_that_they_hold() -> None:
    scripts = ScriptDirectory.from_config(migrating.config()).walk_revisions()
    assert revisions.pending(None) == [script.revision for script in scripts][::-1]


def test_a_new_database_is_migrated_step_by_step(empty_url: str) -> None:
    with opened(empty_url) as database:
        assert database.pending_migrations() == REVISIONS
        migrating.run(engines.build_for_migration(empty_url), "0002")
        assert database.pending_migrations() == REVISIONS[2:]
        database.migrate()
        assert database.pending_migrations() == []
        database.migrate()
        assert database.pending_migrations() == []


def test_models_and_migrations_agree(database_url: str) -> None:
    with engines.build_for_migration(database_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_models_and_migrations_make_the_same_schema_to_the_letter(empty_url: str) -> None:
    """Alembic's comparison overlooks the conditions of partial indexes, and the names of keys on SQLite."""
    engine = engines.build_for_migration(empty_url)
    migrating.run(engine, "head")
    with engine.begin() as connection:
        migrated = described(connection)
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
        assert described(connection) == migrated


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints)
        assert all(index.name for index in table.indexes)


def test_downgrade_leaves_nothing_and_upgrade_works_again(empty_url: str) -> None:
    engine = engines.build_for_migration(empty_url)
    migrating.run(engine, "head")
    with engine.connect() as connection:
        before = described(connection)
    for revision in (*REVISIONS[-2::-1], "base"):
        migrating.run(engine, revision)
    with engine.connect() as connection:
        assert described(connection) == set()
    migrating.run(engine, "head")
    with engine.connect() as connection:
        assert described(connection) == before


def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty_url: str) -> None:
    engine = engines.build_for_migration(empty_url)
    migrating.run(engine, "0003")
    with engine.begin() as connection:
        connection.execute(text("CREATE INDEX ix_notices_channel ON audit (action)"))  # in the way of 0004
        before = described(connection)
    with pytest.raises(Exception, match="ix_notices_channel"):
        migrating.run(engine, "head")
    with engine.connect() as connection:
        assert described(connection) == before
    with opened(empty_url) as database:
        assert database.pending_migrations()[0] == "0004"


def test_replicas_that_start_at_once_migrate_once(empty_url: str) -> None:
    start = Barrier(4)

    def replica(_: int) -> list[str]:
        with opened(empty_url) as database:
            start.wait()
            database.migrate()
            return database.pending_migrations()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(replica, range(4))) == [[]] * 4


def test_migrating_again_keeps_the_rows(database: Database) -> None:
    with database.transaction() as tx:
        sample = make_sample(tx)
    database.migrate()
    with database.reading() as tx:
        assert projects.by_id(tx, sample.ws, sample.project.id) == sample.project


def test_a_database_of_a_newer_version_is_named_and_left_alone(database: Database) -> None:
    with database.transaction() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        database.pending_migrations()
    with pytest.raises(NewerDatabase, match="9999"):
        database.migrate()


def test_data_of_before_the_probes_and_registers_are_kept(empty_url: str) -> None:
    engine = engines.build_for_migration(empty_url)
    migrating.run(engine, "0004")
    moment = {"at": "2026-03-02 08:00:00+00:00"}
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO workspaces (id, team_id, enterprise_id, name) VALUES (1, 'T1', '', 'Sample')",
            "INSERT INTO people (id, workspace_id, slack_id, name, tz, home_opened)"
            " VALUES (1, 1, 'U1', 'Ines Sample', 'UTC', false)",
            "INSERT INTO projects (id, workspace_id, name, wish, home_channel, created_by, created_at)"
            " VALUES (1, 1, 'Parcels', 'Fewer late ones', 'C1', 1, :at)",
            "INSERT INTO members (id, workspace_id, project_id, person_id, joined_at) VALUES (1, 1, 1, 1, :at)",
            "INSERT INTO interviews (id, workspace_id, project_id, member_id, state, plan, at, visit, invited_at,"
            " window_ends_at, nudges) VALUES (1, 1, 1, 1, 'active', '[\"Q1\"]', 0, 1, :at, :at, 0)",
            "INSERT INTO parked_ideas (id, workspace_id, project_id, text, author_id, at)"
            " VALUES (1, 1, 1, 'A forest of trees', 1, :at)",
        ):
            connection.execute(text(statement), moment if ":at" in statement else {})
    migrating.run(engine, "head")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT probes, visit FROM interviews")).all() == [(0, 1)]
        assert connection.execute(text("SELECT text, link FROM parked_ideas")).all() == [("A forest of trees", None)]
    engine.dispose()
