"""Threads that write to one SQLite file take turns."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from storage import workspaces
from storage.database import Database
from storage.errors import StorageUnavailable
from tests.databases import opened

WRITERS, EACH = 8, 5


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    with opened(sqlite_url, busy_timeout=0.05) as made:
        yield made


def start_workspace(database: Database, team: str) -> int:
    with database.transaction() as tx:
        return workspaces.ensure(tx, team_id=team, enterprise_id="")


def test_a_turn_that_does_not_come_in_time_is_locked_and_the_next_one_works(database: Database) -> None:
    with (
        database.transaction(),
        ThreadPoolExecutor(1) as other,
        pytest.raises(StorageUnavailable) as caught,
    ):
        other.submit(start_workspace, database, "T1").result()
    assert caught.value.reason == "locked"
    assert start_workspace(database, "T1") > 0


def test_a_turn_ends_with_a_block_that_raises(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        raise ZeroDivisionError
    assert start_workspace(database, "T1") > 0


def test_readers_need_no_turn(database: Database) -> None:
    with database.transaction(), database.reading() as tx:
        assert tx.scalar(text("SELECT 1")) == 1


def test_all_who_write_at_once_get_their_turn(sqlite_url: str) -> None:
    with opened(sqlite_url) as database, ThreadPoolExecutor(WRITERS) as pool:
        teams = [f"T{number}" for number in range(WRITERS * EACH)]
        ids = list(pool.map(lambda team: start_workspace(database, team), teams))
    assert len(set(ids)) == WRITERS * EACH
