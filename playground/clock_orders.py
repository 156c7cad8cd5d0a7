"""Where "+1h", "next_working_day" and the like move the clock to."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SATURDAY = 5
_MORNING = 9


def target_time(order: str, now: datetime, zone: str) -> datetime:
    """The time an order means, in UTC. "next_working_day" is nine o'clock in `zone`. Raises ValueError."""
    step = re.fullmatch(r"\+(\d{1,4})([mhdw])", order)
    if step:
        return now + timedelta(**{_UNITS[step.group(2)]: int(step.group(1))})
    if order == "next_working_day":
        return _next_working_day(now.astimezone(ZoneInfo(zone))).astimezone(UTC)
    try:
        when = datetime.fromisoformat(order)
    except ValueError as error:
        raise ValueError("Say +1h, +1d, next_working_day, or a date and time like 2026-03-02T09:00.") from error
    return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)


def _next_working_day(local: datetime) -> datetime:
    day = local.date() + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    # Built from date and zone, so that nine o'clock stays nine o'clock when the zone changes its offset.
    return datetime(day.year, day.month, day.day, _MORNING, tzinfo=local.tzinfo)
