"""The world of the journeys: the real bot in a local workspace, one for each test."""

from collections.abc import Iterator

import pytest

from tests.browser import chromium
from tests.databases import (
    database,
    database_url,
    empty_url,
    postgres_server,
    postgres_url,
    sqlite_template,
    sqlite_url,
)
from tests.world import World, open_world

__all__ = [
    "chromium",
    "database",
    "database_url",
    "empty_url",
    "postgres_server",
    "postgres_url",
    "sqlite_template",
    "sqlite_url",
]


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """The bot, running on a SQLite database of its own."""
    with open_world(sqlite_url) as opened:
        yield opened
