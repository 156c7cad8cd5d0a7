"""The one place where errors are shown: a known one as its sentence, an unknown one with a reference id that is logged.

What somebody typed is never lost by it: a form keeps its text, a message stays unacknowledged so that Slack sends it
again, a command's text is given back.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from facilitation.errors import Refusal
from storage.errors import StorageUnavailable

log = structlog.get_logger(__name__)

_SHOWN_BACK = 2000  # characters of somebody's text given back to them


def register_errors(app: App, services: Services) -> None:
    """Register the error handler of the whole app."""

    def handle(error: Exception, body: dict[str, Any], context: BoltContext, request: BoltRequest) -> BoltResponse:
        sentence, field, known = _sentence(services, error, body)
        if "view" in body and body.get("type") == "view_submission":
            return _in_form(body["view"], field, sentence)
        if "command" in body:
            return _json({"response_type": "ephemeral", "text": sentence})
        if body.get("type") == "event_callback":
            return _for_event(services, context, body, request, sentence, known=known)
        services.background.run(_tell, services, context, body, sentence)
        return BoltResponse(status=200, body="")

    app.error(handle)


def _sentence(services: Services, error: Exception, body: Mapping[str, Any]) -> tuple[str, str | None, bool]:
    """Return what to say, the form field it belongs to, and whether it was expected."""
    words = services.words
    if isinstance(error, Refusal):
        return words.refusal(error), error.field, True
    reference = uuid4().hex[:8]
    trouble = "storage" if isinstance(error, StorageUnavailable) else "slack" if _is_slack(error) else "unexpected"
    log.error("request failed", reference=reference, trouble=trouble, exc_info=error)
    facts = {"reference": reference, "text": _typed(body)[:_SHOWN_BACK]}
    return words.say(f"errors/{trouble}", facts), None, False


def _is_slack(error: Exception) -> bool:
    return isinstance(error, (SlackApiError, *CONNECTION_ERRORS))


def _typed(body: Mapping[str, Any]) -> str:
    """Return what the person had typed, to be given back; a form keeps its own text."""
    event = body.get("event") or {}
    if event.get("type") == "message":
        return str((event.get("message") or event).get("text") or "")
    if "command" in body and body.get("text"):
        return f"{body['command']} {body['text']}"
    return ""


def _in_form(view: Mapping[str, Any], field: str | None, sentence: str) -> BoltResponse:
    """Show the sentence beside a field, so that the form stays open with everything in it."""
    inputs = [block["block_id"] for block in view.get("blocks") or [] if block.get("type") == "input"]
    if not inputs:
        return BoltResponse(status=200, body="")
    return _json({"response_action": "errors", "errors": {field if field in inputs else inputs[0]: _plain(sentence)}})


def _for_event(
    services: Services,
    context: BoltContext,
    body: Mapping[str, Any],
    request: BoltRequest,
    sentence: str,
    *,
    known: bool,
) -> BoltResponse:
    """Tell the person once, and leave an unexpected failure unacknowledged: Slack delivers the event again."""
    event = body.get("event") or {}
    first = not request.headers.get("x-slack-retry-num") or request.headers["x-slack-retry-num"][0] in ("0", "")
    if first and event.get("type") == "message" and (known or event.get("channel_type") == "im"):
        services.background.run(_tell, services, context, body, sentence)
    return BoltResponse(status=200 if known else 500, body="")


def _tell(services: Services, context: BoltContext, body: Mapping[str, Any], sentence: str) -> None:
    if body.get("response_url") and context.respond is not None:
        context.respond(text=sentence, response_type="ephemeral", replace_original=False)
        return
    event = body.get("event") or {}
    author = (event.get("message") or event.get("previous_message") or event).get("user")
    in_dm = event.get("channel_type") == "im"
    channel = context.channel_id if in_dm else author or context.user_id
    if channel:
        services.client.chat_postMessage(channel=channel, text=sentence)


def _plain(sentence: str) -> str:
    """Return a sentence for where Slack shows no markup: field errors."""
    return sentence.replace("*", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _json(body: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(
        status=200, body=json.dumps(body), headers={"content-type": ["application/json; charset=utf-8"]}
    )
