"""Every measurement runs, at a tiny size, and prints ratios. What it measures is never asserted: machines differ."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bench import __main__ as command
from bench import elsewhere
from bench.figures import Figures, Round, Series, percentile
from bench.payloads import Source, dm, person
from bench.report import Report
from bench.sizes import Sizes

TINY = Sizes(rounds=1, requests={1: 2, 2: 4}, warm_up=1, people=6, starts=1, settle_seconds=0.0, pause_seconds=0.001)


def shown(report: Report) -> str:
    """What a person reads."""
    screen = io.StringIO()
    report.show(Console(file=screen, width=80))
    return screen.getvalue()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    quiet = Console(file=io.StringIO())
    return command.measure(("ack", "start"), TINY, tmp_path_factory.mktemp("bench"), quiet)


def test_acknowledging_is_measured_in_process_and_over_socket_mode_with_ratios_to_both_bare_apps(
    report: Report,
) -> None:
    rows = json.loads(json.dumps(report.as_json()))["ack"]
    places = {(row["where"], row["kind"], row["clients"], row["program"]) for row in rows}
    assert len(places) == len(rows) == 2 * 2 * 2 * 3
    ratios = [row["ratios"] for row in rows if row["program"] == "whyfirst"]
    assert all(set(of) == {"bolt", "ceiling"} for of in ratios)
    assert all(ratio > 0 for of in ratios for each in of.values() for ratio in each.values())


def test_starting_is_measured_with_ratios_to_the_bare_app(report: Report) -> None:
    start = report.as_json()["start"]
    assert set(start) == {"whyfirst", "bolt", "ratios"}
    assert all(ratio > 0 for ratio in start["ratios"].values())


def test_a_person_reads_every_load_within_eighty_columns(report: Report) -> None:
    text = shown(report)
    for heading in ("/scope status, in process, 1 client", "a typed answer, Socket Mode, 2 clients", "Starting"):
        assert heading in text
    assert "…" not in text and "ratio" in text


def test_a_part_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    assert elsewhere.measure("no_such_folder") is None
    assert "judging: not there" in shown(Report(elsewhere={"judging": None}))


def test_an_unknown_part_ends_with_the_parts_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["speed"])
    assert "there is no speed; there are ack, start" in capsys.readouterr().err


@pytest.mark.parametrize(("percent", "found"), [(50, 2.0), (75, 3.0), (99, 4.0), (100, 4.0), (1, 1.0)])
def test_a_percentile_is_one_of_the_values(percent: float, found: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], percent) == found


def test_a_ratio_is_the_figure_over_the_other_program_s() -> None:
    slow = Figures.of(Series([Round([0.02] * 4, 0.4), Round([0.02] * 4, 0.4)]))
    fast = Figures.of(Series([Round([0.01] * 4, 0.1)]))
    assert slow.ratios_to(fast) == pytest.approx({"p50": 2.0, "p99": 2.0, "per_second": 0.25})


def test_payloads_come_from_one_person_after_the_other_and_are_never_the_same() -> None:
    events = [payload["event"] for payload in Source(2).take("answer", 5)]
    assert [event["user"] for event in events] == [person(0), person(1), person(0), person(1), person(0)]
    assert events[3]["channel"] == dm(1)
    assert len({event["ts"] for event in events}) == 5
