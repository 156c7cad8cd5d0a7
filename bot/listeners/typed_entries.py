"""Reading what is typed about assumptions, rules and words: the text, then an owner and a day, with bars between."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.listeners.payloads import mentions_in
from bot.profiles import meet, names_of
from bot.services import Services
from bot.text import Typed, from_message, mentioned
from bot.use_cases import days
from bot.use_cases.access import Caller
from facilitation.errors import Refusal

_BAR = re.compile(r"\|(?![^<>]*>)")  # a bar that is not part of a mention: <@U1|ines>
_NUMBER = re.compile(r"#?(\d{1,6})(?:[.:,]|\s|$)\s*")


@dataclass(frozen=True, slots=True)
class Extras:
    """Who looks after it (a Slack id), and the day."""

    owner: str | None = None
    day: date | None = None


def extras_of(services: Services, caller: Caller, raw: str, *, bars: bool = True) -> tuple[Typed, Extras]:
    """Return the text and what stands behind it; without `bars` an owner and a day may stand anywhere, alone.

    Raises Refusal `bars_typed` for a part that is neither.
    """
    read_day = days.reader(services, caller)
    if bars:
        raw, *parts = (part.strip() for part in _BAR.split(raw))
    else:
        raw, parts = _loose_parts(raw, read_day)
    owner, day = None, None
    for part in filter(None, parts):
        named, read = mentions_in(part), read_day(part)
        if len(named) == 1 and owner is None:
            owner = named[0]
        elif read is not None and day is None:
            day = read
        else:
            raise Refusal("bars_typed", typed=from_message(part, names_of(services, caller.ws, named)).text)
    if owner is not None:
        meet(services, caller.ws, owner)
    return from_message(raw, names_of(services, caller.ws, mentioned(raw))), Extras(owner, day)


def typed_of(text: str) -> Typed:
    """Return a part of a typed text, whose references are plain already."""
    return Typed(text.strip())


def read_number(line: str) -> tuple[int | None, str]:
    """Return the number that a line begins with, if it does, and the rest."""
    found = _NUMBER.match(line)
    return (int(found.group(1)), line[found.end() :].strip()) if found else (None, line)


def in_words(services: Services, label: str) -> Sequence[str]:
    """Return the words that a label lists, in lower case."""
    return [" ".join(word.split()).casefold() for word in services.words.label(label).split(",")]


def because(services: Services) -> Sequence[str]:
    """Return the words that a rule's reason begins with."""
    return in_words(services, "registers.word_because")


def without_marker(line: str, markers: Sequence[str]) -> tuple[str, bool]:
    """Return a line without the `text:` in front of it, and whether it was there."""
    head, colon, rest = line.partition(":")
    return (rest.strip(), True) if colon and head.strip().casefold() in markers else (line, False)


def lone_word(services: Services, caller: Caller, line: str) -> str | None:
    """Return the one word, in lower case, that a line holds beside an owner and a day; None if it holds a text."""
    read_day = days.reader(services, caller)
    text, _ = _loose_parts(line, read_day)
    pieces = [piece for piece in text.split() if not mentions_in(piece)]
    said = pieces if read_day(" ".join(pieces)) else [piece for piece in pieces if not read_day(piece)]
    if len(said) != 1 or ":" in said[0][:-1]:  # "data:complete" says what it is
        return None
    return said[0].rstrip(".,:;!?").casefold() or None


def _loose_parts(raw: str, read_day: Callable[[str], date | None]) -> tuple[str, list[str]]:
    """Return a line without the bars, and its mentions and days when it holds nothing else."""
    pieces = [piece for part in _BAR.split(raw) for piece in part.split()]
    if all(mentions_in(piece) or read_day(piece) for piece in pieces):
        return "", pieces
    named = [piece for piece in pieces if mentions_in(piece)]
    rest = " ".join(piece for piece in pieces if piece not in named)
    if read_day(rest):  # a day of several words
        return "", [*named, rest]
    text, *parts = (part.strip() for part in _BAR.split(raw))
    return text, parts
