"""Answering at the address that came with a payload (`response_url`), good for five replies within half an hour."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import Respond

from bot.slack_trouble import CONNECTION_ERRORS

log = structlog.get_logger(__name__)


def took(respond: Respond | None, payload: Mapping[str, Any], *, replace: bool = False) -> bool:
    """Show `payload` to whoever acted, and nobody else; return whether Slack took it (some servers give no address)."""
    if respond is None or not respond.response_url:
        return False
    try:
        answer = respond(response_type="ephemeral", replace_original=replace, **payload)
    except CONNECTION_ERRORS as error:
        log.info("a reply did not get through", error=type(error).__name__)
        return False
    if answer.status_code != 200:
        log.info("a reply was refused", status=answer.status_code)
    return answer.status_code == 200
