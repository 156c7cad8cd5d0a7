"""What one person sees, as one JSON object. See `GET /ui/screen`."""

from playground.acts import Desk, in_thread, top_level
from playground.interactions import view_body
from playground.model import BOT_USER_ID, TEAM_ID, Conversation, Json, Person, ViewState
from playground.workspace import Workspace


def screen(desk: Desk, who: str, channel: str = "", thread: str = "") -> Json:
    """Everything needed to draw the workspace for `who`, with one conversation (and thread) open."""
    workspace = desk.workspace
    with workspace.lock:
        seen = [c for c in workspace.conversations.values() if _shown(workspace, c, who)]
        opened = next((c for c in seen if c.id == channel), seen[0])
        return {
            "revision": workspace.revision,
            "workspace": {"id": TEAM_ID, "name": workspace.name},
            "now": workspace.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "clock_movable": workspace.clock.movable,
            "hint": workspace.hint,
            "bot": {"user_id": BOT_USER_ID, "name": workspace.app.name, "connected": desk.hub.connected},
            "me": _person(workspace, workspace.people[who]),
            "people": [_person(workspace, person) for person in workspace.people.values()] + [_bot(workspace)],
            "channels": [_channel(workspace, conversation, who) for conversation in seen],
            "channel": opened.id,
            "messages": [_message(workspace, message) for message in top_level(opened, who)],
            "thread": _thread(workspace, opened, who, thread),
            "home": _view(workspace.views.homes.get(who)),
            "modals": [_view(state) for state in workspace.views.stacks.get(who, [])],
            "commands": [
                {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
                for one in workspace.app.commands
            ],
            "shortcuts": [
                {"name": one.name, "callback_id": one.callback_id, "type": one.type} for one in workspace.app.shortcuts
            ],
            "notices": list(workspace.notices.get(who, [])),
        }


def _shown(workspace: Workspace, conversation: Conversation, who: str) -> bool:
    return who in conversation.members or conversation.kind == "channel"


def _person(workspace: Workspace, person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "deleted": person.id in workspace.deactivated,
        "is_bot": False,
    }


def _bot(workspace: Workspace) -> Json:
    name = workspace.app.name
    bot = {"id": BOT_USER_ID, "name": name.lower(), "real_name": name, "title": "App", "tz": "Etc/UTC"}
    return bot | {"deleted": False, "is_bot": True}


def _channel(workspace: Workspace, conversation: Conversation, who: str) -> Json:
    return {
        "id": conversation.id,
        "name": conversation.name or workspace.app.name,
        "kind": "private" if conversation.kind == "mpim" else conversation.kind,
        "members": list(conversation.members),
        "unread": workspace.unread.get((who, conversation.id), 0),
        "topic": conversation.topic,
        "is_member": who in conversation.members,
        "archived": conversation.archived,
    }


def _message(workspace: Workspace, message: Json) -> Json:
    return message | {"author": workspace.name_of(str(message.get("user", "")))}


def _thread(workspace: Workspace, conversation: Conversation, who: str, ts: str) -> Json | None:
    if not ts:
        return None
    shown = [_message(workspace, message) for message in in_thread(conversation, who, ts)]
    return {"ts": ts, "messages": shown}


def _view(state: ViewState | None) -> Json | None:
    return view_body(state) | {"errors": state.errors} if state else None
