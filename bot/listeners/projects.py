"""`/scope new` and `archive`."""

import re
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, mentions_in, number_of, value_of
from bot.profiles import meet, names_of
from bot.services import Services
from bot.text import from_form, from_message, mentioned
from bot.use_cases import projects
from bot.use_cases.access import Caller
from bot.views import blocks
from bot.views import projects as view
from bot.views.ids import Do, Field, Form, Shortcut
from facilitation.errors import Refusal
from facilitation.model import Project

_BAR = re.compile(r"\|(?![^<>]*>)")  # a bar that is not part of a mention: <@U1|ines>


def register(app: App, services: Services) -> None:
    """Register what begins and ends a project."""
    app.action(Do.NEW)(partial(_on_new_pressed, services))
    app.shortcut({"callback_id": Shortcut.START_PROJECT, "type": "shortcut"})(partial(_on_new_shortcut, services))
    app.view(Form.NEW_PROJECT)(partial(_on_new_sent, services))
    app.action(Do.ARCHIVE)(partial(_on_archive_pressed, services))
    app.action(Do.ARCHIVE_YES)(partial(_on_archive_confirmed, services))


def on_new(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope new`: the form; or typed: `/scope new name | wish in one sentence | @sponsor`."""
    caller = caller_of(context, body)
    projects.may_start(services, caller)
    if rest:
        project = _start_typed(services, caller, rest)
        replies.to_command(ack, _started(services, project))
        replies.soon(services)
        return
    replies.open_form(services, context, body, view.new_form(services.words, caller.channel))
    ack()


def on_archive(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope archive [project]`: asks first."""
    project = projects.ask_to_archive(services, caller_of(context, body), rest)
    replies.to_command(ack, view.ask_to_archive(services.words, project))


def _start_typed(services: Services, caller: Caller, rest: str) -> Project:
    before, mark, last = rest.rpartition("<@")
    sponsor, after = mentions_in(mark + last), last.partition(">")[2]
    name, *wish = (part.strip() for part in _BAR.split(before.rstrip(" |")))
    if not wish or not sponsor or after.strip(" .|"):
        raise Refusal("new_typed")
    meet(services, caller.ws, caller.slack_id)
    meet(services, caller.ws, sponsor[0])
    names = names_of(services, caller.ws, mentioned(before))
    typed_name, typed_wish = from_message(name, names), from_message(" | ".join(wish), names)
    return projects.start(services, caller, typed_name, typed_wish, sponsor[0])


def _on_new_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    projects.may_start(services, caller)
    replies.open_form(services, context, body, view.new_form(services.words, caller.channel))
    ack()


def _on_new_shortcut(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    """*Start a project* from anywhere in Slack: the form asks for the channel too."""
    replies.open_form(services, context, body, view.new_form(services.words, ""))
    ack()


def _on_new_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    acting = caller_of(context, body)
    channel = str(body["view"].get("private_metadata") or field_of(body, Field.CHANNEL) or "")
    caller = Caller(acting.ws, acting.slack_id, channel)
    if not channel:
        raise Refusal("channel_missing", field=Field.CHANNEL)
    name, wish = from_form(field_of(body, Field.NAME)), from_form(field_of(body, Field.WISH))
    sponsor = field_of(body, Field.SPONSOR)
    meet(services, caller.ws, caller.slack_id)
    meet(services, caller.ws, sponsor, field=Field.SPONSOR)
    projects.start(services, caller, name, wish, sponsor)
    ack()
    replies.soon(services)


def _on_archive_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project = projects.ask_to_archive_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.ask_to_archive(services.words, project))


def _on_archive_confirmed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project = projects.archive(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    text = services.words.say("project/archive_done", {"project": project})
    replies.in_place(services, context, body, blocks.message(text))
    replies.soon(services)


def _started(services: Services, project: Project) -> blocks.Message:
    return blocks.message(services.words.say("project/start_done", {"project": project}))
