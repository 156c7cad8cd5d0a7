"""Payloads exactly as Slack sends them: commands, block actions, view submissions, shortcuts, events."""

from typing import Any

from playground.elements import state_values
from playground.ids import secret
from playground.model import (
    APP_ID,
    BOT_USER_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    Conversation,
    Json,
    ViewState,
)
from playground.triggers import ReplyTarget
from playground.workspace import Workspace

#: The deprecated verification token; Socket Mode apps do not check it.
VERIFICATION_TOKEN = "playground-verification-token"


def response_url(workspace: Workspace, target: ReplyTarget) -> str:
    """A new address to answer at, five times within half an hour of business time."""
    return f"{workspace.base_url}/response/{workspace.response_urls.issue(target)}"


def channel_name(conversation: Conversation) -> str:
    """The name payloads give a conversation."""
    return {"im": "directmessage", "mpim": "privategroup", "private": "privategroup"}.get(
        conversation.kind, conversation.name
    )


def slash_command(workspace: Workspace, user: str, conversation: Conversation, command: str, text: str) -> Json:
    """The payload of a slash command."""
    target = ReplyTarget(conversation.id, user)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": user,
        "user_name": workspace.people[user].name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, target),
        "trigger_id": workspace.triggers.issue(user),
    }


def message_action(workspace: Workspace, user: str, conversation: Conversation, message: Json, action: Json) -> Json:
    """A block_actions payload for an element of a message, ephemeral or not."""
    ephemeral = bool(message.get("ephemeral"))
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": ephemeral,
    }
    thread_ts = message.get("thread_ts", "")
    if thread_ts:
        container["thread_ts"] = thread_ts
    target = ReplyTarget(conversation.id, user, message["ts"], ephemeral, thread_ts)
    stored = workspace.values_for(conversation.id, message["ts"], user)
    payload = _interaction(workspace, "block_actions", user) | {
        "container": container,
        "trigger_id": workspace.triggers.issue(user),
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "state": {"values": state_values(message.get("blocks") or [], stored)},
        "response_url": response_url(workspace, target),
        "actions": [action],
    }
    # Slack leaves the message out when only one person sees it.
    return payload if ephemeral else payload | {"message": dict(message)}


def view_action(workspace: Workspace, state: ViewState, action: Json) -> Json:
    """A block_actions payload for an element of a modal or home view."""
    return _interaction(workspace, "block_actions", state.user) | {
        "container": {"type": "view", "view_id": state.id},
        "trigger_id": workspace.triggers.issue(state.user, state.id),
        "view": view_body(state),
        "actions": [action],
    }


def view_submission(workspace: Workspace, state: ViewState) -> Json:
    """The payload of a submitted modal."""
    return _interaction(workspace, "view_submission", state.user) | {
        "trigger_id": workspace.triggers.issue(state.user, state.id),
        "view": view_body(state),
        "response_urls": _response_urls(workspace, state),
    }


def view_closed(workspace: Workspace, state: ViewState, is_cleared: bool) -> Json:
    """The payload of a closed modal."""
    return _interaction(workspace, "view_closed", state.user) | {
        "view": view_body(state),
        "is_cleared": is_cleared,
    }


def view_body(state: ViewState) -> Json:
    """Slack's view object with what has been typed."""
    return state.body | {"state": {"values": state_values(state.body["blocks"], state.values)}}


def global_shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """The payload of a global shortcut."""
    return _interaction(workspace, "shortcut", user) | {
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(user),
        "action_ts": workspace.stamp(),
    }


def message_shortcut(
    workspace: Workspace, user: str, conversation: Conversation, message: Json, callback_id: str
) -> Json:
    """The payload of a message shortcut."""
    # Its response_url posts beside the message and cannot replace it: the app need not be the author.
    target = ReplyTarget(conversation.id, user, thread_ts=message.get("thread_ts", ""))
    return _interaction(workspace, "message_action", user) | {
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(user),
        "action_ts": workspace.stamp(),
        "message_ts": message["ts"],
        "message": dict(message),
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "response_url": response_url(workspace, target),
    }


def event_callback(workspace: Workspace, event: Json) -> Json:
    """The outer event around `event`, with a new event_id."""
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.ids.next("Ev"),
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": secret(),
    }


def _interaction(workspace: Workspace, kind: str, user: str) -> Json:
    name = workspace.people[user].name
    common: dict[str, Any] = {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return common


def _response_urls(workspace: Workspace, state: ViewState) -> list[Json]:
    found = []
    values = state_values(state.body["blocks"], state.values)
    for block in state.body["blocks"]:
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        value = values[block["block_id"]][element["action_id"]]
        channel = value.get("selected_conversation") or value.get("selected_channel")
        if channel:
            address = response_url(workspace, ReplyTarget(channel, state.user))
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append(ids | {"channel_id": channel, "response_url": address})
    return found
