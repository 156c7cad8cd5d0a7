"""What an operator is told when Slack can't be reached or refuses a token: what is wrong and what to do."""

from http.client import HTTPException
from socket import gaierror
from ssl import SSLError
from typing import NamedTuple
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from bot import manifest
from bot.settings import Settings

# What a failed connection can raise; not OSError as such, which is also a file that is missing.
CONNECTION_ERRORS = (
    SlackClientError,
    HTTPException,
    URLError,
    ConnectionError,
    TimeoutError,
    gaierror,
    SSLError,
)


class Token(NamedTuple):
    """One of the two tokens: name, variable, page in Slack's app settings, beginning, scopes it needs."""

    name: str
    variable: str
    page: str
    prefix: str
    scopes: str


BOT_TOKEN = Token(
    "Bot token",
    "SLACK_BOT_TOKEN",
    "OAuth & Permissions > Bot User OAuth Token",
    "xoxb-",
    "those of manifest.json",
)
APP_TOKEN = Token(
    "App-level token",
    "SLACK_APP_TOKEN",
    "Basic Information > App-Level Tokens",
    "xapp-",
    manifest.APP_TOKEN_SCOPE.name,
)

_REINSTALL = "Reinstall the app under Install App, then copy the new one from {page}."
_REFUSED = {
    "invalid_auth": "Slack does not know {token}. Copy it again from {page}.",
    "not_authed": "Slack received no token with the request. Copy {token} again from {page}.",
    "not_allowed_token_type": "{token} is of the wrong kind. Copy it again from {page}.",
    "token_revoked": "{token} was revoked. " + _REINSTALL,
    "token_expired": "{token} has expired. " + _REINSTALL,
    "account_inactive": "{token} belongs to an app or workspace that was removed. " + _REINSTALL,
    "missing_scope": "{token} lacks a scope; it needs {scopes}. Add it, then copy the token from {page}.",
    "team_access_not_granted": "The app may not act in this workspace. Ask a workspace admin to approve it.",
    "ratelimited": "Slack asks to wait. Try again in a minute.",
}


def explain(error: Exception, settings: Settings, token: Token) -> str:
    """Return one sentence for `error`, one of CONNECTION_ERRORS, met while `token` was in use."""
    if isinstance(error, SlackApiError):
        code = _code(error)
        if code in _REFUSED:
            return _REFUSED[code].format(token=token.variable, page=token.page, scopes=token.scopes)
        return f"{settings.slack_api_url} refused {token.variable}: {code}."
    return (
        f"{settings.slack_api_url} can't be reached ({_reason(error)}). "
        "Check the network, the proxy if there is one (HTTPS_PROXY), and SLACK_API_URL."
    )


def _code(error: SlackApiError) -> str:
    code = str(error.response.get("error", "no reason given"))
    # slack_sdk's own words for a page that is not an API.
    return "it does not answer like Slack's API, check SLACK_API_URL" if "non-JSON" in code else code


def _reason(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror.lower()
    return str(reason) or type(error).__name__
