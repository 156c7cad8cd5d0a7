"""What Slack means when it does not take a message."""

from enum import Enum

from slack_sdk.errors import SlackApiError

_TOKEN = {"token_revoked", "invalid_auth", "account_inactive", "not_authed", "token_expired", "missing_scope"}
_TOKEN |= {"team_access_not_granted", "not_allowed_token_type"}
_SERVER = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_NO_DM = {"cannot_dm_bot", "messages_tab_disabled", "user_disabled", "user_not_found", "user_not_visible"}
_NO_DM |= {"users_not_found", "access_denied", "channel_not_found", "restricted_action", "im_not_allowed"}
_NOT_IN_CHANNEL = {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}


class Meaning(Enum):
    """Whose fault it is, hence what follows."""

    LATER = "later"  # a rate limit: it names one method in one place, so nothing else has to wait
    TOKEN = "token"  # nothing gets through until an operator has looked
    AWAY = "away"  # Slack has trouble of its own
    NO_DM = "no_dm"  # this person can't be written to
    NOT_IN_CHANNEL = "not_in_channel"  # the bot has to be let in
    ITSELF = "itself"  # Slack refuses this very message


def code_of(error: SlackApiError) -> str:
    """Return Slack's error code; it is one word, unlike what slack_sdk makes of a page that is no API."""
    code = str(error.response.get("error") or "no_reason_given")
    return code if len(code.split()) == 1 else "not_slack"


def meaning(error: SlackApiError, *, to_person: bool) -> Meaning:
    """Return what a refusal means, of a message to a person or to a channel."""
    code = code_of(error)
    if code == "ratelimited" or _status(error) == 429:
        return Meaning.LATER
    if code in _TOKEN:
        return Meaning.TOKEN
    if code in _SERVER or code == "not_slack" or _status(error) >= 500:
        return Meaning.AWAY
    if to_person and code in _NO_DM:
        return Meaning.NO_DM
    if not to_person and code in _NOT_IN_CHANNEL:
        return Meaning.NOT_IN_CHANNEL
    return Meaning.ITSELF


def passes(error: SlackApiError) -> bool:
    """Return whether the trouble passes; not so where this server, or this token, will never do what was asked."""
    lacking = code_of(error) in ("missing_scope", "not_allowed_token_type")
    return not lacking and meaning(error, to_person=True) in (Meaning.LATER, Meaning.TOKEN, Meaning.AWAY)


def retry_after(error: SlackApiError) -> float:
    """Return the seconds that Slack asks to wait; one where it does not say."""
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    try:
        return max(float(headers["retry-after"]), 0.0)
    except (KeyError, ValueError):
        return 1.0


def _status(error: SlackApiError) -> int:
    return int(error.response.status_code)
