"""The clock of business time; `whyfirst try` passes one that can be moved."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What tells business time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)
