"""Roles that go to somebody else: handed over, replaced, and one person in two of them."""

import pytest

from playground.actor import words
from storage import audit
from tests.bot.journeys.rosters import CAST, line_of, roster, typed
from tests.world import HOME, World


@pytest.mark.parametrize(
    ("rest", "who", "roles"),
    [
        ("hand over sponsor @carlo", "carlo", "sponsor and champion"),
        ("hand over champion @ines", "ines", "sponsor and champion"),
        ("replace @ines @carlo", "carlo", "sponsor and champion"),
        ("replace @carlo @ines champion", "ines", "sponsor and champion"),
    ],
)
def test_a_role_is_handed_over_to_who_holds_the_other_when_it_is_insisted_on(
    team: World, rest: str, who: str, roles: str
) -> None:
    assert "would be sponsor and champion at once" in typed(team.mila, rest)
    assert line_of(typed(team.mila, f"{rest} anyway"), who).startswith(roles)
    with team.services.database.reading() as tx:
        actions = [entry.action for entry in audit.of_project(tx, 1, 1)]
    assert actions.count("champion_is_sponsor") == 1


def test_the_form_has_a_box_for_one_person_as_sponsor_and_champion(team: World) -> None:
    team.mila.click(roster(team.mila), "Replace or hand over", channel=HOME)
    team.mila.wait_for_modal("Replace or hand over")
    errors = team.mila.submit({"From whom?": CAST["carlo"], "To whom?": CAST["ines"]})
    assert "tick the box" in errors["role"]
    assert team.mila.submit({"Only if there is nobody else": ["yes"]}) == {}
    shown = words(team.mila.wait_for_modal("The people of"))
    assert line_of(shown, "ines").startswith("sponsor and champion") and line_of(shown, "carlo") == ""


def test_a_replaced_members_answers_are_kept_and_the_new_one_is_asked(team: World) -> None:
    typed(team.mila, "remove @enzo")
    team.begin("carlo")
    team.answer("carlo", "Angry calls every morning")
    question = team.carlo.wait_for("question 2 of 6")
    team.mila.click(roster(team.mila), "Replace or hand over", channel=HOME)
    team.mila.wait_for_modal("Replace or hand over")
    team.mila.submit({"From whom?": CAST["carlo"], "To whom?": CAST["ravi"]})
    shown = words(team.mila.wait_for_modal("The people of"))
    assert line_of(shown, "ravi").startswith("champion: not started") and line_of(shown, "carlo") == ""
    team.carlo.click(question, "Skip")
    team.carlo.wait_for_ephemeral("This interview is closed")
    team.answer_all("ravi", "1", "2", "3", "4", "5", "6")
    team.answer_all("ines", "a", "b", "c", "d", "e", "@ravi stays the champion")
    for who, names in (("uma", 3), ("mila", 3)):
        team.answer_all(who, *["x"] * names)
    ready = team.mila.wait_for("Everyone has finished")
    team.mila.click(ready, "Reveal the answers")
    team.mila.click(team.mila.wait_for_ephemeral("Reveal the answers for"), "Reveal the answers")
    revealed = team.ines.wait_for("are revealed", HOME)
    team.ines.click(revealed, "Read the answers", channel=HOME)
    page = words(team.ines.wait_for_ephemeral("All answers for", HOME))
    assert "<@U2CARLO>:\n> Angry calls every morning" in page, "kept, and no role any more"


@pytest.mark.parametrize("how", ["hand over facilitator @carlo", "handover @carlo facilitator", "form"])
def test_the_facilitator_is_handed_over_and_told(team: World, how: str) -> None:
    if how == "form":
        team.mila.click(roster(team.mila), "Replace or hand over", channel=HOME)
        team.mila.wait_for_modal("Replace or hand over")
        fields = {"From whom?": CAST["mila"], "To whom?": CAST["carlo"]}
        assert team.mila.submit({**fields, "Which role? Leave empty for all of theirs.": "facilitator"}) == {}
        shown = words(team.mila.wait_for_modal("The people of"))
    else:
        shown = typed(team.mila, how)
    assert line_of(shown, "carlo").startswith("champion and facilitator:")
    assert line_of(shown, "mila").startswith("ML lead:")
    told = words(team.carlo.wait_for("<@U5MILA> made you facilitator of *Fewer late parcels*"))
    assert "You reveal the answers" in told
    team.mila.command("/scope agree 7 something", HOME)
    team.mila.wait_for_ephemeral("up to the facilitator: <@U2CARLO>", HOME)


def test_whoever_hands_on_all_that_is_asked_of_them_is_not_waited_for(team: World) -> None:
    shown = typed(team.mila, "hand over ML lead @enzo")
    assert line_of(shown, "enzo").startswith("ML lead and engineer: not started")
    assert line_of(shown, "mila") == "facilitator: nothing to answer"
    team.mila.click(team.mila.wait_for("questions for you"), "Start")
    team.mila.wait_for_ephemeral("This interview is closed, because your part in the project went to somebody else")


def test_when_the_last_one_waited_for_leaves_the_facilitator_hears_that_all_are_in(world: World) -> None:
    world.new_project()
    typed(world.mila, "add @uma user")
    typed(world.mila, "hand over ML lead @ravi")
    world.answer_all("ines", "a", "b", "c", "d", "e", "f")
    world.answer_all("ravi", "a", "b", "c")
    typed(world.mila, "remove @uma")
    world.mila.wait_for("Everyone has finished")


def test_the_last_facilitator_stays_until_the_role_is_handed_over(team: World) -> None:
    typed(team.mila, "hand over ML lead @enzo")
    assert "Mila Sample is facilitator, and a project needs one" in typed(team.ines, "remove @mila")
    typed(team.ines, "hand over facilitator @uma")
    assert line_of(typed(team.uma, ""), "mila") == "", "without a role she is off the project"
