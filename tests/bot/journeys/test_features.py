"""`/scope features`: a long list is read page by page; what was typed is never lost in silence."""

import pytest

from playground.actor import words
from tests.bot.journeys.revealing import has_button
from tests.bot.journeys.signing import typed
from tests.world import HOME, World


@pytest.fixture
def team(world: World) -> World:
    """A project that has just started."""
    world.new_project()
    return world


def test_every_feature_is_read_page_by_page_and_the_one_just_added_shows(team: World) -> None:
    for number in range(1, 51):
        shown = typed(team.mila, f"features core Feature {number} | we look | {number}")
        assert f"{number}. Feature {number} ({number} person-day" in shown
    assert "page 2 of 2" in shown
    first = typed(team.mila, "features")
    listed = team.mila.wait_for_ephemeral("page 1 of 2", HOME)
    team.mila.click(listed, "Next page", channel=HOME)
    second = team.mila.wait_for_ephemeral("Feature 50 ", HOME)
    assert not has_button(second, "Next page") and has_button(second, "Previous page")
    both = first + words(second)
    assert all(f"{number}. Feature {number} (" in both for number in range(1, 51))


def test_what_a_feature_lacks_is_filled_in_and_another_test_is_refused_with_the_way_to_change_it(team: World) -> None:
    typed(team.mila, "features core A list")
    shown = typed(team.mila, "features core a list | we show it | 3")
    assert "1. A list (3 person-days)" in shown and "Test: we show it" in shown and "2." not in shown
    assert "1. A list (3 person-days)" in typed(team.mila, "features core A list")
    refused = typed(team.mila, "features core A list | we count it | 3")
    assert "stands already, as number 1" in refused and "“we show it” and 3 person-days" in refused
    assert "press *Change*" in refused
    assert "Test: we show it" in typed(team.mila, "features")


@pytest.mark.parametrize("attempt", ["blah foo", "kore A list | test | 3"])
def test_what_is_neither_a_kind_nor_a_project_is_explained(team: World, attempt: str) -> None:
    refused = typed(team.mila, f"features {attempt}")
    assert all(f"{word}" in refused for word in ("core", "nice", "ideal", "off 2", attempt.split()[0]))
    assert "You are on no project" not in refused
