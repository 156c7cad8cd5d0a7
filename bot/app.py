"""The wiring: settings in, a bot that runs out."""

import logging
from collections.abc import Callable

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot import scheduler
from bot.background import Background
from bot.clock import Clock, SystemClock
from bot.errors import register_errors
from bot.listeners import register_listeners
from bot.services import Services
from bot.settings import Settings
from prompts import Words
from storage import workspaces
from storage.database import Database

_SECONDS_PER_CALL = 20  # to Slack; well within a claim's lease


class Running:
    """A bot that can be started, ticked and stopped."""

    def __init__(self, services: Services, app: App, app_token: str) -> None:
        self.services = services
        self.app = app
        self._app_token = app_token
        self._socket: SocketModeHandler | None = None
        self._scheduler = scheduler.build_scheduler(services)

    def start(self) -> None:
        """Check the token, connect by Socket Mode and start the ticks. Raises what slack_sdk raises."""
        self.services.client.auth_test()
        self._socket = SocketModeHandler(self.app, self._app_token)
        self._socket.client.connect()
        self._scheduler.start()

    def stop(self) -> None:
        """Take nothing more in, finish what is in hand, and let go of the database."""
        if self._socket is not None:
            _stop_in_order(self._socket.client)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
        self.services.background.stop()
        self.services.database.dispose()

    def tick(self) -> None:
        """Do at once what is due: the clock was moved."""
        scheduler.tick(self.services)

    def is_connected(self) -> bool:
        """Return whether Slack is connected."""
        return self._socket is not None and self._socket.client.is_connected()


def _stop_in_order(client: SocketModeClient) -> None:
    """Take nothing more in, let what is in hand be acknowledged over the open connection, then close it.

    `close` alone would cut the connection first, and the person would be told that the app did not respond.
    """
    client.closed = True
    client.message_queue.put(None)  # wakes the thread that waits for a message up to a second
    client.message_processor.shutdown()
    client.message_workers.shutdown(wait=True)
    client.close()


def build(settings: Settings, *, clock: Clock | None = None, words: Words | None = None) -> Running:
    """Return the bot, wired but not started; `words` spares reading them again.

    Raises WordsError for a mistake in the words, ValueError for an address of no database we know.
    """
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    app_token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    client = WebClient(token=token, base_url=settings.slack_api_url, timeout=_SECONDS_PER_CALL)
    client.retry_handlers = [
        ConnectionErrorRetryHandler(max_retry_count=1),
        RateLimitErrorRetryHandler(max_retry_count=1),
    ]
    services = Services(
        settings=settings,
        database=Database(settings.database_url),
        words=words or Words(settings.language),
        clock=clock or SystemClock(),
        client=client,
        background=Background(),
    )
    return Running(services, build_app(services), app_token)


def build_app(services: Services) -> App:
    """Return the Bolt app with every listener. Processing comes before the acknowledgement (design §4, §9)."""
    app = App(
        client=services.client,
        process_before_response=True,
        token_verification_enabled=False,  # `Running.start` does it, where its failure can be told
        logger=logging.getLogger("slack_bolt"),
    )
    app.use(_workspace(services))
    register_errors(app, services)
    register_listeners(app, services)
    return app


def _workspace(services: Services) -> Callable[[BoltContext, Callable[[], BoltResponse]], BoltResponse]:
    """Return the middleware that resolves our id of the workspace; ids never change, so they are remembered."""
    known: dict[tuple[str, str], int] = {}

    def resolve(context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:
        # An organisation-wide installation of an Enterprise Grid has no team of its own.
        team = "" if context.is_enterprise_install else context.team_id or ""
        key = (team, context.enterprise_id or "")
        if key not in known:
            with services.database.transaction() as tx:
                known[key] = workspaces.ensure(tx, team_id=key[0], enterprise_id=key[1])
        context["ws"] = known[key]
        return next()

    return resolve
