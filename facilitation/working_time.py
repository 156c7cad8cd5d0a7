"""Working hours and working days in a person's own zone; DST-proof, since all sums are done on local dates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The local times between which a person may be pinged, Monday to Friday."""

    start: time = time(9)
    end: time = time(17)


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone of this name; UTC for a name this machine does not know, so that nobody goes unasked."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_working_day(day: date) -> bool:
    """Return whether `day` is a Monday to Friday."""
    return day.weekday() < _SATURDAY


def next_working_moment(moment: datetime, tz: str, hours: WorkingHours) -> datetime:
    """Return `moment` if it is within working hours in `tz`, else the next start of work, in UTC."""
    local = moment.astimezone(zone(tz))
    if is_working_day(local.date()) and hours.start <= local.time() < hours.end:
        return moment.astimezone(UTC)
    day = local.date()
    if local.time() >= hours.end or not is_working_day(day):
        day = working_days_after(day, 1)
    return _at(day, hours.start, tz)


def working_moment_of(day: date, now: datetime, tz: str, hours: WorkingHours) -> datetime:
    """Return when work begins on `day` in `tz`, in UTC; the next working moment from `now` when that is over."""
    return next_working_moment(max(now, _at(day, time(), tz)), tz, hours)


def working_days_after(day: date, count: int) -> date:
    """Return the date `count` working days after `day` (0 gives `day` itself)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def after_working_days(moment: datetime, count: int, tz: str, hours: WorkingHours) -> datetime:
    """Return the same local time `count` working days later, moved into working hours, in UTC."""
    local = moment.astimezone(zone(tz))
    later = _at(working_days_after(local.date(), count), local.time(), tz)
    return next_working_moment(later, tz, hours)


def end_of_window(invited: datetime, working_days: int, tz: str, hours: WorkingHours) -> datetime:
    """Return the end of work on the last of `working_days` after `invited`, in UTC."""
    local = invited.astimezone(zone(tz))
    return _at(working_days_after(local.date(), working_days), hours.end, tz)


def local_day(moment: datetime, tz: str) -> date:
    """Return the calendar day of `moment` where the person is."""
    return moment.astimezone(zone(tz)).date()


def _at(day: date, clock: time, tz: str) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=zone(tz)).astimezone(UTC)
