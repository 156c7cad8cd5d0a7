"""Bringing up to date what stands posted: a decision that was replaced, a ballot that was cast."""

import structlog

from bot import notices as registry
from bot.notices import Drop
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from storage import outbox

log = structlog.get_logger(__name__)


def revise(services: Services, ws: int, *keys: str) -> None:
    """Edit the messages that the notices of these keys became; what is not posted yet is composed late enough.

    Best effort: where Slack does not take it, the message keeps its words, and its buttons answer for themselves.
    """
    for key in keys:
        with services.database.reading() as tx:
            found = outbox.sent_notice(tx, ws, key)
            if found is None:
                continue
            notice, channel, ts = found
            try:
                message = registry.standing(tx, services, notice).message
            except Drop:
                continue
        try:
            services.client.chat_update(channel=channel, ts=ts, **message.payload())
        except CONNECTION_ERRORS as error:
            log.info("a post keeps its words", kind=notice.kind, error=type(error).__name__)
