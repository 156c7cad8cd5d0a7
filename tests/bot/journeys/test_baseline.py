"""From brief to baseline: features, versions, signatures; and only a decision opens it again."""

import pytest

from playground.actor import controls
from playground.model import Json
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


@pytest.fixture
def signed(team: World) -> World:
    """The same with a signed baseline."""
    signed_by_both(team)
    return team


def test_what_is_missing_is_named_until_the_brief_can_be_signed(team: World) -> None:
    refused = typed(team.mila, "sign")
    assert "an agreed answer to Why build it" in refused and "a core feature" in refused
    agree_on_everything(team)
    team.mila.command("/scope features core A list by noon", HOME)
    assert "a way to test A list by noon" in typed(team.mila, "sign")
    team.mila.command("/scope features off 1", HOME)
    assert "a core feature" in typed(team.mila, "sign")
    typed(team.mila, "features core A list by noon | we show last week's | 0,5")
    offered = typed(team.mila, "sign")
    assert "version 1 of the brief" in offered and "Agreed on 1" in offered
    asked = team.carlo.wait_for("ready for your signature, as champion")
    assert "Agreed on 1" in asked["text"]


def test_features_are_kept_apart_and_changed_by_form(team: World) -> None:
    typed(team.mila, "agree 17 - A list by noon\n- The reason why")
    shown = typed(team.mila, "features")
    assert "No feature yet" in shown
    listed = team.mila.wait_for_ephemeral("What Fewer late parcels does", HOME)
    team.mila.click(listed, "Take the agreed core list", channel=HOME)
    listed = team.mila.wait_for_ephemeral("2. The reason why", HOME)
    team.mila.click(listed, "Change", channel=HOME)
    form = team.mila.wait_for_modal("How would you test it?")
    assert team.mila.submit({"days": "soon"}, form) != {}
    assert team.mila.submit({"text": "A list by noon", "test": "We show last week's", "days": "2"}, form) == {}
    team.mila.wait_for_modal("(2 person-days)")
    team.mila.close()
    assert "Nice to have" in typed(team.mila, "features nice Colours")
    assert "is up to the champion or the ML lead or the facilitator" in typed(team.ines, "features core Maps")
    assert "Maps" not in typed(team.ines, "features")


def test_both_signatures_make_the_baseline_and_each_counts_once(team: World) -> None:
    agree_on_everything(team)
    typed(team.mila, "features core A list by noon | we show last week's")
    team.ines.command("/scope sign", HOME)
    offer = team.ines.wait_for_ephemeral("version 1 of the brief", HOME)
    for _ in range(2):
        team.driver.try_act("U1INES", "action", channel=HOME, ts=offer["ts"], **_button(offer, "Sign version 1"))
    assert team.mila.sees("has a baseline", HOME) is None
    asked = team.carlo.wait_for("ready for your signature, as champion")
    team.carlo.click(asked, "Read and sign")
    shown = team.carlo.wait_for_ephemeral("Signed so far: sponsor", team.carlo.dm)
    team.carlo.click(shown, "Sign version 1")
    baseline = team.mila.wait_for("has a baseline", HOME)
    assert "<@U1INES> signed as sponsor" in baseline["text"] and "<@U2CARLO> signed as champion" in baseline["text"]


def _button(message: Json, label: str) -> dict[str, str]:
    return next({"block_id": b, "action_id": a} for words, b, a in controls(message) if words == label)


def test_a_signed_baseline_changes_by_a_decision_only(signed: World) -> None:
    for command in ("agree 2 Something else", "features core Maps | we look", "features off 1"):
        assert "changing it takes a decision" in typed(signed.mila, command), command
    assert "has not changed since. There is nothing new to sign" in typed(signed.mila, "sign")
    signed.mila.command("/scope decide A map is core | Drivers ask for it", HOME)
    assert "changing it takes a decision" in typed(signed.mila, "agree 2 Something else")


def test_a_version_that_changed_under_the_signer_is_not_signed(team: World) -> None:
    agree_on_everything(team)
    typed(team.mila, "features core A list by noon | we show last week's")
    team.ines.command("/scope sign", HOME)
    offer = team.ines.wait_for_ephemeral("version 1 of the brief", HOME)
    typed(team.mila, "agree 1 Something else")
    team.ines.click(offer, "Sign version 1", channel=HOME)
    team.ines.wait_for_ephemeral("has changed since version 1", HOME)
    sign(team, "ines", 2)
    shown = typed(team.mila, "versions")
    assert "Version 2" in shown and "Signed so far by <@U1INES> as sponsor" in shown and "Version 1" in shown
    versions = team.mila.wait_for_ephemeral("Versions of the brief", HOME)
    team.mila.click(versions, "What changed", channel=HOME)
    changed = said(team.mila.wait_for_ephemeral("What changed since version 1", HOME))
    assert "Agreed on 1" in changed and "Something else" in changed
