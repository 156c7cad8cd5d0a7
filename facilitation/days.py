"""A day as people type it: 2026-03-31, 31/3/2026, 31 March, March 31st, Friday, tomorrow, in two weeks.

All of the text has to be the day. What could be two days is read in one fixed way, and the day is said back.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})(?P<by>[./-])(?P<month>\d{1,2})(?:(?P=by)(?P<year>\d{4}|\d\d)?)?")
_LEAST = 3  # letters that a month or a weekday is shortened to: "Mar", "Fri"
_LEAP = 8  # years within which every day of the calendar comes


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words that days are told by, in small letters: names from January and from Monday on, then small words."""

    months: Sequence[str]
    weekdays: Sequence[str]
    today: Sequence[str]
    tomorrow: Sequence[str]
    ahead: Sequence[str]  # "in"
    coming: Sequence[str]  # "next"
    fillers: Sequence[str]  # "on", "the", "of"
    endings: Sequence[str]  # "st", "th"
    numbers: Sequence[str]  # from one on; words for the same number with a slash between
    day: Sequence[str]
    week: Sequence[str]
    month: Sequence[str]


def read_day(typed: str, today: date, words: DayWords) -> date | None:
    """Return the day that a text is, as meant by somebody for whom it is `today`; None for any other text.

    A date without a year is the next one. 3/4/2026 is the third of April; 4/31/2026 can only be in April.
    """
    text = " ".join(typed.casefold().replace(",", " ").split())
    numeric = _ISO.fullmatch(text) or _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric(numeric, today)
    tokens = [word.rstrip(".") for word in text.split() if word.rstrip(".") not in words.fillers]
    return _relative(tokens, today, words) or _named(tokens, today, words)


def _numeric(found: re.Match[str], today: date) -> date | None:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    if month > 12 and day <= 12 and found.groupdict().get("by") == "/":
        day, month = month, day
    if year is None:
        return None if found["by"] == "-" else _next(month, day, today)
    return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _relative(tokens: list[str], today: date, words: DayWords) -> date | None:
    """Return the day counted from today: today, tomorrow, in two weeks, Friday, next Friday."""
    match tokens:
        case [word] if word in words.today:
            return today
        case [word] if word in words.tomorrow:
            return today + timedelta(days=1)
        case [word] if (weekday := _place(word, words.weekdays)) is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        case [coming, word] if coming in words.coming and (weekday := _place(word, words.weekdays)) is not None:
            return today + timedelta(days=7 - today.weekday() + weekday)
        case [ahead, number, unit] if ahead in words.ahead:
            return _later(today, _number(number, words), unit, words)
    return None


def _later(today: date, count: int | None, unit: str, words: DayWords) -> date | None:
    if count is None:
        return None
    if unit in words.day or unit in words.week:
        return today + timedelta(days=count * (7 if unit in words.week else 1))
    if unit not in words.month:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _named(tokens: list[str], today: date, words: DayWords) -> date | None:
    """Return the day of a month that is told by its name, with its weekday before it or not, if that is right."""
    weekday = _place(tokens[0], words.weekdays) if len(tokens) > 2 else None
    rest = tokens[1:] if weekday is not None else tokens
    year = int(rest[2]) if len(rest) == 3 and re.fullmatch(r"\d{4}", rest[2]) else None
    if len(rest) != (2 if year is None else 3):
        return None
    for name, number in ((rest[0], rest[1]), (rest[1], rest[0])):
        month, day = _place(name, words.months), _ordinal(number, words)
        if month is not None and day is not None:
            found = _next(month + 1, day, today) if year is None else _date(year, month + 1, day)
            return found if found and weekday in (None, found.weekday()) else None
    return None


def _place(word: str, names: Sequence[str]) -> int | None:
    """Return which of the names a word is, or begins with three letters or more."""
    found = [at for at, name in enumerate(names) if word == name or (len(word) >= _LEAST and name.startswith(word))]
    return found[0] if len(found) == 1 else None


def _ordinal(word: str, words: DayWords) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(\w*)", word)
    return int(found[1]) if found and found[2] in ("", *words.endings) else None


def _number(word: str, words: DayWords) -> int | None:
    if re.fullmatch(r"\d{1,3}", word):
        return int(word)
    return next((at for at, same in enumerate(words.numbers, 1) if word in same.split("/")), None)


def _next(month: int, day: int, today: date) -> date | None:
    """Return this day of the year as it comes next, today included."""
    days = (_date(today.year + years, month, day) for years in range(_LEAP + 1))
    return next((each for each in days if each is not None and each >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
