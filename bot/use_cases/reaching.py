"""When Slack does not let a notice through: people whom no DM reaches, a channel the bot is not in."""

from dataclasses import replace

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import facilitator_of
from bot.use_cases.notices import Kind
from facilitation.interview import OPEN
from facilitation.model import Notice, Project
from storage import interviews, outbox, people, projects
from storage.database import Transaction


def cannot_reach(services: Services, notice: Notice, reason: str, *, gone: bool) -> None:
    """Ask the person in a thread of the home channel instead, and tell the facilitator.

    `gone`: the account is deactivated, so that asking in the channel would reach nobody either.
    """
    now, ws = services.clock.now(), notice.workspace_id
    with services.database.transaction() as tx:
        if not outbox.mark_dropped(tx, notice, reason=reason, now=now):
            return
        project = _project(tx, notice)
        if project is None or "person" not in notice.subject:
            return
        person = people.by_id(tx, ws, notice.subject["person"])
        interview = interviews.by_id(tx, ws, notice.subject["interview"]) if "interview" in notice.subject else None
        if interview is not None and interview.state in OPEN and interview.thread_ts is None and not gone:
            key = str(interview.id)
            notices.to_channel(tx, Kind.THREAD_INVITE, project, key=key, now=now, interview=interview.id)
        facilitator = facilitator_of(tx, ws, project)
        if facilitator.id != person.id:
            key, facts = f"{project.id}:{person.id}:{gone}", {"who": person.id, "gone": gone}
            notices.to_person(tx, Kind.UNREACHABLE, facilitator, project, key=key, now=now, **facts)


def thread_opened(tx: Transaction, notice: Notice, channel: str, ts: str) -> None:
    """Note that an interview now takes place in the thread of its invitation, ready to be started there."""
    interview = interviews.by_id(tx, notice.workspace_id, notice.subject["interview"], lock=True)
    if interview is not None:
        interviews.save(tx, replace(interview, channel=channel, thread_ts=ts))


def not_in_channel(services: Services, notice: Notice) -> None:
    """Ask the facilitator, once, to invite the bot to the home channel; what it has to say there waits."""
    with services.database.transaction() as tx:
        project = _project(tx, notice)
        if project is not None:
            facilitator = facilitator_of(tx, notice.workspace_id, project)
            now = services.clock.now()
            notices.to_person(tx, Kind.BOT_NOT_IN_CHANNEL, facilitator, project, key=str(project.id), now=now)


def bot_joined(services: Services, ws: int, channel: str) -> int:
    """Make what waited for this channel due; returns how many notices that is."""
    with services.database.transaction() as tx:
        return outbox.wake(tx, ws, channel, services.clock.now())


def _project(tx: Transaction, notice: Notice) -> Project | None:
    if notice.project_id is None:
        return None
    return projects.by_id(tx, notice.workspace_id, notice.project_id)
