"""From the outbox to Slack: claim, ask whether it is still true, render, post with no transaction open, mark.

At least once: a crash between posting and marking is found again in the channel's history by the notice's id in the
message's metadata. What remains is a process frozen during the very call to Slack until its claim has run out, and
servers that keep no metadata: there a notice may come twice, but never not at all.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot import notices as registry
from bot.notices import Drop, File, Outgoing
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.use_cases import reaching
from bot.use_cases.notices import Kind
from facilitation.model import Notice
from storage import outbox, people

log = structlog.get_logger(__name__)

LEASE_SECONDS = 60  # real time; longer than any call to Slack may take
EVENT_TYPE = "whyfirst_notice"
_AT_ONCE = 20  # claimed together
_GIVE_UP_AFTER = 12  # attempts, for a message that Slack refuses itself
_NO_DM = {"cannot_dm_bot", "messages_tab_disabled", "user_disabled", "user_not_found", "user_not_visible"}
_NO_DM |= {"users_not_found", "access_denied", "channel_not_found", "restricted_action", "im_not_allowed"}
_NOT_IN_CHANNEL = {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}
_TOKEN = {"token_revoked", "invalid_auth", "account_inactive", "not_authed", "token_expired", "missing_scope"}


def deliver_due(services: Services) -> int:
    """Post every notice that is due; returns how many were posted."""
    posted = 0
    while True:
        with services.database.transaction() as tx:
            claimed = outbox.claim(
                tx,
                now=services.clock.now(),
                real_now=datetime.now(UTC),
                lease_seconds=LEASE_SECONDS,
                limit=_AT_ONCE,
            )
        for notice in claimed:
            posted += _deliver(services, notice)
        if not claimed:
            return posted


def _deliver(services: Services, notice: Notice) -> bool:
    try:
        with services.database.reading() as tx:
            outgoing = registry.compose(tx, services, notice)
    except Drop as reason:
        with services.database.transaction() as tx:
            outbox.mark_dropped(tx, notice, reason=str(reason), now=services.clock.now())
        return False
    try:
        return _post(services, notice, outgoing)
    except SlackApiError as error:
        _refused(services, notice, error)
    except CONNECTION_ERRORS as error:
        log.warning("slack did not answer", kind=notice.kind, notice=notice.id, error=type(error).__name__)
        _postpone(services, notice, _backoff(notice), type(error).__name__)
    return False


def _post(services: Services, notice: Notice, outgoing: Outgoing) -> bool:
    channel = _channel(services, notice)
    found = _posted_before(services, notice, channel, outgoing.thread_ts) if notice.attempt > 1 else None
    with services.database.reading() as tx:
        if not outbox.is_mine(tx, notice, datetime.now(UTC)):
            return False
    if found is None:
        response = services.client.chat_postMessage(
            channel=channel,
            thread_ts=outgoing.thread_ts,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"notice": notice.id}},
            unfurl_links=False,
            unfurl_media=False,
            **outgoing.message.payload(),
        )
        found = (str(response.get("channel") or channel), str(response["ts"]))
    channel, ts = found
    with services.database.transaction() as tx:
        if not outbox.mark_sent(tx, notice, channel=channel, ts=ts, now=services.clock.now()):
            return False
        if notice.kind == Kind.THREAD_INVITE:
            reaching.thread_opened(tx, notice, channel, ts)
    _post_rest(services, outgoing, channel, outgoing.thread_ts or ts)
    return True


def _post_rest(services: Services, outgoing: Outgoing, channel: str, thread_ts: str) -> None:
    """Post what belongs to a message in its thread: the rest of it, and its file (as text where files do not go)."""
    rest = list(outgoing.more)
    try:
        if outgoing.file is not None and not _upload(services, outgoing.file, channel, thread_ts):
            rest += outgoing.file.instead
        for message in rest:
            services.client.chat_postMessage(channel=channel, thread_ts=thread_ts, **message.payload())
    except CONNECTION_ERRORS as error:
        log.warning("the rest of a post is missing", channel=channel, error=str(error))


def _upload(services: Services, file: File, channel: str, thread_ts: str) -> bool:
    try:
        services.client.files_upload_v2(
            channel=channel, thread_ts=thread_ts, filename=file.name, title=file.title, content=file.content
        )
    except CONNECTION_ERRORS as error:
        log.info("no file upload here, the file comes as text", error=str(error))
        return False
    return True


def _channel(services: Services, notice: Notice) -> str:
    """Return the channel to post to: for a person the DM, opened if need be."""
    if notice.channel != _person_channel(services, notice):
        return notice.channel
    with services.database.reading() as tx:
        person = people.by_slack_id(tx, notice.workspace_id, notice.channel)
    if person is None or person.dm_channel is not None:
        return person.dm_channel or notice.channel if person else notice.channel
    try:
        opened = services.client.conversations_open(users=notice.channel)
    except SlackApiError as error:
        if error.response["error"] in _NO_DM:
            raise
        # A server without this method, or a token without its scope: posting to the person's id opens the DM as well.
        return notice.channel
    channel = str(opened["channel"]["id"])
    with services.database.transaction() as tx:
        people.set_dm_channel(tx, notice.workspace_id, person.id, channel)
    return channel


def _person_channel(services: Services, notice: Notice) -> str | None:
    """Return the Slack id of the person that the notice goes to, or None for a post in a channel."""
    if "person" not in notice.subject:
        return None
    with services.database.reading() as tx:
        return people.by_id(tx, notice.workspace_id, notice.subject["person"]).slack_id


def _posted_before(services: Services, notice: Notice, channel: str, thread_ts: str | None) -> tuple[str, str] | None:
    """Return where an earlier attempt, cut off before it was marked, has posted this notice already."""
    try:
        if thread_ts:
            read = services.client.conversations_replies(
                channel=channel, ts=thread_ts, limit=200, include_all_metadata=True
            )
        else:
            read = services.client.conversations_history(channel=channel, limit=100, include_all_metadata=True)
    except CONNECTION_ERRORS as error:
        log.info("history cannot be read", channel=channel, error=str(error))
        return None
    messages: Sequence[dict[str, Any]] = read.get("messages") or []
    for message in messages:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT_TYPE and payload.get("notice") == notice.id:
            return channel, str(message["ts"])
    return None


def _refused(services: Services, notice: Notice, error: SlackApiError) -> None:
    """Decide what follows from Slack's refusal."""
    code = str(error.response.get("error"))
    to_person = _person_channel(services, notice) == notice.channel
    if code == "ratelimited":
        _postpone(services, notice, float(error.response.headers.get("Retry-After", 1)), code)
    elif code in _TOKEN:
        log.error("slack refuses the bot token; see whyfirst doctor", error=code)
        _postpone(services, notice, _backoff(notice), code)
    elif to_person and code in _NO_DM:
        reaching.cannot_reach(services, notice, code, gone=_is_gone(services, notice.channel))
    elif not to_person and code in _NOT_IN_CHANNEL:
        _not_in_channel(services, notice, code)
    elif notice.attempt >= _GIVE_UP_AFTER:
        log.error("slack refuses this notice", kind=notice.kind, notice=notice.id, error=code)
        with services.database.transaction() as tx:
            outbox.mark_dropped(tx, notice, reason=code, now=services.clock.now())
    else:
        log.warning("slack refused, trying again", kind=notice.kind, notice=notice.id, error=code)
        _postpone(services, notice, _backoff(notice), code)


def _not_in_channel(services: Services, notice: Notice, code: str) -> None:
    """Join a public channel; where that is not possible, wait to be invited and ask the facilitator for it."""
    try:
        services.client.conversations_join(channel=notice.channel)
    except CONNECTION_ERRORS:
        reaching.not_in_channel(services, notice)
        _postpone(services, notice, _backoff(notice), code)
    else:
        _postpone(services, notice, 0, code)


def _is_gone(services: Services, slack_id: str) -> bool:
    try:
        user = services.client.users_info(user=slack_id)["user"]
    except SlackApiError as error:
        return error.response.get("error") in ("user_not_found", "user_not_visible")
    except CONNECTION_ERRORS:
        return False
    return bool(user.get("deleted"))


def _backoff(notice: Notice) -> float:
    """Return the seconds until the next attempt: half a minute, doubling up to an hour."""
    return min(30.0 * float(2 ** (notice.attempt - 1)), 3600.0)


def _postpone(services: Services, notice: Notice, seconds: float, reason: str) -> None:
    with services.database.transaction() as tx:
        outbox.postpone(tx, notice, due_at=services.clock.now() + timedelta(seconds=seconds), error=reason)
