"""`whyfirst doctor`: is this installation fit to run? Each finding is one plain sentence."""

import logging
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot import manifest
from bot.settings import Settings
from bot.slack_trouble import APP_TOKEN, BOT_TOKEN, CONNECTION_ERRORS, Token, explain
from prompts import Words, WordsError
from storage.database import Database
from storage.errors import NewerDatabase, StorageUnavailable

TIMEOUT_SECONDS = 10
# What opening the database can raise; ValueError is an address it can't read.
DATABASE_ERRORS = (StorageUnavailable, NewerDatabase, ValueError)


class Finding(NamedTuple):
    """What was looked at, whether it is well (None: can't be told, which is no failure), and the sentence."""

    subject: str
    well: bool | None
    sentence: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield the findings one by one, as they come in. What rests on a failed one is not looked at."""
    for token, value in ((BOT_TOKEN, settings.slack_bot_token), (APP_TOKEN, settings.slack_app_token)):
        trouble = token_trouble(token, value)
        yield Finding(token.name, trouble is None, trouble or "Present and of the right kind.")
        if value is not None and trouble is None:
            yield from _bot(settings, value) if token is BOT_TOKEN else _app(settings, value)
    yield from _database(settings)
    yield from _words(settings)


def token_trouble(token: Token, value: SecretStr | None) -> str | None:
    """Return what is wrong with a token as far as it can be seen without asking Slack, or None."""
    if value is None:
        return f"{token.variable} is not set. Copy it from {token.page} in Slack's app settings."
    if value.get_secret_value().startswith(token.prefix):
        return None
    return (
        f"{token.variable} is of the wrong kind: it should start with {token.prefix}. "
        f"Copy it from {token.page} in Slack's app settings."
    )


def _client(settings: Settings, token: SecretStr) -> WebClient:
    # slack_sdk logs each failure as well; here the finding says it.
    quiet = logging.getLogger("bot.doctor.slack_sdk")
    quiet.setLevel(logging.CRITICAL)
    return WebClient(
        token=token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=TIMEOUT_SECONDS,
        logger=quiet,
        retry_handlers=[],
    )


def _bot(settings: Settings, token: SecretStr) -> Iterator[Finding]:
    try:
        answer = _client(settings, token).auth_test()
    except CONNECTION_ERRORS as error:
        yield Finding("Slack", False, explain(error, settings, BOT_TOKEN))
        return
    where = answer.get("team") or answer.get("enterprise_id") or "an unnamed workspace"
    yield Finding("Slack", True, f"Reached as {answer.get('user', 'the bot')} in {where}.")
    yield _scopes(answer)


def _scopes(answer: SlackResponse) -> Finding:
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    if "x-oauth-scopes" not in headers:
        return Finding("Scopes", None, "This server does not say which scopes were granted, so they were not checked.")
    granted = {scope.strip() for scope in headers["x-oauth-scopes"].split(",")}
    missing = [scope for scope in manifest.BOT_SCOPES if scope.name not in granted]
    if not missing:
        return Finding("Scopes", True, f"All {len(manifest.BOT_SCOPES)} are granted.")
    named = "; ".join(f"{scope.name} (to {scope.why})" for scope in missing)
    return Finding(
        "Scopes",
        False,
        f"Not granted: {named}. "
        "Add them under OAuth & Permissions > Bot Token Scopes, then reinstall the app under Install App.",
    )


def _app(settings: Settings, token: SecretStr) -> Iterator[Finding]:
    try:
        # Asks for an address only; nothing connects to it, so a running bot keeps its connection.
        answer = _client(settings, token).apps_connections_open(app_token=token.get_secret_value())
    except CONNECTION_ERRORS as error:
        yield Finding("Socket Mode", False, explain(error, settings, APP_TOKEN))
        return
    if answer.get("url"):
        yield Finding("Socket Mode", True, "Slack offers a connection.")
    else:
        yield Finding(
            "Socket Mode", False, "Slack offers no address. Turn it on under Socket Mode in the app settings."
        )


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        database = Database(settings.database_url)
        pending = database.pending_migrations()
        if not pending:
            database.check()
    except DATABASE_ERRORS as error:
        yield Finding("Database", False, database_trouble(error))
        return
    yield Finding("Database", True, "Reached, and can be written." if not pending else "Reached.")
    if pending:
        count = f"{len(pending)} {'change' if len(pending) == 1 else 'changes'}"
        yield Finding("Migrations", False, f"{count} to its tables still to be made. Run: whyfirst migrate")
    else:
        yield Finding("Migrations", True, "Up to date.")


def _words(settings: Settings) -> Iterator[Finding]:
    try:
        Words(settings.language)
    except WordsError as error:
        yield from (Finding("Words", False, mistake) for mistake in error.mistakes)
    else:
        yield Finding("Words", True, f'Complete, in the language "{settings.language}".')


def database_trouble(error: Exception) -> str:
    """Return one sentence for `error`, one of DATABASE_ERRORS, without the address and its password."""
    if isinstance(error, NewerDatabase):
        return f"{_sentence(error)}. Install the version that was used last, or a newer one."
    if isinstance(error, StorageUnavailable) and error.reason == "locked":
        return f"{_sentence(error)}. Another program holds it; try again in a minute."
    return (
        f"{_sentence(error)}. Check WHYFIRST_DATABASE_URL, and that the server runs or the folder exists "
        "and can be written."
    )


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]
