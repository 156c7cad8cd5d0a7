"""Acknowledging in process: signed HTTP requests dispatched to the app, no network before it.

`measure` starts this module as a process of its own, so that the measuring server does not share its interpreter.
"""

import json
import logging
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from slack_bolt import App, BoltRequest, BoltResponse

from bench import bare, sample
from bench.figures import Round, Series
from bench.payloads import SIGNING_SECRET, Source, signed
from bench.programs import PROGRAMS, WHYFIRST, environment
from bench.rounds import Load
from bench.rounds import measure as in_rounds
from bench.sizes import Sizes
from bot import logs
from bot.app import Running, build
from bot.settings import Settings

_Request = Callable[[], BoltRequest]


def measure(sizes: Sizes, api: str, folder: Path) -> dict[Load, Series]:
    """Return the rounds of every load. Raises RuntimeError with what the process said when it failed."""
    orders = json.dumps({"sizes": asdict(sizes), "api": api, "folder": str(folder)})
    # The bot reads its signing secret where Bolt does; it has no setting for it before HTTP mode comes.
    done = subprocess.run(
        [sys.executable, "-m", "bench.in_process"],
        input=orders,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(SLACK_SIGNING_SECRET=SIGNING_SECRET),
    )
    if done.returncode:
        raise RuntimeError(f"measuring in process failed:\n{done.stderr}")
    return {
        Load(each["kind"], each["clients"], each["program"]): Series([Round(**taken) for taken in each["rounds"]])
        for each in json.loads(done.stdout)
    }


def main() -> None:
    """Take orders on standard input, measure, and print the rounds."""
    orders = json.load(sys.stdin)
    given = orders["sizes"]
    sizes = Sizes(**given | {"requests": {int(clients): count for clients, count in given["requests"].items()}})
    with _apps(sizes, orders["api"], Path(orders["folder"])) as programs:
        taken = in_rounds(sizes, lambda load, requests: programs[load.program].run(load, requests, sizes))
        programs[WHYFIRST].check_stored()
    found = [asdict(load) | {"rounds": [asdict(each) for each in series.rounds]} for load, series in taken.items()]
    print(json.dumps(found))


class _Program:
    """An app with its own endless supply of requests."""

    def __init__(self, app: App, people: int, database: Path, bot: Running | None = None) -> None:
        self._app = app
        self._source = Source(people)
        self._bot = bot
        self._database = database
        self._answers = 0

    def run(self, load: Load, count: int, sizes: Sizes) -> Round:
        """Send `count` requests from as many threads as there are clients."""
        requests = [signed(payload) for payload in self._source.take(load.kind, count)]
        self._answers += count if load.kind == "answer" else 0
        share = [requests[number :: load.clients] for number in range(load.clients)]
        pause = sizes.pause_seconds if load.clients == 1 else 0.0
        round_ = _from_clients(share, self._dispatch, pause)
        if self._bot is not None:
            after = time.perf_counter()
            self._bot.services.background.wait()
            round_.settled = round_.seconds + time.perf_counter() - after
        return round_

    def _dispatch(self, request: _Request) -> BoltResponse:
        return self._app.dispatch(request())

    def check_stored(self) -> None:
        """Raise RuntimeError unless every answer that was acknowledged is in the database."""
        with sqlite3.connect(self._database) as connection:
            (stored,) = connection.execute("SELECT count(*) FROM answer_parts").fetchone()
        connection.close()
        if stored != self._answers:
            raise RuntimeError(f"{self._answers} answers were acknowledged, {stored} are stored")


@contextmanager
def _apps(sizes: Sizes, api: str, folder: Path) -> Iterator[dict[str, _Program]]:
    logs.configure("WARNING")
    logging.getLogger("slack_bolt").setLevel(logging.WARNING)
    url = sample.database(folder, sizes.people)
    settings = Settings(SLACK_BOT_TOKEN="xoxb-in-process", SLACK_API_URL=api, WHYFIRST_DATABASE_URL=url)
    bot = build(settings)
    database = Path(url.removeprefix("sqlite:///"))
    try:
        yield {
            name: _Program(bot.app, sizes.people, database, bot)
            if name == WHYFIRST
            else _Program(bare.build(name, api, SIGNING_SECRET), sizes.people, database)
            for name in PROGRAMS
        }
    finally:
        bot.stop()


def _from_clients(
    share: Sequence[Sequence[_Request]], dispatch: Callable[[_Request], BoltResponse], pause: float
) -> Round:
    """Have each client send its share, one request after the other, all clients at once."""
    latencies: list[float] = []
    failures: list[str] = []
    ready = threading.Barrier(len(share) + 1)

    def client(requests: Sequence[_Request]) -> None:
        ready.wait()
        for request in requests:
            start = time.perf_counter()
            response = dispatch(request)
            latencies.append(time.perf_counter() - start)
            if response.status != 200:
                failures.append(f"status {response.status}: {response.body}")
            if pause:
                time.sleep(pause)

    threads = [threading.Thread(target=client, args=(requests,)) for requests in share]
    for thread in threads:
        thread.start()
    ready.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = sum(latencies) if pause else time.perf_counter() - start
    if failures:
        raise RuntimeError(f"{len(failures)} requests failed, the first with {failures[0]}")
    return Round(latencies, seconds)


if __name__ == "__main__":
    main()
