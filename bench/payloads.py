"""What Slack sends: a slash command and an answer typed in the DM, as a request over HTTP or an envelope's payload."""

import itertools
import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

Json = dict[str, Any]

TEAM, APP, BOT = "T1SAMPLE", "A1SAMPLE", "U0BOT"
SIGNING_SECRET = "a-sample-secret"
MEMBERS = 6  # people a project

_SENTENCES = (
    "We look at yesterday's scans and call the two depots that are usually behind.",
    "That takes an hour every morning, and what nobody remembers comes late.",
    "Half of the late parcels caught by seven in the morning would be good.",
    "Not more than thirty a day, because that is what we can move by hand.",
)


def person(number: int) -> str:
    """Return a sample person's Slack id."""
    return f"U1{number:05}"


def dm(number: int) -> str:
    """Return the channel of a sample person's DM with the bot."""
    return f"D1{number:05}"


def home(number: int) -> str:
    """Return the home channel of the sample person's project."""
    return f"C1{number // MEMBERS:05}"


class Source:
    """Payloads without end, from one sample person after the other; no two are the same."""

    def __init__(self, people: int) -> None:
        self._people = people
        self._numbers = itertools.count()
        self.kinds: dict[str, Callable[[], Json]] = {"status": self.status, "answer": self.answer}

    def status(self) -> Json:
        """Return a `/scope status` in the home channel."""
        number = next(self._numbers) % self._people
        return {
            "token": "",
            "team_id": TEAM,
            "team_domain": "sample",
            "channel_id": home(number),
            "channel_name": "late-parcels",
            "user_id": person(number),
            "user_name": "sample",
            "command": "/scope",
            "text": "status",
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": "https://hooks.example.org/commands/1",
            "trigger_id": f"1.2.{uuid.uuid4().hex}",
        }

    def answer(self) -> Json:
        """Return the event of a message typed in the DM."""
        count = next(self._numbers)
        number, text = count % self._people, _SENTENCES[count // self._people % len(_SENTENCES)]
        ts = f"{1_780_000_000 + count}.000100"
        words = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        return {
            "token": "",
            "team_id": TEAM,
            "api_app_id": APP,
            "type": "event_callback",
            "event_id": f"Ev{count:09}",
            "event_time": 1_780_000_000 + count,
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": dm(number),
                "user": person(number),
                "team": TEAM,
                "client_msg_id": str(uuid.uuid4()),
                "text": text,
                "blocks": [{"type": "rich_text", "block_id": "b1", "elements": [words]}],
                "ts": ts,
                "event_ts": ts,
            },
        }

    def take(self, kind: str, count: int) -> Iterator[Json]:
        """Yield the next `count` payloads of a kind, "status" or "answer"."""
        return itertools.islice(iter(self.kinds[kind], None), count)


def envelope(payload: Json) -> tuple[str, str]:
    """Return an id and the text of the Socket Mode envelope with this payload."""
    envelope_id = str(uuid.uuid4())
    is_command = "command" in payload
    message: Json = {
        "envelope_id": envelope_id,
        "type": "slash_commands" if is_command else "events_api",
        "payload": payload,
        "accepts_response_payload": is_command,
    }
    if not is_command:
        message |= {"retry_attempt": 0, "retry_reason": ""}
    return envelope_id, json.dumps(message)


def signed(payload: Json) -> Callable[[], BoltRequest]:
    """Return what makes the signed HTTP request of this payload: the signing is Slack's work, the rest is the bot's."""
    is_command = "command" in payload
    body = urlencode(payload) if is_command else json.dumps(payload)
    kind = "application/x-www-form-urlencoded" if is_command else "application/json"
    at = str(int(time.time()))
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=at, body=body)
    headers: dict[str, str | Sequence[str]] = {
        "content-type": kind,
        "x-slack-request-timestamp": at,
        "x-slack-signature": signature or "",
    }
    return lambda: BoltRequest(body=body, headers=headers)
