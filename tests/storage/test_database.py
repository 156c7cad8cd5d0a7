"""Transactions: whole or not at all, on both databases."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from facilitation.roles import Role
from storage import members, people, workspaces
from storage.database import Database, Transaction
from storage.errors import StorageUnavailable
from tests.databases import opened
from tests.storage.sample import NOW, Sample


def _workspace(tx: Transaction, team: str = "T1") -> int:
    return workspaces.ensure(tx, team_id=team, enterprise_id="")


def test_what_a_transaction_wrote_is_there_afterwards(database: Database) -> None:
    with database.transaction() as tx:
        ws = _workspace(tx)
        people.ensure(tx, ws, "U1")
    with database.reading() as tx:
        assert people.by_slack_id(tx, ws, "U1") is not None


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    with database.transaction() as tx:
        ws = _workspace(tx)
    with pytest.raises(ZeroDivisionError), database.transaction() as tx:
        people.ensure(tx, ws, "U1")
        raise ZeroDivisionError
    with database.reading() as tx:
        assert people.by_slack_id(tx, ws, "U1") is None


def test_a_reading_transaction_can_not_write(database: Database) -> None:
    with pytest.raises(StorageUnavailable), database.reading() as tx:
        _workspace(tx)
    with database.transaction() as tx:
        assert _workspace(tx)


def test_a_reading_transaction_sees_one_state_throughout(database: Database) -> None:
    with database.transaction() as tx:
        ws = _workspace(tx)
    with database.reading() as reader:
        assert people.by_slack_id(reader, ws, "U1") is None
        with database.transaction() as writer:
            people.ensure(writer, ws, "U1")
        assert people.by_slack_id(reader, ws, "U1") is None


def test_a_broken_constraint_keeps_its_own_error(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as tx:
        people.ensure(tx, 404, "U1")


def test_a_row_can_not_refer_to_another_workspace(tx: Transaction, sample: Sample) -> None:
    stranger = people.ensure(tx, _workspace(tx, "T0OTHER"), "U1")
    savepoint = tx.begin_nested()
    with pytest.raises(IntegrityError):
        members.add_role(tx, ws=sample.ws, project_id=sample.project.id, person_id=stranger.id, role=Role.USER, now=NOW)
    savepoint.rollback()


def test_errors_never_show_what_people_typed(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, database.transaction() as tx:
        people.update_profile(tx, 404, "secret words", name="secret words", tz="UTC", now=None)  # type: ignore[arg-type]
    assert "[SQL parameters hidden" in str(caught.value)


def test_a_usable_database_passes_the_check(database: Database) -> None:
    database.check()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://somebody:secret@host/db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file.sqlite3?mode=secret",
        "secret",
        "",
    ],
)
def test_an_address_of_something_else_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="address") as caught:
        Database(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
@pytest.mark.postgres
def test_all_ways_to_write_the_scheme_of_postgres_work(postgres_url: str, scheme: str) -> None:
    with opened(postgres_url.replace("postgresql", scheme, 1)) as database:
        database.check()


def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str) -> None:
    with opened(sqlite_url, busy_timeout=1.5) as database, database.transaction() as tx:
        connection = tx.connection()

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2, "FULL"
        assert pragma("foreign_keys") == 1
        assert pragma("busy_timeout") == 1500


def test_a_writer_on_sqlite_keeps_others_out_from_its_first_statement(sqlite_url: str) -> None:
    with opened(sqlite_url) as database, database.transaction() as tx:
        people.by_slack_id(tx, 1, "U1")
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_file_name_with_odd_characters_works(tmp_path: Path) -> None:
    folder = tmp_path / "50% größer #1"
    folder.mkdir()
    with opened(f"sqlite:///{folder}/why first.sqlite3") as database:
        database.migrate()
        database.check()
    assert (folder / "why first.sqlite3").exists()
