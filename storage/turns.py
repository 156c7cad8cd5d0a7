"""Whose turn it is to write, among the threads of one process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import StorageUnavailable


class Turns:
    """Lets one thread write at a time, and whoever waits go next.

    SQLite alone lets a waiting writer sleep and look again, later each time: under load some then wait for seconds
    while others pass them. Writers in other processes are still waited for in SQLite's own way.
    """

    def __init__(self, seconds: float) -> None:
        """Prepare turns that are waited for at most `seconds`."""
        self._seconds = seconds
        self._taken = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a turn for the block. Raises StorageUnavailable ("locked") when it does not come in time."""
        if not self._taken.acquire(timeout=self._seconds):
            raise StorageUnavailable("locked")
        try:
            yield
        finally:
            self._taken.release()
