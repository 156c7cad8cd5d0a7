"""users.info, users.list, users.lookupByEmail."""

from zoneinfo import ZoneInfo

from playground.calls import Call
from playground.methods.paging import page
from playground.model import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Json, Person
from playground.workspace import Workspace


def described(workspace: Workspace, person: Person) -> Json:
    """A person as Slack describes them."""
    now = workspace.now().astimezone(ZoneInfo(person.tz))
    offset = now.utcoffset()
    profile: Json = {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "status_text": "",
        "status_emoji": "",
        "team": TEAM_ID,
    }
    if person.email and "users:read.email" in workspace.app.scopes:
        profile["email"] = person.email
    common: Json = {
        "id": person.id,
        "team_id": TEAM_ID,
        "name": person.name,
        "deleted": person.id in workspace.deactivated,
        "profile": profile,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
    }
    if common["deleted"]:
        return common
    return common | {
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": now.tzname() or person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
    }


def bot_described(workspace: Workspace) -> Json:
    """The bot's user."""
    name = workspace.app.name
    return {
        "id": BOT_USER_ID,
        "team_id": TEAM_ID,
        "name": name.lower(),
        "deleted": False,
        "real_name": name,
        "tz": "America/Los_Angeles",
        "tz_offset": 0,
        "profile": {
            "real_name": name,
            "display_name": "",
            "title": "",
            "bot_id": BOT_ID,
            "api_app_id": APP_ID,
        },
        "is_bot": True,
        "is_app_user": False,
        "updated": 0,
    }


def info(call: Call) -> Json:
    """One person or the bot."""
    user = call.text("user")
    if user == BOT_USER_ID:
        return {"user": bot_described(call.workspace)}
    return {"user": described(call.workspace, call.workspace.people[user])}


def list_all(call: Call) -> Json:
    """Everyone, the bot included."""
    everyone = [described(call.workspace, person) for person in call.workspace.people.values()]
    some, rest = page(call, [*everyone, bot_described(call.workspace)], 200)
    return {"members": some, "cache_ts": int(call.workspace.now().timestamp())} | rest


def lookup_by_email(call: Call) -> Json:
    """The person with an address."""
    people = call.workspace.people.values()
    return {"user": next(described(call.workspace, person) for person in people if person.email == call.text("email"))}
