"""`/scope gaps`: the disagreement map, and the draft agenda."""

import re
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, action_of, caller_of, number_of, numbers_of, value_of
from bot.services import Services
from bot.use_cases import gaps
from bot.use_cases.access import Caller
from bot.views import blocks
from bot.views import gaps as view
from bot.views.ids import Do
from facilitation.gaps import Gaps


def register(app: App, services: Services) -> None:
    """Register the map's buttons."""
    app.action(Do.GAPS)(partial(_on_show, services))
    app.action(re.compile(f"^{Do.GAPS_PAGE}_"))(partial(_on_page, services))
    app.action(Do.GAPS_AGENDA)(partial(_on_agenda, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope gaps [project]`: where members say different things, and what is still open."""
    caller = caller_of(context, body)
    replies.to_command(ack, _page(services, caller, gaps.show(services, caller, rest), 0))


def _on_show(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    shown = gaps.show_by_id(services, caller, number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, _page(services, caller, shown, 0))


def _on_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, number = numbers_of(value_of(body), 2)
    caller = caller_of(context, body)
    shown = gaps.show_by_id(services, caller, project_id)
    ack()
    replies.in_place(services, context, body, _page(services, caller, shown, number))


def _on_agenda(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    request = str(action_of(body).get("action_ts") or body.get("trigger_id"))
    project = gaps.post_agenda(services, caller_of(context, body), number_of(value_of(body)), request)
    ack()
    text = services.words.say("gaps/agenda_on_its_way", {"project": project})
    replies.privately(services, context, body, blocks.message(text))
    replies.soon(services)


def _page(services: Services, caller: Caller, shown: Gaps, number: int) -> blocks.Message:
    may_post = gaps.may_post(services, caller, shown.project)
    return view.page(services.words, shown, number, may_post=may_post)
