"""What people do in the workspace: one function per act, in one table. See `POST /ui/act`."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playground import members as membership
from playground import messages
from playground.clock import ClockRefused
from playground.clock_orders import target_time
from playground.methods.conversations import is_top_level
from playground.methods.files import described as file_described
from playground.methods.files import store
from playground.methods.users import described as person_described
from playground.model import BOT_USER_ID, Conversation, Json, Kind, Person
from playground.socket_mode import SocketHub
from playground.text import typed_text
from playground.workspace import Workspace


class Refused(Exception):
    """The person cannot do this; the message is a plain sentence for them."""


@dataclass
class Desk:
    """What acts work with."""

    workspace: Workspace
    hub: SocketHub


Act = Callable[[Desk, str, Json], Awaitable[Json]]


def place_of(desk: Desk, who: str, body: Json) -> Conversation:
    """The conversation an act is about, which `who` must be in. Raises Refused."""
    conversation = desk.workspace.conversations.get(str(body.get("channel", "")))
    if conversation is None or (who not in conversation.members and conversation.kind != "channel"):
        raise Refused("There is no such channel.")
    if who not in conversation.members:
        raise Refused(f"You are not in #{conversation.name}. Join it first.")
    return conversation


def message_of(desk: Desk, who: str, body: Json) -> tuple[Conversation, Json]:
    """The message an act is about, with its conversation. Raises Refused."""
    conversation = place_of(desk, who, body)
    ts = str(body.get("ts", ""))
    found = conversation.find(ts) or conversation.find_ephemeral(who, ts)
    if found is None:
        raise Refused("That message is no longer there.")
    return conversation, found


def _own(desk: Desk, who: str, body: Json) -> tuple[Conversation, Json]:
    conversation, message = message_of(desk, who, body)
    if message.get("user") != who or message.get("bot_id"):
        raise Refused("You can only change your own messages.")
    return conversation, message


def _writable(desk: Desk, conversation: Conversation) -> None:
    if conversation.archived:
        raise Refused("This channel is archived.")
    app = desk.workspace.app
    if conversation.kind == "im" and (not app.messages_tab or app.messages_read_only):
        raise Refused("Sending messages to this app has been turned off.")


def _typed(desk: Desk, body: Json) -> str:
    workspace = desk.workspace
    bot = Person(BOT_USER_ID, workspace.app.name, workspace.app.name)
    channels = [c for c in workspace.conversations.values() if not c.is_dm]
    return typed_text(str(body.get("text", "")), [*workspace.people.values(), bot], channels)


async def say(desk: Desk, who: str, body: Json) -> Json:
    """Post a message as typed."""
    conversation = place_of(desk, who, body)
    _writable(desk, conversation)
    text = _typed(desk, body)
    if not text.strip():
        raise Refused("Type something first.")
    if len(text) > 40_000:
        raise Refused("That message is too long. Messages stop at 40,000 characters.")
    message = messages.post(desk.workspace, conversation, who, text, thread_ts=_thread(conversation, body))
    return {"ts": message["ts"]}


def _thread(conversation: Conversation, body: Json) -> str:
    parent = conversation.find(str(body.get("thread_ts") or ""))
    return str(parent.get("thread_ts", parent["ts"])) if parent else ""


async def share_file(desk: Desk, who: str, body: Json) -> Json:
    """Post a file, given as `content` (text) or `content_base64`, with a text."""
    conversation = place_of(desk, who, body)
    _writable(desk, conversation)
    try:
        raw = base64.b64decode(body["content_base64"]) if "content_base64" in body else str(body["content"]).encode()
    except (KeyError, binascii.Error) as error:
        raise Refused("The file has no content.") from error
    stored = store(desk.workspace, str(body.get("name", "file.txt")), who, raw, len(raw))
    stored.channels.append(conversation.id)
    message = messages.post(
        desk.workspace,
        conversation,
        who,
        _typed(desk, body),
        files=[file_described(desk.workspace, stored)],
        thread_ts=_thread(conversation, body),
        subtype="file_share",
    )
    return {"ts": message["ts"], "file": stored.id}


async def edit(desk: Desk, who: str, body: Json) -> Json:
    """Edit one's own message; the same text again changes nothing."""
    conversation, message = _own(desk, who, body)
    text = _typed(desk, body)
    if not text.strip():
        raise Refused("Type something first, or delete the message.")
    if text != message["text"]:
        messages.edit(desk.workspace, conversation, message, who, text=text)
    return {}


async def delete(desk: Desk, who: str, body: Json) -> Json:
    """Delete one's own message."""
    conversation, message = _own(desk, who, body)
    messages.delete(desk.workspace, conversation, message)
    return {}


async def unfurl(desk: Desk, who: str, body: Json) -> Json:
    """Attach a link preview to a message, as Slack does by itself some time after a link is posted."""
    conversation, message = message_of(desk, who, body)
    preview = {
        "id": 1,
        "title": "A link preview",
        "from_url": "https://example.com/",
        "fallback": "A link preview",
    }
    messages.unfurl(desk.workspace, conversation, message, [preview])
    return {}


async def react(desk: Desk, who: str, body: Json) -> Json:
    """Add a reaction."""
    conversation, message = message_of(desk, who, body)
    messages.react(desk.workspace, conversation, message, who, str(body.get("name", "")).strip(":"))
    return {}


async def unreact(desk: Desk, who: str, body: Json) -> Json:
    """Take a reaction back."""
    conversation, message = message_of(desk, who, body)
    messages.unreact(desk.workspace, conversation, message, who, str(body.get("name", "")).strip(":"))
    return {}


def _public_or_own(desk: Desk, who: str, body: Json) -> Conversation:
    conversation = desk.workspace.conversations.get(str(body.get("channel", "")))
    if conversation is None or conversation.is_dm:
        raise Refused("There is no such channel.")
    if conversation.kind == "private" and who not in conversation.members:
        raise Refused("There is no such channel.")
    return conversation


async def invite(desk: Desk, who: str, body: Json) -> Json:
    """Bring a person or the bot into a channel."""
    conversation = _public_or_own(desk, who, body)
    user = str(body.get("user", who))
    if user not in desk.workspace.people and user != BOT_USER_ID:
        raise Refused("There is no such person.")
    membership.join(desk.workspace, conversation, user, None if user == who else who)
    return {}


async def kick(desk: Desk, who: str, body: Json) -> Json:
    """Take a person or the bot out of a channel."""
    membership.leave(desk.workspace, place_of(desk, who, body), str(body.get("user", "")))
    return {}


async def leave(desk: Desk, who: str, body: Json) -> Json:
    """Leave a channel."""
    membership.leave(desk.workspace, place_of(desk, who, body), who)
    return {}


async def archive(desk: Desk, who: str, body: Json) -> Json:
    """Archive a channel."""
    _public_or_own(desk, who, body).archived = True
    desk.workspace.changed()
    return {}


async def create_channel(desk: Desk, who: str, body: Json) -> Json:
    """Make a channel with `name`, `who` its first member; `private` if asked."""
    workspace = desk.workspace
    name = str(body.get("name", "")).strip().lstrip("#").lower().replace(" ", "-")
    if not name or workspace.resolve(name):
        raise Refused("Give the channel a name that is not taken.")
    kind: Kind = "private" if body.get("private") else "channel"
    made = Conversation(workspace.ids.next("C"), name, kind, [who], created=int(workspace.now().timestamp()))
    workspace.conversations[made.id] = made
    workspace.changed()
    return {"channel": made.id}


async def deactivate(desk: Desk, who: str, body: Json) -> Json:
    """Deactivate a person's account, as an administrator does."""
    user = str(body.get("user", ""))
    if user not in desk.workspace.people:
        raise Refused("There is no such person.")
    workspace = desk.workspace
    workspace.deactivated.add(user)
    described = person_described(workspace, workspace.people[user])
    workspace.emit({"type": "user_change", "user": described, "event_ts": workspace.stamp()})
    workspace.changed()
    return {}


async def read(desk: Desk, who: str, body: Json) -> Json:
    """Mark a conversation as read."""
    if desk.workspace.unread.pop((who, place_of(desk, who, body).id), 0):
        desk.workspace.changed()
    return {}


async def dismiss(desk: Desk, who: str, body: Json) -> Json:
    """Forget the notices shown to this person, or with `ts` an ephemeral message."""
    if body.get("ts"):
        conversation, message = message_of(desk, who, body)
        if message.get("ephemeral"):
            conversation.ephemerals[who].remove(message)
    else:
        desk.workspace.reset_notices(who)
    desk.workspace.changed()
    return {}


async def move_clock(desk: Desk, who: str, body: Json) -> Json:
    """Move the business clock."""
    workspace = desk.workspace
    zone = workspace.people[who].tz
    try:
        when = target_time(str(body.get("to", "")), workspace.now(), zone)
        workspace.clock.move_to(when)
    except (ValueError, ClockRefused) as error:
        raise Refused(str(error)) from error
    workspace.changed()
    return {"now": workspace.now().isoformat()}


def top_level(conversation: Conversation, who: str) -> list[Json]:
    """What `who` sees in the conversation itself: messages and their own ephemerals, oldest first."""
    shown = [message for message in conversation.messages if is_top_level(message)]
    own = [message for message in conversation.ephemerals.get(who, []) if is_top_level(message)]
    return sorted(shown + own, key=lambda message: str(message["ts"]))


def in_thread(conversation: Conversation, who: str, ts: str) -> list[Json]:
    """A thread as `who` sees it: parent first, then replies with their own ephemerals."""
    parent = conversation.find(ts)
    own = [message for message in conversation.ephemerals.get(who, []) if message.get("thread_ts") == ts]
    rest = sorted(conversation.replies(ts) + own, key=lambda message: str(message["ts"]))
    return [parent, *rest] if parent else rest
