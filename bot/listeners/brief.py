"""`/scope brief`."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, number_of, value_of
from bot.services import Services
from bot.use_cases import brief, jargon
from bot.views import blocks
from bot.views.ids import Do
from facilitation.model import Project


def register(app: App, services: Services) -> None:
    """Register the button that posts the brief."""
    app.action(Do.BRIEF)(partial(_on_button, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope brief [project]`: posts it in the project's channel, with a file."""
    project = brief.post(services, caller_of(context, body), rest)
    replies.to_command(ack, _on_its_way(services, project))
    replies.soon(services)
    services.background.run(_tell_jargon, services, context, body, project)


def _on_button(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project = brief.post_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, _on_its_way(services, project))
    replies.soon(services)
    services.background.run(_tell_jargon, services, context, body, project)


def _on_its_way(services: Services, project: Project) -> blocks.Message:
    return blocks.message(services.words.say("brief/on_its_way", {"project": project}))


def _tell_jargon(services: Services, context: BoltContext, body: Body, project: Project) -> None:
    """Show whoever asked for the brief, and nobody else, the technical words in it."""
    found = jargon.in_brief(services, project)
    if found:
        text = services.words.say("brief/jargon", {"project": project, "jargon": found})
        replies.privately(services, context, body, blocks.message(text))
