"""The state of a local workspace: people, conversations, messages, and who is told when something changes."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from playground.app_info import AppInfo
from playground.clock import Clock, SystemClock
from playground.faults import Faults
from playground.ids import Ids, secret
from playground.modals import Views
from playground.model import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    Channel,
    Conversation,
    Json,
    Person,
    StoredFile,
    Values,
)
from playground.triggers import ResponseUrls, Triggers

#: Receives an event of the Events API and the conversation it happened in, if any.
EventListener = Callable[[Json, Conversation | None], None]


class Workspace:
    """Everything, in memory. `messages.py`, `members.py` and `modals.py` change it, under `lock`."""

    def __init__(
        self,
        people: Iterable[Person],
        channels: Iterable[Channel],
        app: AppInfo,
        *,
        clock: Clock | None = None,
        name: str = "Sample workspace",
        hint: str = "",
        bot_token: str = "xoxb-playground",
        app_token: str = "xapp-playground",
        rate_limited: bool = False,
        trigger_seconds: float = 3.0,
        real: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.clock: Clock = clock or SystemClock()
        self.name = name
        self.hint = hint
        self.bot_token = bot_token
        self.app_token = app_token
        #: About one message a second per channel when true, as on Slack.
        self.rate_limited = rate_limited
        self.real = real
        #: Where the server listens; the server sets it, and how to get a ticket for Socket Mode.
        self.base_url = "http://127.0.0.1"
        self.socket_ticket: Callable[[], str] = secret
        self.lock = threading.RLock()
        self.ids = Ids()
        self.faults = Faults()
        self.people = {person.id: person for person in people}
        self.deactivated: set[str] = set()
        self.conversations: dict[str, Conversation] = {}
        self.files: dict[str, StoredFile] = {}
        self.element_state: dict[tuple[str, str, str], Values] = {}
        self.unread: dict[tuple[str, str], int] = {}
        self.notices: dict[str, list[str]] = {}
        self.last_post: dict[str, float] = {}
        self.views = Views(self.ids, self.clock)
        self.triggers = Triggers(real, trigger_seconds)
        self.response_urls = ResponseUrls(self.clock)
        self.revision = 0
        self._changed: list[Callable[[int], None]] = []
        self._event_listeners: list[EventListener] = []
        for channel in channels:
            self._add_channel(channel)
        for person in self.people.values():
            self._add_dm(person)

    def _add_channel(self, channel: Channel) -> None:
        unknown = [user for user in channel.members if user not in self.people and user != BOT_USER_ID]
        if unknown:
            raise ValueError(f"Channel {channel.name} has members nobody knows: {', '.join(unknown)}.")
        self.conversations[channel.id] = Conversation(
            channel.id,
            channel.name,
            "private" if channel.private else "channel",
            list(channel.members),
            topic=channel.topic,
            created=int(self.clock.now().timestamp()),
        )

    def _add_dm(self, person: Person) -> None:
        dm_id = f"D{person.id.removeprefix('U').removeprefix('W')}"
        created = int(self.clock.now().timestamp())
        self.conversations[dm_id] = Conversation(dm_id, "", "im", [person.id, BOT_USER_ID], created=created)

    # What is where

    def now(self) -> datetime:
        """The business time, in UTC."""
        return self.clock.now()

    def dm_of(self, user: str) -> Conversation:
        """The direct message between `user` and the bot. Raises KeyError for someone unknown."""
        for conversation in self.conversations.values():
            if conversation.kind == "im" and user in conversation.members and user != BOT_USER_ID:
                return conversation
        raise KeyError(user)

    def resolve(self, name_or_id: str) -> Conversation | None:
        """The conversation with this id or channel name (with or without #), or None."""
        found = self.conversations.get(name_or_id)
        if found:
            return found
        wanted = name_or_id.removeprefix("#")
        named = (c for c in self.conversations.values() if not c.is_dm and c.name == wanted)
        return next(named, None) if wanted else None

    def bot_sees(self, conversation: Conversation) -> bool:
        """True when the bot may know that the conversation exists."""
        return conversation.kind == "channel" or BOT_USER_ID in conversation.members

    def name_of(self, user: str) -> str:
        """The name to show for a user id."""
        if user == BOT_USER_ID:
            return self.app.name
        person = self.people.get(user)
        return person.real_name if person else user

    # Who hears of changes

    def on_change(self, listener: Callable[[int], None]) -> None:
        """Call `listener` with the new revision after every visible change."""
        self._changed.append(listener)

    def on_event(self, listener: EventListener) -> None:
        """Call `listener` with every event, subscribed to or not."""
        self._event_listeners.append(listener)

    def changed(self) -> None:
        """Count a visible change and tell the listeners."""
        with self.lock:
            self.revision += 1
            revision = self.revision
        for listener in list(self._changed):
            listener(revision)

    def emit(self, event: Json, conversation: Conversation | None = None) -> None:
        """Hand an event to whoever delivers events."""
        for listener in list(self._event_listeners):
            listener(event, conversation)

    def notice(self, user: str, sentence: str) -> None:
        """Show `user` an error as Slack's own client would."""
        self.notices.setdefault(user, []).append(sentence)
        self.changed()

    def reset_notices(self, user: str) -> None:
        """Forget the errors shown to `user`."""
        self.notices.pop(user, None)

    def stamp(self) -> str:
        """A new message timestamp."""
        return self.ids.ts(self.now())

    def identity(self) -> Json:
        """The ids of team and app that payloads repeat."""
        return {"team_id": TEAM_ID, "team_domain": TEAM_DOMAIN, "api_app_id": APP_ID}

    def values_for(self, channel: str, ts: str, user: str) -> Values:
        """What `user` has put into the elements of a message; a live mapping."""
        return self.element_state.setdefault((channel, ts, user), {})

    def bot_profile(self) -> Json:
        """The bot as bots.info and messages describe it."""
        profile: dict[str, Any] = {
            "id": BOT_ID,
            "deleted": False,
            "name": self.app.name,
            "updated": 0,
            "app_id": APP_ID,
            "user_id": BOT_USER_ID,
            "icons": {},
        }
        return profile
