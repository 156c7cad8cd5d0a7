"""Posting one notice: where it goes, its message, the rest of it in the thread, its files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from slack_sdk.errors import SlackApiError

from bot.delivery import history
from bot.delivery.history import Found
from bot.delivery.refusals import Meaning, code_of, meaning, passes
from bot.notices import File, Outgoing
from bot.services import CALL_SECONDS, Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.views.blocks import Message
from facilitation.model import Notice
from storage import outbox, people

log = structlog.get_logger(__name__)


class TakenOver(Exception):
    """The claim has run out, or will during the next call: somebody else may be posting the notice."""


@dataclass(frozen=True, slots=True)
class Post:
    """A notice on its way to a channel."""

    services: Services
    notice: Notice
    channel: str
    found: Found  # in the channel, from an earlier attempt

    def send(self, part: int, message: Message, thread_ts: str | None) -> tuple[str, str]:
        """Return channel and `ts` of a part, posted now unless an earlier attempt has done it. Raises TakenOver."""
        if part in self.found.parts:
            return self.channel, self.found.parts[part]
        self.check()
        response = self.services.client.chat_postMessage(
            channel=self.channel,
            thread_ts=thread_ts,
            metadata=history.metadata(self.notice.id, part),
            unfurl_links=False,
            unfurl_media=False,
            **message.payload(),
        )
        return str(response.get("channel") or self.channel), str(response["ts"])

    def check(self) -> None:
        """Raise TakenOver unless the claim outlives the next call to Slack."""
        with self.services.database.reading() as tx:
            if not outbox.is_mine(tx, self.notice, datetime.now(UTC) + timedelta(seconds=CALL_SECONDS)):
                raise TakenOver


def post(services: Services, notice: Notice, outgoing: Outgoing) -> tuple[str, str]:
    """Post what is not posted yet; return channel and `ts` of the message. Raises what slack_sdk raises, TakenOver."""
    channel = _channel(services, notice)
    again = notice.attempt > 1
    thread_ts = outgoing.thread_ts
    found = history.posted(services, notice.id, channel, thread_ts) if again else Found()
    channel, ts = Post(services, notice, channel, found).send(0, outgoing.message, thread_ts)
    if outgoing.more or outgoing.files:
        if again and 0 in found.parts and thread_ts is None:
            found = history.posted(services, notice.id, channel, ts)
        _post_rest(Post(services, notice, channel, found), outgoing, thread_ts or ts)
    return channel, ts


def person_channel(services: Services, notice: Notice) -> str | None:
    """Return the Slack id of the person that the notice goes to, or None for a post in a channel."""
    if "person" not in notice.subject:
        return None
    with services.database.reading() as tx:
        return people.by_id(tx, notice.workspace_id, notice.subject["person"]).slack_id


def _post_rest(post: Post, outgoing: Outgoing, thread_ts: str) -> None:
    """Post what belongs to a message in its thread: the rest of it, and its files (as text where files do not go)."""
    rest = list(outgoing.more)
    for file in outgoing.files:
        if not _upload(post, file, thread_ts):
            rest += file.instead
    for part, message in enumerate(rest, start=1):
        post.send(part, message, thread_ts)


def _upload(post: Post, file: File, thread_ts: str) -> bool:
    """Return whether the file stands in the thread now. Raises SlackApiError when asking later may help."""
    if file.name in post.found.files:
        return True
    post.check()
    try:
        post.services.client.files_upload_v2(
            channel=post.channel, thread_ts=thread_ts, filename=file.name, title=file.title, content=file.content
        )
    except SlackApiError as error:
        if passes(error):
            raise
        log.info("no file upload here, the file comes as text", error=code_of(error))
        return False
    except CONNECTION_ERRORS as error:  # where files go is another host, which a firewall may keep away
        log.info("no file upload here, the file comes as text", error=type(error).__name__)
        return False
    return True


def _channel(services: Services, notice: Notice) -> str:
    """Return the channel to post to: for a person the DM, opened if need be."""
    if notice.channel != person_channel(services, notice):
        return notice.channel
    with services.database.reading() as tx:
        person = people.by_slack_id(tx, notice.workspace_id, notice.channel)
    if person is None or person.dm_channel is not None:
        return (person.dm_channel if person else None) or notice.channel
    try:
        opened = services.client.conversations_open(users=notice.channel)
    except SlackApiError as error:
        if passes(error) or meaning(error, to_person=True) is Meaning.NO_DM:
            raise
        # A server without this method, or a token without its scope: posting to the person's id opens the DM as well.
        return notice.channel
    channel = str(opened["channel"]["id"])
    with services.database.transaction() as tx:
        people.set_dm_channel(tx, notice.workspace_id, person.id, channel)
    return channel
