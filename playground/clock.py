"""Business time: what the workspace says the time is. Leases and triggers use real time instead."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class ClockRefused(Exception):
    """The clock was not moved; the message is a plain sentence that says why."""


class Clock(Protocol):
    """Whatever tells the business time."""

    @property
    def movable(self) -> bool:
        """True when `move_to` works."""

    def now(self) -> datetime:
        """The present business time, aware, in UTC."""

    def move_to(self, when: datetime) -> None:
        """Move to `when` (aware). Raises ClockRefused."""


class SystemClock:
    """The machine's own time."""

    movable = False

    def now(self) -> datetime:
        """The machine's time in UTC."""
        return datetime.now(UTC)

    def move_to(self, when: datetime) -> None:
        """Always raises ClockRefused: nobody moves the machine's time."""
        raise ClockRefused("This workspace runs on real time, so its clock does not move.")


class MovableClock:
    """A clock that starts anywhere, flows with real time unless not `running`, and can be moved forward."""

    movable = True

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        self._base = (start or datetime.now(UTC)).astimezone(UTC)
        self._since = time.monotonic()
        self._running = running
        #: Called with the new time after each move, so that a scheduler can tick at once.
        self.on_move: list[Callable[[datetime], None]] = []

    def now(self) -> datetime:
        """The moved time, in UTC."""
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def move_to(self, when: datetime) -> None:
        """Move forward to `when` (aware). Raises ClockRefused for an earlier time."""
        target = when.astimezone(UTC)
        if target < self.now():
            raise ClockRefused("The clock only moves forward.")
        self._base = target
        self._since = time.monotonic()
        for listener in list(self.on_move):
            listener(target)
