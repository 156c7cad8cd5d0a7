"""Checks of interactive elements and composition objects. Each function is described by its row in `checks.py`."""

from collections.abc import Callable, Iterator
from datetime import date

from playground.calls import Call
from playground.check_blocks import over, root, text_of
from playground.elements import options_of
from playground.model import Json
from playground.surfaces import elements_of

_SELECTS = ("static_select", "multi_static_select")
_CHOICES = (*_SELECTS, "radio_buttons", "checkboxes", "overflow")
_TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_PICKERS = (
    "datepicker",
    "timepicker",
    "datetimepicker",
    "users_select",
    "conversations_select",
    "channels_select",
    "external_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
    "multi_external_select",
)
_INPUT_ONLY = (*_TEXTS, "file_input", "rich_text_input")
_NO_INPUT = ("button", "overflow", "image", "workflow_button", "icon_button", "feedback_buttons")
KNOWN = frozenset({*_CHOICES, *_PICKERS, *_INPUT_ONLY, *_NO_INPUT})
_ACCESSORY_ONLY = ("image",)
_NOT_IN_ACTIONS = ("image",)


def _each(call: Call, rule: Callable[[Json, Json], str | None]) -> str | None:
    for index, block in enumerate(call.blocks):
        for element in elements_of(block):
            detail = rule(block, element)
            if detail:
                return f"{detail} [json-pointer:{root(call)}/{index}]"
    return None


def _of(kinds: tuple[str, ...], rule: Callable[[Json], str | None]) -> Callable[[Call], str | None]:
    return lambda call: _each(call, lambda _, element: rule(element) if element["type"] in kinds else None)


def unknown_type(call: Call) -> str | None:
    return _each(call, lambda _, e: None if e.get("type") in KNOWN else f"unsupported type: {e.get('type')}")


def misplaced(call: Call) -> str | None:
    def rule(block: Json, element: Json) -> str | None:
        kind = element["type"]
        if block["type"] == "input":
            return f"{kind} cannot stand in an input block" if kind in _NO_INPUT else None
        if kind in _INPUT_ONLY or (block["type"] == "actions" and kind in _NOT_IN_ACTIONS):
            return f"{kind} cannot stand in a {block['type']} block"
        return None

    return _each(call, rule)


def long_action_id(call: Call) -> str | None:
    return _each(call, lambda _, element: over(element.get("action_id", ""), 255, "action_id"))


def duplicate_action_id(call: Call) -> str | None:
    for index, block in enumerate(call.blocks):
        ids = [element["action_id"] for element in elements_of(block) if element.get("action_id")]
        if len(ids) != len(set(ids)):
            return f"action_id already exists in this block [json-pointer:{root(call)}/{index}]"
    return None


def _label(element: Json) -> str | None:
    text = element.get("text")
    plain = isinstance(text, dict) and text.get("type") == "plain_text"
    return None if plain and text_of(text) else "missing required field: text, a plain_text object"


def _style(element: Json) -> str | None:
    return "style must be primary or danger" if element.get("style", "primary") not in ("primary", "danger") else None


button_without_text = _of(("button",), _label)
long_button = _of(("button",), lambda element: over(element.get("text"), 75, "text"))
long_value = _of(("button",), lambda element: over(element.get("value", ""), 2000, "value"))
long_url = _of(("button",), lambda element: over(element.get("url", ""), 3000, "url"))
button_style = _of(("button",), _style)


def _at_most(limit: int) -> Callable[[Json], str | None]:
    def rule(element: Json) -> str | None:
        groups = element.get("option_groups") or []
        lists = [element.get("options") or [], groups, *(group.get("options") or [] for group in groups)]
        return f"no more than {limit} options" if any(len(one) > limit for one in lists) else None

    return rule


no_options = _of(_CHOICES, lambda element: None if any(options_of(element)) else "missing required field: options")
too_many_options = _of(_SELECTS, _at_most(100))
too_many_boxes = _of(("checkboxes", "radio_buttons"), _at_most(10))
too_many_in_overflow = _of(("overflow",), _at_most(5))


def _options(call: Call) -> Iterator[Json]:
    for block in call.blocks:
        for element in elements_of(block):
            yield from options_of(element)


def long_option(call: Call) -> str | None:
    for option in _options(call):
        detail = over(option.get("text"), 75, "option text") or over(option.get("description"), 75, "description")
        if detail or not text_of(option.get("text")):
            return detail or "missing required field: option text"
    return None


def long_option_value(call: Call) -> str | None:
    for option in _options(call):
        detail = over(option.get("value", ""), 150, "option value")
        if detail or not isinstance(option.get("value"), str):
            return detail or "missing required field: option value"
    return None


def _initial(element: Json) -> str | None:
    chosen = [element["initial_option"]] if element.get("initial_option") else element.get("initial_options") or []
    known = list(options_of(element))
    return "the initial option is not among the options" if any(one not in known for one in chosen) else None


def _lengths(element: Json) -> str | None:
    longest, shortest = element.get("max_length", 3000), element.get("min_length", 0)
    well = 1 <= longest <= 3000 and 0 <= shortest <= min(longest, 3000)
    return None if well else "max_length and min_length are between 0 and 3000"


def _initial_value(element: Json) -> str | None:
    return over(element.get("initial_value", ""), element.get("max_length", 3000), "initial_value")


def _date(element: Json) -> str | None:
    given = element.get("initial_date")
    try:
        well = given is None or date.fromisoformat(given).isoformat() == given
    except ValueError:
        well = False
    return None if well else "initial_date must be YYYY-MM-DD"


stray_initial_option = _of(_CHOICES, _initial)
input_length = _of(("plain_text_input",), _lengths)
long_initial_value = _of(("plain_text_input",), _initial_value)
initial_date = _of(("datepicker",), _date)


def long_placeholder(call: Call) -> str | None:
    return _each(call, lambda _, element: over(element.get("placeholder"), 150, "placeholder"))


def confirmation(call: Call) -> str | None:
    limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}

    def rule(_: Json, element: Json) -> str | None:
        dialog = element.get("confirm")
        if not isinstance(dialog, dict):
            return None
        return next((bad for name, limit in limits.items() if (bad := over(dialog.get(name), limit, name))), None)

    return _each(call, rule)
