"""The filters that templates may use; `prompts/README.md` lists them for those who write templates.

Filters that produce markup return safe text (`Slack`, `Markdown`), so that it is not escaped again; all
others return plain text, which the environment escapes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from facilitation.model import Person
from facilitation.roles import Role
from prompts import clipping
from prompts.errors import WordsError
from prompts.escaping import Escape, Markdown, Slack, markdown, plain, slack

#: Gives a label's text by its key and facts: names of roles, weekdays, months, the word "and".
Label = Callable[[str, Mapping[str, object]], str]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_ADDRESS = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_SLACK_ID = re.compile(r"[A-Za-z0-9_.-]+")
_Filters = dict[str, Callable[..., Any]]


def slack_filters(label: Label) -> _Filters:
    """Return the filters of templates that write Slack's markup."""

    def date_(day: date, tz: str = "UTC") -> Slack:
        return _slack_date(_calendar_day(day), tz, label)

    return _common(label, slack, Slack) | {
        "person": _person,
        "mention": _mention,
        "channel": _channel,
        "link": _link,
        "date": date_,
        "moment": lambda moment: _slack_moment(moment, label),
    }


def markdown_filters(label: Label) -> _Filters:
    """Return the filters of templates that write Markdown files: people and times in plain words."""

    def date_(day: date, tz: str = "UTC") -> str:
        return _day_and_year(_calendar_day(day), label)

    return _common(label, markdown, Markdown) | {
        "person": lambda person: _is_person(person).name,
        "date": date_,
        "moment": lambda moment: _moment_text(moment, label),
    }


def _common(label: Label, escape: Escape, safe: type[Slack] | type[Markdown]) -> _Filters:
    def quote(text: str) -> str:
        # Two spaces at the end of a line are Markdown's line break, so they stay.
        return safe("\n".join(f"> {line}" if line.strip() else ">" for line in escape(plain(text)).splitlines()))

    def list_and(items: Iterable[Any]) -> str:
        texts = [escape(plain(item)) for item in items]
        if len(texts) < 2:
            return safe("".join(texts))
        return safe(f"{', '.join(texts[:-1])} {escape(label('common.and', {}))} {texts[-1]}")

    def role(role: Role) -> str:
        return label(f"roles.{Role(role)}", {})

    def roles(roles: Collection[Role]) -> str:
        return list_and(role(each) for each in Role if each in roles)

    return {
        "quote": quote,
        "list_and": list_and,
        "role": role,
        "roles": roles,
        "clip": _clip,
        "line": _line,
        "count": _count,
        "day": lambda day: _day(_calendar_day(day), label),
    }


def _clip(text: str, most: int) -> str:
    """Cut a text to `most` characters. It comes first: cutting markup could tear it apart."""
    return clipping.clip(_raw(text, "clip"), most)


def _line(text: str) -> str:
    """Return a text on one line, for headings, lists and tables."""
    return " ".join(_raw(text, "line").split())


def _raw(text: str, name: str) -> str:
    if isinstance(text, Slack | Markdown):
        raise WordsError(f"{name} has to come before what produces markup: {{{{ text|{name}|quote }}}}.")
    return plain(text)


def _count(number: float, one: str, many: str) -> str:
    """Return "1 answer", "2 answers", "0.5 days"."""
    return f"{int(number) if number == int(number) else number} {one if number == 1 else many}"


def _is_person(person: object) -> Person:
    if not isinstance(person, Person):
        raise WordsError(f"the filter person needs a Person, not a {type(person).__name__}.")
    return person


def _person(person: object) -> Slack:
    return _mention(_is_person(person).slack_id)


def _link(address: str) -> Slack:
    """Return what Slack shows as a link under its own address; whatever is no plain address stays text."""
    escaped = slack(plain(address))
    return Slack(f"<{escaped}>") if _ADDRESS.fullmatch(address) else escaped


def _mention(slack_id: str) -> Slack:
    """Return what Slack shows as a person's name; with "!" and "^" shut out it can address nobody else."""
    if not _SLACK_ID.fullmatch(slack_id):
        raise WordsError(f'"{slack_id}" is not the Slack id of a person.')
    return Slack(f"<@{slack_id}>")


def _channel(channel: str) -> Slack:
    if not _SLACK_ID.fullmatch(channel):
        raise WordsError(f'"{channel}" is not the Slack id of a channel.')
    return Slack(f"<#{channel}>")


def _calendar_day(day: date) -> date:
    if isinstance(day, datetime):
        raise WordsError("a point in time is not a calendar day. Show it with the filter moment.")
    if not isinstance(day, date):
        raise WordsError(f"a value of the type {type(day).__name__} is not a calendar day.")
    return day


def _day(day: date, label: Label) -> str:
    """Return "Tuesday 3 March"."""
    weekday = label(f"calendar.{_WEEKDAYS[day.weekday()]}", {})
    month = label(f"calendar.{_MONTHS[day.month - 1]}", {})
    return label("calendar.day", {"weekday": weekday, "number": day.day, "month": month})


def _day_and_year(day: date, label: Label) -> str:
    return label("calendar.day_and_year", {"day": _day(day, label), "year": str(day.year)})


def _moment_text(moment: datetime, label: Label) -> str:
    """Return a point in time in words, in UTC: for whoever's zone is not known."""
    at = _aware(moment).astimezone(UTC)
    return label("calendar.moment", {"day": _day_and_year(at.date(), label), "time": f"{at:%H:%M}"})


def _aware(moment: datetime) -> datetime:
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise WordsError("the filter moment needs a point in time with its zone.")
    return moment


def _slack_date(day: date, tz: str, label: Label) -> Slack:
    """Return a calendar day in the reader's own way; at noon, so that a zone nearby has the same day."""
    noon = datetime.combine(day, time(12), tzinfo=ZoneInfo(tz))
    return _date_markup(noon, "{date_short_pretty}", _day_and_year(day, label))


def _slack_moment(moment: datetime, label: Label) -> Slack:
    """Return a point in time that Slack shows in the reader's own zone."""
    return _date_markup(_aware(moment), "{date_short_pretty} {time}", _moment_text(moment, label))


def _date_markup(moment: datetime, form: str, fallback: str) -> Slack:
    return Slack(f"<!date^{int(moment.timestamp())}^{form}|{slack(fallback)}>")
