"""Slack waits three seconds for an answer, and then tells the person that the app did not respond.

Whatever is asked of Slack meanwhile shares what is left of that, however many questions there are.
"""

import time
from contextvars import ContextVar
from copy import copy

from slack_sdk import WebClient

ANSWER_SECONDS = 2.5  # from a payload's arrival to its answer, as far as asking Slack goes
_LEAST_SECONDS = 0.2  # a call that gets less is not worth making

_until: ContextVar[float | None] = ContextVar("until", default=None)


def begin() -> None:
    """Note that somebody waits from now on; it holds for this thread, until it takes the next payload."""
    _until.set(time.monotonic() + ANSWER_SECONDS)


def in_time(client: WebClient) -> WebClient:
    """Return `client`, with no more time for a call than is left. Nobody waits for what runs in the background.

    Raises TimeoutError when nothing is left.
    """
    until = _until.get()
    if until is None:
        return client
    left = until - time.monotonic()
    if left < _LEAST_SECONDS:
        raise TimeoutError("no time left to ask Slack")
    hurried = copy(client)
    hurried.timeout = min(left, client.timeout)  # type: ignore[assignment]  # urllib takes fractions of a second
    return hurried
