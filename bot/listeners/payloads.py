"""Reading Slack's payloads: who acts where, what a button carried, what a form holds."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import BoltContext

from bot.use_cases.access import Caller
from facilitation.errors import Refusal

Body = Mapping[str, Any]


def caller_of(context: BoltContext, body: Body) -> Caller:
    """Return who acts, in which workspace and channel."""
    at = action_of(body).get("action_ts") or _mapping(body, "event").get("ts") or ""
    return Caller(context["ws"], context.user_id or "", context.channel_id or "", bool(context["in_dm"]), str(at))


def action_of(body: Body) -> Mapping[str, Any]:
    """Return the button or select that was used."""
    actions = body.get("actions") or [{}]
    first: Mapping[str, Any] = actions[0]
    return first


def value_of(body: Body) -> str:
    """Return what the pressed button carries."""
    return str(action_of(body).get("value") or "")


def parts_of(value: str, count: int) -> list[str]:
    """Return the parts of a button's value. Raises Refusal `old_button` for one that an older version made."""
    parts = value.split(":")
    if len(parts) != count or not all(parts):
        raise Refusal("old_button")
    return parts


def numbers_of(value: str, count: int) -> list[int]:
    """Return the numbers that a button's value is made of. Raises Refusal `old_button`."""
    parts = parts_of(value, count)
    if not all(re.fullmatch(r"\d{1,18}", part) for part in parts):
        raise Refusal("old_button")
    return [int(part) for part in parts]


def number_of(value: str) -> int:
    """Return the number that a button's value is. Raises Refusal `old_button`."""
    return numbers_of(value, 1)[0]


def field_of(body: Body, field_id: str) -> Any:
    """Return what a form holds in a field: text, a person's id, a choice, a list, or None."""
    values = _mapping(_mapping(_mapping(body, "view"), "state"), "values")
    return chosen(_mapping(_mapping(values, field_id), field_id))


def state_of(body: Body, action_id: str) -> Any:
    """Return what stands in a select or picker of the message that a button was pressed on, or None."""
    values = _mapping(_mapping(body, "state"), "values")
    for block in values.values():
        if action_id in block:
            return chosen(block[action_id])
    return None


#: Where the different selects and fields keep what stands in them.
_PICKED = ("value", "selected_user", "selected_users", "selected_date", "selected_channel", "selected_conversation")


def chosen(element: Mapping[str, Any]) -> Any:
    """Return the value of an element's state, whatever its type."""
    if element.get("selected_option"):
        return element["selected_option"].get("value")
    if element.get("selected_options"):
        return [each.get("value") for each in element["selected_options"]]
    for key in _PICKED:
        if element.get(key) is not None:
            return element[key]
    return None


def message_of(body: Body) -> tuple[str, str] | None:
    """Return channel and ts of the message that was acted on, or None (App Home, a form, an ephemeral message)."""
    container = _mapping(body, "container")
    message = _mapping(body, "message")
    if container.get("is_ephemeral"):
        return None
    channel = container.get("channel_id") or _mapping(body, "channel").get("id")
    ts = container.get("message_ts") or message.get("ts")
    return (str(channel), str(ts)) if channel and ts else None


def mentions_in(text: str) -> Sequence[str]:
    """Return the Slack ids of the people named in a command's text, in order."""
    return re.findall(r"<@([\w.-]+)(?:\|[^>]*)?>", text)


def _mapping(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, Mapping) else {}
