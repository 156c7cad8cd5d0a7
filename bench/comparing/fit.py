"""Learns how much each piece of evidence counts, from the labelled projects: `python -m bench.comparing.fit`.

Writes `facilitation/comparing/weights.py`. Two logistic regressions, over pairs of facts and pairs of remarks. A label
says that two answers clash and not which of their sentences do, so the likeliest pair of each two answers stands for
them, chosen anew in each round. The same projects always give the same weights.
"""

import json
import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.comparing.measure import ENGLISH, SETS, projects
from facilitation.comparing.comparison import Pair, chance, pairs
from facilitation.comparing.evidence import Evidence
from facilitation.comparing.line import answers_of
from facilitation.comparing.model import Kind
from facilitation.comparing.words import ComparingWords
from prompts.comparing import load_comparing
from tests.facilitation.comparing_pairs import CONFLICTS, NO_CONFLICTS

TARGET = Path(__file__).parents[2] / "facilitation" / "comparing" / "weights.py"
LIKELY_FACTS, LIKELY_REMARKS = 0.3, 0.25

_OF_REMARKS = frozenset({Kind.MUST_HAVE, Kind.YES_NO})
_OF_FACTS = frozenset(Kind) - _OF_REMARKS
_ROUNDS, _EPOCHS, _STEP, _PULL = 4, 30, 0.3, 0.05
#: Where the first round looks for the likeliest pair.
_BEGIN_FACTS = {"alike": 1.5, "only one each": 1.0, "always": -2.0}
_BEGIN_REMARKS = {
    "a demand excludes": 3.0,
    "a claim contradicts": 3.0,
    "an opposed topic": 1.0,
    "automatic against by hand": 1.0,
    "always": -3.0,
}

#: Two answers, with their evidence by kind (facts) or in one (remarks), and whether they clash in such a way.
Example = tuple[Sequence[Evidence], bool]


def labelled(words: ComparingWords, records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Pair, frozenset[Kind]]]:
    """Yield every two answers of some projects, with the kinds of conflict that they are labelled with."""
    for record in records:
        meant: defaultdict[tuple[str, frozenset[str]], set[Kind]] = defaultdict(set)
        for conflict in record["conflicts"]:
            meant[conflict["question"], frozenset(conflict["between"])].add(Kind(conflict["kind"]))
        for pair in pairs(words, answers_of(record)):
            yield pair, frozenset(meant[pair.question, frozenset(pair.between)])


def examples_of_facts(told: Iterable[tuple[Pair, frozenset[Kind]]]) -> list[Example]:
    """Return an example for each kind of fact that two answers differ in; other labelled pairs teach nothing of it."""
    found: list[Example] = []
    for pair, kinds in told:
        for kind in sorted(_OF_FACTS):
            evidence = [each for one, other, each in pair.facts if kind in {one.kind, other.kind}]
            if evidence and (kind in kinds or not kinds):
                found.append((evidence, kind in kinds))
    return found


def examples_of_remarks(told: Iterable[tuple[Pair, frozenset[Kind]]]) -> list[Example]:
    """Return an example for each two answers that clash in what they want or hold true, or not at all."""
    found: list[Example] = []
    for pair, kinds in told:
        evidence = [each for _, _, each in pair.remarks]
        if evidence and (kinds & _OF_REMARKS or not kinds):
            found.append((evidence, bool(kinds & _OF_REMARKS)))
    return found


def learned(examples: Sequence[Example], begin: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that tell the examples apart best, without leaning on any of them too much."""
    weights: defaultdict[str, float] = defaultdict(float, begin)
    for _ in range(_ROUNDS):
        likeliest = [(max(evidence, key=lambda each: chance(each, weights)), clash) for evidence, clash in examples]
        _descend(weights, likeliest)
    return {name: round(weight, 2) for name, weight in sorted(weights.items()) if round(weight, 2)}


def _descend(weights: defaultdict[str, float], examples: list[tuple[Evidence, bool]]) -> None:
    """Change the weights step by step towards fewer and smaller mistakes (AdaGrad; Duchi, Hazan and Singer, 2011)."""
    shuffler, steepness = random.Random(0), defaultdict[str, float](float)
    for _ in range(_EPOCHS):
        shuffler.shuffle(examples)
        for evidence, clash in examples:
            mistake = chance(evidence, weights) - clash
            for name, value in evidence.items():
                slope = mistake * value + (_PULL * weights[name] if name != "always" else 0.0)
                steepness[name] += slope * slope
                weights[name] -= _STEP * slope / math.sqrt(1e-8 + steepness[name])


def fitted(words: ComparingWords, records: Sequence[Mapping[str, Any]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of facts and of remarks that these projects teach."""
    told = list(labelled(words, records))
    return learned(examples_of_facts(told), _BEGIN_FACTS), learned(examples_of_remarks(told), _BEGIN_REMARKS)


def pairs_of_the_tests() -> Iterator[dict[str, Any]]:
    """Yield the pairs of answers that the tests hold the comparison to, each as a project of its own."""
    for question, one, other, *kind in (*CONFLICTS, *NO_CONFLICTS):
        texts = {"Ann": one, "Bob": other}
        answers = [{"question": question, "role": "", "person": who, "text": text} for who, text in texts.items()]
        conflicts = [{"question": question, "between": list(texts), "kind": each} for each in kind]
        yield {"answers": answers, "conflicts": conflicts}


def written(facts: Mapping[str, float], remarks: Mapping[str, float]) -> str:
    """Return the module of weights as Python."""
    lines = [
        '"""How much each piece of evidence counts; written by `python -m bench.comparing.fit`, not by hand."""',
        "",
        "from collections.abc import Mapping",
        "",
        "#: From how likely a conflict is reported.",
        f"LIKELY_FACTS, LIKELY_REMARKS = {LIKELY_FACTS}, {LIKELY_REMARKS}",
    ]
    for name, weights in (("FACTS", facts), ("REMARKS", remarks)):
        lines += ["", f"{name}: Mapping[str, float] = {{"]
        lines += [f"    {json.dumps(key)}: {weight}," for key, weight in weights.items()]
        lines += ["}"]
    return "\n".join(lines) + "\n"


def main(write: Callable[[str], object] = TARGET.write_text) -> None:
    """Learn from all sets and write the weights."""
    words = load_comparing(ENGLISH)
    sets = [project for name in SETS for project in projects(name)]
    write(written(*fitted(words, [*sets, *pairs_of_the_tests()])))


if __name__ == "__main__":
    main()
