"""Taking what is due, and what follows when it can't be posted."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import structlog
from slack_sdk.errors import SlackApiError

from bot import notices as registry
from bot.background import log_failure
from bot.delivery import posting, refusals, waiting
from bot.delivery.posting import TakenOver
from bot.delivery.refusals import Meaning, code_of
from bot.notices import Drop
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.use_cases import reaching
from bot.use_cases.notices import Kind
from facilitation.model import Notice
from storage import outbox, people
from storage.errors import StorageUnavailable

log = structlog.get_logger(__name__)

LEASE_SECONDS = 40  # real time; a claim must outlive the next call to Slack (`bot.services.CALL_SECONDS`)
_AT_ONCE = 10  # claimed together
_GIVE_UP_AFTER = 12  # attempts, over some hours, for a notice that fails by itself
_LONGEST_WAIT = 3600.0  # seconds between two attempts
_LONGEST_AWAY = 60.0  # the same while Slack is away: when it is back, people wait
#: Ask something of a person. Slack takes a DM to a deactivated account, so that nobody would know it is not read.
_ASKING = (Kind.INVITE, Kind.NUDGE, Kind.UNKNOWN_ASKED, Kind.UNKNOWN_DUE)


class SlackAway(Exception):
    """Nothing gets through to Slack now; what is due stays due."""


def deliver_due(services: Services) -> int:
    """Post every notice that is due; returns how many were posted. Raises StorageUnavailable."""
    posted = 0
    while claimed := _claim(services):
        for place, notice in enumerate(claimed):
            try:
                posted += _deliver(services, notice)
            except SlackAway:
                _give_back(services, claimed[place + 1 :])
                return posted
        if services.background.stopping:  # what is in hand is out; the rest is for the next start
            break
    return posted


def _claim(services: Services) -> list[Notice]:
    with services.database.transaction() as tx:
        return outbox.claim(
            tx,
            now=services.clock.now(),
            real_now=datetime.now(UTC),
            lease_seconds=LEASE_SECONDS,
            limit=_AT_ONCE,
        )


def _deliver(services: Services, notice: Notice) -> bool:
    """Return whether the notice was posted. Raises SlackAway, StorageUnavailable."""
    try:
        later = waiting.waits_until(services, notice)
        if later is None:
            waiting.begin_window(services, notice)
        with services.database.reading() as tx:
            outgoing = registry.compose(tx, services, notice)
        if later is not None:
            _put_off(services, notice, later)
            return False
        if notice.kind in _ASKING and _is_gone(services, posting.person_channel(services, notice)):
            reaching.cannot_reach(services, notice, "the account is deactivated", gone=True)
            return False
        channel, ts = posting.post(services, notice, outgoing)
        if not _mark_sent(services, notice, channel, ts):
            return False
        _revise(services, notice, channel, ts)
        return True
    except StorageUnavailable:
        raise  # the claim runs out, and then the channel's history tells whether it was posted
    except Drop as reason:
        _drop(services, notice, str(reason))
    except TakenOver:
        log.info("left to whoever claims it next", kind=notice.kind, notice=notice.id)
    except SlackApiError as error:
        _refused(services, notice, error)
    except CONNECTION_ERRORS as error:
        log.warning("slack did not answer", kind=notice.kind, notice=notice.id, error=type(error).__name__)
        _postpone(services, notice, _backoff(notice, _LONGEST_AWAY), type(error).__name__)
        raise SlackAway from error
    except Exception as error:  # one faulty notice must not keep the others from going out
        reference = log_failure(log, "notice failed", error, kind=notice.kind, notice=notice.id)
        _faulty(services, notice, f"{type(error).__name__} {reference}")
    return False


def _mark_sent(services: Services, notice: Notice, channel: str, ts: str) -> bool:
    with services.database.transaction() as tx:
        if not outbox.mark_sent(tx, notice, channel=channel, ts=ts, now=services.clock.now()):
            return False
        if notice.kind == Kind.THREAD_INVITE:
            reaching.thread_opened(tx, notice, channel, ts)
        elif channel != notice.channel and "person" in notice.subject and notice.subject.get("thread_ts") is None:
            person = people.by_id(tx, notice.workspace_id, notice.subject["person"])
            if person.dm_channel != channel:
                people.set_dm_channel(tx, notice.workspace_id, person.id, channel)
    return True


def _revise(services: Services, notice: Notice, channel: str, ts: str) -> None:
    """Bring a message up to date that somebody has acted on before it was known where it stands."""
    with services.database.reading() as tx:
        revised = registry.revised(tx, services, notice)
    if revised is not None:
        try:
            services.client.chat_update(channel=channel, ts=ts, **revised.payload())
        except CONNECTION_ERRORS as error:
            log.info("an old message keeps its buttons", error=type(error).__name__)


def _refused(services: Services, notice: Notice, error: SlackApiError) -> None:
    """Decide what follows from Slack's refusal. Raises SlackAway when it concerns every notice."""
    code = code_of(error)
    to_person = posting.person_channel(services, notice) == notice.channel
    meaning = refusals.meaning(error, to_person=to_person)
    match meaning:
        case Meaning.LATER:
            _postpone(services, notice, refusals.retry_after(error), code)
        case Meaning.TOKEN | Meaning.AWAY:
            if meaning is Meaning.TOKEN:
                log.error("slack refuses the bot token; see whyfirst doctor", error=code)
            else:
                log.warning("slack has trouble", error=code)
            _postpone(services, notice, _backoff(notice, _LONGEST_AWAY), code)
            raise SlackAway from error
        case Meaning.NO_DM:
            reaching.cannot_reach(services, notice, code, gone=_is_gone(services, notice.channel))
        case Meaning.NOT_IN_CHANNEL:
            _not_in_channel(services, notice, code)
        case Meaning.ITSELF:
            log.error("slack refuses this notice", kind=notice.kind, notice=notice.id, error=code)
            _faulty(services, notice, code)


def _not_in_channel(services: Services, notice: Notice, code: str) -> None:
    """Join a public channel; where that is not possible, wait to be invited and ask the facilitator for it."""
    try:
        services.client.conversations_join(channel=notice.channel)
    except SlackApiError as error:
        if not refusals.passes(error):
            reaching.not_in_channel(services, notice)
        _postpone(services, notice, _backoff(notice), code)
    except CONNECTION_ERRORS:
        _postpone(services, notice, _backoff(notice), code)
    else:
        _postpone(services, notice, 0, code)


def _is_gone(services: Services, slack_id: str | None) -> bool:
    if slack_id is None:
        return False
    try:
        user = services.client.users_info(user=slack_id)["user"]
    except SlackApiError as error:
        return code_of(error) in ("user_not_found", "user_not_visible")
    except CONNECTION_ERRORS:
        return False
    return bool(user.get("deleted"))


def _faulty(services: Services, notice: Notice, reason: str) -> None:
    """Try again later what fails by itself, holding up nothing else, and give it up in the end."""
    if notice.attempt >= _GIVE_UP_AFTER:
        log.error("given up", kind=notice.kind, notice=notice.id, reason=reason)
        _drop(services, notice, reason)
    else:
        _postpone(services, notice, _backoff(notice), reason, hold=False)


def _backoff(notice: Notice, longest: float = _LONGEST_WAIT) -> float:
    """Return the seconds until the next attempt: two, four times as many each time, up to `longest`."""
    return min(2.0 * float(4 ** min(notice.attempt - 1, 10)), longest)


def _drop(services: Services, notice: Notice, reason: str) -> None:
    with services.database.transaction() as tx:
        outbox.mark_dropped(tx, notice, reason=reason, now=services.clock.now())


def _postpone(services: Services, notice: Notice, seconds: float, reason: str, *, hold: bool = True) -> None:
    due_at = services.clock.now() + timedelta(seconds=seconds)
    with services.database.transaction() as tx:
        outbox.postpone(tx, notice, due_at=due_at, error=reason, hold=hold)


def _put_off(services: Services, notice: Notice, due_at: datetime) -> None:
    with services.database.transaction() as tx:
        outbox.postpone(tx, notice, due_at=due_at, error="not in their working hours", hold=False)


def _give_back(services: Services, notices: Sequence[Notice]) -> None:
    """Let go of what was claimed and not tried."""
    with services.database.transaction() as tx:
        for notice in notices:
            outbox.postpone(tx, notice, due_at=notice.due_at, error="slack is away", hold=False)
