"""Working hours and working days in a person's own zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.working_time import (
    WorkingHours,
    after_working_days,
    end_of_window,
    is_working_day,
    next_working_moment,
    working_days_after,
    working_moment_of,
    zone,
)

HOURS = WorkingHours()
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns"]
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(ZONES)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "tz", "expected"),
    [
        pytest.param("2026-03-02T10:00", "UTC", "2026-03-02T10:00", id="within hours: now"),
        pytest.param("2026-03-02T07:59", "UTC", "2026-03-02T09:00", id="too early: this morning"),
        pytest.param("2026-03-02T17:00", "UTC", "2026-03-03T09:00", id="work is over: tomorrow"),
        pytest.param("2026-03-06T18:00", "UTC", "2026-03-09T09:00", id="Friday evening: Monday"),
        pytest.param("2026-03-07T10:00", "UTC", "2026-03-09T09:00", id="Saturday: Monday"),
        pytest.param("2026-03-02T08:00", "America/New_York", "2026-03-02T14:00", id="night there: their morning"),
        pytest.param("2026-03-02T12:00", "Asia/Kolkata", "2026-03-03T03:30", id="evening there: their morning"),
        pytest.param("2026-03-28T12:00", "Europe/Berlin", "2026-03-30T07:00", id="over the change of the clock"),
    ],
)
def test_a_ping_waits_for_the_persons_own_working_hours(moment: str, tz: str, expected: str) -> None:
    assert next_working_moment(utc(moment), tz, HOURS) == utc(expected)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-07", 1, "2026-03-09"),
        ("2026-03-02", 5, "2026-03-09"),
    ],
)
def test_working_days_leave_the_weekend_out(start: str, count: int, expected: str) -> None:
    assert working_days_after(date.fromisoformat(start), count) == date.fromisoformat(expected)


def test_nine_in_the_morning_stays_nine_over_the_change_of_the_clock() -> None:
    friday = datetime(2026, 3, 27, 9, tzinfo=zone("Europe/Berlin"))
    monday = after_working_days(friday, 1, "Europe/Berlin", HOURS)
    assert monday.astimezone(zone("Europe/Berlin")).isoformat() == "2026-03-30T09:00:00+02:00"
    assert monday - friday == timedelta(hours=71)


def test_the_window_ends_with_the_working_day() -> None:
    ends = end_of_window(utc("2026-03-05T10:00"), 3, "America/New_York", HOURS)
    assert ends.astimezone(zone("America/New_York")).isoformat() == "2026-03-10T17:00:00-04:00"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "Europe"])
def test_a_zone_that_nobody_knows_is_utc(name: str) -> None:
    assert zone(name).key == "UTC"


@given(moments, zones)
def test_the_next_working_moment_is_never_earlier_and_always_within_hours(moment: datetime, tz: str) -> None:
    found = next_working_moment(moment, tz, HOURS)
    local = found.astimezone(zone(tz))
    assert found >= moment.replace(microsecond=0) - timedelta(seconds=1) and found >= moment
    assert is_working_day(local.date()) and HOURS.start <= local.time() < HOURS.end


@given(moments, zones, st.integers(1, 10))
def test_after_working_days_is_later_and_within_hours(moment: datetime, tz: str, count: int) -> None:
    found = after_working_days(moment, count, tz, HOURS)
    local = found.astimezone(zone(tz))
    assert found > moment and is_working_day(local.date()) and HOURS.start <= local.time() < HOURS.end


@pytest.mark.parametrize(
    ("day", "now", "expected"),
    [
        ("2026-03-05", "2026-03-02T09:00", "2026-03-05T08:00"),
        ("2026-03-07", "2026-03-02T09:00", "2026-03-09T08:00"),  # a Saturday
        ("2026-03-02", "2026-03-02T09:30", "2026-03-02T09:30"),
        ("2026-03-02", "2026-03-04T20:00", "2026-03-05T08:00"),
        ("2026-03-30", "2026-03-02T09:00", "2026-03-30T07:00"),  # summer time has begun
    ],
)
def test_a_day_begins_when_work_begins_where_the_person_lives(day: str, now: str, expected: str) -> None:
    assert working_moment_of(date.fromisoformat(day), utc(now), "Europe/Berlin", HOURS) == utc(expected)
