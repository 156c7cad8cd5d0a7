"""Who is in which channel, and the events of coming and going."""

from playground.messages import channel_type, post
from playground.model import TEAM_ID, Conversation, Json
from playground.workspace import Workspace


def join(workspace: Workspace, conversation: Conversation, user: str, inviter: str | None = None) -> bool:
    """Add `user`; False when already there. Posts the line Slack posts and sends member_joined_channel."""
    if user in conversation.members:
        return False
    conversation.members.append(user)
    post(
        workspace,
        conversation,
        user,
        f"<@{user}> has joined the channel",
        subtype=_subtype(conversation, "join"),
    )
    workspace.emit(_event(workspace, "member_joined_channel", conversation, user, inviter), conversation)
    workspace.changed()
    return True


def leave(workspace: Workspace, conversation: Conversation, user: str) -> bool:
    """Take `user` out; False when not there. Sends member_left_channel."""
    if user not in conversation.members:
        return False
    post(
        workspace,
        conversation,
        user,
        f"<@{user}> has left the channel",
        subtype=_subtype(conversation, "leave"),
    )
    conversation.members.remove(user)
    workspace.emit(_event(workspace, "member_left_channel", conversation, user, None), conversation)
    workspace.changed()
    return True


def _subtype(conversation: Conversation, verb: str) -> str:
    return f"{'group' if conversation.kind == 'private' else 'channel'}_{verb}"


def _event(workspace: Workspace, kind: str, conversation: Conversation, user: str, inviter: str | None) -> Json:
    event: Json = {
        "type": kind,
        "user": user,
        "channel": conversation.id,
        "channel_type": "G" if channel_type(conversation) == "group" else "C",
        "team": TEAM_ID,
        "event_ts": workspace.stamp(),
    }
    return event | {"inviter": inviter} if inviter else event
