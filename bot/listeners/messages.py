"""Whatever is typed to the bot: in its DM, or in the thread of somebody whom no DM reaches. Edits and deletions too."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext

from bot import follow_up
from bot.listeners.payloads import Body, caller_of
from bot.profiles import people_in
from bot.recent import Recent
from bot.services import Services
from bot.text import Typed, from_message, mentioned
from bot.use_cases import command_words, edited, typed
from bot.use_cases.access import Caller
from bot.use_cases.command_words import COMMANDS
from bot.use_cases.heard import Heard, Outcome
from bot.views import blocks

Event = Mapping[str, Any]
_TYPED = (None, "file_share", "thread_broadcast", "me_message")


def register(app: App, services: Services) -> None:
    """Register everything that happens to messages."""
    app.event("message")(partial(_on_message, services, Recent()))


def _on_message(services: Services, threads: Recent, context: BoltContext, event: Event, body: Body) -> None:
    context["threads"], subtype = threads, event.get("subtype")
    if subtype in _TYPED:
        _on_typed(services, context, event, body)
    elif subtype == "message_changed":
        _on_changed(services, context, event, body)
    elif subtype == "message_deleted":
        _on_deleted(services, context, event, body)


def _on_typed(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    caller = caller_of(context, body)
    if _not_a_person(context, event) or not _is_ours(services, context, caller, event):
        return
    words = _read(services, caller, event)
    if not words.text.strip() or _is_command(services, caller, event, words.text):
        return
    heard = typed.hear(services, caller, str(event["ts"]), words, event.get("thread_ts"))
    _answer(services, caller, heard)


def _on_changed(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    if message.get("subtype") == "tombstone":  # deleted with replies below it
        return _on_deleted(services, context, {**event, "deleted_ts": message.get("ts")}, body)
    if _not_a_person(context, message) or message.get("text") == before.get("text"):
        return None  # a link was unfolded, or we edited a message of our own
    caller = _author(services, context, body, message)
    if _is_ours(services, context, caller, message):
        words = _read(services, caller, message)
        is_word, thread_ts = _command(services, words.text) is not None, message.get("thread_ts")
        heard = edited.correct(services, caller, str(message["ts"]), words, thread_ts, is_word=is_word)
        _answer(services, caller, heard)
    return None


def _on_deleted(services: Services, context: BoltContext, event: Event, body: Body) -> None:
    before = event.get("previous_message") or {}
    if _not_a_person(context, before):
        return
    caller = _author(services, context, body, before)
    if _is_ours(services, context, caller, before):
        heard = edited.withdraw(services, caller, str(event.get("deleted_ts") or before.get("ts")))
        _answer(services, caller, heard)


def _is_ours(services: Services, context: BoltContext, caller: Caller, message: Event) -> bool:
    """Return whether a message is typed to us: all of a DM, and what somebody types in the thread of their interview.

    Such threads are remembered, so that somebody can be told of trouble also when it keeps us from looking.
    """
    thread_ts, threads = message.get("thread_ts"), context["threads"]
    if caller.in_dm or thread_ts is None:
        return caller.in_dm
    where = (caller.ws, caller.slack_id, caller.channel, str(thread_ts))
    context["ours"] = where in threads
    context["ours"] = typed.is_ours(services, caller, str(thread_ts))
    if context["ours"]:
        threads.add(*where)
    return bool(context["ours"])


def _not_a_person(context: BoltContext, message: Event) -> bool:
    user = message.get("user")
    return bool(message.get("bot_id")) or not user or user in (context.bot_user_id, "USLACKBOT")


def _author(services: Services, context: BoltContext, body: Body, message: Event) -> Caller:
    caller = caller_of(context, body)
    return Caller(caller.ws, str(message["user"]), caller.channel or str(body["event"]["channel"]), caller.in_dm)


def _read(services: Services, caller: Caller, message: Event) -> Typed:
    """Return what was typed; a file becomes its name and address, for we keep words; a forwarded message its text."""
    forwarded = [each for each in message.get("attachments") or [] if each.get("is_share")]
    raw = "\n".join(filter(None, [str(message.get("text") or ""), *(_forwarded(each) for each in forwarded)]))
    names, people = people_in(services, caller.ws, mentioned(raw))
    heard = from_message(raw, names)
    files = [f"{each.get('name') or ''} {each.get('permalink') or ''}".strip() for each in message.get("files") or []]
    return Typed("\n".join(filter(None, [heard.text, *files])), people)


def _forwarded(attachment: Mapping[str, Any]) -> str:
    text = str(attachment.get("text") or attachment.get("fallback") or "")
    return "\n".join(filter(None, [text, str(attachment.get("from_url") or "")]))


def _is_command(services: Services, caller: Caller, event: Event, text: str) -> bool:
    """Do what a word alone asks for: typing "next" is pressing *Next*. Returns whether it was such a word."""
    command = _command(services, text)
    if command is None:
        return False
    obeyed = command_words.obey(services, caller, str(event["ts"]), command, event.get("thread_ts"))
    if obeyed is None:
        return False
    follow_up.show_move(services, obeyed.moved)
    if obeyed.asked is not None:
        services.background.run(follow_up.show_unknown, services, obeyed.asked)
    if obeyed.paused is not None:
        services.background.run(follow_up.show_paused, services, obeyed.paused)
    return True


def _command(services: Services, text: str) -> str | None:
    """Return the command that a message is, whatever its capitals, its full stop, or a phone's curly apostrophe."""
    asked = _plain(text)
    for command in COMMANDS:
        if asked in (_plain(word) for word in services.words.label(f"interview.word_{command}").split(",")):
            return command
    return None


def _plain(text: str) -> str:
    return text.strip().rstrip(".!").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()


def _answer(services: Services, caller: Caller, heard: Heard) -> None:
    """Say what became of it, unless it was a repeat."""
    run, words = services.background.run, services.words
    if heard.outcome in (Outcome.LOOSE, Outcome.TAKEN_BACK):
        run(follow_up.show_loose, services, caller)
    elif heard.outcome is Outcome.NOT_FOR_US and caller.in_dm:
        run(_say_in_dm, services, caller, blocks.message(words.say("interview/nothing_open")))
    elif heard.outcome not in (Outcome.REPEAT, Outcome.NOT_FOR_US):
        run(follow_up.show_saved, services, heard)


def _say_in_dm(services: Services, caller: Caller, message: blocks.Message) -> None:
    services.client.chat_postMessage(channel=caller.channel, **message.payload())
