"""What is asked of Slack while somebody waits: a Slack that is silent costs them no more than the time there is."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot import haste
from bot.app import build
from bot.profiles import meet, people_in
from bot.services import Services
from bot.settings import Settings

BUDGET = 0.4


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def services(silent: socket.socket, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Services:
    """A bot whose Slack is silent."""
    monkeypatch.setattr(haste, "ANSWER_SECONDS", BUDGET)
    address = f"http://127.0.0.1:{silent.getsockname()[1]}/api/"
    bot = build(Settings(SLACK_API_URL=address, SLACK_BOT_TOKEN="xoxb-1", WHYFIRST_DATABASE_URL=sqlite_url))
    return bot.services


def calls(silent: socket.socket) -> int:
    """How many connections were made."""
    count = 0
    while True:
        try:
            connection, _ = silent.accept()
        except BlockingIOError:
            return count
        connection.close()
        count += 1


def in_a_thread(work: Callable[[], Any]) -> float:
    """Do it in a thread of its own, as a payload is worked on; returns the seconds it took."""
    begun = time.monotonic()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=10)
    return time.monotonic() - begun


def test_several_questions_share_the_time_of_one_answer(services: Services, silent: socket.socket) -> None:
    def work() -> None:
        haste.begin()
        for slack_id in ("U1", "U2", "U3"):
            meet(services, 1, slack_id)
        people_in(services, 1, ["U4", "U5"])

    took = in_a_thread(work)
    assert calls(silent) == 1, "there was no time left for the others"
    assert BUDGET * 0.9 < took < BUDGET * 3


def test_nobody_waits_for_what_runs_in_the_background() -> None:
    client = WebClient(token="xoxb-1", timeout=10)
    seen: list[WebClient] = []
    in_a_thread(lambda: seen.append(haste.in_time(client)))
    assert seen[0] is client


def test_a_later_payload_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    client, seen = WebClient(token="xoxb-1", timeout=10), []

    def work() -> None:
        monkeypatch.setattr(haste, "ANSWER_SECONDS", 0.0)
        haste.begin()
        with pytest.raises(TimeoutError):
            haste.in_time(client)
        monkeypatch.setattr(haste, "ANSWER_SECONDS", 5.0)
        haste.begin()
        seen.append(haste.in_time(client))

    in_a_thread(work)
    assert 4.0 < seen[0].timeout <= 5.0
    assert seen[0].token == client.token and client.timeout == 10
