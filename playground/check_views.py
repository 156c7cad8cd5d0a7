"""Checks of triggers and views. Each function is described by its row in `checks.py`."""

import json
from typing import Any

from playground.calls import Call
from playground.modals import MODALS_IN_A_STACK
from playground.model import ViewState
from playground.triggers import Trigger

_TRIGGERED = ("views.open", "views.push")
MAX_VIEW_BYTES = 250_000


def _trigger(call: Call) -> Trigger | None:
    return call.workspace.triggers.find(call.text("trigger_id")) if call.method in _TRIGGERED else None


def unknown_trigger(call: Call) -> str | None:
    return "no such trigger" if call.method in _TRIGGERED and _trigger(call) is None else None


def expired_trigger(call: Call) -> str | None:
    trigger = _trigger(call)
    return "older than three seconds" if trigger and call.workspace.triggers.expired(trigger) else None


def used_trigger(call: Call) -> str | None:
    trigger = _trigger(call)
    return "already used" if trigger and trigger.used else None


def addressed_view(call: Call) -> ViewState | None:
    """The open view that views.update or views.publish changes, or that views.push stands on."""
    workspace = call.workspace
    if call.method == "views.publish":
        return workspace.views.homes.get(call.text("user_id"))
    if call.method == "views.push":
        trigger = _trigger(call)
        return workspace.views.find(trigger.view_id) if trigger else None
    if call.method != "views.update":
        return None
    by_id = workspace.views.find(call.text("view_id"))
    return by_id or workspace.views.find_external(call.text("external_id"))


def unknown_view(call: Call) -> str | None:
    needs_one = call.method in ("views.update", "views.push")
    return "no such view" if needs_one and addressed_view(call) is None else None


def hash_conflict(call: Call) -> str | None:
    state = addressed_view(call)
    given = call.text("hash")
    return "changed meanwhile" if state and given and given != state.body["hash"] else None


def stack_full(call: Call) -> str | None:
    state = addressed_view(call) if call.method == "views.push" else None
    return "three modals at most" if state and call.workspace.views.depth(state) >= MODALS_IN_A_STACK else None


def home_off(call: Call) -> str | None:
    return "the Home tab is off" if call.method == "views.publish" and not call.workspace.app.home_tab else None


def home_of_nobody(call: Call) -> str | None:
    asked = call.method == "views.publish"
    return "invalid `user_id`" if asked and call.text("user_id") not in call.workspace.people else None


def no_view(call: Call) -> str | None:
    return "missing or not JSON [json-pointer:/view]" if call.is_view and call.view is None else None


def too_large(call: Call) -> str | None:
    return "too large" if call.view and len(json.dumps(call.view)) > MAX_VIEW_BYTES else None


def wrong_type(call: Call) -> str | None:
    if not call.view:
        return None
    wanted: tuple[str, ...] = ("home",) if call.method == "views.publish" else ("modal",)
    if call.method == "views.update":
        state = addressed_view(call)
        wanted = (str(state.body["type"]),) if state else ("modal", "home")
    return None if call.view.get("type") in wanted else f"must be {wanted[0]} [json-pointer:/view/type]"


def _modal(call: Call) -> dict[str, Any]:
    return call.view if call.view and call.view.get("type") == "modal" else {}


def _label(view: dict[str, Any], name: str) -> str:
    value = view.get(name)
    return str(value.get("text", "")) if isinstance(value, dict) else ""


def no_title(call: Call) -> str | None:
    view = _modal(call)
    return "missing [json-pointer:/view/title]" if view and not _label(view, "title") else None


def long_title(call: Call) -> str | None:
    too_long = len(_label(_modal(call), "title")) > 24
    return "must be less than 25 characters [json-pointer:/view/title/text]" if too_long else None


def long_buttons(call: Call) -> str | None:
    for name in ("submit", "close"):
        if len(_label(_modal(call), name)) > 24:
            return f"must be less than 25 characters [json-pointer:/view/{name}/text]"
    return None


def no_submit(call: Call) -> str | None:
    view = _modal(call)
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in call.blocks)
    return (
        "submit is required with inputs [json-pointer:/view]" if view and has_input and not view.get("submit") else None
    )


def _over(call: Call, name: str, limit: int) -> str | None:
    too_long = call.view and len(str(call.view.get(name) or "")) > limit
    return f"must be less than {limit + 1} characters [json-pointer:/view/{name}]" if too_long else None


def long_metadata(call: Call) -> str | None:
    return _over(call, "private_metadata", 3000)


def long_callback_id(call: Call) -> str | None:
    return _over(call, "callback_id", 255)


def duplicate_external_id(call: Call) -> str | None:
    if not call.view or not call.view.get("external_id"):
        return None
    other = call.workspace.views.find_external(str(call.view["external_id"]))
    return "already used" if other and other is not addressed_view(call) else None
