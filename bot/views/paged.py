"""Laying out more than one message can hold: items go onto pages whole, by what Slack lets a message carry."""

from collections.abc import Sequence

from bot.views import blocks as drawn
from bot.views.blocks import Block, Element
from prompts import Words

MOST_CHARACTERS = 9000  # of text on a page; Slack refuses a message somewhere past 13,000
MOST_BLOCKS = 40  # leaves room for headings and buttons


def lay_out(items: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """Return the pages, at least one; an item (a few blocks that belong together) is never torn apart."""
    pages: list[list[Block]] = [[]]
    for item in items:
        page = pages[-1]
        if page and (len(page) + len(item) > MOST_BLOCKS or _size(page) + _size(item) > MOST_CHARACTERS):
            pages.append([])
        pages[-1].extend(item)
    return pages


def turning(
    words: Words,
    action: str,
    value: str,
    number: int,
    count: int,
    *,
    rest: str = "",
    back: str = "common.previous_page",
    on: str = "common.next_page",
) -> list[Element]:
    """Return the buttons that turn to the page before and after page `number` (from 0) of `count`.

    They carry `value`, the page and `rest`; `back` and `on` name what they say.
    """
    row = []
    if number > 0:
        row.append(drawn.button(words.label(back), f"{action}_previous", f"{value}:{number - 1}{rest}"))
    if number < count - 1:
        row.append(drawn.button(words.label(on), f"{action}_next", f"{value}:{number + 1}{rest}"))
    return row


def _size(blocks: Sequence[Block]) -> int:
    return sum(_text(block) for block in blocks)


def _text(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_text(each) for key, each in value.items() if key not in ("type", "action_id", "block_id"))
    if isinstance(value, list):
        return sum(_text(each) for each in value)
    return 0
