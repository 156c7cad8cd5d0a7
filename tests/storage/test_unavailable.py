"""A database that is locked or gone is told apart from everything else, and comes back by itself."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from storage import projects, workspaces
from storage.database import Database
from storage.errors import StorageUnavailable
from tests.databases import PostgresServer, opened
from tests.storage.sample import make_sample


def test_a_locked_sqlite_is_locked_for_writers_only(sqlite_url: str) -> None:
    with opened(sqlite_url) as holder, opened(sqlite_url, busy_timeout=0.05) as other:
        with holder.transaction() as tx:
            workspaces.ensure(tx, team_id="T1", enterprise_id="")
            with pytest.raises(StorageUnavailable) as caught, other.transaction() as late:
                workspaces.ensure(late, team_id="T2", enterprise_id="")
            with other.reading() as reader:
                assert reader.scalar(text("SELECT count(*) FROM workspaces")) == 0
        assert caught.value.reason == "locked"
        other.check()


@pytest.mark.postgres
def test_a_row_locked_for_long_on_postgres_is_locked(postgres_url: str) -> None:
    with opened(postgres_url) as holder, opened(postgres_url, busy_timeout=0.05) as other:
        with holder.transaction() as tx:
            sample = make_sample(tx)
        with holder.transaction() as tx:
            projects.by_id(tx, sample.ws, sample.project.id, lock=True)
            with pytest.raises(StorageUnavailable) as caught, other.transaction() as late:
                projects.by_id(late, sample.ws, sample.project.id, lock=True)
        assert caught.value.reason == "locked"


def test_more_transactions_than_connections_is_locked(sqlite_url: str) -> None:
    with opened(sqlite_url, busy_timeout=0.05) as database:
        with pytest.raises(StorageUnavailable) as caught, ExitStack() as stack:
            for _ in range(17):
                stack.enter_context(database.reading()).execute(text("SELECT 1"))
        assert caught.value.reason == "locked"
        database.check()


@pytest.mark.postgres
def test_a_postgres_that_cut_the_connection_is_gone_and_comes_back(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    with opened(postgres_url) as database:
        with pytest.raises(StorageUnavailable) as caught, database.transaction() as tx:
            pid = tx.scalar(text("SELECT pg_backend_pid()"))
            workspaces.ensure(tx, team_id="T1", enterprise_id="")
            postgres_server.execute(f"SELECT pg_terminate_backend({pid}, 5000)")
            workspaces.ensure(tx, team_id="T2", enterprise_id="")
        assert caught.value.reason == "gone"
        with database.reading() as tx:
            assert tx.scalar(text("SELECT count(*) FROM workspaces")) == 0


@pytest.mark.postgres
def test_a_connection_cut_while_it_was_idle_is_not_even_noticed(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    with opened(postgres_url) as database:
        with database.transaction() as tx:
            pid = tx.scalar(text("SELECT pg_backend_pid()"))
        postgres_server.execute(f"SELECT pg_terminate_backend({pid}, 5000)")
        database.check()


@pytest.mark.postgres
def test_a_postgres_set_to_read_only_is_gone(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', "
            "current_database()); END $$"
        )
    with opened(postgres_url) as database:
        with pytest.raises(StorageUnavailable) as caught, database.transaction() as tx:
            workspaces.ensure(tx, team_id="T1", enterprise_id="")
        assert caught.value.reason == "gone"


@pytest.mark.parametrize(
    "use", [Database.check, Database.pending_migrations, Database.migrate], ids=lambda use: use.__name__
)
@pytest.mark.parametrize(
    "url",
    ["postgresql://u:secret@/db?host={folder}", "postgresql://u:secret@127.0.0.1:1/db", "sqlite:///{folder}"],
)
def test_a_database_that_is_not_there_is_gone(tmp_path: Path, url: str, use: Callable[[Database], object]) -> None:
    with opened(url.format(folder=tmp_path)) as database, pytest.raises(StorageUnavailable) as caught:
        use(database)
    assert caught.value.reason == "gone"
    assert "secret" not in str(caught.value) + str(caught.value.__cause__)


def test_an_sqlite_file_that_is_not_there_is_gone_and_not_made_by_using_it(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    with opened(f"sqlite:///{path}") as database, pytest.raises(StorageUnavailable) as caught:
        database.check()
    assert caught.value.reason == "gone"
    assert not path.exists()


def test_an_sqlite_file_deleted_while_open_is_gone_and_takes_no_more_words(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with opened(sqlite_url) as database:
        database.check()
        path.unlink()
        with pytest.raises(StorageUnavailable) as caught, database.transaction() as tx:
            workspaces.ensure(tx, team_id="T1", enterprise_id="")
        assert caught.value.reason == "gone"


def test_an_sqlite_file_put_back_from_a_copy_is_used(sqlite_url: str, tmp_path: Path) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    copy = shutil.copy(path, tmp_path / "copy.sqlite3")
    with opened(sqlite_url) as database:
        database.check()
        for left in (path, *path.parent.glob(f"{path.name}-*")):
            left.unlink()
        shutil.copy(copy, path)
        with database.transaction() as tx:
            workspaces.ensure(tx, team_id="T1", enterprise_id="")
    with opened(sqlite_url) as database, database.reading() as tx:
        assert tx.scalar(text("SELECT count(*) FROM workspaces")) == 1


def test_a_full_disk_is_gone_and_leaves_nothing_half(sqlite_url: str) -> None:
    with opened(sqlite_url) as database:
        with pytest.raises(StorageUnavailable) as caught, database.transaction() as tx:
            pages = tx.scalar(text("PRAGMA page_count"))
            tx.execute(text(f"PRAGMA max_page_count = {pages}"))  # SQLite answers as on a full disk
            for number in range(500):
                workspaces.ensure(tx, team_id=f"T{number}", enterprise_id="x" * 500)
        assert caught.value.reason == "gone"
        with database.reading() as tx:
            assert tx.scalar(text("SELECT count(*) FROM workspaces")) == 0


def test_a_file_that_is_no_database_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite3"
    path.write_text("Dear database, " * 500)
    with opened(f"sqlite:///{path}") as database, pytest.raises(StorageUnavailable) as caught:
        database.check()
    assert caught.value.reason == "gone"
