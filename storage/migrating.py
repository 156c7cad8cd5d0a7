"""Alembic without its command line: the schema is moved by the program itself, under a lock."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from storage.revisions import MIGRATIONS, pending

#: Any number will do, as long as every replica takes the same.
_ADVISORY_LOCK = 7_949_177_351


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; `env.py` works on `connection`."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def run(engine: Engine, target: str) -> None:
    """Move the schema up to `target` ("head" or a revision), or down to an earlier one ("base": none at all).

    All in one transaction that keeps other processes out: a failure leaves the schema as it was.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_ADVISORY_LOCK,))
        behind = pending(connection)
        if target == "head" or target in behind:
            command.upgrade(config(connection), target)
        else:
            command.downgrade(config(connection), target)
        if connection.dialect.name == "sqlite":
            _check_references(connection)


def _check_references(connection: Connection) -> None:
    """SQLite does not enforce foreign keys while tables are rebuilt, so look afterwards."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration would leave {len(broken)} rows that refer to nothing")
