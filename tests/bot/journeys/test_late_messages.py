"""A message belongs to the question that was before its author when they sent it, however late it arrives."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from facilitation.model import AnswerState
from tests.bot.journeys.interviews import answer_of, interview_of, text_of
from tests.world import World, open_world

NOT_SAVED = "went wrong"


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """A workspace that sends events again only when the test says so."""
    with open_world(sqlite_url, retry_after=(600.0, 600.0)) as opened:
        yield opened


@contextmanager
def nothing_saved(world: World) -> Iterator[None]:
    """Messages can't be saved meanwhile, so that Slack has to send them again."""
    for before, after in (("answer_parts", "away"), ("away", "answer_parts")):
        with world.services.database.transaction() as tx:
            tx.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))
        if after == "away":
            yield
            world.ines.wait_for(NOT_SAVED)


def test_what_was_sent_before_next_was_pressed_joins_the_answer_it_was_sent_for(world: World) -> None:
    world.new_project()
    world.begin("ines")
    saved = world.ines.wait_for("Saved.", after=world.ines.say("Refunds hurt"))
    with nothing_saved(world):
        world.ines.say("And calls")
    world.ines.click(saved, "Next")
    second = world.ines.wait_for("· question 2 of 6")
    world.driver.redeliver()
    world.ines.wait_for("Saved with your answer to “Why build it”.", after=second["ts"])
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nAnd calls" and answer_of(world, "ines", "Q2") is None
    assert interview_of(world, "ines").question_id == "Q2"


def test_what_was_sent_before_a_question_was_skipped_makes_it_answered(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    with nothing_saved(world):
        world.ines.say("Refunds hurt")
    world.ines.click(first, "Skip")
    second = world.ines.wait_for("· question 2 of 6")
    world.driver.redeliver()
    world.ines.wait_for("Saved with your answer to “Why build it”.", after=second["ts"])
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and (answer.text, answer.state) == ("Refunds hurt", AnswerState.GIVEN)
    world.ines.wait_for("Saved. Add more", after=world.ines.say("Half of it"))
    assert text_of(world, "ines", "Q2") == "Half of it"
