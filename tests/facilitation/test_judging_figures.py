"""The goals of judging hold on the labelled sets; `python -m bench.judging.measure` prints the figures."""

from pathlib import Path

import pytest

from bench.judging import measure
from tests.facilitation.judging_rules import RULES

SETS = Path(measure.__file__).parent


@pytest.mark.parametrize("name", ["tune", "held_out", "fresh"])
def test_the_goals_hold_on_every_set(name: str) -> None:
    results = measure.judged(RULES, measure.labelled(SETS / f"{name}.jsonl"))
    weak, drift = measure.weak(results), measure.drift(results)
    assert weak.precision >= 0.85
    assert weak.recall >= 0.65
    assert measure.good_judged_weak(results) <= 0.08
    assert drift.precision >= 0.85


def test_the_labels_are_complete() -> None:
    for path in SETS.glob("*.jsonl"):
        for record in measure.labelled(path):
            assert set(record) - {"earlier"} == {"question", "role", "text", "weak", "reason", "drift"}
            assert record["weak"] == (record["reason"] is not None)
