"""Which events reach an app, and what they say."""

import re

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from playground.app_info import AppInfo
from playground.driver import Driver
from playground.events import reaches_app
from playground.model import BOT_USER_ID, Json
from playground.workspace import Workspace
from tests.playground.conftest import Connect
from tests.playground.sample import CHANNELS, PEOPLE, app_info


@pytest.fixture
def events(client: WebClient, connect: Connect) -> list[Json]:
    """The events a connected app receives, outer parts and all; they fill up as the test goes on."""
    app = App(client=client, process_before_response=True, ignoring_self_events_enabled=False)
    seen: list[Json] = []

    @app.event(re.compile(".*"))
    def keep(body: Json) -> None:
        seen.append(body)

    connect(app)
    return seen


def test_an_edit_carries_both_texts_and_an_unfurl_the_same_text_twice(events: list[Json], driver: Driver) -> None:
    ines = driver.as_("U1")
    ts = ines.say("first")
    ines.edit(ts, "second")
    ines.unfurl(ts)
    driver.settle()
    edited, unfurled = (body["event"] for body in events[1:])
    assert edited["subtype"] == "message_changed"
    assert edited["hidden"] is True
    assert (edited["previous_message"]["text"], edited["message"]["text"]) == ("first", "second")
    assert edited["message"]["edited"]["user"] == "U1"
    assert edited["channel_type"] == "im"
    assert unfurled["message"]["text"] == unfurled["previous_message"]["text"] == "second"
    assert "attachments" in unfurled["message"]


def test_a_deletion_names_the_message_that_is_gone(events: list[Json], driver: Driver) -> None:
    ines = driver.as_("U1")
    ts = ines.say("gone soon", "C1")
    ines.delete(ts, "C1")
    driver.settle()
    event = events[1]["event"]
    assert event["subtype"] == "message_deleted"
    assert event["deleted_ts"] == ts
    assert event["previous_message"]["text"] == "gone soon"


def test_the_outer_event_says_for_whom_it_is(events: list[Json], driver: Driver) -> None:
    driver.as_("U1").say("x")
    driver.settle()
    outer = events[0]
    assert outer["type"] == "event_callback"
    assert outer["event_id"].startswith("Ev")
    assert outer["authorizations"][0]["user_id"] == BOT_USER_ID
    assert outer["team_id"] == outer["event"]["team"]


def test_the_bots_own_posts_are_events_too(events: list[Json], client: WebClient, driver: Driver) -> None:
    client.chat_postMessage(channel="C1", text="mine")
    driver.settle()
    assert events[0]["event"]["bot_id"]
    assert events[0]["event"]["user"] == BOT_USER_ID


def test_channels_without_the_bot_stay_silent(events: list[Json], driver: Driver) -> None:
    driver.as_("U1").say("nobody listens", "C2")
    driver.as_("U1").say("somebody listens", "C4")
    driver.settle()
    assert [body["event"]["text"] for body in events] == ["somebody listens"]
    assert events[0]["event"]["channel_type"] == "group"


def test_a_mention_is_a_message_and_a_mention(events: list[Json], driver: Driver) -> None:
    driver.as_("U1").say("@echo hello", "C1")
    driver.settle()
    assert [body["event"]["type"] for body in events] == ["message", "app_mention"]


def test_inviting_the_bot_is_an_event(events: list[Json], driver: Driver) -> None:
    driver.as_("U1").invite("C2")
    driver.settle()
    joined = next(body["event"] for body in events if body["event"]["type"] == "member_joined_channel")
    assert (joined["user"], joined["channel"], joined["inviter"]) == (BOT_USER_ID, "C2", "U1")


def test_opening_home_and_messages_is_an_event_with_its_tab(events: list[Json], driver: Driver) -> None:
    ines = driver.as_("U1")
    ines.home()
    ines.open_im()
    driver.settle()
    assert [body["event"]["tab"] for body in events] == ["home", "messages"]


def test_reactions_and_files_are_events(events: list[Json], driver: Driver) -> None:
    ines = driver.as_("U1")
    ts = ines.share("plan.txt", "a plan", "C1", "see this")
    ines.react(ts, "eyes", "C1")
    driver.settle()
    shared, reacted = (body["event"] for body in events)
    assert shared["subtype"] == "file_share"
    assert shared["files"][0]["name"] == "plan.txt"
    assert (reacted["reaction"], reacted["item"]["ts"], reacted["user"]) == ("eyes", ts, "U1")


def test_a_deactivated_account_is_an_event(client: WebClient, workspace: Workspace, driver: Driver) -> None:
    seen: list[Json] = []
    workspace.on_event(lambda event, _: seen.append(event))
    driver.as_("U1").deactivate("U3")
    assert (seen[0]["type"], seen[0]["user"]["id"], seen[0]["user"]["deleted"]) == ("user_change", "U3", True)


MESSAGE: Json = {"type": "message", "user": "U1", "text": "x"}
JOINED: Json = {"type": "member_joined_channel", "user": "U2"}


@pytest.mark.parametrize(
    ("app", "event", "channel", "reaches"),
    [
        pytest.param(app_info(), MESSAGE, "C1", True, id="subscribed, allowed, member"),
        pytest.param(app_info(events=frozenset({"message.im"})), MESSAGE, "C1", False, id="not subscribed"),
        pytest.param(app_info(scopes=frozenset({"im:history"})), MESSAGE, "C1", False, id="not allowed"),
        pytest.param(app_info(), MESSAGE, "C2", False, id="not a member"),
        pytest.param(app_info(), JOINED, "C1", True, id="someone joins"),
        pytest.param(app_info(scopes=frozenset()), JOINED, "C1", False, id="someone joins, not allowed"),
    ],
)
def test_an_event_needs_a_subscription_a_scope_and_membership(
    app: AppInfo, event: Json, channel: str, reaches: bool
) -> None:
    workspace = Workspace(PEOPLE, CHANNELS, app)
    assert reaches_app(workspace, event, workspace.conversations[channel]) is reaches
