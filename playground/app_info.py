"""What the workspace needs to know of the app, read from its Slack app manifest."""

from dataclasses import dataclass, field

from playground.model import Json


@dataclass(frozen=True)
class Command:
    """A slash command of the app."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A shortcut of the app; `type` is "message" or "global"."""

    name: str
    callback_id: str
    type: str


@dataclass(frozen=True)
class AppInfo:
    """The app as its manifest declares it."""

    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...] = field(default_factory=tuple)
    shortcuts: tuple[Shortcut, ...] = field(default_factory=tuple)
    messages_tab: bool = True
    #: The Messages tab is there, but people cannot type in it.
    messages_read_only: bool = False
    home_tab: bool = True

    @classmethod
    def from_manifest(cls, manifest: Json) -> "AppInfo":
        """The AppInfo a Slack app manifest describes. Raises ValueError when it names no app."""
        name = manifest.get("display_information", {}).get("name")
        if not name:
            raise ValueError("The manifest has no display_information.name.")
        features = manifest.get("features", {})
        settings = manifest.get("settings", {})
        home = features.get("app_home", {})
        return cls(
            name=features.get("bot_user", {}).get("display_name") or name,
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            commands=tuple(_command(item) for item in features.get("slash_commands", [])),
            shortcuts=tuple(
                Shortcut(item["name"], item["callback_id"], item["type"]) for item in features.get("shortcuts", [])
            ),
            messages_tab=bool(home.get("messages_tab_enabled", False)),
            messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
            home_tab=bool(home.get("home_tab_enabled", False)),
        )


def _command(item: Json) -> Command:
    return Command(
        item["command"],
        item.get("description", ""),
        item.get("usage_hint", ""),
        bool(item.get("should_escape", False)),
    )
