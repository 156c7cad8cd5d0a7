"""The plain data of a workspace: what the caller gives, and what the workspace keeps."""

from dataclasses import dataclass, field
from typing import Any, Literal

#: A JSON object as Slack's protocol carries it.
Json = dict[str, Any]

Kind = Literal["channel", "private", "im", "mpim"]

TEAM_ID = "T0PLAYGROUND"
TEAM_DOMAIN = "playground"
BOT_USER_ID = "U0BOT"
BOT_ID = "B0BOT"
APP_ID = "A0APP"


@dataclass(frozen=True)
class Person:
    """Someone in the workspace. `name` is the handle typed after an @, `tz` an IANA zone."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Etc/UTC"
    email: str = ""


@dataclass(frozen=True)
class Channel:
    """A channel as the caller describes it. Put BOT_USER_ID among `members` to have the bot in it."""

    id: str
    name: str
    members: tuple[str, ...] | list[str] = ()
    private: bool = False
    topic: str = ""


@dataclass
class Conversation:
    """A channel or direct message as the workspace keeps it."""

    id: str
    name: str
    kind: Kind
    members: list[str]
    topic: str = ""
    archived: bool = False
    #: True once the bot or the person has opened a direct message.
    opened: bool = False
    created: int = 0
    #: All messages with thread replies, in the order of their ts.
    messages: list[Json] = field(default_factory=list)
    #: Messages only one person sees: user id -> messages.
    ephemerals: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def is_dm(self) -> bool:
        """True for a direct message, also among several people."""
        return self.kind in ("im", "mpim")

    def find(self, ts: str) -> Json | None:
        """The message with this ts, or None."""
        return next((message for message in self.messages if message["ts"] == ts), None)

    def find_ephemeral(self, user: str, ts: str) -> Json | None:
        """The message only `user` sees with this ts, or None."""
        return next((message for message in self.ephemerals.get(user, []) if message["ts"] == ts), None)

    def replies(self, ts: str) -> list[Json]:
        """The replies in the thread under `ts`, oldest first, without its parent."""
        return [m for m in self.messages if m.get("thread_ts") == ts and m["ts"] != ts]


@dataclass
class StoredFile:
    """An uploaded file; `content` is None until its bytes arrive."""

    id: str
    name: str
    user: str
    length: int
    created: int
    upload_ticket: str
    title: str = ""
    content: bytes | None = None
    channels: list[str] = field(default_factory=list)


#: What a person has put into the elements of one surface: block id -> action id -> Slack's state value.
Values = dict[str, dict[str, Json]]


@dataclass
class ViewState:
    """A modal or home view someone has before them: Slack's view object and what they have typed into it."""

    user: str
    body: Json
    values: Values = field(default_factory=dict)
    #: Messages under fields after a submission that the app sent back: block id -> sentence.
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Slack's id of the view."""
        return str(self.body["id"])
