"""A project that is archived: its members are told so, strangers learn nothing, and nothing in it is lost."""

import pytest

from playground.actor import words
from tests.world import HOME, World

ARCHIVED = "*Fewer late parcels* was archived by <@U5MILA>"


@pytest.fixture
def over(world: World) -> World:
    """A project that Mila has archived."""
    world.new_project()
    world.mila.command("/scope archive", HOME)
    world.mila.click(world.mila.wait_for_ephemeral("Archive *Fewer late parcels*?", HOME), "Archive it", channel=HOME)
    world.ines.wait_for("<@U5MILA> archived *Fewer late parcels*", HOME)
    world.settle()
    return world


@pytest.mark.parametrize("command", ["interview", "status", "answers", "brief", "people", "features", "archive"])
def test_a_member_who_names_it_hears_that_it_is_archived(over: World, command: str) -> None:
    over.ines.command(f"/scope {command} fewer late")
    over.ines.wait_for_ephemeral(ARCHIVED)


def test_a_stranger_who_names_it_learns_nothing(over: World) -> None:
    over.uma.open_im()
    for where in (over.uma.dm, "C2GENERAL"):
        over.uma.command("/scope interview fewer late", where)
        told = words(over.uma.wait_for_ephemeral("There is no project of yours here", where))
        assert "Fewer" not in told and "archived" not in told


def test_a_project_that_goes_on_is_meant_before_one_that_is_archived(over: World) -> None:
    over.carlo.command("/scope new Fewer late parcels abroad | Another wish | @ines", HOME)
    over.ines.wait_for("*Fewer late parcels abroad* starts here", HOME)
    over.ines.command("/scope status late")
    over.ines.wait_for_ephemeral("*Fewer late parcels abroad*")


def test_a_double_click_on_archive_archives_once_and_says_one_sentence(world: World) -> None:
    world.new_project()
    world.settle()
    world.mila.command("/scope archive", HOME)
    ask = world.mila.wait_for_ephemeral("Archive *Fewer late parcels*?", HOME)
    world.mila.click(ask, "Archive it", channel=HOME, twice=True)
    world.ines.wait_for("<@U5MILA> archived *Fewer late parcels*", HOME)
    world.settle()
    told = [words(message) for message in world.mila.messages(HOME) if message.get("ephemeral")]
    assert [each for each in told if "rchived" in each] == ["*Fewer late parcels* is archived. Everything is kept."]


def test_somebody_else_who_archives_it_late_hears_who_has_done_it(world: World) -> None:
    world.new_project()
    asks = []
    for actor in (world.mila, world.ines):
        actor.command("/scope archive", HOME)
        asks.append(actor.wait_for_ephemeral("Archive *Fewer late parcels*?", HOME))
    world.mila.click(asks[0], "Archive it", channel=HOME)
    world.ines.wait_for("<@U5MILA> archived *Fewer late parcels*", HOME)
    world.ines.click(asks[1], "Archive it", channel=HOME)
    world.ines.wait_for_ephemeral(ARCHIVED, HOME)
