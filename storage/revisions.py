"""Which revisions there are and which of them a database lacks, told without Alembic: most starts change nothing.

Loading Alembic takes longer than all else that a start does with the database.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.errors import NewerDatabase

MIGRATIONS = Path(__file__).parent / "migrations"


def pending(connection: Connection | None) -> list[str]:
    """Return the revisions that the database at `connection` still lacks, the next first; without one, all.

    Raises NewerDatabase when it stands at a revision that is not ours.
    """
    ours = sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    current = None if connection is None else _current(connection)
    if current is None:
        return ours
    if current not in ours:
        raise NewerDatabase(current)
    return ours[ours.index(current) + 1 :]


def _current(connection: Connection) -> str | None:
    """Return the revision at which Alembic left the database, if it ever worked on it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
