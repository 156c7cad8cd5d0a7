"""The server: Slack's Web API, Socket Mode, the UI API and the page, on one port in one thread."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from playground import replies, ui_api, web_api
from playground.acts import Desk
from playground.events import LastEvents, reaches_app
from playground.model import Conversation, Json
from playground.revisions import Revisions
from playground.socket_mode import SocketHub
from playground.workspace import Workspace

WEB = Path(__file__).parent / "web"
_START_SECONDS = 10.0
_EVERYWHERE = ("0.0.0.0", "::")


class Server:
    """A workspace served over HTTP and websockets. Use `start` and `stop`, or `with`."""

    def __init__(
        self,
        workspace: Workspace,
        port: int = 0,
        *,
        host: str = "127.0.0.1",
        retry_after: tuple[float, ...] = (1.0, 5.0, 10.0),
        ack_seconds: float = 3.0,
        ping_seconds: float = 1.0,
    ) -> None:
        self.workspace = workspace
        self._wanted = (host, port)
        self._ping_seconds = ping_seconds
        self._hub = SocketHub(retry_after, ack_seconds, workspace.changed)
        self._sent = LastEvents()
        self._revisions = Revisions(workspace)
        self._desk = Desk(workspace, self._hub)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        workspace.socket_ticket = self._hub.ticket
        workspace.on_event(self._deliver)

    @property
    def url(self) -> str:
        """Where it listens, like http://127.0.0.1:8000. The Web API is under `{url}/api/`."""
        return self.workspace.base_url

    def start(self) -> "Server":
        """Listen and return itself. Raises OSError when the port is taken."""
        listener = socket.create_server(self._wanted)
        host = "127.0.0.1" if self._wanted[0] in _EVERYWHERE else self._wanted[0]
        self.workspace.base_url = f"http://{host}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self._app(),
            log_config=None,  # logging belongs to whoever starts the workspace
            access_log=False,
            ws="websockets-sansio",
            # slack_sdk closes its connection only after something arrives on it, or three seconds.
            ws_ping_interval=self._ping_seconds,
            lifespan="on",
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._uvicorn.run, args=([listener],), name="playground", daemon=True)
        self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            raise RuntimeError("The local workspace did not start.")
        return self

    def stop(self, *, wait: bool = True) -> None:
        """Close every connection and stop listening; without `wait`, soon after: uvicorn sleeps on the way."""
        if self._uvicorn is None or self._thread is None:
            return
        self._uvicorn.should_exit = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._revisions.close)
        if wait:
            self._thread.join(_START_SECONDS)

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _deliver(self, event: Json, conversation: Conversation | None) -> None:
        if not reaches_app(self.workspace, event, conversation):
            return
        payload = self._sent.wrap(self.workspace, event)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._hub.send_event, payload)

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._revisions.start()
        self._ready.set()
        yield
        self._revisions.close()
        self._hub.stop()

    def _app(self) -> Starlette:
        app = Starlette(routes=self._routes(), lifespan=self._lifespan)
        app.state.workspace = self.workspace
        app.state.desk = self._desk
        app.state.revisions = self._revisions
        app.state.sent = self._sent
        return app

    def _routes(self) -> list[BaseRoute]:
        routes: list[BaseRoute] = [
            Route("/", _page),
            Route("/archives/{channel}/{message}", _permalink),
            Route("/api/{method}", web_api.handle, methods=["POST", "GET"]),
            Route("/upload/v1/{ticket}", web_api.upload, methods=["POST"]),
            Route("/response/{ticket}", replies.handle, methods=["POST"]),
            WebSocketRoute("/socket", self._hub.serve),
            Route("/ui/screen", ui_api.get_screen),
            Route("/ui/act", ui_api.post_act, methods=["POST"]),
            Route("/ui/wait", ui_api.wait),
            Route("/ui/idle", ui_api.idle),
            Route("/ui/fault", ui_api.post_fault, methods=["POST"]),
            Route("/ui/file/{id}", ui_api.get_file),
            WebSocketRoute("/ui/events", ui_api.events),
        ]
        if WEB.is_dir():
            routes.append(Mount("/static", StaticFiles(directory=WEB)))
        return routes


async def _page(request: Request) -> Response:
    index = WEB / "index.html"
    if index.is_file():
        return FileResponse(index)
    return PlainTextResponse("The local workspace is running. Its page is not installed.")


async def _permalink(request: Request) -> Response:
    digits = request.path_params["message"].removeprefix("p")
    ts = f"{digits[:-6]}.{digits[-6:]}"
    thread = request.query_params.get("thread_ts", ts)
    return RedirectResponse(f"/?channel={request.path_params['channel']}&message={ts}&thread={thread}")
