"""What an earlier attempt had posted before it was cut off: found in the channel by the notice's id in the metadata."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.delivery.refusals import code_of, passes
from bot.services import Services

log = structlog.get_logger(__name__)

EVENT_TYPE = "whyfirst_notice"
_PAGE = 200  # messages read at once
_PAGES = 5  # read at most: a crash is looked into when the bot is back, and not for ever


@dataclass(frozen=True, slots=True)
class Found:
    """The `ts` of each part that stands in the channel already, and the names of the files that do."""

    parts: dict[int, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


def metadata(notice_id: int, part: int) -> dict[str, Any]:
    """Return the metadata that marks a message as one part of a notice; part 0 is the message itself."""
    return {"event_type": EVENT_TYPE, "event_payload": {"notice": notice_id, "part": part}}


def posted(services: Services, notice_id: int, channel: str, thread_ts: str | None) -> Found:
    """Return what stands in a channel, or thread, of a notice. Raises what slack_sdk raises when asking later may help.

    Where history can't be read at all nothing is found, and the notice may come twice.
    """
    found = Found()
    try:
        for message in _messages(services, channel, thread_ts):
            data = message.get("metadata") or {}
            payload = data.get("event_payload") or {}
            if data.get("event_type") == EVENT_TYPE and payload.get("notice") == notice_id:
                found.parts[int(payload.get("part") or 0)] = str(message["ts"])
            found.files.update(str(each.get("name")) for each in message.get("files") or [])
    except SlackApiError as error:
        if passes(error):
            raise
        log.info("history can't be read", channel=channel, error=code_of(error))
    return found


def _messages(services: Services, channel: str, thread_ts: str | None) -> Iterator[dict[str, Any]]:
    client = services.client
    ask: Callable[..., SlackResponse] = client.conversations_replies if thread_ts else client.conversations_history
    where = {"channel": channel, **({"ts": thread_ts} if thread_ts else {})}
    cursor = ""
    for _ in range(_PAGES):
        read = ask(**where, limit=_PAGE, include_all_metadata=True, **({"cursor": cursor} if cursor else {}))
        yield from read.get("messages") or []
        cursor = (read.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
