"""`whyfirst run` and `whyfirst try` as processes: they start, serve, say so, and stop cleanly."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import manifest
from bot.command_line import sample_cast
from playground.app_info import AppInfo
from playground.driver import Driver
from playground.server import Server
from playground.workspace import Workspace
from tests.bot.test_command_line import bare_environment

STOP_SECONDS = 15


@contextmanager
def process(folder: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A running `whyfirst`; ended at the end of the block whatever happens."""
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=bare_environment() | {"PYTHONUNBUFFERED": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with started:
        try:
            yield started
        finally:
            if started.poll() is None:
                started.kill()


def stopped(running: subprocess.Popen[str], how: signal.Signals) -> tuple[int, str, str]:
    """Tell a process to stop; return its exit code and what it still said."""
    running.send_signal(how)
    out, err = running.communicate(timeout=STOP_SECONDS)
    assert "Traceback" not in err, err
    return running.returncode, out, err


@pytest.fixture
def slack() -> Iterator[Server]:
    workspace = Workspace(sample_cast.PEOPLE, sample_cast.CHANNELS, AppInfo.from_manifest(manifest.build()))
    with Server(workspace) as server:
        yield server


def tokens(slack: Server) -> dict[str, str]:
    return {
        "SLACK_API_URL": f"{slack.url}/api",
        "SLACK_BOT_TOKEN": slack.workspace.bot_token,
        "SLACK_APP_TOKEN": slack.workspace.app_token,
    }


def test_run_connects_makes_its_database_shows_that_it_lives_and_stops_cleanly(tmp_path: Path, slack: Server) -> None:
    alive = tmp_path / "alive"
    with process(tmp_path, "run", "--heartbeat", str(alive), **tokens(slack)) as running:
        driver = Driver(slack.url)
        driver.wait_connected(timeout=30)
        answered = driver.as_(sample_cast.SPONSOR.id)
        answered.command("/scope help")
        answered.wait_for_ephemeral("/scope", timeout=10)
        code, _, err = stopped(running, signal.SIGTERM)
    assert code == 0
    assert "stopped" in err
    assert "warning" not in err, "nothing to worry about for whoever runs it"
    assert alive.is_file()
    assert (tmp_path / "whyfirst.sqlite3").is_file()


def test_run_with_a_token_that_slack_refuses_is_a_sentence(tmp_path: Path, slack: Server) -> None:
    wrong = tokens(slack) | {"SLACK_BOT_TOKEN": "xoxb-hidden"}
    with process(tmp_path, "run", **wrong) as running:
        out, err = running.communicate(timeout=30)
    assert running.returncode == 1
    assert "Slack does not know SLACK_BOT_TOKEN. Copy it again from OAuth & Permissions" in err
    assert "Traceback" not in err
    assert "hidden" not in out + err


def test_run_with_an_app_token_that_slack_refuses_is_a_sentence(tmp_path: Path, slack: Server) -> None:
    wrong = tokens(slack) | {"SLACK_APP_TOKEN": "xapp-hidden"}
    with process(tmp_path, "run", **wrong) as running:
        out, err = running.communicate(timeout=30)
    assert running.returncode == 1
    assert "Slack does not know SLACK_APP_TOKEN. Copy it again from Basic Information" in err
    assert "Traceback" not in err
    assert "hidden" not in out + err


@contextmanager
def workspace_opened(
    folder: Path, *arguments: str, **environment: str
) -> Iterator[tuple[Driver, subprocess.Popen[str], str]]:
    """A running `whyfirst try`, and the first two lines it said: its address and what to type."""
    with process(folder, "try", "--no-browser", *arguments, **environment) as running:
        assert running.stdout is not None
        said = running.stdout.readline() + running.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address, said + running.communicate(timeout=STOP_SECONDS)[1]
        yield Driver(address.group()), running, said


def test_try_opens_a_workspace_with_the_bot_in_it_says_what_to_type_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    with workspace_opened(tmp_path) as (driver, running, said):
        driver.wait_connected()
        shown = driver.screen(sample_cast.SPONSOR.id)
        assert shown["clock_movable"]
        assert shown["hint"] == sample_cast.FIRST_WORDS
        driver.as_(sample_cast.SPONSOR.id).command("/scope help")
        driver.as_(sample_cast.SPONSOR.id).wait_for_ephemeral("/scope", timeout=10)
        driver.move_clock("next_working_day", sample_cast.SPONSOR.id)
        assert stopped(running, signal.SIGINT)[0] == 0
    assert sample_cast.FIRST_WORDS in said
    assert list(tmp_path.iterdir()) == []


def test_try_never_uses_the_tokens_of_a_real_workspace(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "SLACK_BOT_TOKEN=xoxb-real\nSLACK_APP_TOKEN=xapp-real\nSLACK_API_URL=http://127.0.0.1:9/api/\n"
        "WHYFIRST_DATABASE_URL=sqlite:///real.sqlite3\n",
        encoding="utf-8",
    )
    with workspace_opened(tmp_path, HTTPS_PROXY="http://127.0.0.1:9") as (driver, running, _):
        driver.wait_connected()
        assert stopped(running, signal.SIGINT)[0] == 0
    assert not (tmp_path / "real.sqlite3").exists()


def test_try_keeps_a_database_that_was_named(tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite3"
    with workspace_opened(tmp_path, "--database", f"sqlite:///{kept}") as (driver, running, _):
        driver.wait_connected()
        assert stopped(running, signal.SIGTERM)[0] == 0
    assert kept.is_file()


def test_the_halfway_scenario_has_interviews_that_are_half_done(tmp_path: Path) -> None:
    with workspace_opened(tmp_path, "--scenario", "halfway") as (driver, running, _):
        champion = driver.as_(sample_cast.CHAMPION.id)
        assert champion.sees("4 of 6"), "the champion answered three questions"
        assert driver.as_(sample_cast.SPONSOR.id).sees("Thank you"), "the sponsor answered all"
        assert stopped(running, signal.SIGINT)[0] == 0
