"""What people put into Block Kit elements, in the shape Slack gives it in payloads."""

import json
from collections.abc import Iterator
from typing import Any

from playground.model import Json, Values
from playground.surfaces import elements_of


class NotAChoice(Exception):
    """The value does not fit the element; the message is a plain sentence."""


#: Element type -> the key its value stands under in state and actions.
_SIMPLE = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "rich_text_input": "rich_text_value",
}
_ONE_OPTION = ("static_select", "radio_buttons", "external_select", "overflow")
_MANY_OPTIONS = ("multi_static_select", "checkboxes", "multi_external_select")

#: Elements whose value is part of `state`; buttons and overflow menus have none.
STATEFUL = frozenset(_SIMPLE) | set(_ONE_OPTION) - {"overflow"} | set(_MANY_OPTIONS)


def value_key(element_type: str) -> str:
    """The key under which Slack gives the value of this type of element."""
    if element_type in _ONE_OPTION:
        return "selected_option"
    if element_type in _MANY_OPTIONS:
        return "selected_options"
    return _SIMPLE[element_type]


def options_of(element: Json) -> Iterator[Json]:
    """All options of an element, those in groups included."""
    yield from element.get("options") or []
    for group in element.get("option_groups") or []:
        yield from group.get("options") or []


def slack_value(element: Json, raw: Any) -> Json:
    """Slack's state value for what a person chose or typed. Raises NotAChoice for an unknown option."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        chosen: Any = _option(element, raw) if raw is not None else None
    elif kind in _MANY_OPTIONS or kind.startswith("multi_"):
        chosen = [_option(element, one) if kind in _MANY_OPTIONS else one for one in raw or []]
    elif kind in ("plain_text_input", "number_input", "email_text_input", "url_text_input"):
        chosen = str(raw) if raw not in (None, "") else None
    else:
        chosen = raw or None
    return {"type": kind, value_key(kind): chosen}


def initial_value(element: Json) -> Json:
    """The state value an element has before anyone touches it."""
    kind = element["type"]
    key = value_key(kind)
    initial = element.get("initial_value" if key == "value" else key.replace("selected_", "initial_"))
    if initial is None and key.endswith("s") and key != "rich_text_value":
        initial = []
    return {"type": kind, key: initial}


def is_empty(value: Json) -> bool:
    """True for a state value without anything chosen or typed."""
    return not value.get(value_key(value["type"]))


def state_values(blocks: list[Json], stored: Values) -> Values:
    """`state.values` of a surface: every stateful element, as typed or as it was at first."""
    values: Values = {}
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") in STATEFUL:
                typed = stored.get(block["block_id"], {}).get(element["action_id"])
                values.setdefault(block["block_id"], {})[element["action_id"]] = typed or initial_value(element)
    return values


def action_of(block: Json, element: Json, raw: Any, action_ts: str) -> Json:
    """The entry in `actions` for using this element. Raises NotAChoice."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        action |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    else:
        action |= slack_value(element, raw)
        action |= {key: element[key] for key in element if key == "placeholder" or key.startswith("initial_")}
    return action | {"action_ts": action_ts}


def complaints(blocks: list[Json], values: Values) -> dict[str, str]:
    """What Slack's own client says before it sends a form: block id -> sentence."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        value = values[block["block_id"]][element["action_id"]] if element["type"] in STATEFUL else None
        sentence = _complaint(block, element, value) if value else ""
        if sentence:
            found[block["block_id"]] = sentence
    return found


def _complaint(block: Json, element: Json, value: Json) -> str:
    if is_empty(value):
        return "" if block.get("optional") else "Please complete this required field."
    text = value.get("value")
    if not isinstance(text, str):
        return ""
    if len(text) > element.get("max_length", 3000):
        return f"This entry needs to be at most {element.get('max_length', 3000)} characters long."
    if len(text) < element.get("min_length", 0):
        return f"This entry needs to be at least {element['min_length']} characters long."
    return ""


def _option(element: Json, raw: Any) -> Json:
    for option in options_of(element):
        if option.get("value") == raw:
            return option
    raise NotAChoice(f"There is no choice {json.dumps(raw)} here.")
