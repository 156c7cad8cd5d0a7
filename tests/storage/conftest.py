"""Both databases, a transaction, and a sample project for the tests of storage."""

import pytest

from storage.database import Transaction
from tests.databases import (
    database,
    database_url,
    empty_url,
    postgres_server,
    postgres_url,
    shared_postgres,
    shared_sqlite,
    sqlite_template,
    sqlite_url,
    tx,
)
from tests.storage.sample import Sample, make_sample

__all__ = [
    "database",
    "database_url",
    "empty_url",
    "postgres_server",
    "postgres_url",
    "sample",
    "shared_postgres",
    "shared_sqlite",
    "sqlite_template",
    "sqlite_url",
    "tx",
]


@pytest.fixture
def sample(tx: Transaction) -> Sample:
    """A project with three members, in the test's transaction."""
    return make_sample(tx)
