"""Checks of blocks. Each function is described by its row in `checks.py`."""

from collections.abc import Callable
from typing import Any

from playground.calls import Call
from playground.model import Json
from playground.surfaces import text_objects

#: Block type -> the fields Slack requires.
REQUIRED: dict[str, tuple[str, ...]] = {
    "actions": ("elements",),
    "context": ("elements",),
    "divider": (),
    "header": ("text",),
    "image": ("alt_text",),
    "input": ("label", "element"),
    "markdown": ("text",),
    "rich_text": ("elements",),
    "section": (),
    # Known to Slack, passed through here without a closer look.
    "alert": (),
    "auth_provider": (),
    "call": (),
    "card": (),
    "carousel": (),
    "container": (),
    "context_actions": (),
    "data_table": (),
    "file": (),
    "plan": (),
    "table": (),
    "task_card": (),
    "video": (),
}
MAX_IN_ALL = 13_000

#: Where a text must be plain: (block type, field).
_PLAIN = (("header", "text"), ("input", "label"), ("input", "hint"), ("image", "title"))


def each(call: Call, rule: Callable[[Json], str | None]) -> str | None:
    """What `rule` says of the first block it finds fault with, with its JSON pointer."""
    for index, block in enumerate(call.blocks):
        detail = rule(block) if isinstance(block, dict) else None
        if detail:
            return f"{detail} [json-pointer:{root(call)}/{index}]"
    return None


def root(call: Call) -> str:
    """Where the blocks stand in the call's arguments."""
    return "/view/blocks" if call.is_view else "/blocks"


def text_of(value: Any) -> str:
    """The text of a text object, "" for anything else."""
    return str(value.get("text") or "") if isinstance(value, dict) else ""


def over(value: Any, limit: int, field: str) -> str | None:
    """A sentence when a string or text object is longer than `limit` characters."""
    text = value if isinstance(value, str) else text_of(value)
    return f"{field} must be less than {limit + 1} characters" if len(text) > limit else None


def too_many_in_message(call: Call) -> str | None:
    return (
        "no more than 50 items allowed [json-pointer:/blocks]" if not call.is_view and len(call.blocks) > 50 else None
    )


def too_many_in_view(call: Call) -> str | None:
    return (
        "no more than 100 items allowed [json-pointer:/view/blocks]"
        if call.is_view and len(call.blocks) > 100
        else None
    )


def unknown_type(call: Call) -> str | None:
    for index, block in enumerate(call.blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        if kind not in REQUIRED:
            return f"unsupported type: {kind} [json-pointer:{root(call)}/{index}/type]"
    return None


def missing_field(call: Call) -> str | None:
    def rule(block: Json) -> str | None:
        absent = [name for name in REQUIRED[block["type"]] if not block.get(name)]
        if block["type"] == "section" and not (block.get("text") or block.get("fields")):
            absent.append("text")
        if block["type"] == "image" and not (block.get("image_url") or block.get("slack_file")):
            absent.append("image_url")
        return f"missing required field: {absent[0]}" if absent else None

    return each(call, rule)


def long_block_id(call: Call) -> str | None:
    return each(call, lambda block: over(block.get("block_id", ""), 255, "block_id"))


def duplicate_block_id(call: Call) -> str | None:
    ids = [block["block_id"] for block in call.blocks if isinstance(block, dict) and block.get("block_id")]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    return f"block_id already exists: {twice} [json-pointer:{root(call)}]" if twice else None


def empty_text(call: Call) -> str | None:
    for path, value in text_objects(call.blocks):
        if not value["text"]:
            return f"must be more than 0 characters [json-pointer:{root(call)}{path}/text]"
    return None


def not_plain(call: Call) -> str | None:
    def rule(block: Json) -> str | None:
        for kind, name in _PLAIN:
            value = block.get(name) if block["type"] == kind else None
            if value is not None and (not isinstance(value, dict) or value.get("type") != "plain_text"):
                return f"{name} must be a plain_text object"
        text = block.get("text") if block["type"] == "section" else None
        if text is not None and (not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn")):
            return "text must be a text object"
        return None

    return each(call, rule)


def _of(kind: str, rule: Callable[[Json], str | None]) -> Callable[[Call], str | None]:
    return lambda call: each(call, lambda block: rule(block) if block["type"] == kind else None)


def _fields(block: Json) -> str | None:
    fields = block.get("fields") or []
    if len(fields) > 10:
        return "no more than 10 fields"
    return next((detail for item in fields if (detail := over(item, 2000, "field"))), None)


def _count(limit: int) -> Callable[[Json], str | None]:
    def rule(block: Json) -> str | None:
        count = len(block.get("elements") or [])
        return f"between 1 and {limit} elements" if not 1 <= count <= limit else None

    return rule


def _image(block: Json) -> str | None:
    return over(block.get("alt_text", ""), 2000, "alt_text") or over(block.get("title"), 2000, "title")


def _label(block: Json) -> str | None:
    return over(block.get("label"), 2000, "label") or over(block.get("hint"), 2000, "hint")


long_section = _of("section", lambda block: over(block.get("text"), 3000, "text"))
section_fields = _of("section", _fields)
long_header = _of("header", lambda block: over(block.get("text"), 150, "text"))
context_elements = _of("context", _count(10))
actions_elements = _of("actions", _count(25))
long_image = _of("image", _image)
long_label = _of("input", _label)
long_markdown = _of("markdown", lambda block: over(block.get("text", ""), 12_000, "text"))


def too_long_in_all(call: Call) -> str | None:
    if call.is_view:
        return None
    total = sum(len(value["text"]) for _, value in text_objects(call.blocks))
    total += sum(len(b.get("text", "")) for b in call.blocks if b.get("type") == "markdown")
    return f"{total} characters in all" if total > MAX_IN_ALL else None
