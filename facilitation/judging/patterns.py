"""Patterns of words, as the word lists write them: "don't/dont know", "depend*", "be ... decided", "= no ="."""

import re
from collections.abc import Iterable

_GAP = r"(?:\S+ ){0,3}?"  # three words at most


class Patterns:
    """Several patterns, looked for together in a sentence of small letters."""

    def __init__(self, written: Iterable[str]) -> None:
        """Read the patterns. Raises ValueError for one that has no word."""
        self.written = tuple(written)
        alternatives = "|".join(_expression(pattern) for pattern in self.written)
        self._compiled = re.compile(alternatives) if alternatives else None

    def found_in(self, plain: str) -> bool:
        """Return whether one of them is in a sentence."""
        return self._compiled is not None and self._compiled.search(f"{plain} ") is not None

    def covered(self, plain: str) -> tuple[tuple[int, int], ...]:
        """Return where in a sentence patterns were found: begin and end of each."""
        return () if self._compiled is None else tuple(m.span() for m in self._compiled.finditer(f"{plain} "))


def _expression(pattern: str) -> str:
    words = pattern.lower().split()
    begins, ends = words[:1] == ["="], words[1:] and words[-1] == "="
    words = [word for word in words if word != "="]
    if not any(word != "..." for word in words):
        raise ValueError(pattern)
    parts = [_GAP if word == "..." else f"(?:{_alternatives(word)}) " for word in words]
    return (r"^" if begins else r"(?<!\S)") + "".join(parts) + (r"$" if ends else "")


def _alternatives(word: str) -> str:
    choices = [word] if not word.replace("/", "") or word in {"24/7", "n/a"} else word.split("/")
    return "|".join(re.escape(choice).replace(r"\*", r"\S*") for choice in choices)
