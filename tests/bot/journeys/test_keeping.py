"""What is answered is kept in a register: an assumption, or a rule."""

import pytest

from playground.actor import words
from tests.bot.journeys.entries import answered_also, staffed, told
from tests.bot.journeys.interviews import labels
from tests.bot.journeys.revealing import revealed, turn_to
from tests.world import HOME, World


@pytest.mark.parametrize(
    ("question_id", "button", "entry"),
    [
        ("Q8", "Keep as assumption", "Assumptions about the business*\nAssumption 1: August is quiet"),
        ("Q11", "Keep as assumption", "Assumptions about the data*\nAssumption 1: August is quiet"),
        ("Q12", "Keep as assumption", "Assumptions about what it does*\nAssumption 1: August is quiet"),
        ("Q9", "Keep as rule", "Rules: a must*\nRule 1 (must): August is quiet"),
    ],
)
def test_an_answer_is_kept_in_a_register_after_the_reveal(
    world: World, question_id: str, button: str, entry: str
) -> None:
    revealed(world)
    answered_also(world, "ines", question_id, "August is quiet")
    page = turn_to(world.mila, told(world.mila, "/scope answers"), lambda shown: button in labels(shown))
    world.mila.click(page, button, channel=HOME)
    form = world.mila.wait_for_modal("Taken from an answer.")
    assert "August is quiet" in str(form["blocks"])
    world.mila.submit({"Why?": "Holidays"} if button == "Keep as rule" else {})
    world.mila.wait_for_modal("August is quiet")
    world.mila.close()
    assert entry in words(told(world.mila, "/scope registers"))


@pytest.mark.parametrize(
    ("text", "button", "kept"),
    [
        (
            "It hurts. We assume the depots scan every parcel.",
            "Keep as assumption",
            "We assume the depots scan every parcel.",
        ),
        ("It hurts. A van must never leave empty.", "Keep as rule", "A van must never leave empty."),
    ],
)
def test_a_sentence_of_any_answer_is_offered_for_its_register(world: World, text: str, button: str, kept: str) -> None:
    revealed(world)
    answered_also(world, "ines", "Q18", text)
    page = turn_to(world.mila, told(world.mila, "/scope answers"), lambda shown: button in labels(shown))
    assert len({"Keep as assumption", "Keep as rule"} & {*labels(page)}) == 1
    world.mila.click(page, button, channel=HOME)
    form = world.mila.wait_for_modal("Taken from an answer.")
    assert kept in str(form["blocks"]) and "It hurts" not in str(form["blocks"])
    world.mila.submit({"Why?": "It costs us"} if button == "Keep as rule" else {})
    world.mila.wait_for_modal(kept)
    world.mila.close()
    assert kept in words(told(world.mila, "/scope registers"))


def test_before_the_reveal_no_answer_can_be_kept(world: World) -> None:
    staffed(world)
    world.begin("ines")
    answered_also(world, "ines", "Q8", "August is quiet")
    assert "Keep as assumption" not in labels(told(world.ines, "/scope answers"))
