"""Getting to know people: their names and time zones, from Slack, before they are needed."""

from collections.abc import Collection, Mapping
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot import haste
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from facilitation.errors import Refusal
from storage import people

log = structlog.get_logger(__name__)


def meet(services: Services, ws: int, slack_id: str | None, *, field: str | None = None) -> None:
    """Learn somebody's name and zone. Where Slack does not tell, they are known by their id for the time being.

    Raises Refusal `person_gone` for a deactivated or unknown account and `person_is_bot`, for the form field `field`.
    """
    user = _user(services, slack_id, field) if slack_id else None
    if user is None or slack_id is None:
        return
    if user.get("deleted"):
        raise Refusal("person_gone", field=field)
    if user.get("is_bot"):
        raise Refusal("person_is_bot", field=field)
    _remember(services, ws, slack_id, user)


def names_of(services: Services, ws: int, slack_ids: Collection[str]) -> dict[str, str]:
    """Return the names of people mentioned in a text, asking Slack for those not met before."""
    return people_in(services, ws, slack_ids)[0]


def people_in(services: Services, ws: int, slack_ids: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the names of those mentioned in a text, and who of them is somebody to ask: no app, no closed account."""
    if not slack_ids:
        return {}, ()
    with services.database.reading() as tx:
        names = people.names(tx, ws, slack_ids)
    asked = []
    for slack_id in slack_ids:
        try:
            user = None if slack_id in names else _user(services, slack_id, None)
        except Refusal:
            continue  # nobody here: the text keeps the id
        if user is not None:
            names[slack_id] = _name(user) or slack_id
        if user is not None and (user.get("deleted") or user.get("is_bot")):
            continue
        if user is not None:
            _remember(services, ws, slack_id, user)
        asked.append(slack_id)
    return names, tuple(asked)


def _user(services: Services, slack_id: str, field: str | None) -> Mapping[str, Any] | None:
    """Return what Slack says about somebody, or None where it does not tell. Raises Refusal `person_gone`."""
    try:
        user: Mapping[str, Any] = haste.in_time(services.quick).users_info(user=slack_id)["user"]
    except SlackApiError as error:
        if error.response.get("error") in ("user_not_found", "user_not_visible"):
            raise Refusal("person_gone", field=field) from error
        log.info("no profile", error=error.response.get("error"))
        return None
    except CONNECTION_ERRORS as error:
        log.info("no profile", error=type(error).__name__)
        return None
    return user


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name")
    return str(name or "")


def _remember(services: Services, ws: int, slack_id: str, user: Mapping[str, Any]) -> None:
    name, tz = _name(user) or slack_id, str(user.get("tz") or "UTC")
    with services.database.transaction() as tx:
        people.update_profile(tx, ws, slack_id, name=name, tz=tz, now=services.clock.now())
