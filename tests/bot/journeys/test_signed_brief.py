"""`/scope brief` says what is signed: the features, the version and its signatures, assumptions and rules."""

import pytest

from playground.actor import words
from tests.bot.journeys.signing import revealed_with_champion, signed_by_both, typed
from tests.bot.journeys.test_brief import document, post
from tests.world import World


@pytest.fixture
def team(world: World) -> World:
    """A project whose answers are revealed, with a sponsor and a champion."""
    revealed_with_champion(world)
    return world


def test_the_features_stand_apart_by_kind_in_place_of_the_answers_that_list_them(team: World) -> None:
    for line in ("17 A list that was agreed", "18 Colours that were agreed"):
        typed(team.mila, f"agree {line}")
    brief = post(team)
    assert all(each in words(brief) for each in ("A list that was agreed", "Colours that were agreed"))
    assert "The ideal, one day" not in words(brief), "nobody has said what it is"
    typed(team.mila, "features core A list by noon | we show last week's | 3")
    typed(team.mila, "features core A reason | | 0,5")
    typed(team.mila, "features nice Colours | we look | 1")
    typed(team.mila, "features ideal All countries")
    brief = post(team)
    shown, (_, text) = words(brief), document(team, brief)
    assert (
        "*Core features*\n• A list by noon (3 person-days)\n   _Test: we show last week's_\n"
        "• A reason (0.5 person-days)\n   _No test yet_" in shown
    )
    assert "*Nice to have, not in version one*\n• Colours (1 person-day)\n   _Test: we look_" in shown
    assert "*The ideal, one day*\n• All countries" in shown
    assert "## Core features\n\n- A list by noon (3 person-days)\\\n  Test: we show last week's\n- A reason" in text
    assert "## Nice to have, not in version one\n\n- Colours (1 person-day)\\\n  Test: we look\n\n##" in text
    assert "## The ideal, one day\n\n- All countries\n\n##" in text
    assert not any("that was agreed" in each or "that were agreed" in each for each in (shown, text))


def test_a_signed_brief_names_its_version_and_who_signed_and_later_that_it_has_changed(team: World) -> None:
    signed_by_both(team)
    brief = post(team)
    shown, (_, text) = words(brief), document(team, brief)
    for each in (shown, text):
        assert "draft" not in each
        opened = each[each.index("What is still open") :]
        assert "Answered, not agreed yet: What perfect looks like" not in opened
        assert "Answered, not agreed yet: " in opened and "Nothing." not in opened
    assert "*Version 1, signed* by Ines Sample and Carlo Sample on " in shown
    assert "**Version 1, signed** by Ines Sample and Carlo Sample on " in text
    typed(team.ines, "decide A map is core | Drivers ask for it | baseline")
    typed(team.mila, "features core A map | we look")
    brief = post(team)
    for each in (words(brief), document(team, brief)[1]):
        assert "This has changed since version 1 was signed*" in each and "draft" not in each
        assert "The changes are not signed yet." in each


def test_the_channel_reads_how_assumptions_stand_and_which_rules_are_a_must(team: World) -> None:
    typed(team.mila, "assume data: The codes are right")
    typed(team.mila, "assume data: The times are right")
    typed(team.mila, "registers assumption 2 broken")
    for number in range(10):
        typed(team.mila, f"rule must name the depot {number} because drivers ask")
    typed(team.mila, "rule prefer short words because it is read fast")
    shown = words(post(team))
    assert "*Assumptions*\n2 assumptions: 0 confirmed, 1 to be checked, 1 broken. The file has them all." in shown
    assert "*Business rules*\n• name the depot 0\n" in shown and "• name the depot 7\n" in shown
    assert "depot 8" not in shown.partition("*What is still open*")[0]
    assert "2 more rules that are a must in the file.\n1 preference in the file." in shown
