"""The log: secrets never reach it, whoever writes the line."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

SECRETS = [
    "xoxb-1234-5678-AbCd",
    "xoxp-1-2-3-abcdef",
    "xapp-1-A012-345-deadbeef",
    "xoxe.xoxp-1-AbCdEf",
    "xoxe-1-AbCdEf",
    "wss://wss-primary.slack.com/link/?ticket=12ab-34cd&app_id=77",
    "ws://127.0.0.1:9/socket?ticket=12ab-34cd",
    "https://hooks.slack.com/commands/T0/123/AbCdEf",
    "https://hooks.slack.com/services/T0/B0/AbCdEf",
    "{'response_url': 'http://127.0.0.1:9/response/AbCdEf'}",
    '{"response_url":"https://example.org/actions/T0/123/AbCdEf"}',
    "postgresql+psycopg://me:AbCdEf@host:5432/name",
    "postgresql://me:Ab/Cd/Ef@host/name",
]
GUARDED = ["1234-5678", "1-2-3", "345-deadbeef", "AbCd", "Ef", "ticket=", "12ab"]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    floors = {name: logging.getLogger(name).level for name in logs._FLOORS}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, floor in floors.items():
        logging.getLogger(name).setLevel(floor)
    structlog.reset_defaults()


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", ["plain", "json"])
@pytest.mark.parametrize("writer", ["ours", "a library", "an exception"])
def test_a_secret_never_reaches_the_log(secret: str, form: str, writer: str) -> None:
    written = io.StringIO()
    logs.configure("DEBUG", form, written)
    if writer == "ours":
        structlog.get_logger("bot.app").warning("went wrong", about=secret)
    elif writer == "a library":
        logging.getLogger("slack_sdk.web.client").warning("sent %s", secret)
    else:
        try:
            raise RuntimeError(secret)
        except RuntimeError:
            structlog.get_logger("bot.app").exception("went wrong")
    line = written.getvalue()
    assert "[secret removed]" in line
    assert [part for part in GUARDED if part in line] == []


@pytest.mark.parametrize(
    "harmless",
    [
        "a boxed-in plan",
        "https://slack.com/api/auth.test",
        "sqlite:////data/whyfirst.sqlite3",
        "at 09:00 @ines",
    ],
)
def test_other_text_stays_as_it_is(harmless: str) -> None:
    assert logs.redact(harmless) == harmless


def test_each_json_line_is_one_object_without_the_variables_of_a_failed_function() -> None:
    written = io.StringIO()
    logs.configure("INFO", "json", written)
    typed = "what somebody typed"
    try:
        raise ValueError(len(typed))
    except ValueError:
        structlog.get_logger("bot.app").exception("went wrong", reference="ab12")
    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["reference"] == "ab12"
    assert typed not in line


@pytest.mark.parametrize("library", ["slack_bolt.App", "slack_sdk.socket_mode.builtin.client", "sqlalchemy.engine"])
def test_libraries_do_not_write_payloads_even_at_debug(library: str) -> None:
    written = io.StringIO()
    logs.configure("DEBUG", "plain", written)
    logging.getLogger(library).debug("payload: what somebody typed")
    assert written.getvalue() == ""
