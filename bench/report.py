"""The figures, for a person and as JSON."""

import itertools
import os
import platform
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.ack import Acknowledged, Row
from bench.bare import BOLT, CEILING
from bench.programs import WHYFIRST
from bench.start import Started

NAMES = {WHYFIRST: "Whyfirst", BOLT: "Bolt as it comes", CEILING: "Bolt, processing first"}
KINDS = {"status": "/scope status", "answer": "a typed answer"}
_ACK_COLUMNS = (
    ("p50 ms", 7),
    ("ratio", 5),
    ("p99 ms", 8),
    ("ratio", 5),
    ("a second", 8),
    ("ratio", 6),
    ("all done", 8),
)


@dataclass(slots=True)
class Report:
    """Everything that was measured; None is what was not asked for."""

    ack: Acknowledged | None = None
    start: dict[str, Started] | None = None
    elsewhere: dict[str, list[str] | None] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return all figures and ratios as what JSON can hold."""
        found: dict[str, Any] = {"machine": _machine()}
        if self.ack is not None:
            found["ack"] = [_row_as_json(row) for row in self.ack.rows]
            found["resident_mib_after_ack"] = self.ack.resident_mib
        if self.start is not None:
            found["start"] = {name: asdict(each) for name, each in self.start.items()}
            found["start"]["ratios"] = _start_ratios(self.start)
        return found | (self.elsewhere or {})

    def show(self, console: Console) -> None:
        """Print the figures as tables."""
        machine = _machine()
        console.print(f"{machine['cpus']} processors, Python {machine['python']}, SQLite {machine['sqlite']}")
        console.print("A ratio is Whyfirst's figure to that program's.")
        if self.ack is not None:
            _show_ack(console, self.ack.rows)
            held = ", ".join(f"{NAMES[name]} {mib:.0f} MiB" for name, mib in self.ack.resident_mib.items())
            console.print(f"\nHeld after the requests over Socket Mode: {held}")
        if self.start is not None:
            console.print(_start_table(self.start))
        for name, lines in (self.elsewhere or {}).items():
            console.print(f"[bold]{name}[/bold]" if lines else f"{name}: not there")
            for line in lines or ():
                console.print(line, markup=False)


def _show_ack(console: Console, rows: list[Row]) -> None:
    """Print a small table for each load; beside a bare app's figure, how many times it Whyfirst's is."""
    for (where, kind, clients), of_load in itertools.groupby(rows, _place):
        group = list(of_load)
        mine = next(row for row in group if row.load.program == WHYFIRST)
        table = _table(f"{KINDS[kind]}, {where}, {clients} client{'s' if clients > 1 else ''}")
        for heading, width in _ACK_COLUMNS:
            table.add_column(heading, justify="right", min_width=width)
        for row in group:
            table.add_row(*_cells(row, mine.ratios.get(row.load.program, {})))
        console.print(table)


def _place(row: Row) -> tuple[str, str, int]:
    return row.where, row.load.kind, row.load.clients


def _table(title: str) -> Table:
    look: dict[str, Any] = {"box": None, "pad_edge": False, "collapse_padding": True}
    table = Table(title=f"\n[bold]{title}[/bold]", title_style="", title_justify="left", **look)
    table.add_column("", min_width=22, no_wrap=True)
    return table


def _cells(row: Row, times: dict[str, float]) -> list[str]:
    figures = row.figures
    done = figures.settled_per_second
    shown = {key: _times(ratio) for key, ratio in times.items()}
    return [
        NAMES[row.load.program],
        f"{figures.p50_ms:.2f}",
        shown.get("p50", ""),
        f"{figures.p99_ms:.2f}",
        shown.get("p99", ""),
        f"{figures.per_second:,.0f}",
        shown.get("per_second", ""),
        f"{done:,.0f}" if done and row.load.clients > 1 else "",
    ]


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.2g}" if ratio < 0.1 else f"{ratio:.3g}"


def _start_table(start: dict[str, Started]) -> Table:
    table = _table("Starting")
    for heading in ("connected s", "ratio", "fastest s", "ratio", "holds MiB", "ratio"):
        table.add_column(heading, justify="right", min_width=6)
    ratios = _start_ratios(start)
    for name, each in start.items():
        shown = {key: "" if name == WHYFIRST else _times(ratio) for key, ratio in ratios.items()}
        table.add_row(
            NAMES[name],
            f"{each.seconds:.2f}",
            shown["seconds"],
            f"{each.fastest:.2f}",
            shown["fastest"],
            f"{each.resident_mib:.0f}",
            shown["resident_mib"],
        )
    return table


def _start_ratios(start: dict[str, Started]) -> dict[str, float]:
    mine, bare = start[WHYFIRST], start[BOLT]
    return {
        "seconds": mine.seconds / bare.seconds,
        "fastest": mine.fastest / bare.fastest,
        "resident_mib": mine.resident_mib / bare.resident_mib,
    }


def _row_as_json(row: Row) -> dict[str, Any]:
    return {"where": row.where} | asdict(row.load) | asdict(row.figures) | {"ratios": row.ratios}


def _machine() -> dict[str, Any]:
    return {"cpus": os.cpu_count(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
