"""Ids as Slack writes them, and message timestamps that never repeat."""

import itertools
import uuid
from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _ALPHABET[rest] + digits
    return digits or "0"


class Ids:
    """Makes ids: unique within one workspace, each with the letter Slack gives its kind."""

    def __init__(self) -> None:
        self._numbers = itertools.count(36**4)
        self._last_microsecond = 0

    def next(self, prefix: str) -> str:
        """A new id that begins with `prefix`."""
        return f"{prefix}0{_base36(next(self._numbers))}"

    def ts(self, now: datetime) -> str:
        """A message timestamp at `now`, or just after the last one given: all are unique and increase."""
        moment = int(now.timestamp()) * 1_000_000 + now.microsecond
        self._last_microsecond = max(moment, self._last_microsecond + 1)
        seconds, micros = divmod(self._last_microsecond, 1_000_000)
        return f"{seconds}.{micros:06d}"


def secret() -> str:
    """An unguessable part of an address or ticket."""
    return uuid.uuid4().hex
