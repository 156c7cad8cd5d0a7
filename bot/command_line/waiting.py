"""How a command that serves waits: until it is told to stop, or until there is something to do."""

import select
import signal
import socket
from collections.abc import Callable
from enum import Enum
from types import FrameType, TracebackType
from typing import Any

_STOPPING = frozenset({signal.SIGINT, signal.SIGTERM})
_POKE = b"\0"  # no signal has this number


class Wake(Enum):
    """Why the wait ended."""

    STOP = "stop"
    POKE = "poke"
    TIME = "time"


class Waiting:
    """Inside the `with`, Ctrl-C and SIGTERM ask for a clean stop; a second one ends the process at once."""

    def __init__(self) -> None:
        # Python writes the number of a signal to it the moment it comes. A handler alone would run only after the wait
        # if the signal came just before it.
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._told_before = -1
        self._before: dict[signal.Signals, Callable[[int, FrameType | None], Any] | int | None] = {}

    def __enter__(self) -> "Waiting":
        self._told_before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for number in _STOPPING:
            self._before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        signal.set_wakeup_fd(self._told_before)
        for end in (self._heard, self._told):
            end.close()

    def wait(self, seconds: float) -> Wake:
        """Return why there is something to do; TIME after `seconds` in which nothing happened."""
        if not select.select([self._heard], [], [], seconds)[0]:
            return Wake.TIME
        return Wake.STOP if _STOPPING.intersection(self._heard.recv(4096)) else Wake.POKE

    def poke(self) -> None:
        """End the wait of the main thread; may be called from any thread."""
        try:
            self._told.send(_POKE)
        except OSError:  # full, so that it ends anyway; or closed, so that nobody waits
            return

    def _stop(self, number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
