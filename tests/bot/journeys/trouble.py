"""What the journeys through trouble share: an impatient workspace, its first answer, and what became of it."""

import re
from datetime import timedelta

from playground.actor import words
from playground.model import Json
from storage import answers
from tests.world import World

RETRIES = (0.2,) * 50  # seconds after which an event that was not acknowledged comes again
TYPED = "Every late parcel costs a refund"
REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")


def said(world: World, who: str, fragment: str, channel: str = "") -> int:
    """Return in how many messages somebody reads a fragment."""
    return sum(fragment in words(message) for message in world.people[who].messages(channel))


def stored(world: World) -> list[str]:
    """Return the texts of all answers."""
    with world.services.database.reading() as tx:
        return [answer.text for answer in answers.of_project(tx, 1, 1) if answer.text]


def forward(world: World, seconds: float = 120) -> None:
    """Let business time pass, and the ticks with it."""
    world.clock.move_to(world.clock.now() + timedelta(seconds=seconds))
    world.services.background.wait()


def after_start(world: World) -> Json:
    """A project whose sponsor has typed the first answer; returns the message with the buttons below it."""
    world.new_project()
    world.begin("ines")
    saved = world.ines.wait_for("Saved.", after=world.ines.say(TYPED))
    world.settle()
    return saved
