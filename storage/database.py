"""The database: transactions, migrations, and whether it can be used."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from storage import engines, revisions
from storage.errors import translated
from storage.turns import Turns

#: What every function of this package takes first.
Transaction = Session


class Database:
    """One SQLite file or PostgreSQL database. Safe to share between threads."""

    def __init__(self, url: str, *, busy_timeout: float = 5.0) -> None:
        """Prepare for `url` (`sqlite:///path`, `postgresql://…`) without opening it.

        Locks and a free connection are waited for at most `busy_timeout` seconds. Raises ValueError for any
        other address.
        """
        self._url = url
        self._engine = engines.build(url, busy_timeout=busy_timeout)
        self._turns = Turns(busy_timeout) if self._engine.dialect.name == "sqlite" else None
        self._write = sessionmaker(self._engine, expire_on_commit=False)
        self._read = sessionmaker(engines.reading(self._engine), expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Give a transaction that is committed at the end of the block, and undone when the block raises.

        On SQLite it is the only one of this process, and holds the write lock from its first statement on. Raises
        StorageUnavailable.
        """
        turn = nullcontext() if self._turns is None else self._turns.one()
        with translated(), turn, self._write.begin() as tx:
            yield tx

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a transaction that sees one state throughout, waits for nobody, and can't write.

        Raises StorageUnavailable.
        """
        with translated(), self._read() as tx:
            yield tx

    def check(self) -> None:
        """Raise StorageUnavailable unless the database can be reached and a change could begin."""
        with self.transaction() as tx:
            tx.execute(text("SELECT 1"))

    def pending_migrations(self) -> list[str]:
        """Return the revisions still to be applied, the next one first.

        Raises StorageUnavailable, or NewerDatabase when a newer version of the program was here.
        """
        if engines.missing_file(self._url):
            return revisions.pending(None)
        with translated(), engines.reading(self._engine).begin() as connection:
            return revisions.pending(connection)

    def migrate(self) -> None:
        """Bring the schema to the newest revision, creating the SQLite file if need be.

        Several processes may call this at once: one does the work, the others wait. Raises
        StorageUnavailable, or NewerDatabase.
        """
        from storage import migrating  # with Alembic, which takes longer to load than most starts have use for

        engine = engines.build_for_migration(self._url)
        with translated():
            migrating.run(engine, "head")

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()
