"""The scope each Web API method needs, as Slack's reference lists them."""

from playground.calls import Call

_FIXED = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.join": "channels:join",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
    "bots.info": "users:read",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "reactions.get": "reactions:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
}
_PREFIX = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
_TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def scopes_needed(call: Call) -> list[str]:
    """The scopes this call needs, all of them. For conversations.* they depend on its kind."""
    if call.method in _FIXED:
        return [_FIXED[call.method]]
    if call.method in ("conversations.list", "users.conversations"):
        types = call.text("types") or "public_channel"
        return [f"{_TYPES[kind.strip()]}:read" for kind in types.split(",") if kind.strip() in _TYPES]
    if call.method == "conversations.open":
        return ["mpim:write" if "," in call.text("users") else "im:write"]
    if call.method in ("conversations.history", "conversations.replies"):
        return [f"{_prefix(call)}:history"]
    if call.method in ("conversations.info", "conversations.members"):
        return [f"{_prefix(call)}:read"]
    return []


def _prefix(call: Call) -> str:
    return _PREFIX[call.conversation.kind] if call.conversation else "channels"
