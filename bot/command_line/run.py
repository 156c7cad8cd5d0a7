"""`whyfirst run`: the bot, on Slack, until it is told to stop."""

from pathlib import Path

import structlog

from bot import logs
from bot.command_line import configured
from bot.command_line.database import bring_up_to_date
from bot.command_line.output import Trouble
from bot.command_line.running import running
from bot.command_line.waiting import Waiting, Wake
from bot.doctor import token_trouble
from bot.settings import Settings, forget_tokens
from bot.slack_trouble import APP_TOKEN, BOT_TOKEN

BEAT_SECONDS = 10.0

_HOW_TO_GET_TOKENS = """\
To get them: create the app at https://api.slack.com/apps from manifest.json, install it in your workspace,
copy the tokens from the pages named above, and put them in a file .env here (copy .env.example).
To try Whyfirst without Slack and without tokens: whyfirst try"""

log = structlog.get_logger(__name__)


def serve(heartbeat: Path | None) -> None:
    """Run until told to stop, touching `heartbeat` every ten seconds while connected. Raises Trouble."""
    settings = configured.settings()
    _require_tokens(settings)
    forget_tokens()
    logs.configure(settings.log_level, settings.log_format)
    made = bring_up_to_date(settings.database_url)
    if made:
        log.info("database brought up to date", migrations=made)
    with Waiting() as waiting, running(settings) as bot:
        log.info("running, stop with Ctrl-C", api=settings.slack_api_url)
        while True:
            if heartbeat and bot.is_connected():
                _beat(heartbeat)
            if waiting.wait(BEAT_SECONDS) is Wake.STOP:
                break
        log.info("stopping, finishing what is in hand")
    log.info("stopped")


def _beat(heartbeat: Path) -> None:
    try:
        heartbeat.touch()
    except OSError as error:
        raise Trouble(f"{heartbeat} can't be written ({error.strerror}). Name another file.") from error


def _require_tokens(settings: Settings) -> None:
    given = ((BOT_TOKEN, settings.slack_bot_token), (APP_TOKEN, settings.slack_app_token))
    missing = [trouble for token, value in given if value is None and (trouble := token_trouble(token, value))]
    if missing:
        raise Trouble("\n".join([*missing, _HOW_TO_GET_TOKENS]), configured.UNUSABLE)
