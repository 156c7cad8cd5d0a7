"""Walking the blocks of a message or view, and filling in the ids that Slack fills in."""

from collections.abc import Iterator
from typing import Any

from playground.ids import Ids
from playground.model import Json


def elements_of(block: Json) -> Iterator[Json]:
    """The interactive elements of a block: its accessory, its elements, its input element."""
    if block.get("type") == "section" and isinstance(block.get("accessory"), dict):
        yield block["accessory"]
    elif block.get("type") == "actions":
        yield from (element for element in block.get("elements") or [] if isinstance(element, dict))
    elif block.get("type") == "input" and isinstance(block.get("element"), dict):
        yield block["element"]


def find_element(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """The block and element with these ids, or None."""
    for block in blocks:
        if block.get("block_id") != block_id:
            continue
        for element in elements_of(block):
            if element.get("action_id") == action_id:
                return block, element
    return None


def with_ids(blocks: list[Json], ids: Ids) -> list[Json]:
    """The same blocks, each block and interactive element with an id, as Slack hands them back."""
    return [_block_with_ids(block, ids) for block in blocks]


def _block_with_ids(block: Json, ids: Ids) -> Json:
    filled = dict(block)
    filled.setdefault("block_id", ids.next("b"))
    if filled.get("type") == "section" and isinstance(filled.get("accessory"), dict):
        filled["accessory"] = _element_with_id(filled["accessory"], ids)
    elif filled.get("type") == "actions":
        filled["elements"] = [_element_with_id(element, ids) for element in filled.get("elements", [])]
    elif filled.get("type") == "input":
        filled["element"] = _element_with_id(filled["element"], ids)
    return filled


def _element_with_id(element: Json, ids: Ids) -> Json:
    if element.get("type") == "image":
        return element
    return {"action_id": ids.next("a")} | element


def text_objects(value: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every text object inside `value` with its JSON pointer."""
    if isinstance(value, dict):
        if value.get("type") in ("plain_text", "mrkdwn") and "text" in value:
            yield path, value
        for key, inner in value.items():
            yield from text_objects(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from text_objects(inner, f"{path}/{index}")
