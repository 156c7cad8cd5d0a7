"""Payloads as Slack makes them, by whoever acts: for the tests of access."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.fakes.plain_slack import TEAM, dm_of

Json = dict[str, Any]

HOME, ELSEWHERE, NEXT_DOOR = "room-home", "room-elsewhere", "room-next-door"
OTHER_TEAM = "T-2"
COMMAND = "/scope"

_NUMBERS = count(1)


@dataclass(frozen=True)
class Acting:
    """Who acts, from where: a channel, their direct message with the bot, or another workspace."""

    user: str
    channel: str
    team: str = TEAM

    @property
    def channel_name(self) -> str:
        """What Slack calls the channel in a payload."""
        return "directmessage" if self.channel.startswith("talk_") else "a-channel"


Payload = Callable[[Acting], Json]


def command(text: str) -> Payload:
    """`/scope …`."""
    return lambda who: {
        "command": COMMAND,
        "text": text,
        "user_id": who.user,
        "channel_id": who.channel,
        "channel_name": who.channel_name,
        "team_id": who.team,
        "trigger_id": _trigger(),
    }


def press(action_id: str, value: object = "", *, block_id: str = "b", state: Json | None = None) -> Payload:
    """A pressed button, or a select in which `state[action_id]` was picked.

    `state` holds by action id what stands in the selects of the message.
    """
    values = {"selects": state} if state else {}
    action = {"type": "button", "action_id": action_id, "block_id": block_id, "value": str(value), "action_ts": "9.9"}
    return lambda who: {
        "type": "block_actions",
        **_who(who),
        "container": {"type": "message", "channel_id": who.channel, "message_ts": "1.0"},
        "message": {"ts": "1.0", "text": "a message of ours", "blocks": []},
        "trigger_id": _trigger(),
        "state": {"values": values},
        "actions": [action | (state or {}).get(action_id, {})],
    }


def submit(callback_id: str, about: str, fields: Json) -> Payload:
    """A form that is sent: `about` is its private metadata; `fields` are elements' states. It tells of no channel."""

    def body(who: Acting) -> Json:
        view = {
            "id": "V1",
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": about,
            "blocks": [{"type": "input", "block_id": name} for name in fields],
            "state": {"values": {name: {name: state} for name, state in fields.items()}},
        }
        sent = {key: value for key, value in _who(who).items() if key != "channel"}
        return {"type": "view_submission", **sent, "view": view, "trigger_id": _trigger()}

    return body


def message_shortcut(callback_id: str, text: str, author: str) -> Payload:
    """A shortcut from the menu of somebody's message in the channel."""
    return lambda who: {
        "type": "message_action",
        "callback_id": callback_id,
        **_who(who),
        "message": {"type": "message", "user": author, "text": text, "ts": "5.0"},
        "message_ts": "5.0",
        "trigger_id": _trigger(),
    }


def global_shortcut(callback_id: str) -> Payload:
    """A shortcut from Slack's own menu; it tells of no channel."""
    return lambda who: {
        "type": "shortcut",
        "callback_id": callback_id,
        "team": {"id": who.team},
        "user": {"id": who.user, "team_id": who.team},
        "trigger_id": _trigger(),
    }


def typed(text: str, ts: str, *, before: str | None = None) -> Payload:
    """A message to the bot, typed in the direct message with it; `before` is what it said, of one that is edited."""

    def body(who: Acting) -> Json:
        event: Json = {"type": "message", "channel": dm_of(who.user), "channel_type": "im", "event_ts": ts}
        message = {"type": "message", "user": who.user, "text": text, "ts": ts}
        if before is None:
            event |= message
        else:
            event |= {"subtype": "message_changed", "message": message, "ts": "8.0"}
            event |= {"previous_message": message | {"text": before}}
        return {"type": "event_callback", "team_id": who.team, "event": event, "event_id": f"Ev{ts}"}

    return body


def _trigger() -> str:
    """A new trigger: what is typed twice is not a repeat."""
    return f"1.2.{next(_NUMBERS)}"


def _who(who: Acting) -> Json:
    return {
        "team": {"id": who.team},
        "user": {"id": who.user, "team_id": who.team},
        "channel": {"id": who.channel, "name": who.channel_name},
    }
