"""Getting a project to its baseline, for the tests of features, versions and the signed brief."""

from playground.actor import Actor
from tests.world import HOME, World

DONE_WHEN = (1, 2, 3, 4, 5, 6, 7, 14, 17, 19, 22)
FEATURE = "/scope features core A list by noon | we show last week's | 3"


def typed(actor: Actor, text: str) -> str:
    """Run a command in the home channel and return what it says to the actor."""
    before = max((message["ts"] for message in actor.messages(HOME)), default="")
    actor.command(f"/scope {text}", HOME)
    return said(actor.wait_for_ephemeral(lambda message: message.get("ephemeral"), HOME, after=before))


def said(message: dict[str, object]) -> str:
    """Return the words of a message's sections."""
    blocks = message.get("blocks") or []
    assert isinstance(blocks, list)
    texts = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    return "\n".join(texts) or str(message["text"])


def revealed_with_champion(world: World) -> None:
    """A project whose answers are revealed, with a sponsor and a champion."""
    world.new_project()
    world.answer_all("ines", "Refunds hurt", "A list by noon", "By hand", "9 of 10", "End of 2027", "@carlo")
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.answer_all("carlo", "Angry calls", "Names", "A whiteboard", "All", "Calls fall by half", "No maps")
    world.mila.click(world.mila.wait_for("Everyone has finished"), "Reveal the answers")
    ask = world.mila.wait_for_ephemeral("Reveal the answers for", world.mila.dm)
    world.mila.click(ask, "Reveal the answers")
    world.mila.wait_for("are revealed", HOME)


def agree_on_everything(team: World) -> None:
    """Have an agreed answer to each question that the done-when rule asks for."""
    for number in DONE_WHEN:
        team.mila.command(f"/scope agree {number} Agreed on {number}", HOME)


def sign(team: World, who: str, version: int) -> None:
    """Somebody reads a version and signs it."""
    actor = team.people[who]
    actor.command("/scope sign", HOME)
    shown = actor.wait_for_ephemeral(f"version {version} of the brief", HOME)
    actor.click(shown, f"Sign version {version}", channel=HOME)


def signed_by_both(team: World) -> None:
    """Sign the first version."""
    agree_on_everything(team)
    team.mila.command(FEATURE, HOME)
    sign(team, "ines", 1)
    sign(team, "carlo", 1)
    team.enzo.wait_for("has a baseline", HOME)
