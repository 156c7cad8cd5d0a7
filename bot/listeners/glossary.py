"""`/scope glossary`."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, number_of, numbers_of, value_of
from bot.listeners.typed_entries import extras_of, typed_of
from bot.profiles import meet
from bot.services import Services
from bot.text import from_form, from_message
from bot.use_cases import glossary
from bot.use_cases.access import Caller
from bot.views import glossary as view
from bot.views import register_forms
from bot.views.blocks import Message
from bot.views.ids import Do, Field, Form
from facilitation.errors import Refusal
from facilitation.glossary import key_of, read_word


def register(app: App, services: Services) -> None:
    """Register the buttons and the form of the glossary."""
    app.action(Do.GLOSSARY)(partial(_on_show, services))
    app.action(Do.WORD_ADD)(partial(_on_add, services))
    app.action(Do.WORD_EDIT)(partial(_on_edit, services))
    app.action(Do.WORD_REMOVE)(partial(_on_remove, services))
    app.view(Form.WORD)(partial(_on_form_sent, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope glossary [project]`, `glossary word`, `glossary word = one line | @arbiter`, `glossary word =`."""
    caller = caller_of(context, body)
    if "=" in rest:
        replies.to_command(ack, _put(services, caller, rest))
    else:
        replies.to_command(ack, _looked_up(services, caller, rest))


def _put(services: Services, caller: Caller, rest: str) -> Message:
    """Record what was typed; nothing behind the sign takes the word off."""
    line, more = extras_of(services, caller, rest)
    word, meaning = read_word(line.text)
    project = glossary.show(services, caller).project
    if not meaning and more.owner is None:
        shown = glossary.show(services, caller)
        found = next((each for each in shown.words if key_of(each.word) == key_of(word)), None)
        if found is None:
            raise Refusal("meaning_empty") if word else Refusal("word_empty")
        return view.removed(services.words, glossary.remove(services, caller, found.id).project, found.word)
    shown, put = glossary.put(services, caller, project.id, word, typed_of(meaning or ""), more.owner)
    return view.one(services.words, shown, put, saved=True)


def _looked_up(services: Services, caller: Caller, typed: str) -> Message:
    """Return a word of the project here, else the list of the project that was named."""
    rest = from_message(typed, {}).text
    if not rest:
        return view.glossary(services.words, glossary.show(services, caller))
    try:
        shown = glossary.show(services, caller)
    except Refusal as refusal:
        if refusal.kind != "which_project":
            raise
        return view.glossary(services.words, glossary.show(services, caller, rest))
    found = next((each for each in shown.words if key_of(each.word) == key_of(rest)), None)
    if found is not None:
        return view.one(services.words, shown, found)
    if key_of(rest) in key_of(shown.project.name):
        return view.glossary(services.words, shown)
    raise Refusal("no_such_word", word=rest)


def _on_show(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = glossary.show_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.glossary(services.words, shown))


def _on_add(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project = glossary.may_add(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, project.id, None))
    ack()


def _on_edit(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    found = glossary.word(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, found.project_id, found))
    ack()


def _on_remove(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller, word_id = caller_of(context, body), number_of(value_of(body))
    found = glossary.word(services, caller, word_id)
    shown = glossary.remove(services, caller, word_id)
    ack()
    replies.in_place(services, context, body, view.removed(services.words, shown.project, found.word))


def _on_form_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    project_id, word_id = numbers_of(str(body["view"].get("private_metadata") or ""), 2)
    word, meaning = from_form(field_of(body, Field.WORD)).text, from_form(field_of(body, Field.TEXT))
    arbiter = field_of(body, Field.PERSON)
    meet(services, caller.ws, arbiter, field=Field.PERSON)
    if word_id:
        shown, put = glossary.change(services, caller, word_id, word, meaning, arbiter)
    else:
        shown, put = glossary.put(services, caller, project_id, word, meaning, arbiter)
    done = view.one(services.words, shown, put, saved=True)
    title, close = services.words.label("glossary.title"), services.words.label("common.close")
    ack(response_action="update", view=register_forms.done(title, close, done))
