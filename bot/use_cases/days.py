"""Days as people type them, meant where they are."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.services import Services
from bot.use_cases.access import Caller
from facilitation.days import DayWords, read_day
from facilitation.working_time import local_day
from prompts import Words
from storage import people

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def reader(services: Services, caller: Caller) -> Callable[[str], date | None]:
    """Return what reads a day that the caller has typed; it gives None for anything else."""
    with services.database.reading() as tx:
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    today = local_day(services.clock.now(), person.tz if person else "UTC")
    words = day_words(services.words)
    return lambda typed: read_day(typed, today, words)


def day_words(words: Words) -> DayWords:
    """Return the words that days are told by, in the language of `words`."""

    def listed(name: str) -> Sequence[str]:
        return [each.strip().casefold() for each in words.label(f"calendar.word_{name}").split(",")]

    return DayWords(
        months=[words.label(f"calendar.{name}").casefold() for name in _MONTHS],
        weekdays=[words.label(f"calendar.{name}").casefold() for name in _WEEKDAYS],
        today=listed("today"),
        tomorrow=listed("tomorrow"),
        ahead=listed("ahead"),
        coming=listed("coming"),
        fillers=listed("fillers"),
        endings=listed("endings"),
        numbers=listed("numbers"),
        day=listed("day"),
        week=listed("week"),
        month=listed("month"),
    )
