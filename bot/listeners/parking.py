"""Parking ideas that came too early: from an answer, from any message, and `/scope parked`."""

from functools import partial

import structlog
from slack_bolt import Ack, App, BoltContext

from bot import follow_up
from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, message_of, number_of, value_of
from bot.profiles import meet, names_of
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.text import from_message, mentioned
from bot.use_cases import judging
from bot.views import blocks
from bot.views import parking as view
from bot.views.ids import Do, Shortcut
from facilitation.errors import Refusal

log = structlog.get_logger(__name__)


def register(app: App, services: Services) -> None:
    """Register the buttons and the shortcut."""
    app.action(Do.PARK)(partial(_on_park, services))
    app.action(Do.PARK_NOT)(partial(_on_park_not, services))
    app.shortcut({"callback_id": Shortcut.PARK_IDEA, "type": "message_action"})(partial(_on_shortcut, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope parked [project]`: what waits for the research review."""
    project, found = judging.show_parked(services, caller_of(context, body), rest)
    replies.to_command(ack, view.ideas(services.words, project, found))


def _on_park(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    found = judging.park_answer(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    services.background.run(follow_up.remove, services, message_of(body))
    replies.privately(services, context, body, view.done(services.words, found))


def _on_park_not(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    ack()
    services.background.run(follow_up.remove, services, message_of(body))
    replies.privately(services, context, body, blocks.message(services.words.say("parking/left")))


def _on_shortcut(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    """*Park this idea* on any message: an idea of its author, with the way back to it."""
    caller, message = caller_of(context, body), body.get("message") or {}
    author = str(message.get("user") or "")
    if not author or message.get("bot_id"):
        raise Refusal("nothing_to_park")
    raw = str(message.get("text") or "")
    text = from_message(raw, names_of(services, caller.ws, mentioned(raw))).text
    meet(services, caller.ws, author)
    link = _permalink(services, caller.channel, str(message.get("ts") or body.get("message_ts") or ""))
    idea = judging.park_message(services, caller, text, author, link)
    ack()
    replies.privately(services, context, body, view.done(services.words, [idea]))


def _permalink(services: Services, channel: str, ts: str) -> str | None:
    try:
        return str(services.client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except CONNECTION_ERRORS as error:
        log.info("no permalink", error=str(error))
        return None
