"""Engines: how a connection to SQLite or PostgreSQL is opened, and what each transaction begins with."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

#: Set on an engine whose transactions only read.
READ_ONLY = "whyfirst_read_only"

#: About twelve threads work at once; the rest wait for a connection.
_POOL: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 12, "max_overflow": 4}


def build(url: str, *, busy_timeout: float) -> Engine:
    """Return a pooled engine for `url`; locks are waited for at most `busy_timeout` seconds.

    Raises ValueError when `url` names no database that can be used; the message never repeats the address.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        path = _path(parsed)
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _open(path, mode="rw", busy_timeout=busy_timeout),
            pool_timeout=busy_timeout,
            hide_parameters=True,  # what people typed is kept out of error messages and so of logs
            **_POOL,
        )
        _prepare(engine)
        _watch_file(engine, path)
        return engine
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        pool_timeout=busy_timeout,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": max(2, round(busy_timeout)),  # libpq takes no less
            "options": f"-c lock_timeout={int(busy_timeout * 1000)}",
        },
        **_POOL,
    )


def build_for_migration(url: str) -> Engine:
    """Return an engine for changing the schema: it creates the SQLite file, and waits for other replicas."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        path = _path(parsed)
        engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _open(path, mode="rwc", busy_timeout=60, foreign_keys=False),
            poolclass=NullPool,
        )
        _prepare(engine)
        return engine
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"), poolclass=NullPool, connect_args={"connect_timeout": 5}
    )


def reading(engine: Engine) -> Engine:
    """Return `engine` for transactions that only read and see one state of the database throughout."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{READ_ONLY: True})
    return engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")


def missing_file(url: str) -> bool:
    """Return whether `url` names an SQLite file that does not exist yet."""
    parsed = _parsed(url)
    return parsed.get_backend_name() == "sqlite" and not _path(parsed).exists()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("the database address is no address") from None
    if parsed.drivername == "postgres":
        parsed = parsed.set(drivername="postgresql")
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError("the database address must start with sqlite:/// or postgresql://")
    return parsed


def _path(url: URL) -> Path:
    if url.query:
        raise ValueError("the SQLite address must end with a file name, which can't contain a question mark")
    if not url.database or url.database == ":memory:":
        raise ValueError("the SQLite address must name a file: what people typed has to outlive the process")
    return Path(url.database).absolute()


def _open(path: Path, *, mode: str, busy_timeout: float, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open the file; with mode "rw" a missing one is an error, never a new empty database."""
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=busy_timeout,
        isolation_level=None,  # transactions are begun by `_begin`, not by the driver
        check_same_thread=False,  # the pool hands a connection to one thread at a time
    )
    try:
        _use_wal(connection, busy_timeout)
        connection.execute("PRAGMA synchronous=FULL")  # no word is lost at a power cut
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection, busy_timeout: float) -> None:
    """Readers and the writer must not wait for each other; the file remembers it.

    SQLite does not wait by itself when several processes turn this on in a new file at once.
    """
    deadline = time.monotonic() + busy_timeout
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _prepare(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(READ_ONLY):
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")


def _watch_file(engine: Engine, path: Path) -> None:
    """Drop a connection whose file was deleted or replaced: SQLite would write on, into what nobody sees."""

    def identity() -> tuple[int, int] | None:
        try:
            found = os.stat(path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @event.listens_for(engine, "connect")
    def _remember(connection: Any, record: Any) -> None:
        record.info["file"] = identity()

    @event.listens_for(engine, "checkout")
    def _compare(connection: Any, record: Any, proxy: Any) -> None:
        if record.info["file"] != identity():
            raise DisconnectionError("the database file was moved")
