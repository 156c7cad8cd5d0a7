"""Slack's cursors: an opaque text that says where to go on."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from playground.calls import ApiError, Call
from playground.model import Json

Item = TypeVar("Item")


def page(call: Call, items: Sequence[Item], default_limit: int) -> tuple[list[Item], Json]:
    """The page the call asks for, and the fields about what is left. Raises ApiError for a broken cursor."""
    limit = min(call.number("limit", default_limit) or default_limit, 1000)
    start = _start(call.text("cursor"))
    end = start + limit
    cursor = base64.b64encode(f"offset:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ApiError("invalid_cursor") from error
    if word != "offset" or not number.isdecimal():
        raise ApiError("invalid_cursor")
    return int(number)
