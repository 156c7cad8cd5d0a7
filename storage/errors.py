"""What can go wrong with the database itself; everything else is a bug and keeps its own error."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import exc

Reason = Literal["locked", "gone"]

#: SQLite's primary result codes (https://www.sqlite.org/rescode.html) that are no fault of the statement.
_SQLITE: dict[int, Reason] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_CORRUPT: "gone",
    sqlite3.SQLITE_FULL: "gone",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_NOTADB: "gone",
}

#: PostgreSQL's states (https://www.postgresql.org/docs/current/errcodes-appendix.html), by their beginning.
_POSTGRES: dict[str, Reason] = {
    "40001": "locked",  # could not serialize
    "40P01": "locked",  # deadlock
    "55P03": "locked",  # lock_timeout
    "57014": "locked",  # statement_timeout
    "08": "gone",  # connection lost
    "25006": "gone",  # a standby, or set read only
    "28": "gone",  # the account is refused
    "3D": "gone",  # no such database
    "53": "gone",  # disk, memory or connections used up
    "57P": "gone",  # shut down, or starting up
    "58": "gone",  # input or output failed
    "XX": "gone",  # corrupted
}


_MESSAGES: dict[Reason, str] = {
    "locked": "the database is busy",
    "gone": "the database can't be reached or written",
}


class StorageUnavailable(Exception):
    """The database can't be used now: "locked" (busy, try again) or "gone" (an operator must look)."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_MESSAGES[reason])
        self.reason: Reason = reason


class NewerDatabase(Exception):
    """The database was migrated by a newer version of the program; `revision` is what it stands at."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database is at migration {revision}, which is unknown to this version of the program")
        self.revision = revision


@contextmanager
def translated() -> Iterator[None]:
    """Turn driver errors that are no fault of the statement into `StorageUnavailable`, and no others."""
    try:
        yield
    except exc.DBAPIError as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise StorageUnavailable(reason) from error
    except exc.TimeoutError as error:  # every connection of the pool is in use
        raise StorageUnavailable("locked") from error


def _reason(error: exc.DBAPIError) -> Reason | None:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        code: int | None = getattr(cause, "sqlite_errorcode", None)
        return None if code is None else _SQLITE.get(code & 0xFF)
    import psycopg  # here, so that who uses SQLite alone does not load it at every start

    if isinstance(cause, psycopg.Error) and cause.sqlstate is not None:
        state = cause.sqlstate
        return next((reason for start, reason in _POSTGRES.items() if state.startswith(start)), None)
    if error.connection_invalidated or isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return "gone"
    return None
