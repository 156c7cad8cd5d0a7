"""Times of the day: "at seven", "6am", "7:30", "the evening before", as hours; below zero is the day before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from facilitation.comparing.measures import spelled
from facilitation.comparing.words import ComparingWords

_HALF = re.compile(r"half\s+(?:past\s+)?$")
_PAST = re.compile(r"(?P<by>quarter|five|ten|twenty|twenty-five|\d{1,2})\s+(?P<way>past|to)\s+$")
_MINUTES = {"quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
#: What may follow "at seven" for it to be a time, and not the beginning of "at seven places".
_FOLLOWS = (
    r"(?=\s*(?:[.,;:!?)](?!\d)|$|am\b|pm\b|o'clock|sharp\b|in\s+the\b|at\s+the\s+latest|latest"
    r"|(?:is|are|and|or|on|when|so|to|i|we|because)\b))"
)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of the day, from and to in hours. `half` says that it may be twelve hours later."""

    low: float
    high: float
    start: int
    end: int
    half: bool


@lru_cache(maxsize=8)
def _patterns(words: ComparingWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    small = {word for word, value in words.numbers.items() if 1 <= value <= 12 and " " not in word}
    number = rf"(?P<hour>\d{{1,2}}(?!\d)|{spelled(small)})(?:[:.h](?P<minute>[0-5]\d))?"
    half_of_day = (
        r"\s*(?:(?P<am>a\.?m\b\.?)|(?P<pm>p\.?m\b\.?)|(?P<clock>o'clock)"
        r"|in\s+the\s+(?:(?P<early>morning)|(?P<later>afternoon|evening)))"
    )
    return (
        re.compile(rf"(?<![\w.,:]){number}{half_of_day}"),
        re.compile(r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])"),
        re.compile(
            rf"(?<!\w)(?:{spelled(words.clock_before)})\s+(?:(?:about|around)\s+)?(?:half\s+(?:past\s+)?|(?:quarter|five|ten|twenty|twenty-five|\d{{1,2}})\s+(?:past|to)\s+)?{number}{_FOLLOWS}"
        ),
    )


def hours(low: str, words: ComparingWords) -> list[Hour]:
    """Return the times of the day in a text in small letters, none inside another."""
    found: list[Hour] = []
    for hour in _candidates(low, words):
        if all(hour.end <= other.start or hour.start >= other.end for other in found):
            found.append(hour)
    return sorted(found, key=lambda hour: hour.start)


def _candidates(low: str, words: ComparingWords) -> Iterator[Hour]:
    marked, digital, led = _patterns(words)
    for match in marked.finditer(low):
        groups = match.groupdict()
        value = _value(match, low, words)
        if (groups["pm"] or groups["later"]) and value < 12:
            value += 12
        yield Hour(value, value, match.start(), match.end(), bool(groups["clock"]))
    for match in digital.finditer(low):
        value = _value(match, low, words)
        yield Hour(value, value, match.start(), match.end(), half=False)
    for match in led.finditer(low):
        value = _value(match, low, words)
        if value <= 24:
            yield Hour(value, value, match.start("hour"), match.end(), half=value <= 12)
    for match in re.finditer(rf"(?<!\w)(?:{spelled(words.parts_of_day)})(?!\w)", low):
        first, last = words.parts_of_day[re.sub(r"\s+", " ", match.group())]
        yield Hour(first, last, match.start(), match.end(), half=False)


def _value(match: re.Match[str], low: str, words: ComparingWords) -> float:
    written = match.group("hour")
    value = float(written) if written.isdigit() else words.numbers[written]
    minute = match.group("minute")
    half = 0.5 if _HALF.search(low, 0, match.start("hour")) else 0.0
    return value + half + _past(low, match.start("hour")) + (int(minute) / 60 if minute else 0.0)


def _past(low: str, start: int) -> float:
    """Return the part of an hour that "quarter past" or "ten to" adds, in hours."""
    match = _PAST.search(low, 0, start)
    if match is None:
        return 0.0
    minutes = _MINUTES.get(match.group("by")) or float(match.group("by"))
    return minutes / 60 if match.group("way") == "past" else -minutes / 60
