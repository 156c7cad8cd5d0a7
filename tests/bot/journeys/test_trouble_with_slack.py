"""Slack in trouble: a token revoked, no answer, a rate limit. Nothing typed is lost, what was to be posted comes."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.bot.journeys.trouble import RETRIES, TYPED, after_start, forward, said, stored
from tests.world import HOME, NEW, World, open_world


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """A workspace that sends events again soon."""
    with open_world(sqlite_url, retry_after=RETRIES) as opened:
        yield opened


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
