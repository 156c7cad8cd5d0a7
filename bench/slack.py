"""The least of Slack that a bot needs: a Web API that says yes, and Socket Mode envelopes that are timed.

It runs in a thread of the measuring process; what is measured runs in processes of its own.
"""

import asyncio
import itertools
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import Future
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bench.payloads import BOT, TEAM, Json

T = TypeVar("T")
_START_SECONDS = 10.0


class Connection:
    """One program's websocket. Its coroutines run on the server's loop."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._waiting: dict[str, asyncio.Future[float]] = {}

    async def send(self, envelope_id: str, text: str) -> float:
        """Send an envelope and return the seconds until it is acknowledged. Raises TimeoutError after ten."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answer
        async with asyncio.timeout(10):
            start = time.perf_counter()
            await self._websocket.send_text(text)
            received: float = await answer
        return received - start

    async def read(self) -> None:
        """Take acknowledgements until the program goes."""
        try:
            while True:
                text = await self._websocket.receive_text()
                at = time.perf_counter()
                answer = self._waiting.pop(json.loads(text).get("envelope_id", ""), None)
                if answer is not None and not answer.done():
                    answer.set_result(at)
        except WebSocketDisconnect:
            return


class Slack:
    """The server; use `with`. A program is known by its app-level token, `xapp-<name>`."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._ts = itertools.count(1)
        self._ready = threading.Event()
        self._connected: dict[str, Future[tuple[float, Connection]]] = {}
        config = uvicorn.Config(
            self._app(),
            log_config=None,
            access_log=False,
            ws="websockets-sansio",
            ws_ping_interval=1.0,  # slack_sdk closes its connection only once something arrives on it
            lifespan="on",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],), name="slack", daemon=True)

    @property
    def api(self) -> str:
        """The address of the Web API, with a slash at its end."""
        return f"http://{self._host}/api/"

    def __enter__(self) -> "Slack":
        self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            raise RuntimeError("The server of the measurement did not start.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(_START_SECONDS)

    def expect(self, name: str) -> "Future[tuple[float, Connection]]":
        """Return what will hold the moment (`perf_counter`) when the program `name` connects, and its connection."""
        self._connected[name] = Future()
        return self._connected[name]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the server's loop and return what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _app(self) -> Starlette:
        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            self._loop = asyncio.get_running_loop()
            self._ready.set()
            yield

        routes = [
            Route("/api/{method}", self._call, methods=["POST", "GET"]),
            WebSocketRoute("/socket/{name}", self._serve),
        ]
        return Starlette(routes=routes, lifespan=lifespan)

    async def _call(self, request: Request) -> JSONResponse:
        await request.body()
        return JSONResponse({"ok": True} | self._reply(request.path_params["method"], request))

    def _reply(self, method: str, request: Request) -> Json:
        if method == "apps.connections.open":
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            return {"url": f"ws://{self._host}/socket/{token.removeprefix('xapp-')}"}
        if method == "auth.test":
            return {"url": f"http://{self._host}/", "team_id": TEAM, "user_id": BOT, "bot_id": "B0BOT", "user": "bot"}
        return {"channel": "D1SAMPLE", "ts": f"{1_790_000_000 + next(self._ts)}.000100"}

    async def _serve(self, websocket: WebSocket) -> None:
        await websocket.accept()
        connection = Connection(websocket)
        await websocket.send_text(json.dumps({"type": "hello", "num_connections": 1}))
        waiting = self._connected.get(websocket.path_params["name"])
        if waiting is not None and not waiting.done():
            waiting.set_result((time.perf_counter(), connection))
        await connection.read()
