"""What all tables share: names of constraints, column types, an id and a workspace."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

#: An id, or a reference to one. SQLite numbers rows by itself only where the type is exactly INTEGER.
BIG = BigInteger().with_variant(Integer(), "sqlite")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return `text` with what no database takes (NUL, lone surrogates) as U+FFFD: no answer is refused."""
    return _UNSTORABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text of any length and script."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what is stored for `value`."""
        return None if value is None else storable(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC on both databases and read back as aware UTC. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return `value` in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored time as aware UTC; SQLite gives it back without a zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The tables of the house."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it once, by this name)
        str: Words(),
        datetime: UtcDateTime(),
        list[str]: JSON(),
        list[int]: JSON(),
        dict[str, Any]: JSON(none_as_null=True),
    }


class Row(Base):
    """A row of a workspace."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(BIG, primary_key=True, sort_order=-2)
    workspace_id: Mapped[int] = mapped_column(BIG, ForeignKey("workspaces.id"), sort_order=-1)


def same_workspace(table: str, column: str, target: str) -> ForeignKeyConstraint:
    """Return a foreign key that holds the workspace too, so that no row can refer to another workspace's."""
    return ForeignKeyConstraint(
        ["workspace_id", column], [f"{target}.workspace_id", f"{target}.id"], name=f"fk_{table}_{column}"
    )


def referable() -> UniqueConstraint:
    """Return the key that `same_workspace` refers to."""
    return UniqueConstraint("workspace_id", "id")
