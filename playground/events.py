"""Which events reach the app: those it subscribes to, may read, and where it is a member."""

from playground.interactions import event_callback
from playground.model import BOT_USER_ID, Conversation, Json
from playground.workspace import Workspace

_MESSAGES = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
_HISTORY = {
    "channel": "channels:history",
    "private": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}
_READ = {"channel": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
_MEMBERS = ("member_joined_channel", "member_left_channel")
_SCOPES = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "file_shared": "files:read",
}


def subscription(event: Json, conversation: Conversation | None) -> tuple[str, str]:
    """The subscription an event needs, and the scope ("" for none)."""
    kind = event["type"]
    if kind == "message" and conversation:
        return _MESSAGES[conversation.kind], _HISTORY[conversation.kind]
    if kind in _MEMBERS and conversation:
        return kind, _READ[conversation.kind]
    return kind, _SCOPES.get(kind, "")


def reaches_app(workspace: Workspace, event: Json, conversation: Conversation | None) -> bool:
    """True when Slack would send this event to the app."""
    name, scope = subscription(event, conversation)
    if name not in workspace.app.events or (scope and scope not in workspace.app.scopes):
        return False
    about_bot = event.get("user") == BOT_USER_ID and event["type"] in _MEMBERS
    return conversation is None or about_bot or BOT_USER_ID in conversation.members


class LastEvents:
    """Remembers what was sent, so that it can be sent again with the same event_id."""

    def __init__(self) -> None:
        self.sent: list[Json] = []

    def wrap(self, workspace: Workspace, event: Json) -> Json:
        """The outer event, remembered."""
        payload = event_callback(workspace, event)
        self.sent = [*self.sent[-199:], payload]
        return payload

    def last(self, kind: str | None = None) -> Json | None:
        """The last event a person caused, of the given type if any."""
        for payload in reversed(self.sent):
            event = payload["event"]
            author = event.get("user") or event.get("message", {}).get("user")
            if author != BOT_USER_ID and kind in (None, event["type"]):
                return payload
        return None
