"""Decisions: what was decided and why, by whom, what it replaces; how one is written, read and found again."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from facilitation.errors import Refusal, together
from facilitation.model import Member, Person, Project

MOST_IN_TEXT = 3000  # characters of each text; a form holds no more
MOST_LINKS = 10
MOST_IN_LINK = 500  # characters

_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_NUMBER = re.compile(r"D-?(\d{1,6})", re.IGNORECASE)
_REVIEW = re.compile(r"review(?:\s+on)?:?\s+(.+)", re.IGNORECASE)
_REPLACES = re.compile(r"replaces?:?\s+D-?(\d{1,6})", re.IGNORECASE)
_BASELINE = re.compile(r"(?:changes\s+)?(?:the\s+)?baseline", re.IGNORECASE)
_BY = re.compile(r"(?:decided\s+)?by\b", re.IGNORECASE)
_NOT = re.compile(r"(?:turned down|instead of|not):?\s+", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided. `decided_by` are person ids; `updated_at` is later than `at` once it was corrected."""

    id: int
    workspace_id: int
    project_id: int
    number: int
    what: str
    why: str
    turned_down: str  # options that were not taken, one a line
    decided_by: tuple[int, ...]
    dissent: str
    links: tuple[str, ...]
    decided_on: date
    review_on: date | None
    replaces_id: int | None
    poll_id: int | None
    changes_baseline: bool
    recorded_by: int  # person id
    at: datetime
    updated_at: datetime

    @property
    def ref(self) -> str:
        """How people call it: D-3."""
        return f"D-{self.number}"

    @property
    def corrected(self) -> bool:
        """Whether it was changed after it was recorded."""
        return self.updated_at > self.at


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody writes to record or correct a decision; people by Slack id, what it replaces by number."""

    what: str = ""
    why: str = ""
    turned_down: str = ""
    decided_by: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    review_on: date | None = None
    replaces: int | None = None
    changes_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that was checked, as it is stored: people by their ids."""

    what: str
    why: str
    turned_down: str
    decided_by: tuple[int, ...]
    links: tuple[str, ...]
    review_on: date | None
    changes_baseline: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision with everything a reader sees of it."""

    project: Project
    decision: Decision
    deciders: tuple[Person, ...]
    recorder: Person
    replaces: Decision | None
    replaced_by: Decision | None
    may_replace: bool = False
    may_correct: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form starts from. `origin` says what it is recorded from; `standing` are those it may replace."""

    project: Project
    entry: Entry
    origin: str = ""
    standing: tuple[Decision, ...] = ()
    correcting: Decision | None = None
    asked_to_replace: Decision | None = None  # replaced meanwhile: the standing one is offered instead
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The decisions of a project that a search found, the newest first. `query` is the search as it was typed."""

    project: Project
    caller: Member | None
    query: str
    records: tuple[Recorded, ...]
    in_all: int  # decisions of the project


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: all of it must fit. `people` are Slack ids; the days are inclusive."""

    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    number: int | None = None


def checked(entry: Entry, today: date, *, standing: Entry | None = None) -> Entry:
    """Return the entry with its edges trimmed. `standing` is what it corrects: a day kept from it may be over.

    Raises Refusal with the field it belongs to: `decision_empty`, `decision_no_why`, `decision_too_long`,
    `links_too_many`, `link_unclear`, `review_past`.
    """
    entry = replace(entry, what=entry.what.strip(), why=entry.why.strip(), turned_down=entry.turned_down.strip())
    together(
        lambda: _check_what(entry.what),
        lambda: _check_why(entry.why),
        lambda: _check_length("turned_down", entry.turned_down),
        lambda: _check_links(entry.links),
        lambda: _check_review(entry.review_on, today, standing),
    )
    return entry


def _check_what(text: str) -> None:
    if not text:
        raise Refusal("decision_empty", field="what")
    _check_length("what", text)


def _check_why(text: str) -> None:
    if not text:
        raise Refusal("decision_no_why", field="why")
    _check_length("why", text)


def _check_length(field: str, text: str) -> None:
    if len(text) > MOST_IN_TEXT:
        raise Refusal("decision_too_long", field=field, length=len(text), most=MOST_IN_TEXT)


def _check_links(links: Sequence[str]) -> None:
    if len(links) > MOST_LINKS:
        raise Refusal("links_too_many", field="links", most=MOST_LINKS)
    for link in links:
        if not _LINK.fullmatch(link) or len(link) > MOST_IN_LINK:
            raise Refusal("link_unclear", field="links", typed=link)


def _check_review(day: date | None, today: date, standing: Entry | None) -> None:
    kept = standing is not None and day == standing.review_on
    if day is not None and day <= today and not kept:
        raise Refusal("review_past", field="review_on", day=day)


def typed_entry(parts: Sequence[tuple[str, tuple[str, ...]]], read_day: Callable[[str], date | None]) -> dict[str, Any]:
    """Return the fields of `Entry` that a typed line gives; each part is its text and the Slack ids named in it.

    The first part is what, the next free one why, further ones options turned down; "by @a", "review 2026-12-01",
    "replaces D-2", "baseline" and links are known wherever they stand; `read_day` reads the day. Raises Refusal
    `review_unclear`.
    """
    given: dict[str, Any] = {}
    free: list[str] = []
    for at, (text, people) in enumerate(parts):
        text = text.strip()
        found = {} if at == 0 else _known(text, people, read_day)
        if found:
            given.update(found)
        elif text:
            free.append(text)
    for name, text in zip(("what", "why"), free, strict=False):
        given[name] = text
    if free[2:]:
        given["turned_down"] = "\n".join(_NOT.sub("", text, count=1) for text in free[2:])
    return given


def links_in(text: str) -> tuple[str, ...]:
    """Return what a field of links holds, one after the other, each once."""
    return tuple(dict.fromkeys(text.split()))


def number_in(text: str) -> int | None:
    """Return the number of the decision that a word names ("D-3", "d3"), or None."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def search_of(text: str, people: Iterable[str] = ()) -> Search:
    """Return what a typed search looks for: words, `people` named with @, "2026", "2026-11", "2026-11-24", "D-3"."""
    words: list[str] = []
    period: tuple[date, date] | None = None
    number = None
    for word in text.split():
        days, named = period_of(word), number_in(word)
        if days is not None:
            period = days
        elif named is not None:
            number = named
        else:
            words.append(word.casefold())
    first, last = period or (None, None)
    return Search(tuple(words), tuple(people), first, last, number)


def period_of(word: str) -> tuple[date, date] | None:
    """Return the first and last day of a year, a month or a day written as in 2026-11-24; None for another word."""
    found = _PERIOD.fullmatch(word)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day is not None:
            return first, first
        months = 12 if month is None else month
        after = date(first.year + months // 12, months % 12 + 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)


def matches(record: Recorded, search: Search) -> bool:
    """Return whether a decision is what is looked for; words are looked for in its texts and its people's names."""
    decision, people = record.decision, (*record.deciders, record.recorder)
    if search.number is not None and decision.number != search.number:
        return False
    if search.first is not None and decision.decided_on < search.first:
        return False
    if search.last is not None and decision.decided_on > search.last:
        return False
    if not {person.slack_id for person in people} >= set(search.people):
        return False
    texts = (decision.what, decision.why, decision.turned_down, decision.dissent, *decision.links)
    whole = "\n".join((*texts, *(person.name for person in people))).casefold()
    return all(word in whole for word in search.words)


def replaced_by(decisions: Iterable[Decision]) -> dict[int, Decision]:
    """Return which decision replaced another, by the id of the one replaced."""
    return {each.replaces_id: each for each in decisions if each.replaces_id is not None}


def standing_of(decision: Decision, later: Mapping[int, Decision]) -> Decision:
    """Return the decision that stands in the place of this one: the end of its chain; `later` as `replaced_by`."""
    while decision.id in later:
        decision = later[decision.id]
    return decision


def _known(text: str, people: tuple[str, ...], read_day: Callable[[str], date | None]) -> dict[str, Any]:
    """Return the field that a part of a typed line is by its first words; empty for free text."""
    if _BY.match(text) and people:
        return {"decided_by": people}
    if found := _REVIEW.fullmatch(text):
        day = read_day(found[1].strip())
        if day is None:
            raise Refusal("review_unclear", field="review_on", typed=found[1])
        return {"review_on": day}
    if found := _REPLACES.fullmatch(text):
        return {"replaces": int(found[1])}
    if _BASELINE.fullmatch(text):
        return {"changes_baseline": True}
    if text and all(_LINK.fullmatch(word) for word in text.split()):
        return {"links": links_in(text)}
    return {}
