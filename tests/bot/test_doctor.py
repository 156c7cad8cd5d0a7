"""The doctor: one plain sentence for each thing that is wrong, over real HTTP against a small stand-in."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot import manifest
from bot.doctor import Finding, examine
from bot.settings import Settings

ALL_SCOPES = ",".join(scope.name for scope in manifest.BOT_SCOPES)
REACHED = {"ok": True, "team": "Sample", "user": "whyfirst", "team_id": "T1", "user_id": "U1"}
OFFERED = {"ok": True, "url": "wss://127.0.0.1/link?ticket=1"}


class LittleSlack:
    """Answers `auth.test` and `apps.connections.open`, and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"auth.test": REACHED, "apps.connections.open": OFFERED}
        self.scopes: str | None = ALL_SCOPES
        self.asked: list[str] = []
        little_slack = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                method = self.path.rpartition("/")[2]
                little_slack.asked.append(method)
                answer = little_slack.answers[method]
                body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("content-length", str(len(body)))
                if little_slack.scopes is not None:
                    self.send_header("X-OAuth-Scopes", little_slack.scopes)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Keep the test's output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api"


@pytest.fixture
def slack() -> Iterator[LittleSlack]:
    little = LittleSlack()
    thread = threading.Thread(target=little.server.serve_forever, args=(0.01,))
    thread.start()
    yield little
    little.server.shutdown()
    little.server.server_close()
    thread.join()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite only: the doctor looks at both in the same way."""
    return sqlite_url


def settings_for(slack: LittleSlack, database: str, **given: Any) -> Settings:
    known: dict[str, Any] = {
        "slack_bot_token": "xoxb-1",
        "slack_app_token": "xapp-1",
        "slack_api_url": slack.url,
        "database_url": database,
    }
    return Settings(_env_file=None, **(known | given))


def failures(settings: Settings) -> dict[str, str]:
    return {finding.subject: finding.sentence for finding in examine(settings) if finding.well is False}


def test_a_sound_installation_has_nothing_to_put_right(slack: LittleSlack, database_url: str) -> None:
    findings = list(examine(settings_for(slack, database_url)))
    assert [finding.subject for finding in findings] == [
        "Bot token",
        "Slack",
        "Scopes",
        "App-level token",
        "Socket Mode",
        "Database",
        "Migrations",
        "Words",
    ]
    assert all(finding.well for finding in findings)


def test_a_missing_token_is_told_with_its_page_and_slack_is_not_asked(slack: LittleSlack, database_url: str) -> None:
    told = failures(settings_for(slack, database_url, slack_bot_token=None, slack_app_token=None))
    assert "SLACK_BOT_TOKEN is not set. Copy it from OAuth & Permissions" in told["Bot token"]
    assert "SLACK_APP_TOKEN is not set. Copy it from Basic Information" in told["App-level token"]
    assert slack.asked == []


def test_swapped_tokens_are_noticed_without_asking_slack(slack: LittleSlack, database_url: str) -> None:
    told = failures(settings_for(slack, database_url, slack_bot_token="xapp-1", slack_app_token="xoxb-1"))
    assert "it should start with xoxb-" in told["Bot token"]
    assert "it should start with xapp-" in told["App-level token"]
    assert slack.asked == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("invalid_auth", "Slack does not know SLACK_BOT_TOKEN. Copy it again from OAuth & Permissions"),
        ("token_revoked", "SLACK_BOT_TOKEN was revoked. Reinstall the app"),
        ("token_expired", "SLACK_BOT_TOKEN has expired. Reinstall the app"),
        ("account_inactive", "SLACK_BOT_TOKEN belongs to an app or workspace that was removed."),
        ("some_new_error", "refused SLACK_BOT_TOKEN: some_new_error."),
    ],
)
def test_a_refused_bot_token_is_told_with_what_to_do(
    slack: LittleSlack, database_url: str, code: str, sentence: str
) -> None:
    slack.answers["auth.test"] = {"ok": False, "error": code}
    told = failures(settings_for(slack, database_url))
    assert list(told) == ["Slack"]
    assert sentence in told["Slack"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            {"ok": False, "error": "missing_scope"},
            "SLACK_APP_TOKEN lacks a scope; it needs connections:write.",
        ),
        ({"ok": False, "error": "not_allowed_token_type"}, "SLACK_APP_TOKEN is of the wrong kind."),
        ({"ok": False, "error": "invalid_auth"}, "Slack does not know SLACK_APP_TOKEN."),
        ({"ok": True}, "Turn it on under Socket Mode in the app settings."),
    ],
)
def test_a_socket_that_does_not_open_is_told_with_what_to_do(
    slack: LittleSlack, database_url: str, answer: dict[str, Any], sentence: str
) -> None:
    slack.answers["apps.connections.open"] = answer
    told = failures(settings_for(slack, database_url))
    assert list(told) == ["Socket Mode"]
    assert sentence in told["Socket Mode"]


def test_each_scope_that_was_not_granted_is_named_with_its_use(slack: LittleSlack, database_url: str) -> None:
    slack.scopes = ALL_SCOPES.replace("files:write", "reactions:read").replace(",", ", ")
    told = failures(settings_for(slack, database_url))
    assert list(told) == ["Scopes"]
    assert "Not granted: files:write (to give the brief as a document)." in told["Scopes"]


def test_a_server_that_does_not_tell_the_scopes_is_no_failure(slack: LittleSlack, database_url: str) -> None:
    slack.scopes = None
    findings = list(examine(settings_for(slack, database_url)))
    assert failures(settings_for(slack, database_url)) == {}
    unknown = [finding for finding in findings if finding.well is None]
    assert unknown == [
        Finding("Scopes", None, "This server does not say which scopes were granted, so they were not checked.")
    ]


def test_a_server_that_is_down_is_told_with_its_address(slack: LittleSlack, database_url: str) -> None:
    nowhere = "http://127.0.0.1:9/api/"
    told = failures(settings_for(slack, database_url, slack_api_url=nowhere))
    assert list(told) == ["Slack", "Socket Mode"]
    assert told["Slack"].startswith(f"{nowhere} can't be reached (connection refused).")


def test_an_address_that_is_not_slack_is_told(slack: LittleSlack, database_url: str) -> None:
    slack.answers["auth.test"] = "<html>Welcome</html>"
    assert "does not answer like Slack's API" in failures(settings_for(slack, database_url))["Slack"]


def test_a_database_that_cannot_be_reached_is_told_without_its_password(slack: LittleSlack, database_url: str) -> None:
    told = failures(settings_for(slack, database_url, database_url="postgresql://me:hidden@127.0.0.1:1/name"))
    assert list(told) == ["Database"]
    assert "can't be reached or written. Check WHYFIRST_DATABASE_URL" in told["Database"]
    assert "hidden" not in told["Database"]


def test_a_database_without_its_tables_is_told_with_the_command(
    slack: LittleSlack, database_url: str, tmp_path: Path
) -> None:
    told = failures(settings_for(slack, database_url, database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}"))
    assert list(told) == ["Migrations"]
    assert told["Migrations"].endswith("Run: whyfirst migrate")


def test_a_file_that_is_no_database_is_told(slack: LittleSlack, database_url: str, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Not a database, only some notes. " * 40, encoding="utf-8")
    told = failures(settings_for(slack, database_url, database_url=f"sqlite:///{other}"))
    assert list(told) == ["Database"]


def test_a_language_that_does_not_exist_is_told_with_those_that_do(slack: LittleSlack, database_url: str) -> None:
    told = failures(settings_for(slack, database_url, language="xx"))
    assert told == {"Words": 'There is no language "xx". Use one of: en.'}


def test_every_failure_is_one_sentence_that_ends(slack: LittleSlack, database_url: str) -> None:
    slack.answers = {name: {"ok": False, "error": "invalid_auth"} for name in slack.answers}
    for sentence in failures(settings_for(slack, database_url)).values():
        assert "\n" not in sentence
        assert sentence[0].isupper() and sentence.endswith(".")
