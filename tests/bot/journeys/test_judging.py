"""Weak answers are asked back, kindly and rarely; what speaks of how or when is offered for parking."""

from collections.abc import Iterator

import pytest

from playground.actor import controls
from playground.model import Json
from storage import parked
from tests.bot.journeys.interviews import labels, said, text_of
from tests.world import HOME, NEW, World, open_world, words

PACK = words().pack
GOOD = "Late parcels cost us 40,000 euros of refunds every month, and two big shops have left since May"


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """A bot that asks weak answers back, as it does unless it is told otherwise."""
    with open_world(sqlite_url, probes=2) as opened:
        yield opened


def begun(world: World) -> World:
    world.mila.command(NEW, HOME)
    world.begin("ines")
    return world


def say(world: World, text: str, *, press: str = "Next") -> str:
    """Ines types and presses a button below; returns the ts of what she typed."""
    typed = world.ines.say(text)
    world.ines.click(world.ines.wait_for("Saved", after=typed), press)
    return typed


def probed(world: World, after: str) -> Json:
    return world.ines.wait_for("press *That's my answer*", after=after)


def test_a_weak_answer_is_asked_back_once_and_then_stands(world: World) -> None:
    begun(world)
    probe = probed(world, say(world, "Rivals use AI"))
    assert PACK["Q1"].weak[0].say in probe["text"]
    world.ines.click(probe, "That's my answer")
    world.ines.wait_for("question 2 of 6")
    world.ines.wait_for("Answered.")


def test_thats_my_answer_can_be_typed_and_does_not_become_part_of_it(world: World) -> None:
    begun(world)
    probed(world, say(world, "Rivals use AI"))
    world.ines.say("That\N{RIGHT SINGLE QUOTATION MARK}s my answer.")
    world.ines.wait_for("question 2 of 6")
    assert text_of(world, "ines", "Q1") == "Rivals use AI"


def test_a_good_answer_is_not_asked_back(world: World) -> None:
    begun(world)
    say(world, GOOD)
    world.ines.wait_for("question 2 of 6")
    assert world.ines.sees("press *That's my answer*") is None


def test_adding_to_a_weak_answer_and_going_on_is_enough(world: World) -> None:
    begun(world)
    probed(world, say(world, "Rivals use AI"))
    say(world, GOOD)
    world.ines.wait_for("question 2 of 6")


def test_a_figure_of_today_in_a_wish_that_contradicts_an_earlier_one_is_asked_about(world: World) -> None:
    begun(world)
    say(world, GOOD)
    for number in (2, 3):
        world.ines.wait_for(f"question {number} of 6")
        world.ines.say("skip") if number == 2 else say(
            world, "Two dispatchers look every evening; 12% of parcels come late"
        )
    world.ines.wait_for("question 4 of 6")
    typed = say(world, "Nine of ten on the list would do. At least 20% of parcels are late today.")
    assert words().label("interview.contradiction") in probed(world, typed)["text"]


def test_the_probe_and_its_button_stay_while_it_is_answered(world: World) -> None:
    begun(world)
    probe = probed(world, say(world, "Rivals use AI"))
    sentence, asked = PACK["Q1"].weak[0].say, PACK["Q1"].ask
    typed = world.ines.say("Shops leave us")
    world.ines.wait_for("Saved", after=typed)
    world.settle()
    assert labels(world.ines.wait_for(sentence)) == ["That's my answer", "Pause"]
    assert said(world.ines, asked) == 1 and said(world.ines, "Asked again below.") == 0
    world.ines.wait_for("Something about your answer is asked below.")
    world.ines.click(probe, "That's my answer")
    world.ines.wait_for("question 2 of 6")
    world.settle()
    left = world.ines.wait_for(sentence)
    assert "Answered." in left["text"] and labels(left) == [] and said(world.ines, asked) == 1
    assert text_of(world, "ines", "Q1") == "Rivals use AI\nShops leave us"


def test_a_probe_that_is_paused_keeps_its_words_and_the_question_comes_back(world: World) -> None:
    begun(world)
    probe = probed(world, say(world, "Rivals use AI"))
    world.ines.click(probe, "Pause")
    paused = world.ines.wait_for("Continue")
    world.settle()
    left = world.ines.wait_for(PACK["Q1"].weak[0].say)
    assert "Begun, and kept." in left["text"] and labels(left) == []
    world.ines.click(paused, "Continue")
    assert "Rivals use AI" in world.ines.wait_for("So far you said")["text"]


def test_nobody_is_asked_back_more_than_twice_in_an_interview(world: World) -> None:
    begun(world)
    world.ines.click(probed(world, say(world, "Rivals use AI")), "That's my answer")
    world.ines.wait_for("question 2 of 6")
    world.ines.click(probed(world, say(world, "Everything")), "That's my answer")
    for number in (3, 4, 5):
        world.ines.wait_for(f"question {number} of 6")
        say(world, "It depends")
    world.ines.wait_for("question 6 of 6")


def test_pressing_next_twice_does_not_pass_over_the_probe(world: World) -> None:
    begun(world)
    typed = world.ines.say("Rivals use AI")
    saved = world.ines.wait_for("Saved", after=typed)
    world.ines.click(saved, "Next")
    probed(world, typed)
    world.driver.try_act("U1INES", "action", channel=world.ines.dm, ts=saved["ts"], **_next(saved))
    world.settle()
    assert world.ines.sees("question 2 of 6") is None


def test_typing_next_again_without_a_change_means_that_is_my_answer(world: World) -> None:
    begun(world)
    probed(world, say(world, "Rivals use AI"))
    world.ines.say("next")
    world.ines.wait_for("question 2 of 6")


def test_a_restart_after_the_probe_goes_on_at_the_question(world: World) -> None:
    begun(world)
    probed(world, say(world, "Rivals use AI"))
    world.restart()
    world.ines.command("/scope interview")
    again = world.ines.wait_for("So far you said")
    assert "Rivals use AI" in again["text"]


def test_an_idea_about_how_is_parked_with_one_tap_and_the_answer_stays(world: World) -> None:
    begun(world)
    how = "We should train a neural network on AWS."
    typed = say(world, f"{GOOD}. {how}")
    offer = world.ines.wait_for("Shall I park it", after=typed)
    assert how in offer["text"] and GOOD not in offer["text"]
    world.ines.wait_for("question 2 of 6")
    for _ in range(2):
        world.driver.try_act("U1INES", "action", channel=world.ines.dm, ts=offer["ts"], **_button(offer, "Park it"))
    world.ines.wait_for_ephemeral("Parked for the research review", world.ines.dm)
    world.settle()
    with world.services.database.reading() as tx:
        ideas = parked.of_project(tx, 1, 1)
    assert [(idea.text, idea.author.slack_id, idea.question_id) for idea in ideas] == [(how, "U1INES", "Q1")]
    world.ines.command("/scope answers")
    world.ines.wait_for_ephemeral(lambda message: how in str(message), world.ines.dm)
    world.ines.command("/scope parked")
    world.ines.wait_for_ephemeral(lambda message: how in str(message["blocks"]), world.ines.dm)


def test_any_message_of_the_channel_can_be_parked_as_its_authors_idea(world: World) -> None:
    begun(world)
    ts = world.enzo.say("Let us use <b>gradient boosting</b> & more", HOME)
    for _ in range(2):
        world.mila.shortcut("park_idea", HOME, ts)
        world.mila.wait_for_ephemeral("Parked for the research review", HOME)
    with world.services.database.reading() as tx:
        ideas = parked.of_project(tx, 1, 1)
    assert [(idea.text, idea.author.name) for idea in ideas] == [
        ("Let us use <b>gradient boosting</b> & more", "Enzo Sample")
    ]
    assert ideas[0].link and ts.replace(".", "") in ideas[0].link
    world.ravi.shortcut("park_idea", HOME, ts)
    world.ravi.wait_for_ephemeral("You are not on", HOME)


def test_a_project_starts_from_the_menu_anywhere_with_its_channel(world: World) -> None:
    world.mila.shortcut("start_project")
    form = world.mila.wait_for_modal("In which channel?")
    fields = {"name": "Fewer late parcels", "wish": "To know by noon", "sponsor": "U1INES"}
    assert "channel" in world.mila.submit(fields, form)
    assert world.mila.submit({**fields, "channel": HOME}, form) == {}
    world.mila.wait_for("starts here", HOME)


def _next(message: Json) -> dict[str, str]:
    return _button(message, "Next")


def _button(message: Json, label: str) -> dict[str, str]:
    return next({"block_id": b, "action_id": a} for words, b, a in controls(message) if words == label)
