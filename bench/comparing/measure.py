"""Prints how well the comparison finds the labelled conflicts: `python -m bench.comparing.measure`."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from facilitation.comparing import ComparingWords, Kind, compare_line
from prompts.comparing import load_comparing

HERE = Path(__file__).parent
ENGLISH = HERE.parents[1] / "prompts" / "en" / "comparing.yaml"
#: What the weights are learned from, so that their figures flatter.
SETS: tuple[str, ...] = (
    "tune",
    "held_out",
    "second",
    "third",
    "unseen",
    "last",
    "final",
    "colleagues",
    "short",
    "crowded",
    "everyday",
    "alike",
    "mixed",
    "opposed",
    "lookalikes",
)
#: What nothing was learned from.
UNSEEN = ("blind", "later")

_Key = tuple[str, frozenset[str]]


def projects(name: str) -> list[dict[str, Any]]:
    """Return the labelled projects of a set."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def keyed(conflicts: Iterable[Mapping[str, Any]]) -> dict[_Key, str]:
    """Return the kind of each conflict by what identifies it: its question and its two people."""
    return {(item["question"], frozenset(item["between"])): item["kind"] for item in conflicts}


def counted(words: ComparingWords, labelled: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    """Return how many were right, wrong and missed, over all ("all") and by kind: the label's, else the found one."""
    counts: Counter[tuple[str, str]] = Counter()
    for project in labelled:
        found, meant = keyed(compare_line(words, project)["conflicts"]), keyed(project["conflicts"])
        for key in found.keys() | meant.keys():
            outcome = "right" if key in found and key in meant else "wrong" if key in found else "missed"
            counts["all", outcome] += 1
            counts[meant.get(key) or found[key], outcome] += 1
            counts["all", "kind"] += outcome == "right" and found[key] == meant[key]
    return counts


def ratio(part: int, rest: int) -> float:
    """Return the part of the whole, 1 where there is nothing."""
    return part / (part + rest) if part + rest else 1.0


def main() -> None:
    """Print precision and recall over all and by kind, for each set."""
    words = load_comparing(ENGLISH)
    for name in (*SETS, *UNSEEN):
        labelled = projects(name)
        counts = counted(words, labelled)
        print(
            f"{name}: {len(labelled)} projects, {counts['all', 'kind']} of {counts['all', 'right']} with the right kind"
        )
        for row in ("all", *Kind):
            right, wrong, missed = (counts[str(row), outcome] for outcome in ("right", "wrong", "missed"))
            figures = f"precision {ratio(right, wrong):.2f}  recall {ratio(right, missed):.2f}"
            print(f"  {row!s:10} {figures}  (right {right}, wrong {wrong}, missed {missed})")


if __name__ == "__main__":
    main()
