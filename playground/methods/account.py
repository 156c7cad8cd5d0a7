"""auth.test, api.test, apps.connections.open, bots.info."""

from playground.calls import Call
from playground.model import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Json


def auth_test(call: Call) -> Json:
    """Who the token belongs to."""
    return {
        "url": f"{call.workspace.base_url}/",
        "team": call.workspace.name,
        "user": call.workspace.app.name.lower(),
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """The arguments back."""
    return {"args": call.args}


def connections_open(call: Call) -> Json:
    """A websocket address that works once."""
    host = call.workspace.base_url.replace("http", "ws", 1)
    return {"url": f"{host}/socket?ticket={call.workspace.socket_ticket()}&app_id={APP_ID}"}


def bots_info(call: Call) -> Json:
    """The bot's profile."""
    return {"bot": call.workspace.bot_profile()}
