"""The wiring: settings in, a bot that runs out."""

import logging
from collections.abc import Callable

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot import scheduler
from bot.arriving import resolve
from bot.background import Background
from bot.clock import Clock, SystemClock
from bot.errors import register_errors
from bot.listeners import register_listeners
from bot.services import CALL_SECONDS, QUICK_SECONDS, Services
from bot.settings import Settings
from prompts import Words
from storage import outbox
from storage.database import Database

BUSY_SECONDS = 2.0  # a lock is waited for: long enough for any change of ours, and the answer still comes in time

_LOOK_SECONDS = 0.1

Identity = Callable[[], AuthorizeResult]


class NotIdentified(Exception):
    """Slack does not say who the bot is; whatever came in is not acknowledged, so that it comes again."""


class Running:
    """A bot that can be started, ticked and stopped."""

    def __init__(self, services: Services, identity: Identity, app: App, app_token: str) -> None:
        self.services = services
        self.app = app
        self._identity = identity
        self._app_token = app_token
        self._socket: SocketModeHandler | None = None
        self._scheduler = scheduler.build_scheduler(services)

    def start(self) -> None:
        """Check the token, connect by Socket Mode and start the ticks.

        Raises what slack_sdk raises, StorageUnavailable.
        """
        self._identity()
        with self.services.database.transaction() as tx:
            outbox.wake_all(tx, self.services.clock.now())  # the token is good: what waited for that need not longer
        self._socket = SocketModeHandler(self.app, self._app_token, web_client=self.services.client)
        self._socket.client.connect()
        self._scheduler.start()

    def stop(self) -> None:
        """Take nothing more in, finish what is in hand, and let go of the database."""
        self.services.background.stopping = True
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
    client.message_processor.shutdown()  # type: ignore[no-untyped-call]  # slack_sdk ships it so
    client.message_workers.shutdown(wait=True)
    _end_session(client)
    client.close()


def _end_session(client: SocketModeClient) -> None:
    """End the thread that receives. `close` alone waits for it for ever if the session began at that very moment.

    A session that begins takes back that it was told to end (slack_sdk, `_run_current_session`).
    """
    runner = client.current_session_runner
    runner.event.set()
    while runner.is_alive():
        client.current_session_state.terminated = True
        client.disconnect()
        runner.thread.join(_LOOK_SECONDS)


def build(settings: Settings, *, clock: Clock | None = None, words: Words | None = None) -> Running:
    """Return the bot, wired but not started; `words` spares reading them again.

    Raises WordsError for a mistake in the words, ValueError for an address of no database we know.
    """
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    services = Services(
        settings=settings,
        database=Database(settings.database_url, busy_timeout=BUSY_SECONDS),
        words=words or Words(settings.language),
        clock=clock or SystemClock(),
        client=_client(settings, CALL_SECONDS, token),
        quick=_client(settings, QUICK_SECONDS, token),
        background=Background(),
    )
    app_token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    identity = _identity(services.client)
    return Running(services, identity, build_app(services, identity), app_token)


def build_app(services: Services, identity: Identity) -> App:
    """Return the Bolt app with every listener. Processing comes before the acknowledgement (design §4, §9)."""
    app = App(
        # Bolt gives each request a copy, with the token of whoever it is for.
        client=_client(services.settings, QUICK_SECONDS, token=None),
        # Bolt's own check acknowledges what comes in while Slack refuses to say who the bot is: it would be lost.
        authorize=_authorize(identity),
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        logger=logging.getLogger("slack_bolt"),
    )
    app.use(resolve(services))
    register_errors(app, services)
    register_listeners(app, services)
    return app


def _client(settings: Settings, seconds: int, token: str | None) -> WebClient:
    """Return a client that never tries again by itself.

    A post whose answer was lost may have been made, and waiting out a rate limit would hold up what has none: the
    outbox knows better on both.
    """
    client = WebClient(token=token, base_url=settings.slack_api_url, timeout=seconds)
    client.retry_handlers = []
    return client


def _identity(client: WebClient) -> Identity:
    """Return what tells who the bot is, asked of Slack once. Raises what slack_sdk raises."""
    known: list[AuthorizeResult] = []

    def identity() -> AuthorizeResult:
        if not known:
            told = client.auth_test()
            me = AuthorizeResult(
                enterprise_id=told.get("enterprise_id"),
                team_id=told.get("team_id"),
                bot_id=told.get("bot_id"),
                bot_user_id=told.get("user_id"),
                bot_token=client.token,
            )
            known.append(me)
        return known[0]

    return identity


def _authorize(identity: Identity) -> Callable[..., AuthorizeResult]:
    def authorize(user_id: str | None) -> AuthorizeResult:
        try:
            me = identity()
        except SlackApiError as error:
            raise NotIdentified from error
        return AuthorizeResult(
            enterprise_id=me.enterprise_id,
            team_id=me.team_id,
            user_id=user_id,
            bot_id=me.bot_id,
            bot_user_id=me.bot_user_id,
            bot_token=me.bot_token,
        )

    return authorize
