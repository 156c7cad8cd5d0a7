"""Dates in any usual form, each as a stretch of days, with or without its year; and months or years ahead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from facilitation.comparing.measures import spelled
from facilitation.comparing.numbers import numbers
from facilitation.comparing.text import Sentence
from facilitation.comparing.words import ComparingWords

#: The year that dates without one are put into; a leap year, so that 29 February exists.
NO_YEAR = 4
_WEEKS = 52
_PREPOSITION = (
    r"(?:in|by|until|till|before|after|since|from|to|of|on|or|and|for|around|through|during|end|early|mid|late"
    r"|next|this|starts?|when|the|every|each)"
)
_SPARSE = 4  # "may", "mar": words that short must look like a month


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day to a day, where it was read, and whether its year was said."""

    first: date
    last: date
    start: int
    end: int
    has_year: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    iso: re.Pattern[str]
    numeric: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    month: re.Pattern[str]
    season: re.Pattern[str]
    year: re.Pattern[str]
    week: re.Pattern[str]
    ahead: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(words: ComparingWords) -> _Patterns:
    month = spelled(name for names in words.months for name in names)
    ordinal = spelled(words.ordinals)
    day = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<ordinal>{ordinal})"
    part = rf"(?:(?P<begin>{spelled(words.begin)})|(?P<middle>{spelled(words.middle)})|(?P<end>{spelled(words.end)}))"
    part = rf"(?:{part}(?:\s|-)*(?:of\s+)?(?:the\s+)?)?"
    year = r"(?:,?\s*(?:of\s+)?(?P<year>(?:19|20)\d\d))"
    return _Patterns(
        iso=re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        numeric=re.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d\d)\b"),
        day_month=re.compile(rf"(?<![\w.,])(?:{day})\.?\s*(?:of\s+)?(?P<month>{month})\b{year}?"),
        month_day=re.compile(rf"\b(?P<month>{month})\.?\s+(?:the\s+)?(?:{day})(?![\d%:])\b{year}?"),
        month=re.compile(rf"(?<![\w]){part}(?P<month>{month})(?!\w){year}?"),
        season=re.compile(
            rf"(?<![\w]){part}(?:(?P<before>20\d\d)\s+)?(?P<season>{spelled(words.seasons)})(?!\w){year}?"
        ),
        year=re.compile(rf"(?<![\w.,-]){part}(?P<year>20[1-9]\d)(?![\w-]|[.,]\d)"),
        week=re.compile(
            rf"(?<!\w)(?:{spelled(words.calendar_weeks)})\s?(?P<week>\d{{1,2}})(?![\w.,:]\d|\w|\s*(?:days?|hours?|%))"
        ),
        ahead=re.compile(rf"(?<!\w)(?:{spelled(words.ahead)})\s+$"),
    )


def dates(sentence: Sentence, words: ComparingWords) -> list[Stretch]:
    """Return the dates of a sentence, in order, none inside another."""
    found: list[Stretch] = []
    for stretch in _candidates(sentence, words):
        if all(stretch.end <= other.start or stretch.start >= other.end for other in found):
            found.append(stretch)
    return sorted(found, key=lambda stretch: stretch.start)


def _candidates(sentence: Sentence, words: ComparingWords) -> Iterator[Stretch]:
    patterns, low = _patterns(words), sentence.low
    for pattern in (patterns.iso, patterns.numeric, patterns.day_month, patterns.month_day):
        for match in pattern.finditer(low):
            if (stretch := _one_day(match, words)) is not None and not (
                _is_may(match, sentence) and match.group("day") is None
            ):
                yield stretch
    for match in patterns.month.finditer(low):
        if not _is_may(match, sentence):
            yield _of_month(match, low, words)
    for match in patterns.season.finditer(low):
        if _meant_as_time(match, low):
            yield _of_season(match, low, words)
    for match in patterns.week.finditer(low):
        if 1 <= int(match.group("week")) <= _WEEKS:
            first = date(NO_YEAR, 1, 1) + timedelta(weeks=int(match.group("week")) - 1)
            yield Stretch(first, first + timedelta(days=6), match.start(), match.end(), has_year=False)
    for match in patterns.year.finditer(low):
        yield _within(match, (1, 1), (12, 31), int(match.group("year")), low, words)


def _one_day(match: re.Match[str], words: ComparingWords) -> Stretch | None:
    groups = match.groupdict()
    written = groups["month"]
    month = int(written) if written.isdigit() else _month(written, words)
    day = int(groups["day"]) if groups["day"] else int(words.ordinals[groups["ordinal"]])
    year = int(groups["year"]) if groups.get("year") else NO_YEAR
    year += 2000 if year < 100 and year != NO_YEAR else 0
    if month > 12 and day <= 12:
        month, day = day, month  # written with the month first
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Stretch(found, found, match.start(), match.end(), year != NO_YEAR)


def _month(name: str, words: ComparingWords) -> int:
    return next(number for number, names in enumerate(words.months, 1) if name in names)


def _is_may(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a short month's name is likelier another word ("it may cost", "they march")."""
    name, at = match.group("month"), match.start("month")
    if name.isdigit() or (len(name) >= _SPARSE and name != "march"):
        return False
    led = re.search(rf"\b{_PREPOSITION}[\s-]+$", sentence.low[:at]) or match.start() < at
    capital = sentence.text[at : at + 1].isupper() and at > 0
    followed = match.groupdict().get("year") or match.groupdict().get("day")
    return not (led or capital or followed)


def _meant_as_time(match: re.Match[str], low: str) -> bool:
    """Whether a season is a time here: after a preposition or with a year, and not "last winter"."""
    if match.group("year") or match.group("before") or match.start() < match.start("season"):
        return True
    return bool(re.search(rf"\b{_PREPOSITION}\s+$", low[: match.start()]))


def _of_month(match: re.Match[str], low: str, words: ComparingWords) -> Stretch:
    month = _month(match.group("month"), words)
    return _within(match, (month, 1), (month, 31), int(match.group("year") or NO_YEAR), low, words)


def _of_season(match: re.Match[str], low: str, words: ComparingWords) -> Stretch:
    first, last = words.seasons[re.sub(r"\s+", " ", match.group("season"))]
    year = int(match.group("year") or match.group("before") or NO_YEAR)
    return _within(match, first, last, year, low, words)


def _within(
    match: re.Match[str], first: tuple[int, int], last: tuple[int, int], year: int, low: str, words: ComparingWords
) -> Stretch:
    """Return a stretch, or its beginning, middle or end if the text says so; "before" it means its first day."""
    start = date(year, *first)
    end = _clipped(year + (last < first), *last)
    days = end.toordinal() - start.toordinal()
    if match.group("begin"):
        end = date.fromordinal(start.toordinal() + days // 3)
    elif match.group("middle"):
        start, end = date.fromordinal(start.toordinal() + days // 3), date.fromordinal(end.toordinal() - days // 3)
    elif match.group("end"):
        start = date.fromordinal(end.toordinal() - min(days // 3, 45))
    elif re.search(rf"\b(?:{spelled(words.before)})\s+(?:the\s+)?$", low[: match.start()]):
        end = start
    return Stretch(start, end, match.start(), match.end(), year != NO_YEAR)


def _clipped(year: int, month: int, day: int) -> date:
    """Return the day, or the month's last if it has none of that number."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def lengths_ahead(low: str, words: ComparingWords) -> list[tuple[float, int, int]]:
    """Return "in two years", "within six months" as hours with where each stands; shorter waits are no dates."""
    found = []
    for number in numbers(low, words):
        led = _patterns(words).ahead.search(low, 0, number.start)
        unit = re.compile(rf"\s*(?P<is>{spelled(words.durations)})(?!\w)").match(low, number.end)
        if led and unit and words.durations[unit.group("is")] >= words.periods["month"]:
            found.append((number.value * words.durations[unit.group("is")], led.start(), unit.end()))
    return found


def weekdays(sentence: Sentence, words: ComparingWords) -> list[tuple[tuple[int, int], int]]:
    """Return the one weekday that a sentence names, as place and number from 0 for Monday; none of several."""
    names = {name: number for number, group in enumerate(words.weekdays) for name in group}
    led = re.compile(rf"\b(?:on|by|every|each|until|before)\s+(?P<day>{spelled(names)})(?!\w)")
    found = [(match.span("day"), names[match.group("day")]) for match in led.finditer(sentence.low)]
    return found if len({number for _, number in found}) == 1 else []
