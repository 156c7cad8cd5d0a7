"""The bot from start to clean stop, with what can go wrong at its start told in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError

from bot.app import Running, build
from bot.clock import Clock
from bot.command_line.database import database_errors_told
from bot.command_line.output import Trouble
from bot.settings import Settings
from bot.slack_trouble import APP_TOKEN, BOT_TOKEN, CONNECTION_ERRORS, explain
from prompts import WordsError


@contextmanager
def running(settings: Settings, clock: Clock | None = None) -> Iterator[Running]:
    """Give the bot, connected; at the end of the block it finishes what is in hand. Raises Trouble."""
    bot = _built(settings, clock)
    try:
        with database_errors_told(), _connection_errors_told(settings):
            bot.start()
        yield bot
    finally:
        bot.stop()


def _built(settings: Settings, clock: Clock | None) -> Running:
    try:
        return build(settings, clock=clock)
    except WordsError as error:
        raise Trouble(str(error)) from error


@contextmanager
def _connection_errors_told(settings: Settings) -> Iterator[None]:
    try:
        yield
    except CONNECTION_ERRORS as error:
        raise Trouble(f"{_explained(error, settings)} To look further: whyfirst doctor") from error


def _explained(error: Exception, settings: Settings) -> str:
    asked = str(error.response.api_url) if isinstance(error, SlackApiError) else ""
    return explain(error, settings, APP_TOKEN if asked.endswith("apps.connections.open") else BOT_TOKEN)
