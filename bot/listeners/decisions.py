"""`/scope decide` and `decisions`; the message shortcut *Record as decision*; the buttons of decisions."""

import re
from datetime import date
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltContext

from bot import haste
from bot.delivery import revise
from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, mentions_in, number_of, numbers_of, value_of
from bot.profiles import names_of
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.text import from_form, from_message, mentioned
from bot.use_cases import days, decisions
from bot.use_cases import decision_drafts as drafts
from bot.use_cases import decision_search as searching
from bot.use_cases.access import Caller
from bot.use_cases.notices import Kind
from bot.views import decisions as view
from bot.views.ids import Do, Field, Form, Shortcut
from facilitation.decisions import Entry, Found, Recorded, links_in, number_in, typed_entry

log = structlog.get_logger(__name__)

_BAR = re.compile(r"\|(?![^<>]*>)")  # a bar that is not part of a mention: <@U1|ines>
_CORRECT = re.compile(r"correct\s+(D-?\d{1,6})\b[\s|:]*(.*)", re.IGNORECASE | re.DOTALL)


def register(app: App, services: Services) -> None:
    """Register the shortcut, the form and the buttons of decisions."""
    app.shortcut(Shortcut.RECORD_DECISION)(partial(_on_shortcut, services))
    app.action(Do.DECIDE)(partial(_on_decide_pressed, services))
    app.action(Do.DECISIONS)(partial(_on_list_pressed, services))
    app.action(re.compile(f"^{Do.DECISIONS_PAGE}_"))(partial(_on_page, services))
    app.action(re.compile(f"^{Do.DECISION_SHOW}(_|$)"))(partial(_on_show, services))
    app.action(Do.DECISION_REPLACE)(partial(_on_replace, services))
    app.action(Do.DECISION_CORRECT)(partial(_on_correct, services))
    app.action(Do.POLL_DECIDE)(partial(_on_poll_decided, services))
    app.view(Form.DECISION)(partial(_on_form_sent, services))


def on_decide(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope decide`: the form; or typed: `what | why | not: … | by @a | review 2026-12-01 | replaces D-2 | baseline`.

    `correct D-3 what | why | …` corrects what it gives.
    """
    caller = caller_of(context, body)
    if not rest:
        replies.open_form(services, context, body, view.form(services.words, drafts.blank(services, caller)))
        ack()
        return
    correction = _CORRECT.fullmatch(rest)
    if correction:
        number = number_in(correction[1]) or 0
        record = decisions.correct_numbered(services, caller, number, _typed(services, caller, correction[2]))
        replies.to_command(ack, view.corrected(services.words, record))
    else:
        given = _typed(services, caller, rest)
        record = decisions.record_here(services, caller, given, f"typed:{body.get('trigger_id')}")
        replies.to_command(ack, view.recorded(services.words, record))
    _follow_up(services, record)


def on_decisions(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope decisions [words, @person, 2026-11, D-3]`: the newest first; one named by its number is shown whole."""
    found = searching.find(services, caller_of(context, body), rest)
    if number_in(rest) is not None and len(found.records) == 1:
        replies.to_command(ack, view.whole(services.words, found.records[0]))
        return
    replies.to_command(ack, view.found(services.words, found, _plain(services, found)))


def _typed(services: Services, caller: Caller, text: str) -> dict[str, Any]:
    names = names_of(services, caller.ws, mentioned(text))
    parts = [(from_message(part, names).text, tuple(mentions_in(part))) for part in _BAR.split(text)]
    return typed_entry(parts, days.reader(services, caller))


def _on_shortcut(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller, message = caller_of(context, body), body.get("message") or {}
    raw, ts = str(message.get("text") or ""), str(message.get("ts") or body.get("message_ts"))
    author = None if message.get("bot_id") or message.get("user") == context.bot_user_id else message.get("user")
    text = from_message(raw, names_of(services, caller.ws, mentioned(raw))).text
    link = _permalink(services, caller.channel, ts)
    entry = Entry(text, decided_by=(str(author or caller.slack_id),), links=(link,) if link else ())
    draft = drafts.from_message(services, caller, ts, entry)
    replies.open_form(services, context, body, view.form(services.words, draft))
    ack()


def _permalink(services: Services, channel: str, ts: str) -> str:
    """Return the address of a message; none where the bot does not see it."""
    try:
        return str(haste.in_time(services.quick).chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except CONNECTION_ERRORS as error:
        log.info("no permalink", error=type(error).__name__)
        return ""


def _on_decide_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    draft = drafts.blank_by_id(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, draft))
    ack()


def _on_replace(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    draft = drafts.replacing(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, draft))
    ack()


def _on_correct(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    draft = drafts.correcting(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, draft))
    ack()


def _on_poll_decided(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    draft = drafts.from_poll(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, draft))
    ack()


def _on_form_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller, entry = caller_of(context, body), _entry(body)
    names_of(services, caller.ws, entry.decided_by)
    project, _, origin = str(body["view"].get("private_metadata") or "").partition("|")
    if origin.startswith("correct:"):
        record = decisions.correct(services, caller, number_of(origin.removeprefix("correct:")), entry)
        said = view.corrected(services.words, record)
    else:
        origin = origin or f"form:{body['view']['id']}"
        record = decisions.record(services, caller, number_of(project), entry, origin)
        said = view.recorded(services.words, record)
    ack(response_action="update", view=view.done(services.words, said))
    _follow_up(services, record)


def _entry(body: Body) -> Entry:
    """Return what the form holds."""
    texts = {name: from_form(field_of(body, name)).text for name in (Field.WHAT, Field.WHY, Field.TURNED_DOWN)}
    review_on, replaces = field_of(body, Field.REVIEW_ON), field_of(body, Field.REPLACES)
    return Entry(
        what=texts[Field.WHAT],
        why=texts[Field.WHY],
        turned_down=texts[Field.TURNED_DOWN],
        decided_by=tuple(field_of(body, Field.DECIDED_BY) or ()),
        links=links_in(from_form(field_of(body, Field.LINKS)).text),
        review_on=date.fromisoformat(review_on) if review_on else None,
        replaces=int(replaces) if replaces else None,
        changes_baseline=bool(field_of(body, Field.BASELINE)),
    )


def _on_list_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    found = searching.find_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.found(services.words, found, ""))


def _on_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project, page, query = (*value_of(body).split(":", 2), "", "")[:3]
    found = searching.find_by_id(services, caller_of(context, body), number_of(project), query)
    shown = view.found(services.words, found, _plain(services, found), number_of(page))
    ack()
    replies.in_place(services, context, body, shown)


def _on_show(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    decision_id, page = numbers_of(value_of(body), 2)
    record = searching.show(services, caller_of(context, body), decision_id)
    ack()
    replies.in_place(services, context, body, view.whole(services.words, record, page))


def _plain(services: Services, found: Found) -> str:
    """Return a search in plain words."""
    names = names_of(services, found.project.workspace_id, mentioned(found.query))
    return from_message(found.query, names).text


def _follow_up(services: Services, record: Recorded) -> None:
    """Have a new decision posted, and everything that stands posted about it brought up to date."""
    decision, replaced = record.decision, record.replaces
    replies.soon(services)
    changed = (decision if decision.corrected else None, replaced)
    keys = [decisions.post_key(each.id) for each in changed if each is not None]
    if decision.poll_id is not None:
        keys += [f"{Kind.POLL_SHOWN}:{decision.poll_id}:{round_}" for round_ in (1, 2)]
    services.background.run(revise, services, decision.workspace_id, *keys)
