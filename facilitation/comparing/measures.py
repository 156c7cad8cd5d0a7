"""What a number measures: the words right before and after it decide."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from facilitation.comparing.numbers import Number
from facilitation.comparing.text import phrases, topic_of
from facilitation.comparing.words import ComparingWords

_WEEK, _DAY = 168.0, 24.0  # hours
_MOST_IN_UNIT = 2  # topics that name what is counted: "wrong payslips"
_NEXT_WORD = re.compile(r"\s+([a-z][\w'-]*)")
_ONLY_NAMES = re.compile(
    r"(?:\bversion|\bno\.|#|\bnumber|\bq|\bseason|\bstep|\bline|\bphase|\blevel|\broom|\bdesk|\bweek|\bkw|\bcw|\bgate|\btable|\bcode|\bcentre|\bcenter|\bzone|\btrack|\bplatform|\barticle|\bparagraph|\bward|\bunit)\s*$"
)
_ENDS_UNIT = {"now", "today", "from", "to", "in", "at", "by", "this", "last", "next", "is", "are", "was", "and", "or"}
_ENDS_UNIT |= {"would", "should", "will", "of", "for", "on", "with"}


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in a text: numbers as written, what one of them is worth, where it stands, what is counted."""

    measure: str
    low: float
    high: float
    start: int
    end: int
    scale: float = 1.0
    unit: frozenset[str] = frozenset()
    loose: bool = False
    daily: bool = False  # counted per day
    guessed: bool = False  # money only because the sentence speaks of cost

    @property
    def bare(self) -> bool:
        """Whether nothing says what the number measures."""
        return self.measure == "count" and not self.unit

    @property
    def lends(self) -> bool:
        """Whether a bare number nearby may have the same measure: "31%" lends it, "31 of 140" does not."""
        return not self.bare and (self.measure, self.scale) != ("share", 1.0)


@dataclass(frozen=True, slots=True)
class _Followers:
    percent: re.Pattern[str]
    small: re.Pattern[str]
    money: re.Pattern[str]
    fraction: re.Pattern[str]
    duration: re.Pattern[str]
    unit: re.Pattern[str]
    out_of: re.Pattern[str]
    of_length: re.Pattern[str]
    per: re.Pattern[str]
    currency_before: re.Pattern[str]


def spelled(options: Iterable[str]) -> str:
    """Return the alternatives of a pattern, the longest first."""
    longest = sorted(options, key=len, reverse=True)
    return "|".join(re.escape(option).replace(r"\ ", r"\s+") for option in longest)


@lru_cache(maxsize=8)
def _followers(words: ComparingWords) -> _Followers:
    def follows(options: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"\s*-?(?P<is>{spelled(options)})(?!\w)")

    period = rf"(?:{spelled(words.per)})\s*(?P<period>{spelled(words.periods)})"
    adverb = rf"(?P<adverb>{spelled(words.period_adverbs)})"
    return _Followers(
        percent=follows(words.percent),
        small=follows(words.small_money),
        money=follows(words.currencies),
        fraction=follows(words.fractions),
        duration=follows(words.durations),
        unit=follows(words.units),
        of_length=re.compile(rf"\s+of\s+an?\s+(?P<is>{spelled(words.durations)})(?!\w)"),
        out_of=re.compile(rf"\s+(?:(?!instead\b)[a-z]+\s+)?(?:{spelled(words.out_of)})\s+"),
        per=re.compile(rf"\s*(?:(?!to\b|and\b|or\s+(?!so\b))[a-z-]+\s+){{0,3}}?(?:{period}|{adverb})(?!\w)"),
        currency_before=re.compile(rf"(?:(?<!\w)(?:{spelled(words.currencies)}))\s?$"),
    )


def measured(low: str, first: Number, last: Number, following: Sequence[Number], words: ComparingWords) -> Found | None:
    """Return what the number (or the range from `first` to `last`) measures, or None if it measures nothing."""
    found = Found("count", first.value, last.value, first.start, last.end, loose=first.word and first.value >= 10)
    if found.high >= 1000 > found.low and found.high >= 1000 * max(found.low, 1):
        found = replace(found, low=found.low * 1000)  # "30 to 40 thousand"
    return _out_of(low, found, first, following, words) or _with_unit(low, found, words) or _counted(low, found, words)


def _out_of(low: str, found: Found, first: Number, following: Sequence[Number], words: ComparingWords) -> Found | None:
    """Return the share of "nine times out of ten", "one parcel in ten"."""
    match = _followers(words).out_of.match(low, first.end)
    if not match or not following or following[0].start != match.end() or following[0].value <= first.value:
        return None
    between, follow = low[first.end : match.end()], _followers(words)
    is_length = follow.duration.match(between) or follow.unit.match(between) or follow.money.match(between)
    of_lengths = follow.duration.match(low, following[0].end) or follow.percent.match(low, following[0].end)
    if is_length or of_lengths or following[0].value < 3:
        return None
    share = first.value / following[0].value
    return Found("share", share, share, first.start, following[0].end, loose=first.word)


def _with_unit(low: str, found: Found, words: ComparingWords) -> Found | None:
    follow, end = _followers(words), found.end
    if match := follow.percent.match(low, end):
        return replace(found, measure="share", scale=0.01, end=match.end(), loose=False)
    if match := follow.small.match(low, end):
        return rated(low, replace(found, measure="money", scale=0.01, end=match.end()), words)
    if match := follow.currency_before.search(low, 0, found.start):
        return rated(low, replace(found, measure="money", start=match.start()), words)
    if match := follow.money.match(low, end):
        return rated(low, replace(found, measure="money", end=match.end()), words)
    if (match := follow.fraction.match(low, end)) and found.high <= 9:
        scale = words.fractions[match.group("is")]
        if length := follow.of_length.match(low, match.end()):  # "three quarters of an hour"
            hours = words.durations[length.group("is")] * scale
            return rated(low, replace(found, measure="duration", scale=hours, end=length.end()), words)
        return replace(found, measure="share", scale=scale, end=match.end(), loose=True)
    if match := follow.duration.match(low, end):
        hours = words.durations[re.sub(r"\s+", " ", match.group("is"))]
        return rated(low, replace(found, measure="duration", scale=hours, end=match.end()), words)
    if match := follow.unit.match(low, end):
        measure = f"unit {words.units[match.group('is')]}"
        return rated(low, replace(found, measure=measure, end=match.end()), words)
    return None


def rated(low: str, found: Found, words: ComparingWords) -> Found:
    """Return the quantity per week if it says within which stretch it counts ("30 a month", "monthly")."""
    match = _followers(words).per.match(low, found.end)
    if match is None:
        return found
    name = match.group("period")
    hours = words.periods[name] if name else words.period_adverbs[match.group("adverb")]
    return replace(within(found, hours), end=match.end())


def within(found: Found, hours: float) -> Found:
    """Return what counts within so many hours as so much per week."""
    scale = found.scale * _WEEK / hours
    return replace(found, measure=f"{found.measure} rate", scale=scale, daily=hours == _DAY)


def _counted(low: str, found: Found, words: ComparingWords) -> Found | None:
    """Return the count and its unit, or None if the number only names something ("version one") or is a pronoun."""
    written = low[found.start : found.end]
    unit, end = _unit_after(low, found.end, words)
    if _ONLY_NAMES.search(low[: found.start]):
        return None
    money = not unit and phrases(*words.money_words).search(low) is not None
    big = not unit and re.search(r"\d\s?k$|grand$", written) is not None
    guessed = money and not big
    found = replace(found, measure="money" if money or big else "count", unit=unit, guessed=guessed)
    a_week = rated(low, found, words)
    if found.low == found.high == 1 and not written[0].isdigit() and not (unit and a_week.end > found.end):
        return None  # "one" is mostly a pronoun, but not in "one mail a week"
    return a_week if a_week.end > found.end else replace(found, end=end)


def _unit_after(low: str, at: int, words: ComparingWords) -> tuple[frozenset[str], int]:
    unit: list[str] = []
    end = at
    while len(unit) < _MOST_IN_UNIT and (match := _NEXT_WORD.match(low, at)) is not None:
        topic = topic_of(match.group(1), words)
        if match.group(1) in _ENDS_UNIT or (topic is None and unit):
            break
        at = match.end()
        if topic is not None:
            unit.append(topic)
            end = at
    return frozenset(unit), end
