"""Whatever is typed to the bot: in its DM, or in the thread of somebody whom no DM reaches. Edits and deletions too."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext

from bot import follow_up
from bot.listeners.payloads import Body, caller_of
from bot.profiles import names_of
from bot.services import Services
from bot.text import Typed, from_message, mentioned
from bot.use_cases import interview, typed
from bot.use_cases.access import Caller
from bot.use_cases.typed import Heard, Outcome
from bot.views import blocks
from bot.views import interview as view

Event = Mapping[str, Any]
_TYPED = (None, "file_share", "thread_broadcast", "me_message")
_COMMANDS = ("next", "skip", "back", "pause", "dont_know")


def register(app: App, services: Services) -> None:
    """Register everything that happens to messages."""
    app.event("message")(partial(_on_message, services))


def _on_message(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    subtype = event.get("subtype")
    if subtype in _TYPED:
        _on_typed(services, context, event, body)
    elif subtype == "message_changed":
        _on_changed(services, context, event, body)
    elif subtype == "message_deleted":
        _on_deleted(services, context, event, body)


def _on_typed(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    caller = caller_of(context, body)
    if _not_a_person(context, event) or not (caller.in_dm or event.get("thread_ts")):
        return
    words = _read(services, caller, event)
    if _is_command(services, caller, event, words):
        return
    heard = typed.hear(services, caller, str(event["ts"]), words, event.get("thread_ts"))
    _answer(services, caller, heard)


def _on_changed(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    if _not_a_person(context, message) or message.get("text") == before.get("text"):
        return  # a link was unfolded, or we edited a message of our own
    if message.get("subtype") == "tombstone":  # deleted with replies below it
        return _on_deleted(services, context, {**event, "deleted_ts": message.get("ts")}, body)
    caller = _author(services, context, body, message)
    if caller.in_dm or message.get("thread_ts"):
        words = _read(services, caller, message)
        heard = typed.correct(services, caller, str(message["ts"]), words, message.get("thread_ts"))
        _answer(services, caller, heard)
    return None


def _on_deleted(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    before = event.get("previous_message") or {}
    if _not_a_person(context, before):
        return
    caller = _author(services, context, body, before)
    if caller.in_dm or before.get("thread_ts"):
        heard = typed.withdraw(services, caller, str(event.get("deleted_ts") or before.get("ts")))
        if heard.outcome is not Outcome.NOT_FOR_US:
            _answer(services, caller, heard)


def _not_a_person(context: BoltContext, message: Event) -> bool:
    user = message.get("user")
    return bool(message.get("bot_id")) or not user or user in (context.bot_user_id, "USLACKBOT")


def _author(services: Services, context: BoltContext, body: Body, message: Event) -> Caller:
    caller = caller_of(context, body)
    return Caller(caller.ws, str(message["user"]), caller.channel or str(body["event"]["channel"]), caller.in_dm)


def _read(services: Services, caller: Caller, message: Event) -> Typed:
    """Return what was typed; a file becomes its name and address, for we keep words."""
    raw = str(message.get("text") or "")
    heard = from_message(raw, names_of(services, caller.ws, mentioned(raw)))
    files = [f"{each.get('name') or ''} {each.get('permalink') or ''}".strip() for each in message.get("files") or []]
    return Typed("\n".join(filter(None, [heard.text, *files])), heard.mentions)


def _is_command(services: Services, caller: Caller, event: Event, words: Typed) -> bool:
    """Do what a word alone asks for: typing "next" is pressing *Next*. Returns whether it was such a word."""
    asked = words.text.strip().rstrip(".").casefold()
    known = {services.words.label(f"interview.word_{key}").casefold(): key for key in _COMMANDS}
    if asked not in known:
        return False
    found = typed.hear_command(services, caller, str(event["ts"]), words, event.get("thread_ts"))
    if found is None:
        return False
    if found.outcome is Outcome.REPEAT or found.place is None:
        return True
    place = found.place.interview
    if known[asked] == "dont_know":
        follow_up.ask_unknown(services, caller, place.id, place.visit)
        return True
    steps: dict[str, Callable[..., interview.Moved | None]] = {
        "next": interview.go_next,
        "skip": interview.skip,
        "back": interview.go_back,
        "pause": interview.pause,
    }
    follow_up.show_move(services, steps[known[asked]](services, caller, place.id, place.visit))
    return True


def _answer(services: Services, caller: Caller, heard: Heard) -> None:
    """Say what became of it, unless it was a repeat."""
    words, place = services.words, heard.place
    if heard.outcome is Outcome.LOOSE and place is not None and heard.loose is not None:
        question = words.pack[place.interview.question_id]
        message = view.loose(words, place.project, place.interview, question, heard.loose)
        services.background.run(follow_up.post_to_place, services, place, message)
    elif heard.outcome is Outcome.NOT_FOR_US and caller.in_dm:
        services.background.run(_say_in_dm, services, caller, blocks.message(words.say("interview/nothing_open")))
    elif heard.answer is not None and heard.outcome is not Outcome.REPEAT:
        services.background.run(follow_up.show_saved, services, heard)


def _say_in_dm(services: Services, caller: Caller, message: blocks.Message) -> None:
    services.client.chat_postMessage(channel=caller.channel, **message.payload())
