"""Acknowledging: the bot beside two Bolt apps that do nothing but acknowledge."""

from dataclasses import dataclass, field
from pathlib import Path

from bench import in_process, over_socket
from bench.figures import Figures, Series
from bench.programs import BOLT, CEILING
from bench.rounds import Load
from bench.sizes import Sizes
from bench.slack import Slack

IN_PROCESS, SOCKET = "in process", "Socket Mode"


@dataclass(frozen=True, slots=True)
class Row:
    """A program at a load: its figures, and how many times each bare app's they are (none for the app itself)."""

    where: str
    load: Load
    figures: Figures
    ratios: dict[str, dict[str, float]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """All rows, and by program the memory in MiB after the requests over Socket Mode."""

    rows: list[Row]
    resident_mib: dict[str, float]


def measure(sizes: Sizes, slack: Slack, folder: Path, database: str) -> Acknowledged:
    """Measure in process (with a database of its own) and over Socket Mode (with `database`)."""
    own = folder / "in-process"
    own.mkdir()
    rows = _rows(IN_PROCESS, in_process.measure(sizes, slack.api, own))
    taken, resident = over_socket.measure(sizes, slack, folder, database)
    return Acknowledged(rows + _rows(SOCKET, taken), resident)


def _rows(where: str, taken: dict[Load, Series]) -> list[Row]:
    figures = {load: Figures.of(series) for load, series in taken.items()}
    return [Row(where, load, of, _ratios(load, figures)) for load, of in figures.items()]


def _ratios(load: Load, figures: dict[Load, Figures]) -> dict[str, dict[str, float]]:
    return {
        bare: figures[load].ratios_to(figures[Load(load.kind, load.clients, bare)])
        for bare in (BOLT, CEILING)
        if bare != load.program
    }
