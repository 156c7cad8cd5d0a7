"""One call of a Web API method, with its arguments decoded once."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playground.model import BOT_USER_ID, Conversation, Json
from playground.workspace import Workspace

#: Methods whose `channel` may be a person's id or a channel's name.
BY_NAME = ("chat.postMessage", "chat.postEphemeral")


class ApiError(Exception):
    """Slack's answer `{"ok": false, "error": code}`; `detail` goes to response_metadata.messages."""

    def __init__(self, code: str, detail: str = "", **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.extra = extra

    def body(self) -> Json:
        """The answer's JSON."""
        body: Json = {"ok": False, "error": self.code} | self.extra
        if self.detail:
            body["response_metadata"] = {"messages": [f"[ERROR] {self.detail}"]}
        return body


@dataclass
class Call:
    """A call: the method's name, its arguments as sent, and its token."""

    workspace: Workspace
    method: str
    args: Json
    token: str = ""
    #: What checks found wrong with JSON arguments: argument -> True.
    malformed: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        """The argument as text, "" when missing."""
        value = self.args.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """The argument as a truth value; form bodies send "true", "1"."""
        return str(self.args.get(name, "")).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """The argument as a number, or `default`."""
        text = self.text(name)
        return int(text) if text.isdecimal() else default

    def decoded(self, name: str) -> Any:
        """A JSON argument, decoded when it came as text. None when missing or malformed."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            self.malformed.add(name)
            return None

    @cached_property
    def view(self) -> Json | None:
        """The `view` argument, or None."""
        value = self.decoded("view")
        return value if isinstance(value, dict) else None

    @property
    def is_view(self) -> bool:
        """True when the blocks of this call are those of a view."""
        return self.method.startswith("views.")

    @cached_property
    def blocks(self) -> list[Any]:
        """The blocks of the message or view; [] when there are none."""
        value = (self.view or {}).get("blocks") if self.is_view else self.decoded("blocks")
        return value if isinstance(value, list) else []

    @cached_property
    def metadata(self) -> Any:
        """The `metadata` argument, decoded."""
        return self.decoded("metadata")

    @cached_property
    def channel_argument(self) -> str:
        """The channel a call is about, as given."""
        return self.text("channel") or self.text("channel_id")

    @cached_property
    def conversation(self) -> Conversation | None:
        """The conversation a call is about, if the bot may know of it.

        Posting takes a person's id for their direct message, and channel names; everything else only ids.
        """
        given = self.channel_argument
        if self.method in BY_NAME:
            if given in self.workspace.people:
                return self.workspace.dm_of(given)
            found = self.workspace.resolve(given)
        else:
            found = self.workspace.conversations.get(given)
        return found if found and self.workspace.bot_sees(found) else None

    @property
    def place(self) -> Conversation:
        """The conversation, which a check has found to be there."""
        if self.conversation is None:
            raise ApiError("channel_not_found")
        return self.conversation

    @cached_property
    def addressee(self) -> str:
        """The person a call writes to: named by their id, or by their direct message. "" for a channel."""
        given = self.channel_argument
        if given in self.workspace.people or given == BOT_USER_ID:
            return given
        conversation = self.conversation
        if conversation is None or conversation.kind != "im":
            return ""
        return next(user for user in conversation.members if user != BOT_USER_ID)

    @cached_property
    def target(self) -> Json | None:
        """The message named by `ts` (or `timestamp`, `message_ts`), or None."""
        ts = self.text("ts") or self.text("timestamp") or self.text("message_ts")
        return self.conversation.find(ts) if self.conversation else None
