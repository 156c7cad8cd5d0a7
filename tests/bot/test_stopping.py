"""Told to stop at the worst moment: just as the connection begins, just before the wait."""

import os
import signal
import threading
from typing import Any

import pytest
from slack_sdk.socket_mode.builtin.connection import Connection

from bot import manifest
from bot.app import build
from bot.command_line import sample_cast
from bot.command_line.waiting import Waiting, Wake
from bot.settings import Settings
from playground.app_info import AppInfo
from playground.server import Server
from playground.workspace import Workspace

SECONDS = 10.0


def test_a_connection_that_begins_while_it_is_told_to_end_is_ended(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, told_to_end, receive = list[Any](), threading.Event(), Connection.run_until_completion
    has_begun = threading.Event()

    def late(connection: Connection, state: Any) -> None:
        begun.append(state)
        has_begun.set()
        told_to_end.wait(SECONDS)
        state.terminated = False  # as slack_sdk does the moment before
        receive(connection, state)

    monkeypatch.setattr(Connection, "run_until_completion", late)
    workspace = Workspace(sample_cast.PEOPLE, sample_cast.CHANNELS, AppInfo.from_manifest(manifest.build()))
    with Server(workspace) as slack:
        bot = build(
            Settings(
                SLACK_BOT_TOKEN=workspace.bot_token,
                SLACK_APP_TOKEN=workspace.app_token,
                SLACK_API_URL=f"{slack.url}/api/",
                WHYFIRST_DATABASE_URL=sqlite_url,
            )
        )
        bot.start()
        assert has_begun.wait(SECONDS)
        stopping = threading.Thread(target=bot.stop, daemon=True)
        stopping.start()
        while not begun[0].terminated:
            stopping.join(0.01)
        told_to_end.set()
        stopping.join(SECONDS)
    assert not stopping.is_alive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_just_before_the_wait_ends_it(number: signal.Signals) -> None:
    with Waiting() as waiting:
        os.kill(os.getpid(), number)
        assert waiting.wait(SECONDS) is Wake.STOP


def test_a_poke_from_any_thread_ends_the_wait_and_a_stop_goes_before_it() -> None:
    with Waiting() as waiting:
        assert waiting.wait(0) is Wake.TIME
        poking = threading.Thread(target=waiting.poke)
        poking.start()
        assert waiting.wait(SECONDS) is Wake.POKE
        poking.join()
        waiting.poke()
        os.kill(os.getpid(), signal.SIGTERM)
        assert waiting.wait(SECONDS) is Wake.STOP


def test_afterwards_signals_do_what_they_did_before_and_a_poke_does_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Waiting() as waiting:
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before
    waiting.poke()
