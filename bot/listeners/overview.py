"""`/scope` alone (the hub), `status`, `help`, App Home, and the bot coming into a channel."""

import re
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, number_of, value_of
from bot.profiles import meet
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.use_cases import overview, reaching
from bot.use_cases.access import Caller
from bot.views import overview as view
from bot.views.blocks import Message
from bot.views.ids import Do
from facilitation.errors import Refusal

log = structlog.get_logger(__name__)


def register(app: App, services: Services) -> None:
    """Register the overviews, App Home, and the bot's coming into a channel."""
    app.action(re.compile(f"^{Do.STATUS}(_|$)"))(partial(_on_status_pressed, services))
    app.action(Do.HELP)(partial(_on_help_pressed, services))
    app.action(Do.HUB)(partial(_on_hub_pressed, services))
    app.event("app_home_opened")(partial(_on_home, services))
    app.event("member_joined_channel")(partial(_on_joined, services))


def on_hub(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope`: a button for everything."""
    replies.to_command(ack, _hub(services, caller_of(context, body)))


def on_status(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope status [project]`."""
    shown = overview.status(services, caller_of(context, body), rest)
    replies.to_command(ack, view.status(services.words, shown))


def on_help(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope help`."""
    replies.to_command(ack, view.help_text(services.words))


def _hub(services: Services, caller: Caller) -> Message:
    shown = overview.hub(services, caller)
    if shown.choices:
        return view.choose(services.words, shown.choices, may_start=shown.may_start)
    return view.hub(services.words, shown.status, may_start=shown.may_start)


def _on_status_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = overview.status_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.status(services.words, shown))


def _on_help_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    ack()
    replies.privately(services, context, body, view.help_text(services.words))


def _on_hub_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = _hub(services, caller_of(context, body))
    ack()
    replies.privately(services, context, body, shown)


def _on_home(services: Services, context: BoltContext, body: Body, event: dict[str, Any]) -> None:
    if event.get("tab", "home") == "home":
        services.background.run(_publish_home, services, caller_of(context, body))


def _publish_home(services: Services, caller: Caller) -> None:
    try:
        meet(services, caller.ws, caller.slack_id)
    except Refusal as refusal:
        log.info("home for nobody", kind=refusal.kind)
        return
    shown = view.home(services.words, overview.home(services, caller))
    try:
        services.client.views_publish(user_id=caller.slack_id, view=shown)
    except CONNECTION_ERRORS as error:
        log.warning("home was not shown", error=str(error))


def _on_joined(services: Services, context: BoltContext, body: Body, event: dict[str, Any]) -> None:
    """When the bot itself comes into a channel, what it had to say there is due."""
    if event.get("user") == context.bot_user_id and reaching.bot_joined(services, context["ws"], event["channel"]):
        replies.soon(services)
