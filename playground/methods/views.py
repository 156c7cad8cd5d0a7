"""views.*: open, push, update, publish."""

from playground.calls import Call
from playground.check_views import addressed_view
from playground.interactions import view_body
from playground.model import Json, ViewState


def _answer(call: Call, state: ViewState) -> Json:
    call.workspace.changed()
    return {"view": view_body(state)}


def _use_trigger(call: Call) -> str:
    trigger = call.workspace.triggers.find(call.text("trigger_id"))
    assert trigger is not None
    trigger.used = True
    return trigger.user


def open_view(call: Call) -> Json:
    """Open a modal for whoever caused the trigger."""
    assert call.view is not None
    return _answer(call, call.workspace.views.open(_use_trigger(call), call.view))


def push(call: Call) -> Json:
    """Put a modal on top of the one the trigger came from."""
    below = addressed_view(call)
    assert call.view is not None and below is not None
    return _answer(call, call.workspace.views.push(_use_trigger(call), below, call.view))


def update(call: Call) -> Json:
    """Give an open view new content."""
    state = addressed_view(call)
    assert call.view is not None and state is not None
    return _answer(call, call.workspace.views.update(state, call.view))


def publish(call: Call) -> Json:
    """Give a person a home view."""
    assert call.view is not None
    return _answer(call, call.workspace.views.publish(call.text("user_id"), call.view))
