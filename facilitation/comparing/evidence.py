"""What speaks for and against two differing facts being a disagreement, each item as a number to be weighed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitation.comparing.likeness import comparable, keeps, likeness, nearest
from facilitation.comparing.model import Bound, Fact, Kind, StandsFor
from facilitation.comparing.reading import Reading
from facilitation.comparing.words import QuestionHints

#: What speaks for or against, by name. `weights` says how much each counts; an unknown name counts nothing.
Evidence = dict[str, float]

_ALIKE, _MOST = 0.6, 2.0
_SEASON = 60  # days
_FAR = math.log(20)  # figures farther apart than this are hardly of the same thing
_MEASURED = frozenset({Kind.FIGURE, Kind.AMOUNT, Kind.FREQUENCY})


@dataclass(frozen=True, slots=True)
class Sides:
    """Two answers to one question, and where their facts agree."""

    one: Reading
    other: Reading
    hints: QuestionHints
    weight: Mapping[str, float]  # less than 1 for topics that everybody mentions
    agreeing: Sequence[tuple[Fact, Fact]]


def of_facts(a: Fact, b: Fact, sides: Sides) -> Evidence:
    """Return what speaks for and against `a` and `b`, which differ, being about the same thing."""
    found = {
        "always": True,
        f"measure {sort(a)}" if sort(a) == sort(b) else "measures differ": True,
        "comparable": comparable(a, b, same_work=sides.hints.same_work),
        "asked for": a.kind in sides.hints.compare,
        "same work": sides.hints.same_work and a.measure == "system",
        f"{a.kind} of today": sides.hints.stands_for is StandsFor.TODAY,
        "within the limit": keeps(a, b) or keeps(b, a),
        **_offered(a, b),
        "a whole season": a.kind is Kind.DATE and max(a.high - a.low, b.high - b.low) > _SEASON,
        **_alone(a, b, sides),
        **_meant(a, b),
        **_units(a, b),
        **_topics(a, b, sides.weight),
        **_apart(a, b),
        **_agreed(a, b, sides.agreeing),
    }
    return {name: float(value) for name, value in found.items() if value}


def sort(fact: Fact) -> str:
    """Return the sort of a fact's measure: "clock, either half" → "clock", "unit kilometre" → "unit"."""
    return fact.measure.split(",")[0].split()[0]


def _alone(a: Fact, b: Fact, sides: Sides) -> Evidence:
    """Whether each of the two says only one such thing, or how many."""
    told = ((sides.one, a), (sides.other, b))
    counts = [sum(sort(fact) == sort(own) for fact in reading.facts) for reading, own in told]
    alike = [
        sum(sort(fact) == sort(own) and fact.stands_for is own.stands_for for fact in reading.facts)
        for reading, own in told
    ]
    return {
        "only one each": counts == [1, 1],
        "only one each of its sort": alike == [1, 1],
        "several": min(3.0, math.log(max(1, math.prod(counts)))),
    }


def _meant(a: Fact, b: Fact) -> Evidence:
    """Whether both are today's, wished for, limits, changes."""
    unknown = StandsFor.UNKNOWN in {a.stands_for, b.stands_for}
    same = a.stands_for is b.stands_for
    return {
        "same stance": same,
        "stance unknown": unknown and not same,
        "other stance": not unknown and not same,
        "same limit": a.bound is b.bound and a.bound is not Bound.NONE,
        "rejected": a.rejected != b.rejected,
        "change against level": a.change != b.change,
        "fit against share": a.fit != b.fit,
        "in words": a.in_words != b.in_words,
        "loose": a.loose or b.loose,
    }


def _units(a: Fact, b: Fact) -> Evidence:
    return {
        "same unit": bool(a.unit & b.unit),
        "other unit": bool(a.unit and b.unit) and not a.unit & b.unit,
        "unit of one": bool(a.unit) != bool(b.unit),
    }


def _topics(a: Fact, b: Fact, weight: Mapping[str, float]) -> Evidence:
    alike = likeness(a, b, weight)
    near = nearest(a) & nearest(b)
    said, heard = a.place.sentence, b.place.sentence
    return {
        "alike": min(alike, _MOST),
        "nothing alike": alike == 0,
        f"{a.kind}, nothing alike": alike == 0,
        "much alike": alike >= _ALIKE,
        "near topics": min(3, len(near)),
        "share of near topics": len(near) / max(1, min(len(nearest(a)), len(nearest(b)))),
        "share of topics": len(said & heard) / max(1, min(len(said), len(heard))),
        "few topics": 1 / (1 + min(len(said), len(heard))),
        "no topics": not (said and heard),
    }


def _offered(a: Fact, b: Fact) -> Evidence:
    """Whether those who build it offer more often, or earlier in the day, than others ask for."""
    more = {Kind.FREQUENCY: lambda one, other: one.low > other.high, Kind.DATE: lambda one, other: one.high < other.low}
    if a.offered == b.offered or a.kind not in more:
        return {"by the builders": a.offered != b.offered}
    offered, asked = (a, b) if a.offered else (b, a)
    better = a.kind is Kind.FREQUENCY or a.measure.startswith("clock")
    return {"by the builders": True, "more than asked": better and more[a.kind](offered, asked)}


def _apart(a: Fact, b: Fact) -> Evidence:
    """How far apart two values are."""
    if a.kind not in _MEASURED:
        return {}
    apart = math.log(max(1.0, max(a.low, b.low, 1e-9) / max(1e-9, min(a.high, b.high))))
    return {"apart": min(apart, 5.0), "far apart": apart > _FAR}


def _agreed(a: Fact, b: Fact, agreeing: Sequence[tuple[Fact, Fact]]) -> Evidence:
    """Whether the two people agree on such a thing, or one of these very facts agrees with another."""
    return {
        "agrees elsewhere": any(one is a or other is b for one, other in agreeing),
        "agree on such": any(sort(one) == sort(a) for one, _ in agreeing),
        "agree on such and stance": any(
            sort(one) == sort(a) and one.stands_for is a.stands_for and other.stands_for is b.stands_for
            for one, other in agreeing
        ),
    }
