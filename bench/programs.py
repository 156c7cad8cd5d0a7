"""The programs compared, each a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bare import BOLT, CEILING
from bench.slack import Connection, Slack

WHYFIRST = "whyfirst"
PROGRAMS = (WHYFIRST, BOLT, CEILING)

_ROOT = Path(__file__).parents[1]
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")
_CONNECT_SECONDS = 60.0
_LOOK_SECONDS = 0.2  # between two looks whether a program that should connect has ended


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a program: no proxy, no settings of the person who measures, and `more`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT)} | more


@dataclass(frozen=True, slots=True)
class Running:
    """A program that is connected."""

    connection: Connection
    seconds: float  # from the start of the process to connected
    _process: "subprocess.Popen[bytes]"

    def resident_mib(self) -> float:
        """Return the memory that the process holds now."""
        return _resident_kib(self._process.pid) / 1024


@contextmanager
def connected(name: str, slack: Slack, folder: Path, database: str) -> Iterator[Running]:
    """Start a program in `folder`, wait until it is connected, and end it after the block.

    Raises RuntimeError with what it said when it does not connect.
    """
    expected = slack.expect(name)
    log = folder / f"{name}.log"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            _command(name, slack), cwd=folder, env=_environment(name, slack, database), stdout=said, stderr=said
        )
        try:
            at, connection = _wait(name, process, expected, log)
            yield Running(connection, at - start, process)
        finally:
            _end(process)


def _command(name: str, slack: Slack) -> list[str]:
    if name == WHYFIRST:
        return [sys.executable, "-m", "bot", "run"]
    return [sys.executable, "-m", "bench.bare", name, slack.api]


def _environment(name: str, slack: Slack, database: str) -> dict[str, str]:
    if name != WHYFIRST:
        return environment()
    return environment(
        SLACK_BOT_TOKEN=f"xoxb-{name}",
        SLACK_APP_TOKEN=f"xapp-{name}",
        SLACK_API_URL=slack.api,
        WHYFIRST_DATABASE_URL=database,
    )


def _wait(
    name: str, process: "subprocess.Popen[bytes]", expected: "Future[tuple[float, Connection]]", log: Path
) -> tuple[float, Connection]:
    deadline = time.monotonic() + _CONNECT_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return expected.result(timeout=_LOOK_SECONDS)
        except TimeoutError:
            continue
    raise RuntimeError(f"{name} did not connect:\n{log.read_text(errors='replace')}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program at once: how it stops is not measured here."""
    process.kill()
    process.wait()


def _resident_kib(pid: int) -> int:
    """Return the resident memory of a process: as Linux tells it, else as `ps` does."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1])
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(shown.stdout)


__all__ = ["BOLT", "CEILING", "PROGRAMS", "WHYFIRST", "Running", "connected", "environment"]
