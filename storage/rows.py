"""Small helpers for queries."""

from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Transaction
from storage.models import Row, WorkspaceRow

#: Execution options of a query that reads the database again, not what its transaction has seen before.
FRESH = {"populate_existing": True}

AnyRow = TypeVar("AnyRow", bound=Row)


def insert_new(tx: Transaction, table: type[Row] | type[WorkspaceRow], **values: Any) -> int | None:
    """Insert a row unless a unique key says that it is there already; return its id, or None if it was.

    When another transaction is inserting the same, this one waits for that one's end.
    """
    upsert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    return tx.scalar(upsert(table).values(**values).on_conflict_do_nothing().returning(table.id))


def insert(tx: Transaction, row: AnyRow) -> AnyRow:
    """Insert `row` and return it with its id."""
    tx.add(row)
    tx.flush()
    return row
