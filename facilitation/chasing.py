"""Chasing those who have not answered: two nudges at most, in their own working hours, then the facilitator (I12)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitation.interview import OPEN
from facilitation.model import Interview
from facilitation.working_time import WorkingHours, after_working_days, next_working_moment

MOST_NUDGES = 2


class Step(StrEnum):
    """What is due."""

    NOTHING = "nothing"
    NUDGE = "nudge"
    TELL_FACILITATOR = "tell_facilitator"


@dataclass(frozen=True, slots=True)
class Chase:
    """What is due now, and when to look again (UTC; None: never)."""

    step: Step
    look_again_at: datetime | None


def first_look(invited: datetime, window_ends: datetime, tz: str, hours: WorkingHours) -> datetime:
    """Return when to look for the first time at an interview that began at `invited`: one working day later."""
    return min(after_working_days(invited, 1, tz, hours), window_ends)


def chase(interview: Interview, now: datetime, tz: str, hours: WorkingHours) -> Chase:
    """Return what is due for an interview whose person lives in `tz`.

    However long nothing was looked at, at most one nudge comes of it: the next is a working day after this one.
    """
    if interview.state not in OPEN:
        return Chase(Step.NOTHING, None)
    if now >= interview.window_ends_at:
        return Chase(Step.TELL_FACILITATOR, None)
    if interview.nudges >= MOST_NUDGES:
        return Chase(Step.NOTHING, interview.window_ends_at)
    due = after_working_days(interview.invited_at, interview.nudges + 1, tz, hours)
    moment = next_working_moment(max(due, now), tz, hours)
    if moment > now:
        return Chase(Step.NOTHING, min(moment, interview.window_ends_at))
    again = min(after_working_days(now, 1, tz, hours), interview.window_ends_at)
    return Chase(Step.NUDGE, again)
