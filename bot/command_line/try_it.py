"""`whyfirst try`: the real bot in a sample workspace in the browser, with a clock that can be moved."""

import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from bot import logs, manifest
from bot.app import Running
from bot.command_line import configured, halfway, sample_cast
from bot.command_line.commands import Scenario
from bot.command_line.database import bring_up_to_date
from bot.command_line.output import Trouble, say
from bot.command_line.running import running
from bot.command_line.waiting import Waiting, Wake
from bot.settings import Settings, forget_proxies, forget_tokens
from playground.app_info import AppInfo
from playground.clock import MovableClock
from playground.driver import Driver
from playground.server import Server
from playground.workspace import Workspace

_MINUTE = 60.0

log = structlog.get_logger(__name__)


def serve(scenario: Scenario, port: int, database: str | None, browser: bool) -> None:
    """Serve the workspace until told to stop. Raises Trouble when it can't start."""
    with tempfile.TemporaryDirectory(prefix="whyfirst-try-") as folder, Waiting() as waiting:
        clock = MovableClock(sample_cast.start_of_day())
        clock.on_move.append(lambda _now: waiting.poke())
        workspace = sample_workspace(clock, scenario)
        with _serving(Server(workspace, port)) as server:
            settings = _settings(workspace, database or f"sqlite:///{Path(folder, 'whyfirst.sqlite3')}")
            bring_up_to_date(settings.database_url)
            with running(settings, clock) as bot:
                if scenario is Scenario.HALFWAY:
                    halfway.play(Driver(server.url))
                _welcome(server.url, workspace.hint, kept=database is not None)
                if browser:
                    _open(server.url)
                while (woken := waiting.wait(_MINUTE)) is not Wake.STOP:
                    if woken is Wake.POKE:
                        _catch_up(bot)
                say("Stopping.")


def sample_workspace(clock: MovableClock, scenario: Scenario) -> Workspace:
    """Return the sample workspace, with the app as its manifest describes it."""
    hint = sample_cast.FIRST_WORDS if scenario is Scenario.EMPTY else halfway.FIRST_WORDS
    app = AppInfo.from_manifest(manifest.build())
    return Workspace(sample_cast.PEOPLE, sample_cast.CHANNELS, app, clock=clock, name=sample_cast.NAME, hint=hint)


def _settings(workspace: Workspace, database_url: str) -> Settings:
    """Return the operator's settings, but with nothing in them that leads to a real Slack."""
    settings = configured.settings(
        slack_api_url=f"{workspace.base_url}/api/",
        slack_bot_token=workspace.bot_token,
        slack_app_token=workspace.app_token,
        database_url=database_url,
    )
    forget_proxies()
    forget_tokens()
    quiet = "log_level" not in settings.model_fields_set
    logs.configure("WARNING" if quiet else settings.log_level, settings.log_format)
    return settings


def _catch_up(bot: Running) -> None:
    """Do at once what became due when the clock was moved."""
    try:
        bot.tick()
    except Exception:  # as in the scheduler's own ticks: what is due stays due, and the next tick does it
        log.exception("tick failed")


@contextmanager
def _serving(server: Server) -> Iterator[Server]:
    try:
        server.start()
    except OSError as error:
        raise Trouble(f"The port is taken ({error.strerror}). Choose another with --port, or leave it out.") from error
    try:
        yield server
    finally:
        server.stop()


def _welcome(url: str, hint: str, *, kept: bool) -> None:
    say(f"The sample workspace is open at {url}")
    say(hint)
    say("Become somebody else at the top left; move the clock at the top right to see reminders arrive.")
    if not kept:
        say("Everything is gone when you stop with Ctrl-C; --database keeps what the bot knows.")


def _open(url: str) -> None:
    """Open the page, unless the only browser there is would take over this terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(url)
