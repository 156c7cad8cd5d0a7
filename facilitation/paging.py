"""Cutting long texts into pages without losing a character."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def pages(text: str, size: int) -> list[str]:
    """Return `text` in pieces of at most `size` characters that joined give it back whole.

    Cuts after a blank line, else after a line, else after a space, else anywhere; an empty text is one empty page.
    """
    if size < 1:
        raise ValueError("size must be at least 1")
    found: list[str] = []
    while len(text) > size:
        cut = _cut(text[:size])
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text] if text or not found else found


def _cut(piece: str) -> int:
    for mark in ("\n\n", "\n", " "):
        at = piece.rfind(mark)
        if at >= len(piece) // 2:
            return at + len(mark)
    return len(piece)


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """Return the items on `page` (from 0, moved into range), that page's number, and how many pages there are."""
    count = max(1, -(-len(items) // size))
    page = min(max(page, 0), count - 1)
    return items[page * size : (page + 1) * size], page, count
