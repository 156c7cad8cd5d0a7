"""Faults of our own: a reference that is in the log, and nothing typed lost, nor written where it does not belong."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy import text

from bot import logs
from playground.actor import words
from tests.bot.journeys.trouble import REFERENCE, RETRIES, TYPED, after_start, forward, said
from tests.world import HOME, World, open_world


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """A workspace that sends events again soon."""
    with open_world(sqlite_url, retry_after=RETRIES) as opened:
        yield opened


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


@pytest.mark.parametrize("word", ["next", "skip", "pause", "continue"])
def test_a_command_word_that_fails_is_done_when_it_comes_again(world: World, word: str) -> None:
    after_start(world)
    with world.services.database.transaction() as tx:
        tx.execute(text("ALTER TABLE audit RENAME TO hidden"))
    ts = world.ines.say(word)
    world.ines.wait_for("Something went wrong on my side", after=ts)
    with world.services.database.transaction() as tx:
        tx.execute(text("ALTER TABLE hidden RENAME TO audit"))
    comes = {"pause": "Paused at question 1", "continue": "question 1 of 6"}.get(word, "question 2 of 6")
    world.ines.wait_for(comes, after=ts)
    world.driver.redeliver(2)
    world.settle()
    assert sum(comes in words(each) for each in world.ines.messages() if each["ts"] > ts) == 1


def test_a_command_word_that_was_declined_stays_declined_when_it_comes_again(world: World) -> None:
    world.new_project()
    question = world.begin("ines")
    world.ines.wait_for("There is no answer yet.", after=world.ines.say("next"))
    world.settle()
    world.ines.click(question, "Write in a form")
    world.ines.wait_for_modal()
    world.ines.submit({"text": TYPED})
    world.ines.wait_for("Saved.", after=question["ts"])
    world.driver.redeliver(2)
    world.settle()
    assert world.ines.sees("· question 2 of 6") is None, "it goes on when they say so, not when Slack repeats it"


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
