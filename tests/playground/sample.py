"""A small workspace and a small app for these tests."""

from typing import Any

from playground.app_info import AppInfo
from playground.model import BOT_USER_ID, Channel, Json, Person

MANIFEST: Json = {
    "display_information": {"name": "Echo"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Echo"},
        "slash_commands": [{"command": "/echo", "description": "Say it again", "should_escape": True}],
        "shortcuts": [
            {"name": "Keep this", "callback_id": "keep", "type": "message", "description": "d"},
            {"name": "Start", "callback_id": "start", "type": "global", "description": "d"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:join",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "groups:history",
                "groups:read",
                "im:history",
                "im:read",
                "im:write",
                "mpim:write",
                "reactions:read",
                "reactions:write",
                "users:read",
                "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "message.channels",
                "message.groups",
                "message.im",
                "reaction_added",
            ]
        }
    },
}

PEOPLE = (
    Person("U1", "ines", "Ines Sample", "Sponsor", "Europe/Madrid"),
    Person("U2", "omar", "Omar Sample", "Champion", "America/New_York", "omar@example.com"),
    Person("U3", "mei", "Mei Sample", "Engineer", "Asia/Shanghai"),
)
CHANNELS = (
    Channel("C1", "late-parcels", ["U1", "U2", BOT_USER_ID]),
    Channel("C2", "without-bot", ["U1", "U2"]),
    Channel("C3", "secret", ["U1"], private=True),
    Channel("C4", "private-with-bot", ["U1", BOT_USER_ID], private=True),
)


def app_info(**changes: Any) -> AppInfo:
    """The sample app, some of its fields changed."""
    info = AppInfo.from_manifest(MANIFEST)
    return AppInfo(**(vars(info) | changes))
