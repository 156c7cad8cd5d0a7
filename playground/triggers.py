"""Trigger ids, good once within three real seconds; response addresses, good for half a business hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from playground.clock import Clock
from playground.ids import secret

RESPONSE_USES = 5
RESPONSE_LIFETIME = timedelta(minutes=30)


@dataclass
class Trigger:
    """Leave to open one modal for `user`."""

    user: str
    issued: float
    used: bool = False
    #: The modal it was pressed in, if any.
    view_id: str = ""


class Triggers:
    """The trigger ids given out."""

    def __init__(self, real: Callable[[], float], seconds: float) -> None:
        self._real = real
        self._seconds = seconds
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str = "") -> str:
        """A new trigger id for something `user` just did."""
        trigger_id = f"{int(self._real() * 1000)}.{secret()[:12]}.{secret()}"
        self._issued[trigger_id] = Trigger(user, self._real(), view_id=view_id)
        return trigger_id

    def find(self, trigger_id: str) -> Trigger | None:
        """The trigger with this id, or None."""
        return self._issued.get(trigger_id)

    def expired(self, trigger: Trigger) -> bool:
        """True when it is older than its lifetime, in real time."""
        return self._real() - trigger.issued > self._seconds


@dataclass
class ReplyTarget:
    """Where an answer to a command or an interaction goes."""

    channel: str
    user: str
    #: The message that was acted on; empty for a command.
    source_ts: str = ""
    source_ephemeral: bool = False
    thread_ts: str = ""


@dataclass
class ResponseUrl:
    """One response address."""

    target: ReplyTarget
    issued: datetime
    uses: int = 0


class ResponseUrls:
    """The response addresses given out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, target: ReplyTarget) -> str:
        """The ticket at the end of a new response address."""
        ticket = secret()
        self._issued[ticket] = ResponseUrl(target, self._clock.now())
        return ticket

    def use(self, ticket: str) -> tuple[ReplyTarget | None, str]:
        """The target and "" while it may be used, else None and Slack's error code."""
        found = self._issued.get(ticket)
        if found is None:
            return None, "no_service"
        if self._clock.now() - found.issued > RESPONSE_LIFETIME:
            return None, "expired_url"
        if found.uses >= RESPONSE_USES:
            return None, "used_url"
        found.uses += 1
        return found.target, ""
