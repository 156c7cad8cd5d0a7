"""Starting: from the start of the process to connected, and the memory it then holds."""

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from bench.programs import BOLT, WHYFIRST, connected
from bench.sizes import Sizes
from bench.slack import Slack


@dataclass(frozen=True, slots=True)
class Started:
    """What one program took, over several starts (medians); the fastest start beside it."""

    seconds: float
    fastest: float
    resident_mib: float


def measure(sizes: Sizes, slack: Slack, folder: Path, database: str) -> dict[str, Started]:
    """Return what Whyfirst and the bare app take, started in turn; the first of several starts is not counted."""
    taken: dict[str, list[tuple[float, float]]] = {WHYFIRST: [], BOLT: []}
    uncounted = 1 if sizes.starts > 1 else 0
    for number in range(sizes.starts + uncounted):
        for name, starts in taken.items():
            with connected(name, slack, folder, database) as program:
                time.sleep(sizes.settle_seconds)
                if number >= uncounted:
                    starts.append((program.seconds, program.resident_mib()))
    return {name: _summed_up(starts) for name, starts in taken.items()}


def _summed_up(starts: list[tuple[float, float]]) -> Started:
    seconds = [each for each, _ in starts]
    return Started(statistics.median(seconds), min(seconds), statistics.median(mib for _, mib in starts))
