"""The command `whyfirst`, run as a person runs it: words, exit codes, no traceback for known trouble."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings

COMMAND = [sys.executable, "-m", "bot"]
ROOT = Path(__file__).parents[2]


class Done:
    """A command that ended: exit code, and what it said on either stream."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr


def bare_environment() -> dict[str, str]:
    """The environment without any setting of Whyfirst."""
    kept = {name: value for name, value in os.environ.items() if name not in settings.variables().values()}
    return kept | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}


def whyfirst(folder: Path, *arguments: str, **environment: str) -> Done:
    """Run the command in `folder` with nothing in its environment but what is given."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=bare_environment() | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done)


def test_help_lists_every_command_with_what_it_does(tmp_path: Path) -> None:
    shown = whyfirst(tmp_path, "--help")
    assert shown.code == 0
    for word in ("try", "run", "doctor", "migrate", "manifest", "no Slack account"):
        assert word in shown.out


def test_a_mistyped_command_suggests_the_nearest(tmp_path: Path) -> None:
    done = whyfirst(tmp_path, "docter")
    assert done.code == 2
    assert "Did you mean 'doctor'?" in done.err


def test_run_without_tokens_says_what_is_missing_how_to_get_it_and_that_try_needs_none(
    tmp_path: Path,
) -> None:
    done = whyfirst(tmp_path, "run")
    assert done.code == 2
    for words in (
        "SLACK_BOT_TOKEN is not set. Copy it from OAuth & Permissions > Bot User OAuth Token",
        "SLACK_APP_TOKEN is not set. Copy it from Basic Information > App-Level Tokens",
        "manifest.json",
        ".env",
        "without Slack and without tokens: whyfirst try",
    ):
        assert words in done.err
    assert list(tmp_path.iterdir()) == [], "nothing was created on the way"


def test_run_names_only_the_token_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=\n", encoding="utf-8")
    done = whyfirst(tmp_path, "run")
    assert done.code == 2
    assert "SLACK_APP_TOKEN is not set" in done.err
    assert "SLACK_BOT_TOKEN is not set" not in done.err


def test_run_against_a_server_that_is_down_is_a_sentence(tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-hidden", "SLACK_APP_TOKEN": "xapp-hidden"}
    done = whyfirst(tmp_path, "run", SLACK_API_URL="http://127.0.0.1:9/api", **tokens)
    assert done.code == 1
    assert "http://127.0.0.1:9/api/ can't be reached (connection refused)" in done.err
    assert "hidden" not in done.err + done.out


@pytest.mark.parametrize("command", [("run",), ("doctor",), ("try", "--no-browser")])
def test_a_setting_that_cannot_be_used_ends_every_command_with_its_name(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = whyfirst(tmp_path, *command, WHYFIRST_LOG_LEVEL="loud")
    assert done.code == 2
    assert done.err.strip() == "WHYFIRST_LOG_LEVEL can't be used: give DEBUG, INFO, WARNING or ERROR."


@pytest.mark.parametrize("command", [("run",), ("try", "--no-browser")])
def test_a_language_that_does_not_exist_is_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    done = whyfirst(tmp_path, *command, WHYFIRST_LANGUAGE="xx", **tokens)
    assert done.code == 1
    assert done.err.splitlines()[-1] == 'There is no language "xx". Use one of: en.'


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_database_that_cannot_be_reached_is_a_sentence(tmp_path: Path, command: str) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    done = whyfirst(tmp_path, command, WHYFIRST_DATABASE_URL="postgresql://me:hidden@127.0.0.1:1/x", **tokens)
    assert done.code == 1
    assert "The database can't be reached or written. Check WHYFIRST_DATABASE_URL" in done.err
    assert "hidden" not in done.err + done.out


def test_migrate_brings_a_new_database_up_to_date_once(tmp_path: Path) -> None:
    pending = whyfirst(tmp_path, "migrate", "--check")
    assert pending.code == 1
    assert "Run: whyfirst migrate" in pending.err
    made, again = whyfirst(tmp_path, "migrate"), whyfirst(tmp_path, "migrate")
    assert (made.code, again.code) == (0, 0)
    assert made.out.startswith("Made: 0001")
    assert again.out.strip() == "The database is up to date."
    assert (tmp_path / "whyfirst.sqlite3").is_file()
    assert whyfirst(tmp_path, "migrate", "--check").code == 0


def test_doctor_without_anything_set_up_counts_what_to_put_right(tmp_path: Path) -> None:
    done = whyfirst(tmp_path, "doctor")
    assert done.code == 1
    assert "FAILED" in done.out
    assert "3 things to put right" in done.err


def test_manifest_says_whether_it_is_up_to_date(tmp_path: Path) -> None:
    done = whyfirst(tmp_path, "manifest", "--check")
    assert (done.code, "is up to date" in done.out) == (0, True)


def test_try_says_that_a_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = whyfirst(tmp_path, "try", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert done.code == 1
    assert "Choose another with --port" in done.err
