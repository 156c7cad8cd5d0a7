"""Answering whoever acted: for their eyes only, in place of what they pressed, or in a form."""

import structlog
from slack_bolt import Ack, BoltContext
from slack_sdk.errors import SlackApiError

from bot import haste, responding
from bot.delivery import deliver_due
from bot.listeners.payloads import Body, message_of
from bot.services import Services
from bot.views.blocks import Block, Message
from facilitation.errors import Refusal

log = structlog.get_logger(__name__)


def to_command(ack: Ack, message: Message) -> None:
    """Answer a slash command with the acknowledgement itself: no call, no token needed."""
    ack(response_type="ephemeral", **message.payload())


def privately(services: Services, context: BoltContext, body: Body, message: Message) -> None:
    """Show a message to whoever pressed a button, and to nobody else."""
    services.background.run(_privately, services, context, message)


def in_place(services: Services, context: BoltContext, body: Body, message: Message) -> None:
    """Put a message in the place of the one whose button was pressed, if only they see that one; else privately."""
    if message_of(body) is None and body.get("response_url"):
        services.background.run(_in_place, services, context, message)
    else:
        privately(services, context, body, message)


def soon(services: Services) -> None:
    """Have what was enqueued delivered now rather than at the next tick."""
    services.background.run(deliver_due, services)


def open_form(services: Services, context: BoltContext, body: Body, view: Block) -> None:
    """Open a form at once; its trigger lives three seconds.

    Raises Refusal `form_too_late` when it was slower, `no_forms` on a server that has none.
    """
    try:
        client = haste.in_time(context.client)
    except TimeoutError as error:
        raise Refusal("form_too_late") from error
    try:
        client.views_open(trigger_id=body.get("trigger_id", ""), view=view)
    except SlackApiError as error:
        code = error.response.get("error")
        if code in ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"):
            raise Refusal("form_too_late") from error
        if code == "unknown_method":
            raise Refusal("no_forms") from error
        raise


def _privately(services: Services, context: BoltContext, message: Message) -> None:
    """Show a message to one person: at the address the payload gave, else in the channel, else in their DM."""
    if responding.took(context.respond, message.payload()):
        return
    _privately_without_address(services, context, message)


def _privately_without_address(services: Services, context: BoltContext, message: Message) -> None:
    channel, user = context.channel_id, context.user_id or ""
    if channel and not context["in_dm"]:
        try:
            services.client.chat_postEphemeral(channel=channel, user=user, **message.payload())
            return
        except SlackApiError as error:  # not in the channel, or a server without this method
            log.info("said in the DM instead", error=error.response.get("error"))
    services.client.chat_postMessage(channel=channel if channel and context["in_dm"] else user, **message.payload())


def _in_place(services: Services, context: BoltContext, message: Message) -> None:
    if not responding.took(context.respond, message.payload(), replace=True):
        _privately_without_address(services, context, message)
