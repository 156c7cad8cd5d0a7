"""The real bot in process, beside a plain server of Slack's protocol that keeps every call: for the tests of access.

Payloads go straight into the app, as Socket Mode hands them over; what the bot answers and calls comes back as text.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from slack_bolt import BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.app import build_app
from bot.background import Background
from bot.services import Services
from bot.settings import Settings
from facilitation.errors import Refusal
from prompts import Words
from storage.database import Database
from tests.bot.access_payloads import Json
from tests.fakes.plain_slack import BOT, TEAM, PlainSlack

Table = frozenset[tuple[object, ...]]

_SHOWS = ("views.open", "files.upload")


class KeepingSlack(PlainSlack):
    """The plain server, with every call kept."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, Json]] = []

    def call(self, method: str, args: Json) -> Json:
        """The answer to a call."""
        self.calls.append((method, args))
        if method in ("views.open", "chat.delete"):
            return {"ok": True}
        return super().call(method, args)


class NotingWords(Words):
    """The product's words, with every refusal noted beside its sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[tuple[Refusal, str]] = []

    def refusal(self, error: Refusal) -> str:
        """Return the sentence of a refusal."""
        sentence = super().refusal(error)
        self.refused.append((error, sentence))
        return sentence


class StandingClock:
    """A clock that goes on only when it is told to."""

    def __init__(self, now: datetime) -> None:
        self.at = now

    def now(self) -> datetime:
        """Return the moment it shows."""
        return self.at


class Kept(Executor):
    """What is to follow an answer, kept until it is run or dropped."""

    def __init__(self) -> None:
        self._tasks: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Keep a task; returns what its result will be in."""
        future: Future[Any] = Future()
        self._tasks.append((future, partial(fn, *args, **kwargs)))
        return future

    def run(self) -> None:
        """Do everything, and what comes of it."""
        while self._tasks:
            future, task = self._tasks.pop(0)
            future.set_result(task())

    def drop(self) -> None:
        """Do none of it."""
        for future, _ in self._tasks:
            future.cancel()
        self._tasks.clear()


@dataclass(frozen=True)
class Outcome:
    """What came of a payload: refusals, everything that was sent, and the rows that are new or gone."""

    refused: list[tuple[Refusal, str]]
    sent: list[tuple[str, object]]
    added: dict[str, Table] = field(default_factory=dict)
    gone: dict[str, Table] = field(default_factory=dict)

    @property
    def kinds(self) -> list[str]:
        """The kinds of the refusals."""
        return [error.kind for error, _ in self.refused]

    @property
    def text(self) -> str:
        """Every text that was sent, in one."""
        return "\n".join(text for _, what in self.sent for text in _texts(what))

    def told(self) -> list[str]:
        """The sentences of the refusals, and what was shown besides the answer."""
        return [*(sentence for _, sentence in self.refused), *(what for what, _ in self.sent if what in _SHOWS)]

    @property
    def changed(self) -> bool:
        """Whether anything that is stored has changed."""
        return bool(self.added or self.gone)


class House:
    """The bot with a database that can be put back to one of several states."""

    def __init__(self, path: Path, slack: KeepingSlack, now: datetime) -> None:
        self.slack = slack
        self.words = NotingWords()
        self.clock = StandingClock(now)
        settings = Settings(
            SLACK_BOT_TOKEN="xoxb-plain",
            SLACK_APP_TOKEN="xapp-plain",
            SLACK_API_URL=slack.api_url,
            WHYFIRST_DATABASE_URL=f"sqlite:///{path}",
            WHYFIRST_PROBES=0,
        )
        client = WebClient(token="xoxb-plain", base_url=slack.api_url)
        client.retry_handlers = []
        self._after = Kept()
        self.services = Services(
            settings=settings,
            database=Database(settings.database_url),
            words=self.words,
            clock=self.clock,
            client=client,
            quick=client,
            background=Background(self._after),
        )
        me = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id=BOT, bot_token=client.token)
        self._app = build_app(self.services, lambda: me)
        self._file = sqlite3.connect(path)
        self._watch = sqlite3.connect(path)
        self._states: dict[str, sqlite3.Connection] = {}
        self._rows: dict[str, dict[str, Table]] = {}
        self._seen = ("", 0)  # the state that the file is in, and the version of the file that it was

    def close(self) -> None:
        """Let go of everything."""
        self.services.database.dispose()
        for connection in (self._file, self._watch, *self._states.values()):
            connection.close()

    def one(self, query: str, *values: object) -> Any:
        """The first column of the first row that a query finds."""
        rows = self._watch.execute(query, values).fetchall()  # all: an unfinished query would hold its snapshot
        assert rows, query
        return rows[0][0]

    def keep(self, state: str) -> None:
        """Keep the database as it is, under a name."""
        self._states[state] = sqlite3.connect(":memory:")
        self._file.backup(self._states[state])
        self._rows[state] = self._dump()
        self._seen = (state, self._version())

    def put_back(self, state: str) -> None:
        """Have the database as it was kept."""
        if self._seen != (state, self._version()):
            self._states[state].backup(self._file)
            self._seen = (state, self._version())

    def send(self, body: Json, *, briefly: bool = False) -> Outcome:
        """Hand a payload to the app, and do what follows from it; `briefly`: only if it was refused."""
        refused, calls = len(self.words.refused), len(self.slack.calls)
        response = self._app.dispatch(BoltRequest(mode="socket_mode", body=body))
        if briefly and len(self.words.refused) == refused:
            self._after.drop()
        self._after.run()
        self.services.background.wait()
        assert response.status == 200, body
        answer = json.loads(response.body) if response.body else {}
        return Outcome(self.words.refused[refused:], [("answer", answer), *self.slack.calls[calls:]])

    def attempt(self, state: str, body: Json, *, briefly: bool = False) -> Outcome:
        """Send a payload to the bot as it was in a state; what it changed is told with the outcome."""
        self.put_back(state)
        outcome = self.send(body, briefly=briefly)
        if self._seen == (state, self._version()):
            return outcome
        before, after = self._rows[state], self._dump()
        added = {name: new for name in after if (new := after[name] - before[name])}
        gone = {name: old for name in after if (old := before[name] - after[name])}
        return Outcome(outcome.refused, outcome.sent, added, gone)

    def _version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchall()[0][0])

    def _dump(self) -> dict[str, Table]:
        tables = self._watch.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: frozenset(self._watch.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in tables}


@contextmanager
def open_house(path: Path) -> Iterator[House]:
    """Give a house on a migrated SQLite file."""
    slack = KeepingSlack()
    with slack:
        house = House(path, slack, datetime(2026, 3, 2, 10, 0, tzinfo=UTC))
        try:
            yield house
        finally:
            house.close()


def _texts(part: object) -> list[str]:
    if isinstance(part, str):
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for each in inner for text in _texts(each)]
