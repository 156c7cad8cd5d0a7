"""What can go wrong while people work: nothing typed is lost, and they are told once, in a sentence."""

import io
import logging
import re
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text

from bot import app, logs
from playground.actor import words
from playground.model import Json
from storage import answers
from tests.databases import PostgresServer
from tests.world import HOME, NEW, World, open_world

RETRIES = (0.2,) * 50  # seconds after which an event that was not acknowledged comes again
TYPED = "Every late parcel costs a refund"
REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")

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


def said(world: World, who: str, fragment: str, channel: str = "") -> int:
    """Return in how many messages somebody reads a fragment."""
    return sum(fragment in words(message) for message in world.people[who].messages(channel))


def stored(world: World) -> list[str]:
    """Return the texts of all answers."""
    with world.services.database.reading() as tx:
        return [answer.text for answer in answers.of_project(tx, 1, 1) if answer.text]


# The database


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


# Slack


def forward(world: World, seconds: float = 120) -> None:
    """Let business time pass, and the ticks with it."""
    world.clock.move_to(world.clock.now() + timedelta(seconds=seconds))
    world.services.background.wait()


def after_start(world: World) -> Json:
    """A project whose sponsor has typed the first answer; returns the message with the buttons below it."""
    world.new_project()
    world.begin("ines")
    saved = world.ines.wait_for("Saved.", after=world.ines.say(TYPED))
    world.settle()
    return saved


def test_nothing_is_lost_while_the_token_is_revoked_and_what_was_to_be_posted_comes_in_order(world: World) -> None:
    saved = after_start(world)
    world.driver.fault(revoked=True)
    world.ines.click(saved, "Next")
    second = world.ines.say("A list by noon")
    world.mila.command("/scope brief", HOME)
    world.mila.command(f"/scope people add @uma user {'x' * 50}", HOME)
    world.settle()
    for _ in range(3):
        forward(world)
    assert stored(world) == [TYPED, "A list by noon"], "typed before the question could be shown"
    assert world.ines.messages()[-1]["ts"] == second
    world.driver.fault(reset=True)
    forward(world)
    world.settle()
    assert said(world, "ines", "· question 2 of 6") == 1
    assert said(world, "ines", "I could not") == 0
    assert said(world, "uma", ": the brief", HOME) == 1


def test_posts_of_one_channel_keep_their_order_through_trouble(world: World) -> None:
    world.driver.fault(revoked=True)
    world.mila.command(NEW, HOME)
    world.mila.command("/scope brief", HOME)
    world.settle()
    forward(world)
    assert world.mila.command("/scope brief", HOME)["acknowledged"]
    world.driver.fault(reset=True)
    forward(world)
    world.settle()
    posted = [message["text"] for message in world.mila.messages(HOME) if not message.get("ephemeral")]
    assert [": the brief" in each for each in posted] == [False, True, True], posted


def test_a_post_whose_answer_was_lost_is_not_made_twice(world: World) -> None:
    saved = after_start(world)
    world.driver.fault(method="chat.postMessage", error="internal_error", status=503, after=True)
    world.ines.click(saved, "Next")
    world.ines.wait_for("· question 2 of 6")
    world.settle()
    forward(world)
    world.ines.click(world.ines.wait_for("· question 2 of 6"), "Skip")
    world.ines.wait_for("· question 3 of 6")
    assert said(world, "ines", "· question 2 of 6") == 1


@contextmanager
def refusing() -> Iterator[str]:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    yield f"http://127.0.0.1:{port}/api/"


@contextmanager
def silent() -> Iterator[str]:
    """An address where somebody listens and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api/"


@pytest.mark.parametrize("elsewhere", [refusing, silent])
def test_what_slack_did_not_take_is_posted_when_it_is_there_again(
    world: World, elsewhere: Callable[[], AbstractContextManager[str]]
) -> None:
    saved = after_start(world)
    client = world.services.client
    there, client.timeout = client.base_url, 0.3  # type: ignore[assignment]  # urllib takes parts of a second
    with elsewhere() as client.base_url:
        world.ines.click(saved, "Next")
        ts = world.ines.say("A list by noon")
        world.settle()
        assert world.ines.messages()[-1]["ts"] == ts
    client.base_url = there
    forward(world)
    world.ines.wait_for("· question 2 of 6", after=ts)
    world.settle()
    assert stored(world) == [TYPED, "A list by noon"]
    assert said(world, "ines", "· question 2 of 6") == 1


def test_a_rate_limit_holds_up_the_channel_it_names_and_no_other(world: World) -> None:
    world.driver.fault(method="chat.postMessage", channel=HOME, retry_after=30)
    world.new_project()
    world.settle()
    assert said(world, "ines", "questions for you") == 1
    assert [m for m in world.ines.messages(HOME) if not m.get("ephemeral")] == []
    forward(world, 29)
    assert [m for m in world.ines.messages(HOME) if not m.get("ephemeral")] == []
    forward(world, 2)
    world.ines.wait_for("Fewer late parcels", HOME)


FORMS = {
    "expired_trigger_id": "That took too long, so Slack did not let me open the form",
    "unknown_method": "No form can be opened here",
    "internal_error": "Slack did not let me do that just now",
}


@pytest.mark.parametrize("error", FORMS)
def test_a_form_that_slack_does_not_open_is_a_sentence(world: World, error: str) -> None:
    world.driver.fault(method="views.open", error=error)
    assert world.mila.command("/scope new", HOME)["acknowledged"]
    world.mila.wait_for_ephemeral(FORMS[error], HOME)
    world.mila.command("/scope new", HOME)
    world.mila.wait_for_modal()


# Ourselves


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the bot logs, in full."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("DEBUG", "plain", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def break_interviews(world: World) -> None:
    """Let the stored interviews stand at a question that no pack has."""
    with world.services.database.transaction() as tx:
        tx.execute(text("""UPDATE interviews SET plan = '["Q99", "Q99", "Q99", "Q99", "Q99", "Q99"]'"""))


def test_an_unexpected_error_shows_a_reference_that_is_in_the_log_without_what_was_typed(
    world: World, log: io.StringIO
) -> None:
    saved = after_start(world)
    break_interviews(world)
    world.ines.click(saved, "Pause")
    told = words(world.ines.wait_for_ephemeral("Something went wrong on my side"))
    (reference,) = set(REFERENCE.findall(told))
    written = log.getvalue()
    (line,) = [line for line in written.splitlines() if reference in line]
    assert "KeyError" in line
    assert "in pause" in written, "where it was raised"
    assert TYPED not in written


def test_a_message_that_fails_unexpectedly_is_given_back_and_not_written_in_the_log(
    world: World, log: io.StringIO
) -> None:
    after_start(world)
    with world.services.database.transaction() as tx:
        tx.execute(text("ALTER TABLE answer_versions RENAME TO hidden"))
    secret = "Our margin is 4.2 percent"
    ts = world.ines.say(secret)
    told = words(world.ines.wait_for("Something went wrong on my side", after=ts))
    assert secret in told
    (reference,) = set(REFERENCE.findall(told))
    assert reference in log.getvalue()
    assert secret not in log.getvalue()
    with world.services.database.transaction() as tx:
        tx.execute(text("ALTER TABLE hidden RENAME TO answer_versions"))
    world.ines.wait_for("Saved.", after=ts)
    assert said(world, "ines", "Something went wrong") == 1


def test_one_faulty_notice_keeps_no_other_from_going_out(world: World, log: io.StringIO) -> None:
    saved = after_start(world)
    world.ines.click(saved, "Next")
    world.settle()
    break_interviews(world)
    with world.services.database.transaction() as tx:
        tx.execute(text("UPDATE notices SET sent_at = NULL, claimed_until = NULL WHERE kind = 'question'"))
    world.mila.command("/scope brief", HOME)
    world.uma.wait_for(": the brief", HOME)
    world.settle()
    assert "notice failed" in log.getvalue()


def test_neither_tokens_nor_what_people_type_are_ever_logged(world: World, log: io.StringIO) -> None:
    saved = after_start(world)
    world.driver.fault(revoked=True)
    world.ines.click(saved, "Next")
    world.settle()
    forward(world)
    world.driver.fault(reset=True)
    world.driver.fault(disconnect=True)
    world.driver.wait_connected()
    forward(world)
    world.ines.wait_for("· question 2 of 6")
    written = log.getvalue()
    assert "token_revoked" in written
    workspace = world.server.workspace
    for hidden in (workspace.bot_token, workspace.app_token, "ticket=", "/response/", TYPED):
        assert hidden not in written
