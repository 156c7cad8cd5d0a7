"""What this process remembers for a while: never anything that must not be forgotten."""

from collections import OrderedDict
from threading import Lock

_MOST = 1000


class Recent:
    """The last thousand things that were added. Safe for threads."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[object, ...], None] = OrderedDict()
        self._lock = Lock()

    def add(self, *thing: object) -> bool:
        """Remember a thing, and return whether it is new."""
        with self._lock:
            new = thing not in self._seen
            self._seen[thing] = None
            if len(self._seen) > _MOST:
                self._seen.popitem(last=False)
            return new

    def __contains__(self, thing: tuple[object, ...]) -> bool:
        """Whether the thing is remembered."""
        with self._lock:
            return thing in self._seen
