"""The one place where errors are shown: a known one as its sentence, an unknown one with a reference id that is logged.

What somebody typed is never lost by it: a form keeps its text, a message stays unacknowledged so that Slack sends it
again, a command's text is given back.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError

from bot import responding
from bot.background import log_failure
from bot.recent import Recent
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.text import from_message
from bot.views.blocks import Message, message
from bot.views.overview import refused
from facilitation.errors import Refusal
from storage import people
from storage.errors import StorageUnavailable

Body = Mapping[str, Any]

_MENTION = re.compile(r"<@([\w.-]+)>")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")

log = structlog.get_logger(__name__)

_SHOWN_BACK = 10_000  # characters given back of a message, whose whole stands right above in the DM
_SOON_TYPED_AGAIN = 40  # characters of a command; a longer one that is declined comes back with the sentence


@dataclass(frozen=True, slots=True)
class Trouble:
    """What to say about an error, the form field it belongs to, and whether it was expected."""

    sentence: str
    field: str | None = None
    known: bool = False
    others: tuple[tuple[str | None, str], ...] = ()  # fields of the same form with their sentences


def register_errors(app: App, services: Services) -> None:
    """Register the error handler of the whole app."""
    told = Recent()  # the messages that somebody was told about; Slack delivers one again while it can't be saved

    def handle(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        event = body.get("type") == "event_callback" or "event" in body
        if isinstance(error, BoltUnhandledRequestError):
            if event:  # a kind of event that nobody here listens to
                return _done()
            if "command" not in body:
                error = Refusal("old_button")
        trouble = _trouble(services, error, body)
        if event:
            return _for_event(services, context, body, trouble, told)
        if body.get("type") == "view_submission":
            return _in_form(services, context, body, trouble)
        if "command" in body:
            return _for_command(services, context, body, trouble)
        services.background.run(_tell, services, context, body, [message(trouble.sentence)])
        return _done()

    app.error(handle)


def _trouble(services: Services, error: Exception, body: Body) -> Trouble:
    words = services.words
    if isinstance(error, Refusal):
        others = tuple((other.field, words.refusal(other)) for other in error.more)
        return Trouble(words.refusal(error), error.field, known=True, others=others)
    name = "storage" if isinstance(error, StorageUnavailable) else "slack" if _is_slack(error) else "unexpected"
    reference = log_failure(log, "request failed", error, trouble=name)
    facts = {"reference": reference, "again": "event" in body}
    return Trouble(words.say(f"errors/{name}", facts))


def _is_slack(error: Exception) -> bool:
    return isinstance(error, (SlackApiError, *CONNECTION_ERRORS))


def _for_event(services: Services, context: BoltContext, body: Body, trouble: Trouble, told: Recent) -> BoltResponse:
    """Tell the person once, and leave an unexpected failure unacknowledged: Slack delivers the event again.

    Outside a DM and the threads of interviews an unexpected failure is told to nobody: it may have been any talk.
    """
    event = body["event"]
    typed = event.get("message") or event
    where = str(event.get("channel")), str(event.get("event_ts") or typed.get("ts"))
    ours = bool(context.get("in_dm") or context.get("ours"))
    if event.get("type") == "message" and (trouble.known or ours) and told.add(*where):
        said = [message(trouble.sentence)]
        if not trouble.known and typed.get("text"):
            text = from_message(str(typed["text"]), {}).text[:_SHOWN_BACK]
            said = refused(services.words, trouble.sentence, text)
        services.background.run(_tell, services, context, body, said)
    return _done() if trouble.known else BoltResponse(status=500, body="")


def _for_command(services: Services, context: BoltContext, body: Body, trouble: Trouble) -> BoltResponse:
    """Answer with the sentence, and with what was typed: Slack has taken it out of the field."""
    text = str(body.get("text") or "").strip()
    if " " not in text or (trouble.known and len(text) <= _SOON_TYPED_AGAIN):
        first, more = message(trouble.sentence), []
    else:
        typed = from_message(f"{body['command']} {text}", {}).text
        first, *more = refused(services.words, trouble.sentence, typed)
    if more:
        services.background.run(_tell, services, context, body, more)
    return _done({"response_type": "ephemeral", **first.payload()})


def _in_form(services: Services, context: BoltContext, body: Body, trouble: Trouble) -> BoltResponse:
    """Show each sentence beside its field, so that the form stays open with everything in it."""
    inputs = [block["block_id"] for block in body["view"].get("blocks") or [] if block.get("type") == "input"]
    if not inputs:
        services.background.run(_tell, services, context, body, [message(trouble.sentence)])
        return _done()
    first = trouble.field if trouble.field in inputs else inputs[0]
    told = {field: sentence for field, sentence in trouble.others if field in inputs} | {first: trouble.sentence}
    errors = {field: _plain(services, context, sentence) for field, sentence in told.items()}
    return _done({"response_action": "errors", "errors": errors})


def _tell(services: Services, context: BoltContext, body: Body, said: Sequence[Message]) -> None:
    """Say something to whoever acted: for their eyes, or where they wrote."""
    for each in said:
        if responding.took(context.respond, each.payload()):
            continue
        channel, thread_ts = _place(context, body)
        if channel:
            services.client.chat_postMessage(channel=channel, thread_ts=thread_ts, **each.payload())


def _place(context: BoltContext, body: Body) -> tuple[str | None, str | None]:
    """Return channel and thread in which to answer: where somebody typed, else their DM."""
    event = body.get("event") or {}
    typed = event.get("message") or event.get("previous_message") or event
    if event and (context.get("in_dm") or typed.get("thread_ts")):
        return context.channel_id or event.get("channel"), typed.get("thread_ts")
    return typed.get("user") or context.user_id, None


def _plain(services: Services, context: BoltContext, sentence: str) -> str:
    """Return a sentence for where Slack shows no markup: field errors."""
    mentioned = _MENTION.findall(sentence)
    if mentioned:
        with services.database.reading() as tx:
            names = people.names(tx, context["ws"], mentioned)
        sentence = _MENTION.sub(lambda found: names.get(found[1], found[1]), sentence)
    sentence = _DATE.sub(r"\1", sentence)
    return sentence.replace("*", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _done(body: Body | None = None) -> BoltResponse:
    """Return the acknowledgement, with what Slack is to show."""
    if body is None:
        return BoltResponse(status=200, body="")
    headers: dict[str, str | Sequence[str]] = {"content-type": "application/json; charset=utf-8"}
    return BoltResponse(status=200, body=json.dumps(body), headers=headers)
