"""Slack's blocks, with its limits kept whatever the text (docs.slack.dev/reference/block-kit/blocks)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from facilitation.paging import pages

Block = dict[str, Any]
Element = dict[str, Any]

MOST_IN_SECTION = 3000  # characters of text in a section
MOST_IN_LABEL = 75  # characters on a button or option
MOST_IN_TITLE = 24  # characters in a modal's title and its buttons
MOST_IN_FIELD = 3000  # characters of an input's value
MOST_BLOCKS = 50  # in a message
#: An entity (`&amp;`) or reference (`<@U123>`) that the end of a piece would cut, and the longest one we write.
_LONGEST_ATOM = 200
_CUT_ATOM = re.compile(rf"(&[a-z]{{0,3}}|<[^<>]{{0,{_LONGEST_ATOM - 1}}})$")
MOST_IN_FALLBACK = 3000  # characters of a message's plain text, which count beside its blocks


@dataclass(frozen=True, slots=True)
class Message:
    """A message: plain text for notifications and screen readers, and blocks."""

    text: str
    blocks: Sequence[Block]

    def payload(self) -> dict[str, Any]:
        """Return the arguments of a posting method."""
        return {"text": self.text, "blocks": list(self.blocks)}


def message(text: str, *more: Block, blocks: Sequence[Block] | None = None) -> Message:
    """Return a message that says `text`, followed by `more` blocks; `blocks` replaces the sections made of `text`."""
    shown = [*(section_list(text) if blocks is None else blocks), *more]
    return Message(clipped(text, MOST_IN_FALLBACK), shown[:MOST_BLOCKS])


def section_list(text: str) -> list[Block]:
    """Return `text` (mrkdwn, escaped) in as many sections as it needs; no entity or reference is cut in two."""
    sections: list[Block] = []
    carried = ""
    for piece in pages(text, MOST_IN_SECTION - _LONGEST_ATOM):
        whole = carried + piece
        atom = _CUT_ATOM.search(whole)
        carried = whole[atom.start() :] if atom else ""
        kept = whole[: atom.start()] if atom else whole
        if kept.strip():
            sections.append(section(kept))
    return [*sections, section(carried)] if carried.strip() else sections


def joined(texts: Sequence[str]) -> list[str]:
    """Return the texts, short ones together in one section: less to scroll on a phone."""
    found = [texts[0]]
    for text in texts[1:]:
        if len(found[-1]) + len(text) < MOST_IN_SECTION - 500:
            found[-1] = f"{found[-1]}\n{text}"
        else:
            found.append(text)
    return found


def section(text: str, accessory: Element | None = None) -> Block:
    """Return one section; `text` must fit."""
    block: Block = {"type": "section", "text": _mrkdwn(text)}
    return block | {"accessory": accessory} if accessory else block


def context(text: str) -> Block:
    """Return a line in small print."""
    return {"type": "context", "elements": [_mrkdwn(clipped(text, MOST_IN_SECTION))]}


def header(text: str) -> Block:
    """Return a heading; `text` is plain."""
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def actions(elements: Iterable[Element], block_id: str | None = None) -> Block:
    """Return a row of buttons and selects."""
    block: Block = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": block_id} if block_id else block


def button(label: str, action_id: str, value: str = "", *, style: str = "", confirm: Element | None = None) -> Element:
    """Return a button; `style` is "", "primary" or "danger"."""
    element: Element = {"type": "button", "text": plain(label, MOST_IN_LABEL), "action_id": action_id}
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    if confirm:
        element["confirm"] = confirm
    return element


def confirm(title: str, text: str, yes: str, no: str) -> Element:
    """Return the question that Slack asks before a button acts."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def option(label: str, value: str) -> Element:
    """Return one choice of a select."""
    return {"text": plain(label, MOST_IN_LABEL), "value": value}


def pick_person(action_id: str, placeholder: str, initial: str | None = None) -> Element:
    """Return a select of one person of the workspace."""
    element: Element = {"type": "users_select", "action_id": action_id, "placeholder": plain(placeholder, 150)}
    return element | {"initial_user": initial} if initial else element


def pick_channel(action_id: str, placeholder: str) -> Element:
    """Return a select of one public or private channel that the person can see."""
    return {
        "type": "conversations_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }


def pick_people(action_id: str, placeholder: str, initial: Sequence[str] = ()) -> Element:
    """Return a select of several people of the workspace."""
    element: Element = {"type": "multi_users_select", "action_id": action_id, "placeholder": plain(placeholder, 150)}
    return element | {"initial_users": list(initial)} if initial else element


def pick_date(action_id: str, initial: str = "") -> Element:
    """Return a date picker; `initial` is YYYY-MM-DD, or empty."""
    element: Element = {"type": "datepicker", "action_id": action_id}
    return element | {"initial_date": initial} if initial else element


def pick_one(action_id: str, placeholder: str, options: Sequence[Element]) -> Element:
    """Return a select of one of `options`."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options),
    }


def tick_box(action_id: str, label: str, *, ticked: bool = False) -> Element:
    """Return one box to tick; ticked, its field holds the list ["yes"]."""
    choice = option(label, "yes")
    element: Element = {"type": "checkboxes", "action_id": action_id, "options": [choice]}
    return element | {"initial_options": [choice]} if ticked else element


def field(field_id: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    """Return a form field whose block and element share `field_id`."""
    block: Block = {
        "type": "input",
        "block_id": field_id,
        "label": plain(label, 2000),
        "element": element | {"action_id": field_id},
        "optional": optional,
    }
    return block | {"hint": plain(hint, 2000)} if hint else block


def text_input(*, long: bool = False, initial: str = "", placeholder: str = "", most: int = MOST_IN_FIELD) -> Element:
    """Return a text field of at most `most` characters (3,000 is Slack's own limit)."""
    element: Element = {"type": "plain_text_input", "multiline": long, "max_length": min(most, MOST_IN_FIELD)}
    if initial:
        element["initial_value"] = initial[:MOST_IN_FIELD]
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    return element


def modal(callback_id: str, title: str, blocks: Sequence[Block], *, submit: str, close: str, meta: str = "") -> Block:
    """Return a form; `meta` (at most 3,000 characters) comes back with it."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, MOST_IN_TITLE),
        "submit": plain(submit, MOST_IN_TITLE),
        "close": plain(close, MOST_IN_TITLE),
        "private_metadata": meta,
        "blocks": list(blocks),
    }


def plain(text: str, most: int) -> Element:
    """Return a plain text object of at most `most` characters."""
    return {"type": "plain_text", "text": clipped(text, most), "emoji": False}


def clipped(text: str, most: int) -> str:
    """Return `text`, cut with an ellipsis when longer than `most` characters; no entity or reference is cut in two."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    atom = _CUT_ATOM.search(kept)
    return (kept[: atom.start()] if atom else kept) + "…"


def _mrkdwn(text: str) -> Element:
    """Return a marked-up text object in which Slack makes no mention or link of its own out of plain words."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
