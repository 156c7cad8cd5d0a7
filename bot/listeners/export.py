"""`/scope export`."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, number_of, value_of
from bot.services import Services
from bot.use_cases import export
from bot.views import blocks
from bot.views.ids import Do
from facilitation.model import Project


def register(app: App, services: Services) -> None:
    """Register the button that exports a project."""
    app.action(Do.EXPORT)(partial(_on_button, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope export [project]`: two files in the DM of who asked."""
    project = export.ask(services, caller_of(context, body), rest)
    replies.to_command(ack, _on_its_way(services, project))
    replies.soon(services)


def _on_button(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project = export.ask_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, _on_its_way(services, project))
    replies.soon(services)


def _on_its_way(services: Services, project: Project) -> blocks.Message:
    return blocks.message(services.words.say("export/on_its_way", {"project": project}))
