"""Steps with the people of a project that several journeys take."""

from playground.actor import Actor, words
from playground.model import Json
from tests.world import HOME, World

CAST = {"ines": "U1INES", "carlo": "U2CARLO", "uma": "U3UMA", "ravi": "U4RAVI", "mila": "U5MILA", "enzo": "U6ENZO"}


def gather(world: World) -> World:
    world.new_project()
    for names in ("@carlo champion", "@uma user", "@enzo engineer"):
        typed(world.mila, f"add {names}")
    world.uma.wait_for("questions for you")
    return world


def typed(actor: Actor, rest: str, channel: str = HOME) -> str:
    """Type a sub-command of `/scope people` and return the answer."""
    before = actor.messages(channel)[-1]["ts"]
    actor.command(f"/scope people {rest}", channel)
    return words(actor.wait_for_ephemeral("", channel, after=before))


def roster(actor: Actor) -> Json:
    actor.command("/scope people", HOME)
    return actor.wait_for_ephemeral("The people of", HOME)


def line_of(text: str, name: str) -> str:
    """What a roster says about somebody, or ""."""
    lines = [line for line in text.splitlines() if f"<@{CAST[name]}>" in line]
    return lines[0].partition(">, ")[2] if lines else ""
