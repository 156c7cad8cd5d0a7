"""Fixtures: a served sample workspace, its driver, a Web API client, and a way to connect a Bolt app."""

from collections.abc import Callable, Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from playground.clock import MovableClock
from playground.driver import Driver
from playground.server import Server
from playground.workspace import Workspace
from tests.playground.sample import CHANNELS, PEOPLE, app_info

Connect = Callable[[App], SocketModeHandler]


def close(handler: SocketModeHandler) -> None:
    """Close a handler at once: slack_sdk's queue reader otherwise sits out a second."""
    client = handler.client
    client.message_processor.event.set()
    client.enqueue_message("")
    handler.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def workspace() -> Workspace:
    """The sample workspace with a movable clock."""
    return Workspace(PEOPLE, CHANNELS, app_info(), clock=MovableClock())


@pytest.fixture
def server(workspace: Workspace) -> Iterator[Server]:
    """The workspace served, with short times to wait for acknowledgements."""
    with Server(workspace, retry_after=(0.2, 0.2, 0.2), ack_seconds=0.5, ping_seconds=0.05) as running:
        yield running


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
        close(handler)
