"""Connections come and go; what was not acknowledged comes again."""

import json
import threading

import pytest
from slack_bolt import App, Say
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect as connect_websocket

from playground.driver import Driver
from playground.model import Json
from playground.server import Server
from tests.playground.conftest import Connect, close


def echo(app: App) -> list[Json]:
    """Let the app answer every message; returns the list of what it has seen."""
    seen: list[Json] = []

    @app.message("")
    def answer(body: Json, message: Json, say: Say) -> None:
        seen.append(body)
        say(f"Echo: {message['text']}")

    return seen


def test_what_was_said_while_no_app_was_there_arrives_when_one_connects(
    app: App, connect: Connect, driver: Driver
) -> None:
    ines = driver.as_("U1")
    ines.say("anyone?")
    echo(app)
    connect(app)
    ines.wait_for("Echo: anyone?")


def test_an_event_in_the_hands_of_a_lost_connection_goes_to_the_next(server: Server, driver: Driver) -> None:
    web = WebClient("xoxb-playground", base_url=f"{server.url}/api/")
    got: list[SocketModeRequest] = []
    arrived, acknowledged = threading.Event(), threading.Event()

    def keep(client: SocketModeClient, request: SocketModeRequest) -> None:
        got.append(request)
        arrived.set()
        if len(got) > 1:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
            acknowledged.set()

    client = SocketModeClient("xapp-playground", web_client=web, ping_interval=0.05)
    client.socket_mode_request_listeners.append(keep)  # type: ignore[arg-type]
    try:
        client.connect()
        driver.wait_connected()
        driver.as_("U1").say("hello")
        assert arrived.wait(5)
        driver.fault(drop=True)
        assert acknowledged.wait(5)
    finally:
        close(client)
    assert got[0].payload["event_id"] == got[1].payload["event_id"]
    assert got[0].envelope_id != got[1].envelope_id
    assert (got[1].retry_attempt, got[1].retry_reason) == (1, "connection_failed")


def test_an_app_asked_to_reconnect_does_and_misses_nothing(app: App, connect: Connect, driver: Driver) -> None:
    echo(app)
    connect(app)
    ines = driver.as_("U1")
    driver.fault(disconnect=True)
    for number in range(3):
        ines.say(f"number {number}")
        ines.wait_for(f"Echo: number {number}")


def test_several_connections_take_turns(server: Server, driver: Driver) -> None:
    web = WebClient("xapp-playground", base_url=f"{server.url}/api/")
    first, second = (web.apps_connections_open(app_token="xapp-playground")["url"] for _ in range(2))
    said = []
    with connect_websocket(first) as one:
        assert json.loads(one.recv(5))["num_connections"] == 1
        with connect_websocket(second) as two:
            assert json.loads(two.recv(5))["num_connections"] == 2
            for number in range(4):
                driver.as_("U1").say(str(number))
            for socket in (one, two, one, two):
                envelope = json.loads(socket.recv(5))
                said.append(envelope["payload"]["event"]["text"])
                socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
            driver.settle()
    assert said == ["0", "1", "2", "3"]


def test_the_last_event_can_be_sent_again_with_its_id(app: App, connect: Connect, driver: Driver) -> None:
    seen = echo(app)
    connect(app)
    driver.as_("U1").say("once")
    driver.as_("U1").wait_for("Echo: once")
    driver.settle()
    driver.redeliver(times=2)
    driver.settle()
    assert len(seen) == 3
    assert len({body["event_id"] for body in seen}) == 1


def test_a_connection_needs_a_ticket_that_was_not_used(server: Server) -> None:
    web = WebClient("xapp-playground", base_url=f"{server.url}/api/")
    address = web.apps_connections_open(app_token="xapp-playground")["url"]
    with pytest.raises(InvalidStatus), connect_websocket(address.replace("ticket=", "ticket=x")):
        pass
    with connect_websocket(address) as websocket:
        assert json.loads(websocket.recv())["type"] == "hello"
    with pytest.raises(InvalidStatus), connect_websocket(address):
        pass


def test_a_closed_app_is_shown_as_gone(app: App, connect: Connect, driver: Driver) -> None:
    handler = connect(app)
    close(handler.client)
    driver.wait_until(lambda: not driver.screen("U1")["bot"]["connected"], "the app to be gone")


@pytest.mark.parametrize("retry_after", [(0.05, 0.05, 0.05)])
def test_an_event_nobody_acknowledges_is_given_up_after_three_more_tries(server: Server, driver: Driver) -> None:
    web = WebClient("xapp-playground", base_url=f"{server.url}/api/")
    with connect_websocket(web.apps_connections_open(app_token="xapp-playground")["url"]) as websocket:
        websocket.recv(5)
        driver.as_("U1").say("hello")
        websocket.send("no acknowledgement")
        envelopes = [json.loads(websocket.recv(5)) for _ in range(4)]
        driver.settle()
        assert [one["retry_attempt"] for one in envelopes] == [0, 1, 2, 3]
        assert [one["retry_reason"] for one in envelopes] == ["", "timeout", "timeout", "timeout"]
        with pytest.raises(TimeoutError):
            websocket.recv(0)
