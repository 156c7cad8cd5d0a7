"""What is signed can be read: before signing, and each version again afterwards."""

import pytest

from playground.actor import words
from tests.bot.journeys.revealing import has_button
from tests.bot.journeys.signing import (
    agree_on_everything,
    revealed_with_champion,
    said,
    sign,
    signed_by_both,
    typed,
)
from tests.world import HOME, World


@pytest.fixture
def team(world: World) -> World:
    """A project whose answers are revealed, with a sponsor and a champion."""
    revealed_with_champion(world)
    return world


def test_read_and_sign_shows_all_of_the_version_and_the_button_below_its_last_page(team: World) -> None:
    agree_on_everything(team)
    team.mila.command(f"/scope agree 2 {'It lists what is late. ' * 600}The end of it.", HOME)
    for number in range(40):
        typed(team.mila, f"features core Part {number} of the list | we show part {number}")
    typed(team.mila, "sign")
    asked = team.carlo.wait_for("ready for your signature, as champion")
    team.carlo.click(asked, "Read and sign")
    shown = team.carlo.wait_for_ephemeral("version 1 of the brief*, page 1 of", team.carlo.dm)
    read, number = said(shown), 1
    while has_button(shown, "Next page"):
        assert not has_button(shown, "Sign version 1")
        number += 1
        team.carlo.click(shown, "Next page")
        shown = team.carlo.wait_for_ephemeral(f"version 1 of the brief*, page {number} of", team.carlo.dm)
        read += "\n" + said(shown)
    assert number > 1 and "The end of it." in read
    assert all(f"Part {each} of the list\n   _Test: we show part {each}_" in read for each in range(40))
    assert all(f"Agreed on {each}" in read for each in (1, 3, 4, 5, 6, 7, 14, 17, 19, 22))
    team.carlo.click(shown, "Sign version 1")
    team.carlo.wait_for_ephemeral("Signed so far: champion", team.carlo.dm)


def test_each_version_is_read_again_with_who_signed_also_after_the_baseline_was_opened(team: World) -> None:
    signed_by_both(team)
    typed(team.ines, "decide A map is core | Drivers ask for it | baseline")
    typed(team.mila, "features core A map | we look")
    typed(team.mila, "features ideal One day all countries")
    sign(team, "ines", 2)
    shown = typed(team.enzo, "versions")
    assert "<@U1INES> as sponsor and <@U2CARLO> as champion." in shown
    assert "Signed so far by <@U1INES> as sponsor." in shown
    listed = team.enzo.wait_for_ephemeral("Versions of the brief", HOME)
    team.enzo.click(listed, "Read version 1", channel=HOME)
    old = words(team.enzo.wait_for_ephemeral("version 1 of the brief", HOME))
    assert "A list by noon (3 person-days)" in old and "A map" not in old and "The brief has changed since." in old


def test_what_changed_names_the_kind_once(team: World) -> None:
    signed_by_both(team)
    typed(team.ines, "decide A map is core | Drivers ask for it | baseline")
    typed(team.mila, "features ideal One day all countries")
    typed(team.mila, "sign")
    versions = typed(team.mila, "versions")
    assert "Not signed." in versions
    team.mila.click(team.mila.wait_for_ephemeral("Versions of the brief", HOME), "What changed", channel=HOME)
    changed = said(team.mila.wait_for_ephemeral("What changed since version 1", HOME))
    assert "*Ideal*\nNew:\n> One day all countries" in changed and "[" not in changed
