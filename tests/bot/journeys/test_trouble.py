"""What can go wrong while people work: nothing typed is lost, and they are told once, in a sentence."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from bot import app
from playground.actor import words
from tests.bot.journeys.trouble import REFERENCE, RETRIES, TYPED, said, stored
from tests.databases import PostgresServer
from tests.world import HOME, NEW, World, open_world

#: Something is wrong with the database while the block runs.
Trouble = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks are given up sooner, to keep these tests quick."""
    monkeypatch.setattr(app, "BUSY_SECONDS", 0.5)


@pytest.fixture
def sqlite_locked(sqlite_url: str) -> Trouble:
    @contextmanager
    def locked() -> Iterator[None]:
        with closing(sqlite3.connect(_path(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    return locked


@pytest.fixture
def sqlite_gone(sqlite_url: str) -> Trouble:
    @contextmanager
    def gone() -> Iterator[None]:
        path = _path(sqlite_url)
        away = path.with_name("away")
        path.rename(away)
        yield
        away.rename(path)

    return gone


@pytest.fixture
def postgres_gone(postgres_server: PostgresServer, postgres_url: str) -> Trouble:
    name = re.findall(r"test_\d+", postgres_url)[0]

    @contextmanager
    def gone() -> Iterator[None]:
        postgres_server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        postgres_server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        yield
        postgres_server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    return gone


def _path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


KINDS = ("sqlite_locked", "sqlite_gone", pytest.param("postgres_gone", marks=pytest.mark.postgres))


@pytest.fixture(params=KINDS)
def trouble(request: pytest.FixtureRequest) -> Trouble:
    """Each kind of trouble with the database."""
    kind: Trouble = request.getfixturevalue(request.param)
    return kind


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A workspace that sends events again soon, on the database that the test makes trouble with."""
    postgres = "postgres_gone" in request.node.name
    url: str = request.getfixturevalue("postgres_url" if postgres else "sqlite_url")
    with open_world(url, retry_after=RETRIES) as opened:
        yield opened


def test_an_answer_typed_while_the_database_is_away_is_given_back_and_saved_once_it_is_back(
    world: World, trouble: Trouble
) -> None:
    world.new_project()
    world.begin("ines")
    with trouble():
        ts = world.ines.say(TYPED)
        told = words(world.ines.wait_for("I could not save that just now", after=ts))
    assert TYPED in told
    assert REFERENCE.search(told)
    world.ines.wait_for("Saved.", after=ts)
    world.settle()
    assert stored(world) == [TYPED]
    assert said(world, "ines", "I could not save that") == 1, "told once, however often it came again"
    assert said(world, "ines", "Saved.") == 1


def test_somebody_asked_in_a_thread_is_told_there_as_in_a_direct_message(world: World, trouble: Trouble) -> None:
    world.driver.fault(no_dm=[world.uma.user])
    world.new_project()
    world.mila.command("/scope people add @uma user", HOME)
    thread = world.uma.wait_for("I ask you here: 3 questions", HOME)["ts"]
    world.uma.click(world.uma.wait_for("I ask you here", HOME), "Start", channel=HOME)
    world.uma.wait_for("· question 1 of 3", HOME, thread=thread)
    first = world.uma.say("A list", HOME, thread)
    world.uma.wait_for("Saved.", HOME, thread=thread, after=first)
    with trouble():
        ts = world.uma.say(TYPED, HOME, thread)
        told = words(world.uma.wait_for("I could not save that just now", HOME, thread=thread, after=ts))
    assert TYPED in told and REFERENCE.search(told)
    world.uma.wait_for("Saved.", HOME, thread=thread, after=ts)
    world.settle()
    assert stored(world) == [f"A list\n{TYPED}"]
    told_in_thread = [each for each in world.uma.messages(HOME, thread) if "I could not save that" in words(each)]
    assert len(told_in_thread) == 1


def test_talk_of_others_in_that_thread_is_none_of_ours_also_when_the_database_is_away(
    world: World, trouble: Trouble
) -> None:
    world.driver.fault(no_dm=[world.uma.user])
    world.new_project()
    world.mila.command("/scope people add @uma user", HOME)
    thread = world.uma.wait_for("I ask you here: 3 questions", HOME)["ts"]
    with trouble():
        world.ines.say("Good luck", HOME, thread)
    world.settle()
    assert not [each for each in world.ines.messages(HOME, thread) if "I could not save that" in words(each)]


def test_a_form_sent_while_the_database_is_away_stays_open_with_everything_in_it(
    world: World, trouble: Trouble
) -> None:
    world.mila.command("/scope new", HOME)
    form = world.mila.wait_for_modal()
    with trouble():
        errors = world.mila.submit({"name": "Fewer late parcels", "wish": TYPED, "sponsor": world.ines.user})
    (told,) = errors.values()
    assert "I could not save that just now, so nothing has changed" in told
    assert REFERENCE.search(told)
    standing = world.mila.modal()
    assert standing is not None
    assert standing["id"] == form["id"]
    assert world.mila.submit() == {}, "the second time with what is still in the fields"
    assert TYPED in words(world.ines.wait_for("questions for you"))


def test_a_command_typed_while_the_database_is_away_gives_its_text_back(world: World, trouble: Trouble) -> None:
    with trouble():
        assert world.mila.command(NEW, HOME)["acknowledged"]
        told = words(world.mila.wait_for_ephemeral("I could not save that just now", HOME))
    typed = NEW.removesuffix(" @ines")
    assert typed in told
    assert REFERENCE.search(told)
    world.new_project()


def test_a_button_pressed_while_the_database_is_away_says_so_and_works_later(world: World, trouble: Trouble) -> None:
    world.new_project()
    world.begin("ines")
    saved = world.ines.wait_for("Saved.", after=world.ines.say(TYPED))
    with trouble():
        world.ines.click(saved, "Next")
        told = words(world.ines.wait_for_ephemeral("I could not save that just now"))
    assert REFERENCE.search(told)
    world.ines.click(saved, "Next")
    world.ines.wait_for("· question 2 of 6")
    assert stored(world) == [TYPED]
