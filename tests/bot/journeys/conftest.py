"""A world for a whole module, for tests that leave it as they found it: starting one takes most of a short test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.journeys.rosters import gather
from tests.world import World, open_world


@pytest.fixture(scope="module")
def shared_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The bot, running on a SQLite database that the module's tests share."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("shared") / "whyfirst.sqlite3")
    with open_world(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture
def team(world: World) -> World:
    """A project with somebody in every role; Ravi is a guest of its channel."""
    return gather(world)
