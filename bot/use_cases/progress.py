"""What the facilitator hears about a project's interviews: everyone is in, or the time is over."""

from datetime import datetime

from bot.services import Services
from bot.use_cases import joining, notices
from bot.use_cases.access import facilitator_of
from bot.use_cases.notices import Kind
from facilitation.interview import OPEN
from facilitation.model import InterviewState, Person, Project
from facilitation.working_time import next_working_moment
from storage import interviews
from storage.database import Transaction


def tell_facilitator(tx: Transaction, services: Services, project: Project, by: Person | None, now: datetime) -> None:
    """Tell the facilitator, once, when all interviews are finished, or when nobody has time left and some are not.

    `by` is who has just finished, if anyone. Whoever is in hand still keeps both from being said.
    """
    ws = project.workspace_id
    asked = [iv for iv in interviews.of_project(tx, ws, project.id) if iv.state is not InterviewState.CLOSED]
    missing = [iv for iv in asked if iv.state in OPEN]
    in_time = any(iv.window_ends_at > now or joining.is_untold(tx, iv) for iv in missing)
    if project.revealed_at is not None or not asked or in_time:
        return
    facilitator = facilitator_of(tx, ws, project)
    own = by == facilitator
    at = now if own else next_working_moment(now, facilitator.tz, services.hours)
    if not missing:
        key = f"{project.id}:{len(asked)}"
        notices.to_person(tx, Kind.ALL_IN, facilitator, project, key=key, now=at, asked=own)
        return
    key = f"{project.id}:{max(iv.window_ends_at for iv in asked):%Y%m%d%H%M}"
    notices.to_person(tx, Kind.WINDOW_OVER, facilitator, project, key=key, now=at, asked=own)
