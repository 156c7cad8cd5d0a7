"""`python -m bench [ack] [start] [judging] [comparing] [--quick] [--json]`; all of them where none is named."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bench import ack, elsewhere, sample, start
from bench.report import Report
from bench.sizes import FULL, QUICK, Sizes
from bench.slack import Slack

PARTS = ("ack", "start", *elsewhere.FOLDERS)


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for and print it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Whyfirst beside the bare framework.")
    listed = ", ".join(PARTS)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"some of {listed}; all where none is named")
    parser.add_argument("--quick", action="store_true", help="fewer requests: the ratios are rough")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--folder", type=Path, help="where the databases lie while measuring: the disk matters")
    asked = parser.parse_args(arguments)
    unknown = [part for part in asked.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no {unknown[0]}; there are {listed}")
    said = Console(stderr=True)
    try:
        with tempfile.TemporaryDirectory(prefix="whyfirst-bench-", dir=asked.folder) as folder:
            report = measure(asked.parts or PARTS, QUICK if asked.quick else FULL, Path(folder), said)
    except RuntimeError as error:  # a program that failed, or that lost an answer, has no figures
        said.print(str(error), style="red", markup=False)
        return 1
    if asked.json:
        print(json.dumps(report.as_json(), indent=2))
    else:
        report.show(Console())
    return 0


def measure(parts: Sequence[str], sizes: Sizes, folder: Path, said: Console) -> Report:
    """Return the figures of the named parts, telling on `said` what is in hand."""
    report = Report()
    with Slack() as slack, said.status("Filling a database") as status:
        if "ack" in parts or "start" in parts:
            database = sample.database(folder, sizes.people)
        if "ack" in parts:
            status.update("Acknowledging")
            report.ack = ack.measure(sizes, slack, folder, database)
        if "start" in parts:
            status.update("Starting")
            report.start = start.measure(sizes, slack, folder, database)
        status.update("Judging and comparing")
        found = {name: elsewhere.measure(name) for name in elsewhere.FOLDERS if name in parts}
    report.elsewhere = found or None
    return report


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
