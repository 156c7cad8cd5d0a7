"""Prints how well answers are judged: `python -m bench.judging.measure [tune held_out fresh | FILE …] [--misses]`."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import prompts
from facilitation.judging import Reason, Rules, judge_line
from prompts.judging import load_rules
from prompts.packs import load_pack

_HERE = Path(__file__).parent
_WORDS = Path(prompts.__file__).parent / "en"

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How often something was found, rightly and wrongly."""

    hits: int
    false_alarms: int
    misses: int

    @property
    def precision(self) -> float:
        """Of those found, the share that was right; 1 if nothing was found."""
        found = self.hits + self.false_alarms
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """Of those to be found, the share that was; 1 if there was nothing to find."""
        there = self.hits + self.misses
        return self.hits / there if there else 1.0


def english_rules() -> Rules:
    """Return the rules that English answers are judged by."""
    return load_rules(_WORDS / "judging.yaml", load_pack(_WORDS / "questions.yaml"))


def labelled(path: Path) -> list[Record]:
    """Return the labelled answers of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judged(rules: Rules, records: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Return each record with what came of judging it."""
    return [(record, judge_line(rules, record)) for record in records]


def score(pairs: Sequence[tuple[bool, bool]]) -> Score:
    """Return the score of pairs of what is and what was found."""
    return Score(
        hits=sum(is_so and found for is_so, found in pairs),
        false_alarms=sum(found and not is_so for is_so, found in pairs),
        misses=sum(is_so and not found for is_so, found in pairs),
    )


def weak(results: Sequence[tuple[Record, Record]]) -> Score:
    """Return how well weak answers were told from good ones."""
    return score([(record["weak"], result["weak"]) for record, result in results])


def drift(results: Sequence[tuple[Record, Record]]) -> Score:
    """Return how well drift was noticed."""
    return score([(record["drift"], result["drift"]) for record, result in results])


def good_judged_weak(results: Sequence[tuple[Record, Record]]) -> float:
    """Return the share of good answers that would be asked back."""
    good = [result["weak"] for record, result in results if not record["weak"]]
    return sum(good) / len(good) if good else 0.0


def report(name: str, results: Sequence[tuple[Record, Record]]) -> list[str]:
    """Return the figures of a set as lines of text."""
    lines = [f"{name}: {len(results)} answers, {sum(record['weak'] for record, _ in results)} of them weak"]
    lines += [f"  {'':17}{'answers':>8}{'precision':>11}{'recall':>8}"]
    lines.append(_line("weak", sum(record["weak"] for record, _ in results), weak(results)))
    lines.append(f"  good answers judged weak: {good_judged_weak(results):.1%}")
    lines.append(_line("drift", sum(record["drift"] for record, _ in results), drift(results)))
    lines.append("  per detector: precision is the share of weak answers among those it found (for whatever fault),")
    lines.append("  recall the share of answers with this fault that any detector found; then how many it named itself")
    for reason in Reason:
        lines.append(_of_detector(reason, results))
    return lines


def _line(name: str, count: int, figures: Score) -> str:
    return f"  {name:<17}{count:>8}{figures.precision:>11.3f}{figures.recall:>8.3f}"


def _of_detector(reason: Reason, results: Sequence[tuple[Record, Record]]) -> str:
    found = [record["weak"] for record, result in results if result["reason"] == reason]
    with_fault = [result for record, result in results if record["reason"] == reason]
    caught = sum(result["weak"] for result in with_fault)
    named = sum(result["reason"] == reason for result in with_fault)
    figures = Score(sum(found), len(found) - sum(found), 0)
    recall = caught / len(with_fault) if with_fault else 1.0
    return f"  {reason.value:<17}{len(with_fault):>8}{figures.precision:>11.3f}{recall:>8.3f}{named:>8}"


def misses(results: Sequence[tuple[Record, Record]]) -> list[str]:
    """Return the answers judged differently from their labels, one a line."""
    return [
        f"  {record['question']} is {record['reason']}, judged {result['reason']}; drift {record['drift']},"
        f" judged {result['drift']}: {record['text']!r}"
        for record, result in results
        if (record["weak"], record["drift"]) != (result["weak"], result["drift"])
    ]


def main() -> None:
    """Print the figures of the sets named on the command line, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["tune", "held_out", "fresh"])
    parser.add_argument("--misses", action="store_true", help="list what was judged differently from its label")
    arguments = parser.parse_args()
    rules = english_rules()
    for name in arguments.sets:
        path = _HERE / f"{name}.jsonl"
        results = judged(rules, labelled(path if path.exists() else Path(name)))
        print("\n".join([*report(name, results), *(misses(results) if arguments.misses else [])]), end="\n\n")


if __name__ == "__main__":
    main()
