"""The UI API over HTTP: what people see and do. Used by the page and by the tests' driver."""

import asyncio
import json
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from playground import acts, app_acts
from playground.acts import Act, Desk, Refused
from playground.methods.files import mimetype
from playground.model import Json
from playground.revisions import Revisions
from playground.screen import screen

ACTS: dict[str, Act] = {
    "action": app_acts.action,
    "archive": acts.archive,
    "clock": acts.move_clock,
    "close": app_acts.close,
    "command": app_acts.command,
    "create_channel": acts.create_channel,
    "deactivate": acts.deactivate,
    "delete": acts.delete,
    "dismiss": acts.dismiss,
    "edit": acts.edit,
    "file": acts.share_file,
    "home": app_acts.home,
    "invite": acts.invite,
    "kick": acts.kick,
    "leave": acts.leave,
    "message": acts.say,
    "open_im": app_acts.open_im,
    "react": acts.react,
    "read": acts.read,
    "shortcut": app_acts.shortcut,
    "state": app_acts.state,
    "submit": app_acts.submit,
    "unfurl": acts.unfurl,
    "unreact": acts.unreact,
}
_LONGEST_WAIT = 30.0


def _error(sentence: str, status: int = 200) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status)


def _foreign(request: Request) -> bool:
    """True for a request that a page of another site makes: it must not act in the workspace."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


async def _json(request: Request) -> Json:
    try:
        body = json.loads(await request.body())
    except json.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


async def get_screen(request: Request) -> Response:
    """`GET /ui/screen?as=&channel=&thread=`"""
    desk: Desk = request.app.state.desk
    who = request.query_params.get("as", next(iter(desk.workspace.people), ""))
    if who not in desk.workspace.people:
        return _error("There is no such person.", 404)
    query = request.query_params
    return JSONResponse(screen(desk, who, query.get("channel", ""), query.get("thread", "")))


async def post_act(request: Request) -> Response:
    """`POST /ui/act`"""
    desk: Desk = request.app.state.desk
    if _foreign(request):
        return _error("Only the workspace's own page may do this.", 403)
    body = await _json(request)
    who, act = str(body.get("as", "")), ACTS.get(str(body.get("type", "")))
    if who not in desk.workspace.people:
        return _error("There is no such person.")
    if act is None:
        return _error("There is no such act.")
    if who in desk.workspace.deactivated:
        return _error("This account is deactivated.")
    try:
        return JSONResponse({"ok": True} | await act(desk, who, body))
    except Refused as refused:
        return _error(str(refused))


async def wait(request: Request) -> Response:
    """`GET /ui/wait?revision=n&seconds=s`: returns once the revision passes n, or after s seconds."""
    revisions: Revisions = request.app.state.revisions
    query = request.query_params
    try:
        after, seconds = int(query.get("revision", "0")), float(query.get("seconds", "5"))
    except ValueError:
        return _error("revision and seconds are numbers.", 400)
    return JSONResponse({"revision": await revisions.past(after, min(seconds, _LONGEST_WAIT))})


async def idle(request: Request) -> Response:
    """`GET /ui/idle?seconds=s`: returns once the app has acknowledged everything, or after s seconds."""
    desk: Desk = request.app.state.desk
    try:
        seconds = float(request.query_params.get("seconds", "5"))
    except ValueError:
        return _error("seconds is a number.", 400)
    return JSONResponse({"idle": await desk.hub.until_idle(min(seconds, _LONGEST_WAIT))})


async def events(websocket: WebSocket) -> None:
    """`WS /ui/events`: the revision, each time it changes."""
    revisions: Revisions = websocket.app.state.revisions
    await websocket.accept()
    reader = asyncio.create_task(_until_closed(websocket))
    known = -1
    try:
        while not reader.done() and not revisions.closed:
            current = await revisions.past(known, 1.0)
            if current != known:
                known = current
                await websocket.send_json({"revision": known})
    except (RuntimeError, WebSocketDisconnect):
        # The page is gone; there is nobody left to tell.
        return
    finally:
        reader.cancel()


async def _until_closed(websocket: WebSocket) -> None:
    try:
        while True:
            await websocket.receive_text()
    except WebSocketDisconnect:
        return


async def post_fault(request: Request) -> Response:
    """`POST /ui/fault`: make something go wrong. See `faults.py`; some orders act at once."""
    desk: Desk = request.app.state.desk
    if _foreign(request):
        return _error("Only the workspace's own page may do this.", 403)
    order = await _json(request)
    if order.get("redeliver"):
        return _redeliver(request, desk, order)
    if order.get("disconnect"):
        desk.hub.ask_to_reconnect(str(order.get("reason", "refresh_requested")))
    elif order.get("drop"):
        await desk.hub.drop()
    else:
        try:
            desk.workspace.faults.enforce(order)
        except ValueError as error:
            return _error(str(error), 400)
    return JSONResponse({"ok": True})


def _redeliver(request: Request, desk: Desk, order: Json) -> Response:
    payload = request.app.state.sent.last(order.get("type"))
    if payload is None:
        return _error("No event was sent yet.")
    for _ in range(int(order.get("times", 1))):
        desk.hub.send_event(payload)
    return JSONResponse({"ok": True, "event_id": payload["event_id"]})


async def get_file(request: Request) -> Response:
    """`GET /ui/file/{id}`: the content of a file."""
    desk: Desk = request.app.state.desk
    stored = desk.workspace.files.get(request.path_params["id"])
    if stored is None or stored.content is None:
        return Response("There is no such file.", 404)
    inline = mimetype(stored.name).startswith("image/")
    disposition = f'{"inline" if inline else "attachment"}; filename="{_ascii(stored.name)}"'
    headers = {
        "content-disposition": disposition,
        # An uploaded SVG must not run as a page of ours.
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
    }
    return Response(stored.content, media_type=mimetype(stored.name), headers=headers)


def _ascii(name: str) -> str:
    return "".join(char if char.isascii() and char.isprintable() and char not in '"\\' else "_" for char in name)
