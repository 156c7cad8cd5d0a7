"""What every payload is asked first: which workspace it comes from, and whether it comes from a DM with the bot.

Slack says both; other servers that speak its protocol may leave one out, and then what we know already tells.
"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import BoltContext, BoltResponse

from bot import haste
from bot.services import Services
from storage import people, workspaces

Next = Callable[[], BoltResponse]


def resolve(services: Services) -> Callable[[BoltContext, dict[str, Any], Next], BoltResponse]:
    """Return the middleware that sets `ws`, our id of the workspace, and `in_dm`.

    Workspaces' ids never change, so they are remembered.
    """
    known: dict[tuple[str, str], int] = {}

    def resolved(context: BoltContext, body: dict[str, Any], next: Next) -> BoltResponse:
        haste.begin()
        channel = context.channel_id or ""
        said = _said_to_be_dm(body)
        context["in_dm"] = channel.startswith("D") if said is None else said
        key = _workspace(context)
        if key not in known:
            with services.database.transaction() as tx:
                known[key] = workspaces.ensure(tx, team_id=key[0], enterprise_id=key[1])
        context["ws"] = known[key]
        if said is None and channel and not context["in_dm"]:
            with services.database.reading() as tx:
                context["in_dm"] = people.by_dm_channel(tx, known[key], channel) is not None
        return next()

    return resolved


def _workspace(context: BoltContext) -> tuple[str, str]:
    """Return the ids of team and organisation; what the payload leaves out is what the token belongs to."""
    token = context.authorize_result
    enterprise = context.enterprise_id or (token.enterprise_id if token else None) or ""
    if context.is_enterprise_install:  # an organisation-wide installation has no team of its own
        return "", enterprise
    return context.team_id or (token.team_id if token else None) or "", enterprise


def _said_to_be_dm(body: Mapping[str, Any]) -> bool | None:
    """Return what the payload says about its channel, or None where it says nothing."""
    event, channel = body.get("event"), body.get("channel")
    if isinstance(event, Mapping) and event.get("channel_type"):
        return bool(event["channel_type"] == "im")
    name = body.get("channel_name") or (channel.get("name") if isinstance(channel, Mapping) else None)
    return name == "directmessage" if name else None
