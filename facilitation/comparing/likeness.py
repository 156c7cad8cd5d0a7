"""Whether two facts are about the same thing, and whether they then agree."""

from collections.abc import Mapping
from datetime import date

from facilitation.comparing.model import Bound, Fact, Kind, StandsFor

#: What a shared topic counts by how near it stands to both facts.
_UNIT, _NEAR, _NEAR_TO_SENTENCE, _SENTENCE, _ANSWER = 1.0, 0.7, 0.5, 0.35, 0.15
#: How far apart two values may be, as a part of each: exact and loose ones.
_EXACT, _LOOSE = 0.06, 0.13
#: How far "at most" and "at least" reach beyond their number.
_REACH = 0.06
_DAYS, _HOURS, _OFTEN = 12.0, 0.6, 1.3
_YEAR = 366.0
_FEW_IN_A_HUNDRED = 0.02
#: Names have to stand right beside so many shared topics: somebody else may do, or keep elsewhere, something else.
_NAMED_NEAR = {"system": 1, "person": 2}

Span = tuple[float, float]


def likeness(one: Fact, other: Fact, weight: Mapping[str, float]) -> float:
    """Return how much two facts speak of the same thing: 0 for nothing in common, about 1 for surely the same.

    `weight` lowers topics that everybody in the project mentions all the time.
    """
    total = 0.0
    for topic in one.place.answer & other.place.answer | one.unit & other.unit:
        total += weight.get(topic, 1.0) * _closeness(topic, one, other)
    return total


def _closeness(topic: str, one: Fact, other: Fact) -> float:
    if topic in one.unit and topic in other.unit:
        return _UNIT
    near = (topic in nearest(one), topic in nearest(other))
    if all(near):
        return _NEAR
    in_sentence = topic in one.place.sentence and topic in other.place.sentence
    if any(near) and in_sentence:
        return _NEAR_TO_SENTENCE
    return _SENTENCE if in_sentence else _ANSWER


def nearest(fact: Fact) -> frozenset[str]:
    """Return the nearest words that carry a topic: of the part, else of the sentence."""
    return fact.place.near or fact.place.sentence


def comparable(one: Fact, other: Fact, *, same_work: bool = False) -> bool:
    """Return whether the two values can be set against each other at all.

    `same_work` says that both tell of the same work, so that systems need no topic right beside them.
    """
    if one.kind is not other.kind or not measures_fit(one.measure, other.measure):
        return False
    needed = 0 if same_work and one.measure == "system" else _NAMED_NEAR.get(one.measure, 0)
    if needed and len(nearest(one) & nearest(other)) < needed:
        return False
    if (one.in_words and other.in_words) or (one.fit != other.fit and one.measure != "tolerance"):
        return False
    if one.measure.startswith("count") and one.unit and other.unit and not one.unit & other.unit:
        return False
    if one.rejected != other.rejected:
        return True
    return one.stands_for is other.stands_for or StandsFor.UNKNOWN in {one.stands_for, other.stands_for}


def measures_fit(one: str, other: str) -> bool:
    """Return whether values of two measures can be set against each other."""
    return one == other or any({one, other} <= family for family in _FAMILIES)


_FAMILIES = (
    frozenset({"money", "count"}),  # "85 euros" and "about 130"
    frozenset({"money rate", "count rate"}),
    frozenset({"day", "day of the year"}),
    frozenset({"clock", "clock, either half"}),
    frozenset({"lead", "duration"}),
)


def agree(one: Fact, other: Fact, *, limits: bool = False) -> bool:
    """Return whether two comparable facts say the same, as far as their wording tells.

    With `limits`, a limit is kept by all within it that those offer who build it. One who says that a value is too much
    does not agree with one who names about that value, and only then speaks of it.
    """
    if one.rejected != other.rejected:
        return not _same(*_spans(one, other), one.loose or other.loose)
    if limits and ((one.offered and keeps(one, other)) or (other.offered and keeps(other, one))):
        return True
    if one.kind is Kind.NAME:
        return bool(one.names & (other.names | other.also) or other.names & one.also)
    if one.measure == "weekday":
        return one.low == other.low
    if one.measure.startswith("day"):
        return _same_days(one, other)
    if one.measure.startswith("clock"):
        return _same_hours(one, other)
    if one.kind is Kind.FREQUENCY:
        return one.low <= other.high * _OFTEN and other.low <= one.high * _OFTEN
    if one.measure in {"share", "tolerance"}:
        return _same_share(one, other)
    return _same(*_spans(one, other), one.loose or other.loose)


def keeps(value: Fact, limit: Fact) -> bool:
    """Return whether a value is within a limit."""
    if value.bound is not Bound.NONE:
        return False
    return (limit.bound is Bound.MOST and value.high <= limit.high) or (
        limit.bound is Bound.LEAST and value.low >= limit.low
    )


def _same(one: Span, other: Span, loose: bool) -> bool:
    room = _LOOSE if loose else _EXACT
    return one[0] * (1 - room) <= other[1] * (1 + room) and other[0] * (1 - room) <= one[1] * (1 + room)


def _spans(one: Fact, other: Fact) -> tuple[Span, Span]:
    """Return both values; a limit reaches a little beyond its number, unless both are the same sort of limit."""
    if one.bound is other.bound:
        return _a_week(one, other), _a_week(other, one)
    return _reaching(one), _reaching(other)


def _a_week(fact: Fact, other: Fact) -> Span:
    """A rate per day fills a working week or a whole one, if the other is not per day as well."""
    return (fact.low * 5 / 7 if fact.daily and not other.daily else fact.low), fact.high


def _reaching(fact: Fact) -> Span:
    if fact.bound is Bound.MOST:
        return fact.low * (1 - _REACH), fact.high
    if fact.bound is Bound.LEAST:
        room = (1 - fact.high) / 2 if fact.measure == "share" and fact.high < 1 else fact.high
        return fact.low, fact.high + min(fact.high * _REACH, room)
    return fact.low, fact.high


def _same_share(one: Fact, other: Fact) -> bool:
    """Shares above a half also have to leave about the same: 90% and 98% are far apart.

    If one is a share of what goes wrong, it is set against the rest of the other: 95% found is 5% missed.
    """
    first, second = _spans(one, other)
    loose = one.loose or other.loose
    rest = (1 - second[1], 1 - second[0])
    return _near_shares(first, second, loose) or (one.bad != other.bad and _near_shares(first, rest, loose))


def _near_shares(one: Span, other: Span, loose: bool) -> bool:
    if max(one[1], other[1]) <= _FEW_IN_A_HUNDRED and min(one[0], other[0]) == 0:
        return True  # none, and hardly any
    same = _same(one, other, loose)
    if min(one[0], other[0]) > 0.5 and max(one[1], other[1]) <= 1:  # more than a hundred percent leaves no rest
        return same and _same((1 - one[1], 1 - one[0]), (1 - other[1], 1 - other[0]), loose=True)
    return same


def _same_days(one: Fact, other: Fact) -> bool:
    if one.measure == other.measure == "day":
        return one.low - _DAYS <= other.high and other.low - _DAYS <= one.high
    first, second = (_in_the_year(fact) for fact in (one, other))
    return any(
        first[0] - _DAYS <= second[1] + shift and second[0] + shift - _DAYS <= first[1]
        for shift in (-_YEAR, 0.0, _YEAR)
    )


def _in_the_year(fact: Fact) -> tuple[float, float]:
    """Return a stretch as days of the year, its year left out."""
    first = date.fromordinal(int(fact.low)).timetuple().tm_yday
    return float(first), first + fact.high - fact.low


def _same_hours(one: Fact, other: Fact) -> bool:
    either = "clock, either half" in {one.measure, other.measure}
    shifts = (-12.0, 0.0, 12.0) if either else (0.0,)
    return any(one.low - _HOURS <= other.high + shift and other.low + shift - _HOURS <= one.high for shift in shifts)
