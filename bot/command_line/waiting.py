"""How a command that serves waits: until it is told to stop, or until there is something to do."""

import signal
from collections.abc import Callable
from enum import Enum
from queue import Empty, SimpleQueue
from types import FrameType, TracebackType
from typing import Any


class Wake(Enum):
    """Why the wait ended."""

    STOP = "stop"
    POKE = "poke"
    TIME = "time"


class Waiting:
    """Inside the `with`, Ctrl-C and SIGTERM ask for a clean stop; a second one ends the process at once."""

    def __init__(self) -> None:
        # The one queue whose put may be called from a signal handler.
        self._woken: SimpleQueue[Wake] = SimpleQueue()
        self._before: dict[signal.Signals, Callable[[int, FrameType | None], Any] | int | None] = {}

    def __enter__(self) -> "Waiting":
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def wait(self, seconds: float) -> Wake:
        """Return why there is something to do; TIME after `seconds` in which nothing happened."""
        try:
            return self._woken.get(timeout=seconds)
        except Empty:
            return Wake.TIME

    def poke(self) -> None:
        """End the wait of the main thread; may be called from any thread."""
        self._woken.put(Wake.POKE)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        self._woken.put(Wake.STOP)
