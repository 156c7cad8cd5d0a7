"""Fixtures: a served sample workspace, its driver, a Web API client, and a way to connect a Bolt app."""

from collections.abc import Callable, Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient

from playground.clock import MovableClock
from playground.driver import Driver
from playground.server import Server
from playground.workspace import Workspace
from tests.playground.sample import CHANNELS, PEOPLE, app_info

Connect = Callable[[App], SocketModeHandler]


def close(client: SocketModeClient) -> None:
    """Close a connection at once: slack_sdk's queue reader otherwise sits out a second."""
    client.message_processor.event.set()
    client.enqueue_message("")
    client.close()


@pytest.fixture
def workspace() -> Workspace:
    """The sample workspace with a movable clock."""
    return Workspace(PEOPLE, CHANNELS, app_info(), clock=MovableClock())


@pytest.fixture
def retry_after() -> tuple[float, ...]:
    """When events are sent again, in seconds; a test that waits for it gives its own."""
    return (5.0, 5.0, 5.0)


@pytest.fixture
def ack_seconds() -> float:
    """How long to wait for an acknowledgement; a test that lets it pass gives its own."""
    return 3.0


@pytest.fixture
def server(workspace: Workspace, retry_after: tuple[float, ...], ack_seconds: float) -> Iterator[Server]:
    """The workspace served; pings let slack_sdk close its connections soon."""
    running = Server(workspace, retry_after=retry_after, ack_seconds=ack_seconds, ping_seconds=0.05).start()
    yield running
    running.stop(wait=False)


@pytest.fixture
def driver(server: Server) -> Driver:
    """Acts in the workspace."""
    return Driver(server.url)


@pytest.fixture
def client(server: Server) -> WebClient:
    """The Web API with the bot's token."""
    return WebClient("xoxb-playground", base_url=f"{server.url}/api/")


@pytest.fixture
def app(client: WebClient) -> App:
    """An empty Bolt app that acknowledges only after its listener has run."""
    return App(client=client, process_before_response=True)


@pytest.fixture
def connect(driver: Driver) -> Iterator[Connect]:
    """Connects a Bolt app by Socket Mode until the test ends."""
    handlers: list[SocketModeHandler] = []

    def start(app: App) -> SocketModeHandler:
        handler = SocketModeHandler(app, "xapp-playground")
        handlers.append(handler)
        handler.connect()  # type: ignore[no-untyped-call]
        driver.wait_connected()
        return handler

    yield start
    for handler in handlers:
        close(handler.client)
