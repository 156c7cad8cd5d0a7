"""reactions.*"""

from playground import messages
from playground.calls import ApiError, Call
from playground.model import BOT_USER_ID, Json


def add(call: Call) -> Json:
    """React as the bot."""
    assert call.target is not None
    messages.react(call.workspace, call.place, call.target, BOT_USER_ID, call.text("name"))
    return {}


def remove(call: Call) -> Json:
    """Take the bot's reaction back."""
    assert call.target is not None
    if not messages.unreact(call.workspace, call.place, call.target, BOT_USER_ID, call.text("name")):
        raise ApiError("no_reaction")
    return {}


def get(call: Call) -> Json:
    """A message with its reactions."""
    return {"type": "message", "channel": call.place.id, "message": call.target}
