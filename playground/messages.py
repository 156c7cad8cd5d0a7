"""Posting, editing and deleting messages, and the events each of them causes."""

import re
import uuid
from typing import Any

from playground.model import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Conversation, Json
from playground.surfaces import with_ids
from playground.workspace import Workspace

_CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}

#: Fields of a message that are the reader's or the thread's, not the author's.
_KEPT = ("reply_count", "reply_users", "latest_reply", "reactions", "thread_ts", "parent_user_id", "files")


def channel_type(conversation: Conversation) -> str:
    """The channel_type of message events in this conversation."""
    return _CHANNEL_TYPES[conversation.kind]


def new_message(workspace: Workspace, author: str, text: str, extra: Json) -> Json:
    """A message object by `author` (a person or the bot) with a fresh ts. Empty extras are left out."""
    message: Json = {
        "type": "message",
        "user": author,
        "text": text,
        "ts": workspace.stamp(),
        "team": TEAM_ID,
    }
    if author == BOT_USER_ID:
        message |= {
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "bot_profile": workspace.bot_profile() | {"team_id": TEAM_ID},
        }
    else:
        message["client_msg_id"] = str(uuid.uuid4())
    filled = {key: value for key, value in extra.items() if value}
    if "blocks" in filled:
        filled["blocks"] = with_ids(filled["blocks"], workspace.ids)
    if "metadata" in workspace.faults.missing:
        filled.pop("metadata", None)
    return message | filled


def post(workspace: Workspace, conversation: Conversation, author: str, text: str, **extra: Any) -> Json:
    """Post a message, send its event. `extra`: blocks, thread_ts, metadata, files, attachments, subtype."""
    with workspace.lock:
        message = new_message(workspace, author, text, extra)
        thread_ts = message.get("thread_ts")
        if thread_ts:
            _join_thread(conversation, thread_ts, message)
        conversation.messages.append(message)
        conversation.opened = True
        _count_unread(workspace, conversation, author)
        event = _message_event(conversation, message)
        mentioned = f"<@{BOT_USER_ID}>" in text and not conversation.is_dm
    workspace.emit(event, conversation)
    if mentioned and author != BOT_USER_ID:
        workspace.emit(event | {"type": "app_mention"}, conversation)
    workspace.changed()
    return message


def post_ephemeral(workspace: Workspace, conversation: Conversation, user: str, text: str, **extra: Any) -> Json:
    """Post a message by the bot that only `user` sees. It causes no event."""
    with workspace.lock:
        message = new_message(workspace, BOT_USER_ID, text, extra | {"ephemeral": True})
        conversation.ephemerals.setdefault(user, []).append(message)
    workspace.changed()
    return message


def edit(workspace: Workspace, conversation: Conversation, message: Json, author: str, **changes: Any) -> Json:
    """Change a message in place and send message_changed. A change to None removes the field."""
    with workspace.lock:
        previous = dict(message)
        _apply(workspace, message, changes)
        message["edited"] = {"user": author, "ts": workspace.stamp()}
        event = changed_event(workspace, conversation, message, previous)
    workspace.emit(event, conversation)
    workspace.changed()
    return message


def unfurl(workspace: Workspace, conversation: Conversation, message: Json, attachments: list[Json]) -> Json:
    """Attach link previews: Slack sends message_changed with the very same text and no `edited` mark."""
    with workspace.lock:
        previous = dict(message)
        message["attachments"] = attachments
        event = changed_event(workspace, conversation, message, previous)
    workspace.emit(event, conversation)
    workspace.changed()
    return message


def delete(workspace: Workspace, conversation: Conversation, message: Json) -> None:
    """Delete a message. One with replies leaves a tombstone, which Slack announces as message_changed."""
    with workspace.lock:
        previous = dict(message)
        if conversation.replies(message["ts"]):
            event = _bury(workspace, conversation, message, previous)
        else:
            conversation.messages.remove(message)
            _leave_thread(conversation, message)
            event = _hidden(workspace, conversation, "message_deleted") | {
                "deleted_ts": previous["ts"],
                "previous_message": previous,
            }
    workspace.emit(event, conversation)
    workspace.changed()


def react(workspace: Workspace, conversation: Conversation, message: Json, user: str, name: str) -> bool:
    """Add a reaction; False when it was there. Sends reaction_added."""
    reactions = message.setdefault("reactions", [])
    found = next((item for item in reactions if item["name"] == name), None)
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if user in found["users"]:
        return False
    found["users"].append(user)
    found["count"] = len(found["users"])
    _reaction_event(workspace, "reaction_added", conversation, message, user, name)
    return True


def unreact(workspace: Workspace, conversation: Conversation, message: Json, user: str, name: str) -> bool:
    """Take a reaction back; False when it was not there. Sends reaction_removed."""
    found = next((item for item in message.get("reactions", []) if item["name"] == name), None)
    if found is None or user not in found["users"]:
        return False
    found["users"].remove(user)
    found["count"] = len(found["users"])
    if not found["users"]:
        message["reactions"].remove(found)
    _reaction_event(workspace, "reaction_removed", conversation, message, user, name)
    return True


def changed_event(workspace: Workspace, conversation: Conversation, message: Json, previous: Json) -> Json:
    """The message_changed event from `previous` to `message`."""
    return _hidden(workspace, conversation, "message_changed") | {
        "message": dict(message),
        "previous_message": previous,
    }


def mentions(text: str) -> list[str]:
    """The ids of the people a text mentions, in order."""
    return re.findall(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>", text)


def _apply(workspace: Workspace, message: Json, changes: Json) -> None:
    for key, value in changes.items():
        if key in _KEPT and value is None:
            continue
        if value is None:
            message.pop(key, None)
        elif key == "blocks":
            message[key] = with_ids(value, workspace.ids)
        elif key != "metadata" or "metadata" not in workspace.faults.missing:
            message[key] = value


def _message_event(conversation: Conversation, message: Json) -> Json:
    event = {key: value for key, value in message.items() if key != "metadata"}
    return event | {
        "channel": conversation.id,
        "event_ts": message["ts"],
        "channel_type": channel_type(conversation),
    }


def _hidden(workspace: Workspace, conversation: Conversation, subtype: str) -> Json:
    ts = workspace.stamp()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": conversation.id,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type(conversation),
    }


def _join_thread(conversation: Conversation, thread_ts: str, message: Json) -> None:
    parent = conversation.find(thread_ts)
    if parent is None:
        message.pop("thread_ts")
        return
    parent["thread_ts"] = thread_ts
    parent["reply_count"] = parent.get("reply_count", 0) + 1
    parent["reply_users"] = sorted({*parent.get("reply_users", []), message["user"]})
    parent["latest_reply"] = message["ts"]
    message["parent_user_id"] = parent.get("user", "")


def _leave_thread(conversation: Conversation, message: Json) -> None:
    parent = conversation.find(message.get("thread_ts", ""))
    if parent is None or parent is message:
        return
    left = conversation.replies(parent["ts"])
    parent["reply_count"] = len(left)
    parent["reply_users"] = sorted({reply["user"] for reply in left})
    parent["latest_reply"] = left[-1]["ts"] if left else parent["ts"]


def _bury(workspace: Workspace, conversation: Conversation, message: Json, previous: Json) -> Json:
    kept = {
        key: message[key] for key in ("ts", "thread_ts", "reply_count", "reply_users", "latest_reply") if key in message
    }
    message.clear()
    message.update(
        {
            "type": "message",
            "subtype": "tombstone",
            "user": "USLACKBOT",
            "hidden": True,
            "text": "This message was deleted.",
        }
        | kept
    )
    return changed_event(workspace, conversation, message, previous)


def _count_unread(workspace: Workspace, conversation: Conversation, author: str) -> None:
    for user in conversation.members:
        if user not in (author, BOT_USER_ID):
            key = (user, conversation.id)
            workspace.unread[key] = workspace.unread.get(key, 0) + 1


def _reaction_event(
    workspace: Workspace, kind: str, conversation: Conversation, message: Json, user: str, name: str
) -> None:
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item_user": message.get("user", ""),
        "item": {"type": "message", "channel": conversation.id, "ts": message["ts"]},
        "event_ts": workspace.stamp(),
    }
    workspace.emit(event, conversation)
    workspace.changed()
