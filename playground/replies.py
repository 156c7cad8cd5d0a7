"""Answers to commands and interactions: in the acknowledgement itself, or at a response_url."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from playground import messages
from playground.calls import ApiError, Call
from playground.checks import examine
from playground.model import BOT_USER_ID, Conversation, Json
from playground.triggers import ReplyTarget
from playground.workspace import Workspace

_HTTP_STATUS = {"no_service": 404, "expired_url": 404, "used_url": 404}


async def handle(request: Request) -> Response:
    """Answer `POST /response/{ticket}`."""
    workspace: Workspace = request.app.state.workspace
    try:
        payload = json.loads(await request.body())
    except json.JSONDecodeError:
        return PlainTextResponse("invalid_payload", 400)
    fault = workspace.faults.next_for("response_url", set())
    if fault:
        return JSONResponse({"ok": False, "error": fault.error}, fault.status if fault.status != 200 else 500)
    target, error = workspace.response_urls.use(request.path_params["ticket"])
    if target is None:
        return JSONResponse({"ok": False, "error": error}, _HTTP_STATUS[error])
    try:
        apply(workspace, target, payload)
    except ApiError as refused:
        return JSONResponse(refused.body(), 400)
    return PlainTextResponse("ok")


def apply(workspace: Workspace, target: ReplyTarget, payload: Json) -> None:
    """Post, replace or delete as the payload says. Raises ApiError for what Slack refuses."""
    place = workspace.conversations[target.channel]
    if _says(payload, "delete_original") and target.source_ts:
        _delete(workspace, place, target)
        return
    _examine(workspace, payload)
    with workspace.lock:
        source = _source(place, target) if _says(payload, "replace_original") else None
        if source is not None:
            _replace(workspace, place, target, source, payload)
        else:
            _post(workspace, place, target, payload)


def _says(payload: Json, name: str) -> bool:
    return str(payload.get(name, "")).lower() == "true"


def _examine(workspace: Workspace, payload: Json) -> None:
    # The limits are those of a message, but neither membership nor scopes count: the click is the permission.
    if not payload.get("text") and not payload.get("blocks") and not payload.get("attachments"):
        raise ApiError("no_text")
    call = Call(workspace, "response_url", payload)
    examine(call, surface_only=True)


def _source(place: Conversation, target: ReplyTarget) -> Json | None:
    if target.source_ephemeral:
        return place.find_ephemeral(target.user, target.source_ts)
    return place.find(target.source_ts)


def _delete(workspace: Workspace, place: Conversation, target: ReplyTarget) -> None:
    source = _source(place, target)
    if source is None:
        return
    if target.source_ephemeral:
        place.ephemerals[target.user].remove(source)
        workspace.changed()
    else:
        messages.delete(workspace, place, source)


def _replace(workspace: Workspace, place: Conversation, target: ReplyTarget, source: Json, payload: Json) -> None:
    content = {name: payload.get(name) for name in ("blocks", "attachments")}
    text = payload.get("text", "")
    if not target.source_ephemeral:
        messages.edit(workspace, place, source, BOT_USER_ID, text=text, **content)
        return
    fresh = messages.new_message(workspace, BOT_USER_ID, text, content)
    kept = {"ts": source["ts"], "ephemeral": True}
    if "thread_ts" in source:
        kept["thread_ts"] = source["thread_ts"]
    source.clear()
    source.update(fresh | kept)
    workspace.changed()


def _post(workspace: Workspace, place: Conversation, target: ReplyTarget, payload: Json) -> None:
    content = {name: payload.get(name) for name in ("blocks", "attachments", "metadata")}
    thread_ts = payload.get("thread_ts", target.thread_ts)
    text = payload.get("text", "")
    if payload.get("response_type") == "in_channel":
        messages.post(workspace, place, BOT_USER_ID, text, thread_ts=thread_ts, **content)
    else:
        messages.post_ephemeral(workspace, place, target.user, text, thread_ts=thread_ts, **content)
