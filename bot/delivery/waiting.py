"""What nobody asked for waits for the working hours of whom it goes to, also when it is overdue."""

from datetime import datetime

from bot.services import Services
from bot.use_cases import joining
from bot.use_cases.notices import UNASKED, Kind
from facilitation.model import Notice
from facilitation.polls import ask_at
from facilitation.working_time import next_working_moment
from storage import people, polls


def waits_until(services: Services, notice: Notice) -> datetime | None:
    """Return when the notice may go out, if that is not now: the person's next working moment."""
    if notice.kind not in UNASKED or notice.subject.get("asked") or "person" not in notice.subject:
        return None
    now, ws, hours = services.clock.now(), notice.workspace_id, services.hours
    with services.database.reading() as tx:
        tz = people.by_id(tx, ws, notice.subject["person"]).tz
        poll = polls.by_id(tx, ws, notice.subject["poll"]) if notice.kind == Kind.POLL_ASKED else None
    moment = ask_at(now, poll.ends_at, tz, hours) if poll else next_working_moment(now, tz, hours)
    return moment if moment > now else None


def begin_window(services: Services, notice: Notice) -> None:
    """Have the time to answer counted from now, as the invitation goes out now, and not when it was due."""
    if notice.kind == Kind.INVITE:
        with services.database.transaction() as tx:
            joining.put_off(tx, services, notice.workspace_id, notice.subject["interview"], services.clock.now())
