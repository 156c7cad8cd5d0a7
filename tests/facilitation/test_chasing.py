"""Two nudges at most, in the person's own working hours, then the facilitator."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.chasing import MOST_NUDGES, Chase, Step, chase, first_look
from facilitation.model import Interview, InterviewState
from facilitation.working_time import WorkingHours, end_of_window, next_working_moment

HOURS = WorkingHours()
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def asked(at: datetime = MONDAY, tz: str = "UTC", days: int = 3) -> Interview:
    ends = end_of_window(at, days, tz, HOURS)
    return Interview(
        id=1,
        workspace_id=1,
        project_id=1,
        member_id=1,
        state=InterviewState.INVITED,
        plan=("Q1",),
        at=0,
        visit=0,
        invited_at=at,
        window_ends_at=ends,
        next_check_at=first_look(at, ends, tz, HOURS),
    )


def on(day: int, hour: int = 9, minute: int = 30) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "nudges", "expected"),
    [
        pytest.param(on(2, 12), 0, Chase(Step.NOTHING, on(3)), id="the same day: not yet"),
        pytest.param(on(3), 0, Chase(Step.NUDGE, on(4)), id="a working day later: first nudge"),
        pytest.param(on(3), 1, Chase(Step.NOTHING, on(4)), id="nudged already today"),
        pytest.param(on(4), 1, Chase(Step.NUDGE, on(5)), id="second nudge"),
        pytest.param(on(5, 12), 2, Chase(Step.NOTHING, on(5, 17, 0)), id="no third nudge: wait for the end"),
        pytest.param(on(5, 17, 0), 2, Chase(Step.TELL_FACILITATOR, None), id="the window is over"),
        pytest.param(on(5, 12), 0, Chase(Step.NUDGE, on(5, 17, 0)), id="after downtime: one nudge, not two"),
        pytest.param(on(9), 0, Chase(Step.TELL_FACILITATOR, None), id="down over the whole window: only the end"),
        pytest.param(on(3, 20), 0, Chase(Step.NOTHING, on(4, 9, 0)), id="in the evening: next morning"),
    ],
)
def test_what_is_due(now: datetime, nudges: int, expected: Chase) -> None:
    assert chase(replace(asked(), nudges=nudges), now, "UTC", HOURS) == expected


@pytest.mark.parametrize("state", [InterviewState.FINISHED, InterviewState.CLOSED])
def test_nobody_is_chased_who_has_finished_or_left(state: InterviewState) -> None:
    assert chase(replace(asked(), state=state), on(9), "UTC", HOURS) == Chase(Step.NOTHING, None)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]),
    st.lists(st.integers(1, 3000), min_size=1, max_size=60),
)
def test_however_often_and_late_one_looks(start: datetime, tz: str, minutes: list[int]) -> None:
    """At most two nudges, each in working hours and a working day apart; the facilitator once, and last."""
    interview, now, nudged, told = asked(start, tz), start, list[datetime](), 0
    for step in minutes:
        now += timedelta(minutes=step)
        if interview.next_check_at is None or now < interview.next_check_at:
            continue
        due = chase(interview, now, tz, HOURS)
        assert due.look_again_at is None or due.look_again_at > now
        assert not (told and due.step is not Step.NOTHING)
        if due.step is Step.NUDGE:
            nudged.append(now)
            assert next_working_moment(now, tz, HOURS) == now
        told += due.step is Step.TELL_FACILITATOR
        nudges = interview.nudges + (due.step is Step.NUDGE)
        interview = replace(interview, nudges=nudges, next_check_at=due.look_again_at)
    assert len(nudged) <= MOST_NUDGES and told <= 1
    assert all(later - earlier >= timedelta(hours=20) for earlier, later in itertools.pairwise(nudged))
