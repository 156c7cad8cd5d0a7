"""Acts the app must answer: commands, block actions, submissions, shortcuts, Home."""

import asyncio
from typing import Any

from playground import interactions, replies
from playground.acts import Desk, Refused, message_of, place_of
from playground.calls import ApiError, Call
from playground.checks import examine
from playground.elements import STATEFUL, NotAChoice, action_of, complaints, slack_value, state_values
from playground.modals import MODALS_IN_A_STACK
from playground.model import BOT_USER_ID, Conversation, Json, Person, Values, ViewState
from playground.socket_mode import NotConnected
from playground.surfaces import find_element
from playground.text import command_text
from playground.triggers import ReplyTarget

TROUBLE = "We had some trouble connecting. Try again?"


async def _interact(desk: Desk, who: str, body: Json, payload: Json) -> Json | None:
    """Send an interaction; with `twice`, as a double click does: both before either is answered."""
    times = 2 if body.get("twice") else 1
    asked = (_ask(desk, who, "interactive", payload, TROUBLE) for _ in range(times))
    return (await asyncio.gather(*asked))[0]


async def _ask(desk: Desk, who: str, kind: str, payload: Json, silent: str) -> Json | None:
    """The acknowledgement, or None after a notice, which is `silent` when the app does not answer in time."""
    try:
        answer = await desk.hub.request(kind, payload)
    except NotConnected:
        desk.workspace.notice(who, silent.replace("did not respond in time", "is not connected"))
        return None
    if answer is None:
        desk.workspace.notice(who, silent)
    return answer


async def command(desk: Desk, who: str, body: Json) -> Json:
    """Run a slash command; its acknowledgement may carry the reply."""
    workspace = desk.workspace
    conversation = place_of(desk, who, body)
    name, _, rest = str(body.get("text", "")).strip().partition(" ")
    known = next((one for one in workspace.app.commands if one.command == name), None)
    if known is None:
        raise Refused(f"{name} is not a valid command.")
    if "commands" not in workspace.app.scopes:
        raise Refused("The app is installed without the scope for commands.")
    text = rest.strip()
    if known.should_escape:
        bot = Person(BOT_USER_ID, workspace.app.name, workspace.app.name)
        channels = [c for c in workspace.conversations.values() if not c.is_dm]
        text = command_text(text, [*workspace.people.values(), bot], channels)
    payload = interactions.slash_command(workspace, who, conversation, name, text)
    answer = await _ask(desk, who, "slash_commands", payload, f"{name} failed: the app did not respond in time.")
    if answer and (answer.get("text") or answer.get("blocks")):
        try:
            replies.apply(workspace, ReplyTarget(conversation.id, who), answer)
        except ApiError as error:
            workspace.notice(who, f"{name} failed: Slack refused the reply ({error.code}).")
    return {"acknowledged": answer is not None}


def _surface(desk: Desk, who: str, body: Json) -> tuple[list[Json], Values, ViewState | None]:
    """The blocks, the values and, for a modal or home view, the view an act is about."""
    if body.get("view_id"):
        state = _view(desk, who, body)
        return state.body["blocks"], state.values, state
    conversation, message = message_of(desk, who, body)
    values = desk.workspace.values_for(conversation.id, message["ts"], who)
    return message.get("blocks") or [], values, None


def _view(desk: Desk, who: str, body: Json) -> ViewState:
    state = desk.workspace.views.find(str(body.get("view_id", "")))
    if state is None or state.user != who:
        raise Refused("That window is no longer open.")
    return state


def _element(blocks: list[Json], body: Json) -> tuple[Json, Json]:
    found = find_element(blocks, str(body.get("block_id", "")), str(body.get("action_id", "")))
    if found is None:
        raise Refused("That control is no longer there.")
    return found


def _keep(values: Values, block: Json, element: Json, raw: Any) -> None:
    if element["type"] in STATEFUL:
        try:
            values.setdefault(block["block_id"], {})[element["action_id"]] = slack_value(element, raw)
        except NotAChoice as error:
            raise Refused(str(error)) from error


async def state(desk: Desk, who: str, body: Json) -> Json:
    """Keep what was typed or chosen, telling nobody."""
    blocks, values, _ = _surface(desk, who, body)
    block, element = _element(blocks, body)
    _keep(values, block, element, body.get("value"))
    return {}


async def action(desk: Desk, who: str, body: Json) -> Json:
    """Use a control: keep its value and tell the app, unless it is part of a form to be submitted."""
    workspace = desk.workspace
    blocks, values, view = _surface(desk, who, body)
    block, element = _element(blocks, body)
    _keep(values, block, element, body.get("value"))
    if block["type"] == "input" and not block.get("dispatch_action"):
        return {}
    try:
        used = action_of(block, element, body.get("value"), workspace.stamp())
    except NotAChoice as error:
        raise Refused(str(error)) from error
    if view is not None:
        payload = interactions.view_action(workspace, view, used)
    else:
        payload = interactions.message_action(workspace, who, *message_of(desk, who, body), used)
    answer = await _interact(desk, who, body, payload)
    return {"acknowledged": answer is not None}


async def submit(desk: Desk, who: str, body: Json) -> Json:
    """Submit a modal. The client's own complaints come first, then the app's."""
    view = _view(desk, who, body)
    for block_id, by_action in (body.get("values") or {}).items():
        for action_id, raw in by_action.items():
            block, element = _element(view.body["blocks"], {"block_id": block_id, "action_id": action_id})
            _keep(view.values, block, element, raw)
    view.errors = complaints(view.body["blocks"], state_values(view.body["blocks"], view.values))
    if view.errors:
        desk.workspace.changed()
        return {"errors": view.errors}
    payload = interactions.view_submission(desk.workspace, view)
    answer = await _interact(desk, who, body, payload)
    if answer is None:
        return {"acknowledged": False}
    return _respond(desk, view, answer)


def _respond(desk: Desk, view: ViewState, answer: Json) -> Json:
    workspace = desk.workspace
    kind = answer.get("response_action")
    result: Json = {}
    if kind == "errors":
        result = _show_errors(desk, view, answer.get("errors") or {})
    elif kind == "clear":
        workspace.views.clear(view.user)
    elif kind in ("update", "push"):
        _change(desk, view, kind, answer.get("view"))
    else:
        workspace.views.close(view)
    workspace.changed()
    return result


def _show_errors(desk: Desk, view: ViewState, errors: Json) -> Json:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not errors or not set(errors) <= inputs:
        # Slack shows its own apology when the app names a block that is not an input of this view.
        desk.workspace.notice(view.user, TROUBLE)
        return {}
    view.errors = {block_id: str(sentence) for block_id, sentence in errors.items()}
    return {"errors": view.errors}


def _change(desk: Desk, view: ViewState, kind: str, fresh: Any) -> None:
    views = desk.workspace.views
    call = Call(desk.workspace, "views.update", {"view": fresh, "view_id": view.id})
    try:
        examine(call, surface_only=True)
        if kind == "push" and views.depth(view) >= MODALS_IN_A_STACK:
            raise ApiError("push_limit_reached")
    except ApiError as error:
        desk.workspace.notice(view.user, f"{TROUBLE} ({error.code}: {error.detail})")
        return
    if kind == "update":
        views.update(view, fresh)
    else:
        views.push(view.user, view, fresh)


async def close(desk: Desk, who: str, body: Json) -> Json:
    """Close a modal, or with `all` the whole stack; the app hears of it where it asked to."""
    view = _view(desk, who, body)
    everything = bool(body.get("all") or view.body["clear_on_close"])
    closed = desk.workspace.views.clear(who) if everything else [view]
    desk.workspace.views.close(view)
    desk.workspace.changed()
    for one in closed:
        if one.body["notify_on_close"]:
            payload = interactions.view_closed(desk.workspace, one, everything)
            await _ask(desk, who, "interactive", payload, TROUBLE)
    return {}


async def home(desk: Desk, who: str, body: Json) -> Json:
    """Open the app's Home tab."""
    if not desk.workspace.app.home_tab:
        raise Refused("This app has no Home tab.")
    _opened(desk, who, "home")
    return {}


async def open_im(desk: Desk, who: str, body: Json) -> Json:
    """Open the app's Messages tab."""
    dm = _opened(desk, who, "messages")
    return {"channel": dm.id}


def _opened(desk: Desk, who: str, tab: str) -> Conversation:
    workspace = desk.workspace
    dm = workspace.dm_of(who)
    event: Json = {
        "type": "app_home_opened",
        "user": who,
        "channel": dm.id,
        "tab": tab,
        "event_ts": workspace.stamp(),
    }
    current = workspace.views.homes.get(who)
    if tab == "home" and current:
        event["view"] = interactions.view_body(current)
    workspace.emit(event)
    return dm


async def shortcut(desk: Desk, who: str, body: Json) -> Json:
    """Use a shortcut of the app, on a message when it is one for messages."""
    workspace = desk.workspace
    callback_id = str(body.get("callback_id", ""))
    known = next((one for one in workspace.app.shortcuts if one.callback_id == callback_id), None)
    if known is None:
        raise Refused("There is no such shortcut.")
    if known.type == "message":
        payload = interactions.message_shortcut(workspace, who, *message_of(desk, who, body), callback_id)
    else:
        payload = interactions.global_shortcut(workspace, who, callback_id)
    answer = await _ask(desk, who, "interactive", payload, TROUBLE)
    return {"acknowledged": answer is not None}
