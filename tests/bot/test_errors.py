"""What Slack is answered when something is wrong: acknowledged only what is safe, and a sentence for everybody."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy import text

from bot.app import Running, build
from bot.recent import Recent
from bot.views.ids import Do, Form
from playground.actor import words as words_of
from tests.world import HOME, World, words

INES = "U1INES"
Body = dict[str, Any]


def event(**event: Any) -> Body:
    return {"type": "event_callback", "team_id": "T0SAMPLE", "event": {"user": INES, "ts": "9.0", **event}}


def typed(world: World, said: str = "Hello") -> Body:
    return event(type="message", channel=world.ines.dm, channel_type="im", text=said)


def command(said: str) -> Body:
    return {"command": "/scope", "text": said, "user_id": INES, "channel_id": HOME, "channel_name": "late-parcels"}


def pressed(action_id: str, value: str = "") -> Body:
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
    return {"type": "block_actions", "user": {"id": INES}, "channel": {"id": HOME, "name": "x"}, "actions": [action]}


def submitted(callback_id: str, *blocks: Body, meta: str = "") -> Body:
    view = {"type": "modal", "callback_id": callback_id, "blocks": list(blocks), "private_metadata": meta, "state": {}}
    return {"type": "view_submission", "user": {"id": INES}, "view": view}


def send(bot: Running, body: Body) -> BoltResponse:
    """Hand a payload to the bot as Socket Mode does; returns what Slack would be answered."""
    answer = bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))
    bot.services.background.wait()
    return answer


@pytest.fixture
def bot(world: World) -> Running:
    assert world.bot is not None
    return world.bot


def break_table(world: World, name: str = "people") -> None:
    """Let every look at some of what is stored fail, for a reason that nobody foresaw."""
    with world.services.database.transaction() as tx:
        tx.execute(text(f"ALTER TABLE {name} RENAME TO hidden"))


def test_a_kind_of_event_that_nobody_listens_to_is_acknowledged(bot: Running) -> None:
    assert send(bot, event(type="team_rename", name="New")).status == 200


def test_a_button_that_no_version_knows_says_so(world: World, bot: Running) -> None:
    assert send(bot, pressed("of_another_app")).status == 200
    world.ines.wait_for("from an older message")


def test_a_form_that_no_version_knows_says_so_beside_its_field(bot: Running) -> None:
    answer = json.loads(send(bot, submitted("of_another_app", {"type": "input", "block_id": "a"})).body)
    assert answer["response_action"] == "errors"
    assert "older message" in answer["errors"]["a"]


def test_a_form_without_fields_is_answered_in_the_direct_message(world: World, bot: Running) -> None:
    assert send(bot, submitted(Form.AGREE, meta="x")).status == 200
    world.ines.wait_for("from an older message")


def test_a_failed_event_is_left_for_slack_to_send_again_and_its_author_told_once(world: World, bot: Running) -> None:
    break_table(world)
    assert [send(bot, typed(world, "What I typed &amp; meant")).status for _ in range(3)] == [500, 500, 500]
    told = [m for m in world.ines.messages() if "Something went wrong" in words_of(m)]
    assert len(told) == 1
    assert "What I typed &amp; meant" in words_of(told[0]), "escaped once, as it was typed"


def test_nobody_is_told_of_a_failed_message_in_a_channel_that_may_not_have_been_for_us(
    world: World, bot: Running
) -> None:
    break_table(world, "interviews")
    before = len(world.ines.messages()), len(world.ines.messages(HOME))
    talk = event(type="message", channel=HOME, channel_type="channel", text="Lunch?", thread_ts="8.0")
    assert send(bot, talk).status == 500
    assert (len(world.ines.messages()), len(world.ines.messages(HOME))) == before


SAID = {
    "short": "new Fewer late parcels | Know it by noon | <@U2CARLO>",
    "long": "agree 3 " + " ".join(f"word{number}" for number in range(2000)),
}


@pytest.mark.parametrize("which", SAID)
def test_a_failed_command_gives_back_all_that_was_typed(world: World, bot: Running, which: str) -> None:
    break_table(world)
    answer = send(bot, command(SAID[which]))
    answered = words_of(json.loads(answer.body))
    assert answer.status == 200
    assert "Something went wrong on my side" in answered
    given_back = "\n".join([answered, *(words_of(message) for message in world.ines.messages())])
    lost = [word for word in re.findall(r"\w+", SAID[which]) if word not in given_back]
    assert not lost


def test_a_failed_command_without_text_of_its_own_is_one_sentence(world: World, bot: Running) -> None:
    break_table(world)
    answer = json.loads(send(bot, command("status")).body)
    assert "Something went wrong" in answer["text"]
    assert "/scope status" not in answer["text"]


def test_a_reply_that_slack_refuses_at_its_own_address_comes_by_direct_message(world: World, bot: Running) -> None:
    body = pressed(Do.NEXT, "not numbers") | {"response_url": f"{world.server.url}/response/expired"}
    assert send(bot, body).status == 200
    world.ines.wait_for("from an older message")


def test_nothing_is_acknowledged_while_slack_does_not_say_who_the_bot_is(world: World) -> None:
    other = build(world.settings, clock=world.clock, words=words())
    world.driver.fault(revoked=True)
    assert send(other, typed(world)).status == 500
    world.driver.fault(reset=True)
    assert send(other, typed(world)).status == 200
    other.stop()


def test_a_message_is_told_about_once_however_many_threads_ask() -> None:
    told = Recent()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: told.add("D1", "1.0"), range(100)))
    assert answers.count(True) == 1
    assert told.add("D1", "2.0")


def test_only_so_many_messages_are_remembered() -> None:
    told = Recent()
    assert all(told.add("D1", str(number)) for number in range(1001))
    assert told.add("D1", "0"), "the oldest is forgotten"
    assert not told.add("D1", "1000")
