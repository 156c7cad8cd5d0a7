"""What Whyfirst asks of Slack, in one table: scopes, events and the one command, each with its reason.

`manifest.json` is made from it (`whyfirst manifest`), `whyfirst doctor` checks an installation by it, and
the local workspace enforces it: a scope that is missing here fails in the first test that needs it.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).resolve().parent.parent / "manifest.json"


class Scope(NamedTuple):
    """A permission of the bot token and what Whyfirst does with it."""

    name: str
    why: str


class Event(NamedTuple):
    """Something Slack tells the bot, the scopes it takes, and what Whyfirst does with it."""

    name: str
    scopes: tuple[str, ...]
    why: str


BOT_SCOPES = (
    Scope("commands", "be called with /scope"),
    Scope("chat:write", "ask, answer and post in the channels it is in"),
    Scope("im:write", "open the direct message in which a person is interviewed"),
    Scope("im:history", "read the answers people type there, and their edits"),
    Scope("channels:history", "read answers in the project's thread; see what it posted before a crash"),
    Scope("groups:history", "do the same where the project lives in a private channel"),
    Scope("channels:read", "know that it was invited to a channel"),
    Scope("groups:read", "know that it was invited to a private channel"),
    Scope("channels:join", "join the public channel in which a project is started"),
    Scope("users:read", "know names and time zones, so that nobody is written to at night"),
    Scope("files:write", "give the brief as a document"),
)

# Of the app-level token, which Slack keeps out of manifests: the operator ticks it (README).
APP_TOKEN_SCOPE = Scope("connections:write", "receive everything over Socket Mode, without a public address")

BOT_EVENTS = (
    Event("app_home_opened", (), "draw the Home tab: my open questions, my projects"),
    Event(
        "member_joined_channel",
        ("channels:read", "groups:read"),
        "say hello where it is invited, also when invited late",
    ),
    Event("message.channels", ("channels:history",), "answers in the project's thread"),
    Event("message.groups", ("groups:history",), "the same in a private channel"),
    Event("message.im", ("im:history",), "answers in the direct message, their edits and deletions"),
)

COMMAND = "/scope"


class Shortcut(NamedTuple):
    """A shortcut in Slack's menus; the names of `type` are Slack's."""

    name: str
    type: str  # message or global
    callback_id: str
    description: str


SHORTCUTS = (
    Shortcut("Park this idea", "message", "park_idea", "Keep a how or when for the research review"),
    Shortcut("Record as decision", "message", "record_decision", "Record what was decided, and why"),
    Shortcut("Start a project", "global", "start_project", "Start scoping a machine-learning project"),
)


def build() -> dict[str, Any]:
    """Return the app manifest, in the shape of Slack's manifest reference."""
    return {
        "display_information": {
            "name": "Whyfirst",
            "description": "Asks why and what before how and when: scoping for machine-learning projects.",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "shortcuts": [shortcut._asdict() for shortcut in SHORTCUTS],
            "bot_user": {"display_name": "Whyfirst", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Scope a machine-learning project",
                    "usage_hint": "new · interview · answers · brief · status · help",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": [scope.name for scope in BOT_SCOPES]}},
        "settings": {
            "event_subscriptions": {"bot_events": [event.name for event in BOT_EVENTS]},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def text() -> str:
    """Return the manifest as the text of `manifest.json`."""
    return json.dumps(build(), indent=2, ensure_ascii=False) + "\n"


def is_current(file: Path = FILE) -> bool:
    """Return whether `file` holds what the table says."""
    return file.is_file() and file.read_text(encoding="utf-8") == text()


def write(file: Path = FILE) -> None:
    """Write the manifest to `file`. Raises OSError where that can't be written."""
    file.write_text(text(), encoding="utf-8")
