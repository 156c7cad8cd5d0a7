"""`/scope answers`, the reveal, agreed answers, and changes proposed after the reveal."""

import re
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, message_of, number_of, numbers_of, parts_of, value_of
from bot.profiles import names_of
from bot.services import Services
from bot.text import from_form, from_message, mentioned
from bot.use_cases import agreeing, answers, jargon
from bot.views import answers as view
from bot.views import blocks
from bot.views.ids import Do, Field, Form
from facilitation.model import AgreedAnswer
from facilitation.subcommands import split


def register(app: App, services: Services) -> None:
    """Register reading, revealing and agreeing."""
    app.action(Do.ANSWERS)(partial(_on_show, services))
    app.action(re.compile(f"^{Do.ANSWERS_PAGE}_"))(partial(_on_page, services))
    app.action(Do.REVEAL)(partial(_on_reveal, services))
    app.action(Do.REVEAL_YES)(partial(_on_reveal_confirmed, services))
    app.action(re.compile(f"^{Do.AGREE_PICK}_"))(partial(_on_pick, services))
    app.action(Do.AGREE_MERGE)(partial(_on_merge, services))
    app.action(Do.AGREE_EDIT)(partial(_on_edit, services))
    app.view(Form.AGREE)(partial(_on_agree_sent, services))
    app.action(Do.CHANGE_TAKE)(partial(_on_change, services, True))
    app.action(Do.CHANGE_KEEP)(partial(_on_change, services, False))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope answers [project]`: one's own until the reveal, then everybody's."""
    shown = answers.show(services, caller_of(context, body), rest)
    replies.to_command(ack, view.page(services.words, shown, 0))


def on_agree(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope agree 7 the text`: record an agreed answer by typing; without a text, in the form."""
    caller = caller_of(context, body)
    number, raw = split(rest)
    if number and not raw:
        draft = agreeing.draft_here(services, caller, number.rstrip(".:)"))
        replies.open_form(services, context, body, view.agree_form(services.words, draft))
        ack()
        return
    text = from_message(raw, names_of(services, caller.ws, mentioned(raw)))
    agreed = agreeing.record_here(services, caller, number.rstrip(".:)"), text)
    replies.to_command(ack, _recorded(services, caller.ws, agreed))


def _on_show(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = answers.show_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.page(services.words, shown, 0))


def _on_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, page = numbers_of(value_of(body), 2)
    shown = answers.show_by_id(services, caller_of(context, body), project_id)
    ack()
    replies.in_place(services, context, body, view.page(services.words, shown, page))


def _on_reveal(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project, missing = answers.ask_to_reveal(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.ask_to_reveal(services.words, project, missing))


def _on_reveal_confirmed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project = answers.reveal(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    done = services.words.say("answers/reveal_done", {"project": project})
    replies.in_place(services, context, body, blocks.message(done))
    replies.soon(services)


def _on_pick(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    agreed = agreeing.pick(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    _show_recorded(services, context, body, agreed)


def _on_merge(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, question_id = parts_of(value_of(body), 2)
    agreed = agreeing.merge(services, caller_of(context, body), number_of(project_id), question_id)
    ack()
    _show_recorded(services, context, body, agreed)


def _on_edit(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, question_id = parts_of(value_of(body), 2)
    draft = agreeing.draft(services, caller_of(context, body), number_of(project_id), question_id)
    replies.open_form(services, context, body, view.agree_form(services.words, draft))
    ack()


def _on_agree_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, question_id = parts_of(str(body["view"].get("private_metadata") or ""), 2)
    caller = caller_of(context, body)
    text, by = from_form(field_of(body, Field.TEXT)), field_of(body, Field.AGREED_BY) or []
    names_of(services, caller.ws, by)
    agreed = agreeing.record(services, caller, number_of(project_id), question_id, text, by)
    ack(response_action="update", view=view.agreed_done(services.words, _recorded(services, caller.ws, agreed)))


def _on_change(services: Services, take: bool, ack: Ack, context: BoltContext, body: Body) -> None:
    answer_id, version_id = numbers_of(value_of(body), 2)
    caller = caller_of(context, body)
    changed = answers.settle_change(services, caller, answer_id, version_id, take=take)
    ack()
    name = "answers/change_again" if changed is None else "answers/change_taken" if take else "answers/change_kept"
    replies.privately(services, context, body, blocks.message(services.words.say(name)))
    replies.soon(services)


def _show_recorded(services: Services, context: BoltContext, body: Body, agreed: AgreedAnswer) -> None:
    """Say that it is recorded, on the page of answers itself where only the facilitator sees that one."""
    recorded = _recorded(services, context["ws"], agreed)
    if message_of(body) is not None:
        replies.privately(services, context, body, recorded)
        return
    shown = answers.show_by_id(services, caller_of(context, body), agreed.project_id)
    page = view.page(services.words, shown, at=agreed.question_id, note=recorded.text)
    replies.in_place(services, context, body, page)


def _recorded(services: Services, ws: int, agreed: AgreedAnswer) -> blocks.Message:
    question = services.words.pack[agreed.question_id]
    found = jargon.in_text(services, ws, agreed.project_id, agreed.text)
    facts = {"question": question, "agreed": agreed, "jargon": found}
    return blocks.message(services.words.say("answers/recorded", facts))
