"""How often: "daily", "every morning", "five times a week", "every ten minutes", as times a week."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from facilitation.comparing.measures import spelled
from facilitation.comparing.numbers import numbers
from facilitation.comparing.words import ComparingWords

_WEEK = 168.0  # hours
_BELONGS = re.compile(r"\s+(?:[a-z-]+\s+){1,4}")


@dataclass(frozen=True, slots=True)
class Often:
    """Times a week, from and to, and where it stands."""

    low: float
    high: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    phrase: re.Pattern[str]
    times: re.Pattern[str]  # after a number: "times a week"
    once: re.Pattern[str]  # "twice a week"
    length: re.Pattern[str]  # after a number: "minutes"
    every: re.Pattern[str]  # before a number
    weekday: re.Pattern[str]
    event: re.Pattern[str]
    several: re.Pattern[str]  # "Tuesdays and Fridays"


@lru_cache(maxsize=8)
def _patterns(words: ComparingWords) -> _Patterns:
    within = rf"(?:{spelled({*words.per, 'in a', 'during the'})})\s*(?P<period>{spelled(words.periods)})(?!\w)"
    days = spelled(name for names in words.weekdays for name in names if len(name) > 3)
    every = spelled(words.every)
    daily = rf"(?:{within}|(?P<adverb>{spelled(words.period_adverbs)})(?!\w))"
    return _Patterns(
        phrase=re.compile(rf"(?<![\w-])(?:{spelled(words.frequencies)})(?![\w-])"),
        times=re.compile(rf"\s?(?:{spelled(words.times)})\s+{daily}"),
        once=re.compile(rf"(?<!\w)(?P<times>{spelled(words.times_words)})\s+{daily}"),
        length=re.compile(rf"\s*(?P<is>{spelled(words.durations)})(?!\w)"),
        every=re.compile(rf"(?<!\w)(?:{every})\s+$"),
        several=re.compile(rf"(?<!\w)(?:{days})(?:(?:\s*,\s*|\s+(?:and|or)\s+|\s*&\s*)(?:{days}))+(?!\w)"),
        event=re.compile(rf"(?<!\w)(?:{every})\s+(?:{spelled(words.events)})(?!\w)"),
        weekday=re.compile(rf"(?<!\w)(?:(?:{every})\s+(?:{days})|(?:{days})(?<=s))(?!\w)"),
    )


def frequencies(low: str, words: ComparingWords) -> list[Often]:
    """Return how often things happen by a text in small letters, in order, none inside another."""
    found: list[Often] = []
    for often in _candidates(low, words):
        if all(often.end <= other.start or often.start >= other.end for other in found):
            found.append(often)
    return sorted(found, key=lambda often: often.start)


def _hours(match: re.Match[str], words: ComparingWords) -> float:
    """Return the stretch of "a week" or "weekly" in hours."""
    period = match.group("period")
    return words.periods[period] if period else words.period_adverbs[match.group("adverb")]


def _candidates(low: str, words: ComparingWords) -> Iterator[Often]:
    patterns = _patterns(words)
    for number in numbers(low, words):
        if match := patterns.times.match(low, number.end):
            often = number.value * _WEEK / _hours(match, words)
            yield Often(often, often, number.start, match.end())
        led = patterns.every.search(low, 0, number.start)
        if led and number.value and (match := patterns.length.match(low, number.end)):
            often = _WEEK / (number.value * words.durations[match.group("is")])
            yield Often(often, often, led.start(), match.end())
    for match in patterns.once.finditer(low):
        often = words.times_words[match.group("times")] * _WEEK / _hours(match, words)
        yield Often(often, often, match.start(), match.end())
    for match in patterns.phrase.finditer(low):
        least, most = words.frequencies[re.sub(r"\s+", " ", match.group())]
        if any(_BELONGS.fullmatch(low[number.end : match.start()]) for number in numbers(low, words)):
            continue  # "thirty complaints each month" counts complaints
        yield Often(least, most, match.start(), match.end())
    for match in patterns.several.finditer(low):
        often = float(len(re.findall(r"day", match.group())))
        yield Often(often, often, match.start(), match.end())
    for match in patterns.event.finditer(low):
        yield Often(*words.event_often, match.start(), match.end())
    for match in patterns.weekday.finditer(low):
        yield Often(1.0, 1.0, match.start(), match.end())
