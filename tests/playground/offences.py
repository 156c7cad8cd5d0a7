"""One offending call for each row of the table of checks: check name -> (method, arguments)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground import messages
from playground.app_info import AppInfo
from playground.methods.files import store
from playground.model import BOT_USER_ID, Json
from playground.workspace import Workspace
from tests.playground.sample import app_info


@dataclass
class Offence:
    """A call that Slack refuses."""

    method: str
    args: Json | Callable[[Workspace], Json] = field(default_factory=dict)
    prepare: Callable[[Workspace], object] = lambda workspace: None
    token: str = "xoxb-playground"
    app: AppInfo = field(default_factory=app_info)


class Time:
    """Real time that a test moves by hand."""

    now = 1000.0

    def __call__(self) -> float:
        """The present time in seconds."""
        return self.now


def text(words: str, kind: str = "plain_text") -> Json:
    """A text object."""
    return {"type": kind, "text": words}


def post(**args: Any) -> Offence:
    """A message to #late-parcels."""
    return Offence("chat.postMessage", {"channel": "C1"} | args)


def blocks(*items: Any) -> Offence:
    """A message with these blocks."""
    return post(text="x", blocks=list(items))


def section(words: str = "x", **more: Any) -> Json:
    """A section block."""
    return {"type": "section", "text": text(words, "mrkdwn")} | more


def button(**more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": text("Go"), "action_id": "go"} | more


def actions(*elements: Json) -> Offence:
    """A message with these elements in an actions block."""
    return blocks({"type": "actions", "elements": list(elements)})


def options(count: int, **more: Any) -> list[Json]:
    """As many options."""
    return [{"text": text(f"Choice {number}"), "value": str(number)} | more for number in range(count)]


def menu(kind: str = "static_select", **more: Any) -> Json:
    """A menu."""
    return {"type": kind, "action_id": "menu", "options": options(2)} | more


def field_block(**more: Any) -> Json:
    """An input block with a text field."""
    return {
        "type": "input",
        "label": text("Name"),
        "element": {"type": "plain_text_input", "action_id": "a"} | more,
    }


def modal(**more: Any) -> Json:
    """A modal."""
    return {"type": "modal", "title": text("A form"), "blocks": [section()]} | more


def opening(**more: Any) -> Offence:
    """Opening a modal with a good trigger."""
    return Offence("views.open", lambda w: {"trigger_id": w.triggers.issue("U1"), "view": modal(**more)})


def spent_trigger(workspace: Workspace) -> Json:
    """A trigger used before."""
    trigger_id = workspace.triggers.issue("U1")
    found = workspace.triggers.find(trigger_id)
    assert found is not None
    found.used = True
    return {"trigger_id": trigger_id, "view": modal()}


def old_trigger(workspace: Workspace) -> Json:
    """A trigger more than three seconds old."""
    trigger_id = workspace.triggers.issue("U1")
    assert isinstance(workspace.real, Time)
    workspace.real.now += 3.1
    return {"trigger_id": trigger_id, "view": modal()}


def stale_hash(workspace: Workspace) -> Json:
    """The hash a view had before it was changed."""
    state = workspace.views.open("U1", modal())
    old = state.body["hash"]
    workspace.views.update(state, modal())
    return {"view_id": state.id, "view": modal(), "hash": old}


def fourth_modal(workspace: Workspace) -> Json:
    """A push on a full stack."""
    state = workspace.views.open("U1", modal())
    for _ in range(2):
        state = workspace.views.push("U1", state, modal())
    return {"trigger_id": workspace.triggers.issue("U1", state.id), "view": modal()}


def same_external_id(workspace: Workspace) -> Json:
    """An external id that an open view has."""
    workspace.views.open("U1", modal(external_id="mine"))
    return {"trigger_id": workspace.triggers.issue("U1"), "view": modal(external_id="mine")}


def by_person(workspace: Workspace) -> Json:
    """A message by someone else."""
    message = messages.post(workspace, workspace.conversations["C1"], "U1", "mine")
    return {"channel": "C1", "ts": message["ts"], "text": "yours"}


def archived_own(workspace: Workspace) -> Json:
    """A message by the bot in a channel archived since."""
    message = messages.post(workspace, workspace.conversations["C1"], BOT_USER_ID, "mine")
    workspace.conversations["C1"].archived = True
    return {"channel": "C1", "ts": message["ts"], "text": "new"}


def reacted(workspace: Workspace) -> Json:
    """A reaction that is there."""
    place = workspace.conversations["C1"]
    message = messages.post(workspace, place, "U1", "hello")
    messages.react(workspace, place, message, BOT_USER_ID, "eyes")
    return {"channel": "C1", "timestamp": message["ts"], "name": "eyes"}


def nameless_reaction(workspace: Workspace) -> Json:
    """A reaction without a name."""
    message = messages.post(workspace, workspace.conversations["C1"], "U1", "hello")
    return {"channel": "C1", "timestamp": message["ts"]}


def never_uploaded(workspace: Workspace) -> Json:
    """A file whose bytes never came."""
    stored = store(workspace, "a.txt", BOT_USER_ID, None, 3)
    return {"files": json.dumps([{"id": stored.id}])}


def archive(workspace: Workspace) -> None:
    """Archive #late-parcels."""
    workspace.conversations["C1"].archived = True


def limit(workspace: Workspace) -> None:
    """Limit messages and use the limit up."""
    workspace.rate_limited = True
    workspace.last_post["C1"] = workspace.real()


FORM_VIEW = {"type": "modal", "title": text("A form"), "blocks": [field_block()]}
EVENT = {"event_type": "made", "event_payload": {"id": "x" * 17_000}}
CONFIRM = {"title": text("T"), "text": text("x" * 301), "confirm": text("Yes"), "deny": text("No")}

OFFENCES: dict[str, Offence] = {
    "unknown method": Offence("chat.postMassage"),
    "no token": Offence("auth.test", token=""),
    "token nobody issued": Offence("auth.test", token="xoxb-other"),
    "revoked token": Offence("auth.test", prepare=lambda w: w.faults.enforce({"revoked": True})),
    "uninstalled app": Offence("auth.test", prepare=lambda w: w.faults.enforce({"uninstalled": True})),
    "wrong kind of token": Offence("apps.connections.open"),
    "missing scope": Offence("chat.postMessage", {"channel": "C1", "text": "x"}, app=app_info(scopes=frozenset())),
    "writing to oneself": post(channel=BOT_USER_ID, text="x"),
    "nobody to open with": Offence("conversations.open"),
    "unknown channel": post(channel="C9", text="x"),
    "unknown user": Offence("users.info", {"user": "U9"}),
    "unknown address": Offence("users.lookupByEmail", {"email": "nobody@example.com"}),
    "deactivated user": Offence("conversations.open", {"users": "U3"}, lambda w: w.deactivated.add("U3")),
    "Messages tab off": Offence("chat.postMessage", {"channel": "U1", "text": "x"}, app=app_info(messages_tab=False)),
    "person nobody can write to": Offence(
        "chat.postMessage", {"channel": "U3", "text": "x"}, lambda w: w.faults.enforce({"no_dm": ["U3"]})
    ),
    "archived channel": Offence("chat.postMessage", {"channel": "C1", "text": "x"}, archive),
    "update in an archived channel": Offence("chat.update", archived_own),
    "not a member": post(channel="C2", text="x"),
    "reader not a member": Offence("chat.postEphemeral", {"channel": "C1", "user": "U3", "text": "x"}),
    "joining what is not public": Offence("conversations.join", {"channel": "C4"}),
    "unknown message": Offence("chat.update", {"channel": "C1", "ts": "1.000001", "text": "x"}),
    "unknown thread": Offence("conversations.replies", {"channel": "C1", "ts": "1.000001"}),
    "someone else's message": Offence("chat.update", by_person),
    "deleting someone else's": Offence("chat.delete", by_person),
    "nothing to say": post(),
    "text over 40,000 characters": post(text="x" * 40_001),
    "blocks that are not JSON": post(text="x", blocks="[{"),
    "metadata of another form": post(text="x", metadata={"event_type": "made"}),
    "metadata too large": post(text="x", metadata=EVENT),
    "reaction twice": Offence("reactions.add", reacted),
    "reaction without a name": Offence("reactions.add", nameless_reaction),
    "unknown file": Offence("files.completeUploadExternal", never_uploaded),
    "unknown bot": Offence("bots.info", {"bot": "B9"}),
    "file without a name": Offence("files.getUploadURLExternal", {"length": 3}),
    "trigger nobody issued": Offence("views.open", {"trigger_id": "1.2.3", "view": modal()}),
    "trigger after three seconds": Offence("views.open", old_trigger),
    "trigger used twice": Offence("views.open", spent_trigger),
    "unknown view": Offence("views.update", {"view_id": "V9", "view": modal()}),
    "view changed meanwhile": Offence("views.update", stale_hash),
    "fourth modal in a stack": Offence("views.push", fourth_modal),
    "Home tab off": Offence(
        "views.publish",
        {"user_id": "U1", "view": {"type": "home", "blocks": []}},
        app=app_info(home_tab=False),
    ),
    "home of nobody": Offence("views.publish", {"user_id": "U9", "view": {"type": "home", "blocks": []}}),
    "view missing or not JSON": Offence("views.open", lambda w: {"trigger_id": w.triggers.issue("U1"), "view": "{"}),
    "view over 250 kB": opening(blocks=[section("x" * 3000) for _ in range(90)]),
    "wrong type of view": opening(type="home"),
    "modal without a title": opening(title=None),
    "modal title over 24": opening(title=text("x" * 25)),
    "modal button over 24": opening(close=text("x" * 25)),
    "form without submit": opening(blocks=[field_block()]),
    "private metadata over 3,000": opening(private_metadata="x" * 3001),
    "callback id over 255": opening(callback_id="x" * 256),
    "external id twice": Offence("views.open", same_external_id),
    "over 50 blocks in a message": blocks(*[{"type": "divider"}] * 51),
    "over 100 blocks in a view": opening(blocks=[{"type": "divider"}] * 101),
    "unknown block type": blocks({"type": "paragraph"}),
    "block without a required field": blocks({"type": "section"}),
    "block id over 255": blocks(section(block_id="x" * 256)),
    "block id twice": blocks(section(block_id="a"), section(block_id="a")),
    "empty text": blocks(section("")),
    "text of another type": blocks({"type": "header", "text": text("x", "mrkdwn")}),
    "section text over 3,000": blocks(section("x" * 3001)),
    "section fields": blocks({"type": "section", "fields": [text("x")] * 11}),
    "header over 150": blocks({"type": "header", "text": text("x" * 151)}),
    "context elements over 10": blocks({"type": "context", "elements": [text("x")] * 11}),
    "actions elements over 25": actions(*[button(action_id=str(number)) for number in range(26)]),
    "image texts over 2,000": blocks({"type": "image", "image_url": "https://example.com", "alt_text": "x" * 2001}),
    "input label over 2,000": blocks(field_block() | {"label": text("x" * 2001)}),
    "markdown over 12,000": blocks({"type": "markdown", "text": "x" * 12_001}),
    "unknown element type": actions({"type": "slider"}),
    "element in the wrong block": blocks(field_block() | {"element": button()}),
    "action id over 255": actions(button(action_id="x" * 256)),
    "action id twice in a block": actions(button(), button()),
    "button without text": actions({"type": "button", "action_id": "go"}),
    "button text over 75": actions(button(text=text("x" * 76))),
    "button value over 2,000": actions(button(value="x" * 2001)),
    "button address over 3,000": actions(button(url="x" * 3001)),
    "button style": actions(button(style="warning")),
    "menu without options": actions(menu(options=[])),
    "menu over 100 options": actions(menu(options=options(101))),
    "over 10 checkboxes": actions(menu("checkboxes", options=options(11))),
    "over 5 in an overflow menu": actions(menu("overflow", options=options(6))),
    "option text over 75": actions(menu(options=options(2, text=text("x" * 76)))),
    "option value over 150": actions(menu(options=options(2, value="x" * 151))),
    "initial option that is none": actions(menu(initial_option=options(3)[2])),
    "placeholder over 150": actions(menu(placeholder=text("x" * 151))),
    "input length over 3,000": blocks(field_block(max_length=3001)),
    "initial value too long": blocks(field_block(max_length=5, initial_value="x" * 6)),
    "initial date": actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-02-30"}),
    "confirmation texts": actions(button(confirm=CONFIRM)),
    "over 13,000 characters in all": blocks(*[section("x" * 2999) for _ in range(5)]),
    "too many messages": Offence("chat.postMessage", {"channel": "C1", "text": "x"}, limit),
}
