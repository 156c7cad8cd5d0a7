"""Checks of tokens, places, people and messages. Each function is described by its row in `checks.py`."""

import json

from playground.calls import Call
from playground.method_names import METHOD_NAMES
from playground.model import BOT_ID, BOT_USER_ID, Json
from playground.scopes import scopes_needed

_POSTING = ("chat.postMessage", "chat.postEphemeral")
_WRITING = (*_POSTING, "chat.update")
_READING = ("conversations.history", "conversations.replies")
_IN_CHANNEL = (
    *_WRITING,
    *_READING,
    "chat.delete",
    "chat.getPermalink",
    "conversations.info",
    "conversations.members",
    "conversations.join",
    "reactions.add",
    "reactions.remove",
    "reactions.get",
)
_ABOUT_MESSAGE = (
    "chat.update",
    "chat.delete",
    "chat.getPermalink",
    "reactions.add",
    "reactions.remove",
    "reactions.get",
)
_MEMBERS_ONLY = (*_POSTING, *_READING, "chat.update", "chat.delete", "reactions.add")
_OPEN = "conversations.open"

MAX_TEXT = 40_000
MAX_METADATA = 16_000
SECONDS_BETWEEN_POSTS = 1.0


def extras(call: Call, error: str) -> Json:
    """What Slack adds to the answer with this error."""
    if error == "missing_scope":
        return {"needed": _missing(call)[0], "provided": ",".join(sorted(call.workspace.app.scopes))}
    return {"retry_after": 1} if error == "ratelimited" else {}


def unknown_method(call: Call) -> str | None:
    missing = call.method in call.workspace.faults.missing
    return "unknown method" if missing or call.method not in METHOD_NAMES else None


def no_token(call: Call) -> str | None:
    return "no token" if not call.token and call.method != "api.test" else None


def unknown_token(call: Call) -> str | None:
    known = (call.workspace.bot_token, call.workspace.app_token)
    return "unknown token" if call.method != "api.test" and call.token not in known else None


def revoked_token(call: Call) -> str | None:
    return "revoked" if call.workspace.faults.revoked and call.method != "api.test" else None


def inactive_account(call: Call) -> str | None:
    return "uninstalled" if call.workspace.faults.uninstalled and call.method != "api.test" else None


def wrong_token(call: Call) -> str | None:
    if call.method == "api.test":
        return None
    wanted = call.workspace.app_token if call.method == "apps.connections.open" else call.workspace.bot_token
    return "not this kind of token" if call.token != wanted else None


def _missing(call: Call) -> list[str]:
    return [scope for scope in scopes_needed(call) if scope not in call.workspace.app.scopes]


def missing_scope(call: Call) -> str | None:
    missing = _missing(call)
    return f"needs {missing[0]}" if missing else None


def _opened_users(call: Call) -> list[str]:
    return [user.strip() for user in call.text("users").split(",") if user.strip()]


def dm_target(call: Call) -> str:
    """The one person a call writes to directly or opens a direct message with, else ""."""
    if call.method == _OPEN:
        users = _opened_users(call)
        return users[0] if len(users) == 1 else ""
    return call.addressee if call.method in _POSTING else ""


def writes_to_bot(call: Call) -> str | None:
    return "that is the app itself" if dm_target(call) == BOT_USER_ID else None


def opens_nobody(call: Call) -> str | None:
    nobody = call.method == _OPEN and not _opened_users(call) and not call.text("channel")
    return "no users" if nobody else None


def unknown_channel(call: Call) -> str | None:
    about = call.method in _IN_CHANNEL or (call.method == _OPEN and call.text("channel"))
    sharing = call.method == "files.completeUploadExternal" and call.channel_argument
    return "no such channel" if (about or sharing) and call.conversation is None else None


def unknown_user(call: Call) -> str | None:
    named = {
        "users.info": [call.text("user")],
        _OPEN: _opened_users(call),
    }
    asked = named.get(call.method, [])
    known = {*call.workspace.people, BOT_USER_ID}
    return "no such user" if any(user not in known for user in asked) else None


def unknown_email(call: Call) -> str | None:
    if call.method != "users.lookupByEmail":
        return None
    emails = {person.email for person in call.workspace.people.values() if person.email}
    return "no such address" if call.text("email") not in emails else None


def disabled_user(call: Call) -> str | None:
    gone = call.method == _OPEN and any(user in call.workspace.deactivated for user in _opened_users(call))
    return "deactivated" if gone else None


def messages_tab_off(call: Call) -> str | None:
    writes = call.method in _POSTING and call.addressee
    return "the Messages tab is off" if writes and not call.workspace.app.messages_tab else None


def unreachable(call: Call) -> str | None:
    return "nobody can write to this person" if dm_target(call) in call.workspace.faults.no_dm else None


def archived(call: Call) -> str | None:
    touches = call.method in (*_POSTING, "conversations.join", "reactions.add")
    shares = call.method == "files.completeUploadExternal"
    place = call.conversation if touches or shares else None
    return "archived" if place and place.archived else None


def updated_in_archive(call: Call) -> str | None:
    place = call.conversation if call.method == "chat.update" else None
    return "archived" if place and place.archived else None


def not_member(call: Call) -> str | None:
    place = call.conversation
    shares = call.method == "files.completeUploadExternal" and call.channel_argument
    if place is None or BOT_USER_ID in place.members or not (call.method in _MEMBERS_ONLY or shares):
        return None
    if call.method == "chat.postMessage" and place.kind == "channel":
        return None if "chat:write.public" in call.workspace.app.scopes else "not a member"
    return "not a member"


def reader_not_member(call: Call) -> str | None:
    if call.method != "chat.postEphemeral":
        return None
    return "not a member" if call.text("user") not in call.place.members else None


def joins_private(call: Call) -> str | None:
    return "not public" if call.method == "conversations.join" and call.place.kind != "channel" else None


def unknown_message(call: Call) -> str | None:
    return "no such message" if call.method in _ABOUT_MESSAGE and call.target is None else None


def unknown_thread(call: Call) -> str | None:
    return "no such thread" if call.method == "conversations.replies" and call.target is None else None


def _someone_elses(call: Call) -> bool:
    return call.target is not None and call.target.get("bot_id") != BOT_ID


def not_own_update(call: Call) -> str | None:
    return "not the app's" if call.method == "chat.update" and _someone_elses(call) else None


def not_own_delete(call: Call) -> str | None:
    return "not the app's" if call.method == "chat.delete" and _someone_elses(call) else None


def no_text(call: Call) -> str | None:
    if call.method not in _WRITING:
        return None
    content = any(call.args.get(name) for name in ("text", "blocks", "attachments", "markdown_text"))
    return None if content else "no text, blocks or attachments"


def text_too_long(call: Call) -> str | None:
    return (
        "text is too long" if call.method in (*_WRITING, "response_url") and len(call.text("text")) > MAX_TEXT else None
    )


def blocks_not_json(call: Call) -> str | None:
    if call.method not in (*_WRITING, "response_url") or not call.args.get("blocks"):
        return None
    return "blocks is not a list" if not isinstance(call.decoded("blocks"), list) else None


def metadata_form(call: Call) -> str | None:
    if not call.args.get("metadata"):
        return None
    value = call.metadata
    well = isinstance(value, dict) and isinstance(value.get("event_type"), str) and bool(value["event_type"])
    return None if well and isinstance(value.get("event_payload"), dict) else "needs event_type and event_payload"


def metadata_too_large(call: Call) -> str | None:
    return "too large" if call.metadata and len(json.dumps(call.metadata)) > MAX_METADATA else None


def already_reacted(call: Call) -> str | None:
    if call.method != "reactions.add" or call.target is None:
        return None
    reactions = call.target.get("reactions", [])
    return (
        "already there"
        if any(r["name"] == call.text("name") and BOT_USER_ID in r["users"] for r in reactions)
        else None
    )


def reaction_name(call: Call) -> str | None:
    return "no name" if call.method in ("reactions.add", "reactions.remove") and not call.text("name") else None


def unknown_file(call: Call) -> str | None:
    if call.method == "files.info":
        asked = [call.text("file")]
    elif call.method == "files.completeUploadExternal":
        asked = [str(item.get("id")) for item in call.decoded("files") or []] or [""]
    else:
        return None
    arrived = {stored.id for stored in call.workspace.files.values() if stored.content is not None}
    return "no such file" if any(file_id not in arrived for file_id in asked) else None


def unknown_bot(call: Call) -> str | None:
    return "no such bot" if call.method == "bots.info" and call.text("bot") not in ("", BOT_ID) else None


def file_arguments(call: Call) -> str | None:
    if call.method != "files.getUploadURLExternal":
        return None
    return "filename and length are required" if not call.text("filename") or not call.number("length", 0) else None


def too_fast(call: Call) -> str | None:
    workspace = call.workspace
    if not workspace.rate_limited or call.method not in _POSTING or call.conversation is None:
        return None
    now, place = workspace.real(), call.conversation.id
    if now - workspace.last_post.get(place, now - SECONDS_BETWEEN_POSTS) < SECONDS_BETWEEN_POSTS:
        return "about one message a second and channel"
    workspace.last_post[place] = now
    return None
