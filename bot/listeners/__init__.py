"""The Slack edge, one module a journey. This list is the whole of it: nothing is registered by importing."""

from collections.abc import Callable
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import (
    answers,
    baseline,
    brief,
    decisions,
    export,
    gaps,
    glossary,
    interview,
    loose,
    messages,
    overview,
    parking,
    people,
    polls,
    projects,
    register_forms,
    registers,
)
from bot.listeners.payloads import Body
from bot.services import Services
from facilitation.errors import Refusal
from facilitation.subcommands import nearest, split

COMMAND = "/scope"

SubCommand = Callable[[Services, Ack, BoltContext, Body, str], None]

SUBCOMMANDS: dict[str, SubCommand] = {
    "": overview.on_hub,
    "new": projects.on_new,
    "people": people.on_command,
    "interview": interview.on_command,
    "answers": answers.on_command,
    "agree": answers.on_agree,
    "gaps": gaps.on_command,
    "brief": brief.on_command,
    "features": baseline.on_features,
    "sign": baseline.on_sign,
    "versions": baseline.on_versions,
    "assume": registers.on_assume,
    "rule": registers.on_rule,
    "registers": registers.on_registers,
    "glossary": glossary.on_command,
    "export": export.on_command,
    "decide": decisions.on_decide,
    "decisions": decisions.on_decisions,
    "poll": polls.on_poll,
    "vote": polls.on_vote,
    "status": overview.on_status,
    "parked": parking.on_command,
    "archive": projects.on_archive,
    "help": overview.on_help,
}


def register_listeners(app: App, services: Services) -> None:
    """Register every listener of the bot."""
    app.command(COMMAND)(partial(_on_scope, services))
    for journey in (
        projects,
        people,
        interview,
        messages,
        loose,
        parking,
        answers,
        gaps,
        brief,
        baseline,
        registers,
        register_forms,
        glossary,
        export,
        decisions,
        polls,
        overview,
    ):
        journey.register(app, services)


def _on_scope(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    """Hand a sub-command to its journey. Raises Refusal `no_such_command`, with the nearest that there is."""
    word, rest = split(str(body.get("text") or ""))
    if word not in SUBCOMMANDS:
        raise Refusal("no_such_command", typed=word, nearest=nearest(word, [name for name in SUBCOMMANDS if name]))
    SUBCOMMANDS[word](services, ack, context, body, rest)
