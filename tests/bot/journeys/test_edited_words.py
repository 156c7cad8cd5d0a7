"""A command word that its author turns into a sentence: what it did stays done, and the sentence is not lost."""

import pytest

from facilitation.model import AnswerState
from playground.actor import words
from tests.bot.journeys.interviews import answer_of, interview_of, labels, said, text_of
from tests.world import World


def test_a_word_edited_into_a_sentence_can_be_added_to_the_answer_it_was_typed_for(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.ines.wait_for("Saved.", after=world.ines.say("Refunds hurt"))
    word = world.ines.say("next")
    world.ines.wait_for("· question 2 of 6")
    world.ines.edit(word, "Next year they double")
    ask = world.ines.wait_for("Is this your answer to “Why build it”")
    assert "> Next year they double" in words(ask) and labels(ask) == ["Yes, add it", "No"]
    world.driver.redeliver(2)
    world.settle()
    assert said(world.ines, "Is this your answer") == 1
    world.ines.click(ask, "Yes, add it", twice=True)
    world.ines.wait_for("Saved with your answer to “Why build it”.")
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nNext year they double"
    assert interview_of(world, "ines").question_id == "Q2" and answer_of(world, "ines", "Q2") is None
    world.ines.edit(word, "Next year they treble")
    world.ines.wait_for("I changed your answer to “Why build it”")
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nNext year they treble"


@pytest.mark.parametrize(("word", "sentence"), [("skip", "Skip lorries cost us most"), ("pause", "Pauses cost us")])
def test_a_word_that_left_a_question_open_may_become_its_answer(world: World, word: str, sentence: str) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say(word)
    world.settle()
    world.ines.edit(typed, sentence)
    world.ines.click(world.ines.wait_for("Is this your answer to “Why build it”"), "Yes, add it")
    world.settle()
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and answer.text == sentence
    assert answer.state == (AnswerState.GIVEN if word == "skip" else AnswerState.DRAFT)


def test_a_word_edited_into_another_word_does_nothing(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("skip")
    world.ines.wait_for("· question 2 of 6")
    world.ines.edit(typed, "Back.")
    world.settle()
    assert said(world.ines, "Is this your answer") == 0 and interview_of(world, "ines").question_id == "Q2"
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and answer.state is AnswerState.SKIPPED
