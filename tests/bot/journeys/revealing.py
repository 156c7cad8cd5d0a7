"""Getting a project to where its answers are common, for the tests of what comes then."""

import re
from collections.abc import Callable

from playground.actor import Actor, controls, words
from playground.model import Json
from tests.world import HOME, World

SPONSOR = ("Refunds hurt", "A list by noon", "By hand", "9 of 10 right", "End of 2027", "Nobody yet")
ML_LEAD = ("Half the refunds", "Data may be missing", "A simple rule")


def answered(world: World, sponsor: tuple[str, ...] = SPONSOR) -> None:
    """Start the project and have its first two people answer everything."""
    world.new_project()
    world.answer_all("ines", *sponsor)
    world.answer_all("mila", *ML_LEAD)


def reveal(world: World) -> Json:
    """Have the facilitator reveal; returns the post in the home channel."""
    world.mila.click(world.mila.wait_for("Everyone has finished"), "Reveal the answers")
    world.mila.click(world.mila.wait_for_ephemeral("Reveal the answers for"), "Reveal the answers")
    return world.mila.wait_for("are revealed:", HOME)


def revealed(world: World, sponsor: tuple[str, ...] = SPONSOR) -> Json:
    """Start the project, answer and reveal; returns the post in the home channel."""
    answered(world, sponsor)
    return reveal(world)


def turn_to(actor: Actor, shown: Json, wanted: Callable[[Json], bool]) -> Json:
    """Press *Next page* until a page of answers fits; returns it."""
    while not wanted(shown):
        found = re.search(r"page (\d+) of", words(shown))
        assert found is not None and has_button(shown, "Next page"), "that was the last page"
        actor.click(shown, "Next page", channel=HOME)
        shown = actor.wait_for_ephemeral(f"page {int(found[1]) + 1} of", HOME)
    return shown


def has_button(shown: Json, label: str) -> bool:
    """Whether a message has a button of this name."""
    return any(each == label for each, _, _ in controls(shown))
