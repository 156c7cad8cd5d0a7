"""Getting to know people: their names and time zones, from Slack, before they are needed."""

from collections.abc import Collection

import structlog
from slack_sdk.errors import SlackApiError

from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from facilitation.errors import Refusal
from storage import people

log = structlog.get_logger(__name__)


def meet(services: Services, ws: int, slack_id: str | None, *, field: str | None = None) -> None:
    """Learn somebody's name and zone. Where Slack does not tell, they are known by their id for the time being.

    Raises Refusal `person_gone` for a deactivated or unknown account and `person_is_bot`, for the form field `field`.
    """
    if not slack_id:
        return
    try:
        user = services.quick.users_info(user=slack_id)["user"]
    except SlackApiError as error:
        if error.response.get("error") in ("user_not_found", "user_not_visible"):
            raise Refusal("person_gone", field=field) from error
        log.info("no profile", error=error.response.get("error"))
        return
    except CONNECTION_ERRORS as error:
        log.info("no profile", error=type(error).__name__)
        return
    if user.get("deleted"):
        raise Refusal("person_gone", field=field)
    if user.get("is_bot"):
        raise Refusal("person_is_bot", field=field)
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name")
    with services.database.transaction() as tx:
        people.update_profile(
            tx, ws, slack_id, name=str(name or slack_id), tz=str(user.get("tz") or "UTC"), now=services.clock.now()
        )


def names_of(services: Services, ws: int, slack_ids: Collection[str]) -> dict[str, str]:
    """Return the names of people mentioned in a text, asking Slack for those not met before."""
    return people_in(services, ws, slack_ids)[0]


def people_in(services: Services, ws: int, slack_ids: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the names of those mentioned in a text, and who of them is somebody to ask: no bot, no closed account."""
    if not slack_ids:
        return {}, ()
    with services.database.reading() as tx:
        known = people.names(tx, ws, slack_ids)
    refused = set()
    for slack_id in slack_ids:
        if slack_id not in known:
            try:
                meet(services, ws, slack_id)
            except Refusal:
                refused.add(slack_id)  # the text keeps their id
    with services.database.reading() as tx:
        names = people.names(tx, ws, slack_ids)
    return names, tuple(each for each in slack_ids if each not in refused)
