"""Socket Mode: connections, envelopes, acknowledgements, and events sent again until acknowledged."""

import asyncio
import itertools
import json
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.ids import secret
from playground.model import APP_ID, Json

#: How many unacknowledged events are kept while no app is connected.
_KEPT_EVENTS = 1000


@dataclass(eq=False)
class Connection:
    """One websocket of the app."""

    websocket: WebSocket
    outbox: "asyncio.Queue[Json | None]" = field(default_factory=asyncio.Queue)


@dataclass(eq=False)
class Delivery:
    """An envelope on its way, until it is acknowledged or given up."""

    kind: str
    payload: Json
    accepts_response: bool
    attempt: int = 0
    connection: Connection | None = None
    timer: asyncio.TimerHandle | None = None
    answer: "asyncio.Future[Json] | None" = None
    envelope_ids: set[str] = field(default_factory=set)


class NotConnected(Exception):
    """No app is connected."""


class SocketHub:
    """All Socket Mode connections of one workspace. Everything runs on the server's event loop."""

    def __init__(self, retry_after: tuple[float, ...], ack_seconds: float, on_connection: Callable[[], None]) -> None:
        self._retry_after = retry_after
        self._ack_seconds = ack_seconds
        self._on_connection = on_connection
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._turns = itertools.count()
        self._by_envelope: dict[str, Delivery] = {}
        #: Events not acknowledged yet, oldest first.
        self._events: OrderedDict[str, Delivery] = OrderedDict()
        self._quiet: asyncio.Future[None] | None = None

    @property
    def connected(self) -> bool:
        """True when at least one app is connected."""
        return bool(self._connections)

    @property
    def idle(self) -> bool:
        """True when the app has acknowledged everything sent to it."""
        return not self._by_envelope and not self._events

    async def until_idle(self, seconds: float) -> bool:
        """Wait until the hub is idle; False when it is not within `seconds` of real time."""
        try:
            async with asyncio.timeout(seconds):
                while not self.idle:
                    self._quiet = self._quiet or asyncio.get_running_loop().create_future()
                    # Others may wait for the same future.
                    await asyncio.shield(self._quiet)
        except TimeoutError:
            return False
        return True

    def ticket(self) -> str:
        """A ticket for one connection."""
        ticket = secret()
        self._tickets.add(ticket)
        return ticket

    async def serve(self, websocket: WebSocket) -> None:
        """Run one connection until either side closes it. A bad ticket is refused."""
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await websocket.close(1008)
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        connection = Connection(websocket)
        self._connections.append(connection)
        connection.outbox.put_nowait(self._hello())
        self._on_connection()
        writer = asyncio.create_task(self._write(connection))
        for delivery in list(self._events.values()):
            if delivery.connection is None:
                self._send_event(delivery, "connection_failed" if delivery.attempt else "")
        try:
            await self._read(connection)
        finally:
            self._connections.remove(connection)
            connection.outbox.put_nowait(None)
            await writer
            self._lost(connection)
            self._on_connection()

    def send_event(self, payload: Json) -> None:
        """Send an event; it is sent again until acknowledged, three times at most, also after a reconnect."""
        delivery = Delivery("events_api", payload, accepts_response=False)
        while len(self._events) >= _KEPT_EVENTS:
            self._forget(next(iter(self._events.values())))
        self._events[str(id(delivery))] = delivery
        self._send_event(delivery, "")

    async def request(self, kind: str, payload: Json) -> Json | None:
        """Send a command or interaction and wait for its acknowledgement.

        Returns the acknowledgement's payload, {} when it has none, or None when the app stays silent.
        Raises NotConnected.
        """
        delivery = Delivery(kind, payload, accepts_response=True)
        delivery.answer = asyncio.get_running_loop().create_future()
        if not self._transmit(delivery, ""):
            raise NotConnected
        try:
            return await asyncio.wait_for(delivery.answer, self._ack_seconds)
        except TimeoutError:
            return None
        finally:
            self._forget(delivery)

    def ask_to_reconnect(self, reason: str) -> None:
        """Send Slack's `disconnect` message to every connection."""
        message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
        for connection in self._connections:
            connection.outbox.put_nowait(message)

    async def drop(self) -> None:
        """Close every connection at once, as a network failure does."""
        for connection in list(self._connections):
            await connection.websocket.close(1012)

    def stop(self) -> None:
        """Cancel every retry."""
        for delivery in list(self._events.values()):
            self._forget(delivery)

    def _hello(self) -> Json:
        debug = {"host": "playground", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": debug,
            "connection_info": {"app_id": APP_ID},
        }

    async def _write(self, connection: Connection) -> None:
        try:
            while (message := await connection.outbox.get()) is not None:
                await connection.websocket.send_text(json.dumps(message))
        except (RuntimeError, WebSocketDisconnect):
            # The other side is gone. The reader notices too; what was on its way goes to the next connection.
            return

    async def _read(self, connection: Connection) -> None:
        try:
            while True:
                self._received(await connection.websocket.receive_text())
        except WebSocketDisconnect:
            return

    def _received(self, text: str) -> None:
        try:
            message = json.loads(text)
        except json.JSONDecodeError:
            # As on Slack, what is no acknowledgement acknowledges nothing.
            return
        delivery = self._by_envelope.get(message.get("envelope_id", "")) if isinstance(message, dict) else None
        if delivery:
            self._acknowledged(delivery, message.get("payload") or {})

    def _acknowledged(self, delivery: Delivery, payload: Json) -> None:
        if delivery.answer and not delivery.answer.done():
            delivery.answer.set_result(payload)
        self._forget(delivery)

    def _forget(self, delivery: Delivery) -> None:
        if delivery.timer:
            delivery.timer.cancel()
        self._events.pop(str(id(delivery)), None)
        for envelope_id in delivery.envelope_ids:
            self._by_envelope.pop(envelope_id, None)
        if self.idle and self._quiet is not None:
            if not self._quiet.done():
                self._quiet.set_result(None)
            self._quiet = None

    def _transmit(self, delivery: Delivery, reason: str) -> bool:
        if not self._connections:
            return False
        envelope_id = str(uuid.uuid4())
        delivery.envelope_ids.add(envelope_id)
        self._by_envelope[envelope_id] = delivery
        delivery.connection = self._connections[next(self._turns) % len(self._connections)]
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.accepts_response,
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": delivery.attempt, "retry_reason": reason}
        delivery.connection.outbox.put_nowait(envelope)
        return True

    def _send_event(self, delivery: Delivery, reason: str) -> None:
        if delivery.timer:
            delivery.timer.cancel()
        if delivery.attempt > len(self._retry_after):
            self._forget(delivery)
        elif self._transmit(delivery, reason):
            wait = self._retry_after[min(delivery.attempt, len(self._retry_after) - 1)]
            delivery.timer = asyncio.get_running_loop().call_later(wait, self._send_event, delivery, "timeout")
            delivery.attempt += 1

    def _lost(self, connection: Connection) -> None:
        for delivery in list(self._events.values()):
            if delivery.connection is connection:
                delivery.connection = None
                if delivery.timer:
                    delivery.timer.cancel()
                if self._connections:
                    self._send_event(delivery, "connection_failed")
