"""The Web API over HTTP: decode the call, try the checks and faults, answer as Slack does."""

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.calls import ApiError, Call
from playground.checks import examine
from playground.faults import CallFault
from playground.methods import METHODS
from playground.model import Json, StoredFile
from playground.workspace import Workspace


def perform(call: Call) -> Json:
    """Check and carry out a call under the workspace's lock. Raises ApiError."""
    with call.workspace.lock:
        examine(call)
        return {"ok": True} | METHODS[call.method](call)


async def handle(request: Request) -> Response:
    """Answer `POST /api/{method}`."""
    workspace: Workspace = request.app.state.workspace
    args = await _arguments(request)
    call = Call(workspace, request.path_params["method"], args, _token(request, args))
    named = {call.channel_argument, call.conversation.id if call.conversation else ""}
    fault = workspace.faults.next_for(call.method, named)
    if fault and not fault.after:
        return _failed(fault)
    try:
        body = perform(call)
    except ApiError as error:
        return _refused(error)
    if fault:
        return _failed(fault)
    return JSONResponse(body, headers={"x-oauth-scopes": ",".join(sorted(workspace.app.scopes))})


async def upload(request: Request) -> Response:
    """Take the bytes of a file at the address files.getUploadURLExternal gave."""
    workspace: Workspace = request.app.state.workspace
    stored = _by_ticket(workspace, request.path_params["ticket"])
    if stored is None:
        return Response("no such upload", 404)
    content = await request.body()
    if len(content) != stored.length:
        return Response(f"expected {stored.length} bytes, got {len(content)}", 400)
    stored.content = content
    return Response(f"OK - {stored.length}")


def _by_ticket(workspace: Workspace, ticket: str) -> StoredFile | None:
    return next((stored for stored in workspace.files.values() if stored.upload_ticket == ticket), None)


async def _arguments(request: Request) -> Json:
    args: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    if not body:
        return args
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            decoded = json.loads(body)
        except json.JSONDecodeError:
            return args
        return args | decoded if isinstance(decoded, dict) else args
    return args | dict(parse_qsl(body.decode(), keep_blank_values=True))


def _token(request: Request, args: Json) -> str:
    header = request.headers.get("authorization", "")
    return header.removeprefix("Bearer ").strip() if header else str(args.get("token", ""))


def _refused(error: ApiError) -> Response:
    retry_after = error.extra.pop("retry_after", None)
    if retry_after is None:
        return JSONResponse(error.body())
    return JSONResponse(error.body(), 429, headers={"retry-after": str(retry_after)})


def _failed(fault: CallFault) -> Response:
    headers = {"retry-after": str(fault.retry_after)} if fault.retry_after is not None else {}
    return JSONResponse({"ok": False, "error": fault.error}, fault.status, headers=headers)
