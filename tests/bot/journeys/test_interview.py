"""`/scope interview`: one question at a time, moved through by buttons or typed words."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from facilitation.model import AnswerState, InterviewState
from playground.actor import words
from tests.bot.journeys.interviews import (
    EVERY_WAY,
    answer_of,
    from_bot,
    interview_of,
    labels,
    only_buttons,
    said,
    text_of,
    with_buttons,
)
from tests.world import HOME, World


def test_one_question_at_a_time_says_its_project_its_place_and_why_it_is_asked(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    question = world.services.words.pack["Q1"]
    assert f"Fewer late parcels · question 1 of 6\n*{question.ask}*\n_{question.purpose}_" in first["text"]
    assert labels(first) == EVERY_WAY
    world.answer("ines", "Refunds hurt")
    second = world.ines.wait_for("· question 2 of 6")
    world.settle()
    assert labels(second) == ["Next", "Skip", "I don't know", "Back", "Pause", "Write in a form"]
    assert only_buttons(world.ines)["ts"] == second["ts"], "the invitation and the first question have lost theirs"
    (left,) = [each for each in from_bot(world.ines) if each["ts"] == first["ts"]]
    assert left["text"].endswith("Answered.")
    assert said(world.ines, "Saved.") == 0


def test_a_burst_of_messages_is_one_answer_with_one_line_of_buttons_below(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    for piece in ("Refunds hurt.", "About 12,000 a month.", "And the calls, oh my.", "That is all."):
        last = world.ines.say(piece)
    world.ines.wait_for("Saved. Add more, or press", after=last)
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt.\nAbout 12,000 a month.\nAnd the calls, oh my.\nThat is all."
    saved = only_buttons(world.ines)
    assert labels(saved) == ["Next", "Start over", "Pause", "Write in a form"]
    assert saved["ts"] > last and said(world.ines, "Saved.") == 1
    assert words(first).splitlines()[0] in words(next(m for m in from_bot(world.ines) if m["ts"] == first["ts"]))


def test_messages_at_the_very_same_moment_are_all_kept_and_leave_one_line_of_buttons(world: World) -> None:
    world.new_project()
    world.begin("ines")
    pieces = [f"Reason {number}" for number in range(6)]
    with ThreadPoolExecutor(len(pieces)) as at_once:
        last = max(at_once.map(world.ines.say, pieces))
    world.settle()
    assert sorted(text_of(world, "ines", "Q1").splitlines()) == pieces
    assert only_buttons(world.ines)["ts"] > last


def test_next_with_nothing_typed_is_refused_with_a_sentence_and_skip_goes_on(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    world.ines.click(first, "Next")
    world.ines.wait_for_ephemeral("There is no answer yet. Type one, or press *Skip*")
    world.ines.click(first, "Skip")
    world.ines.wait_for("· question 2 of 6")
    world.ines.wait_for("Skipped for now.")
    skipped = answer_of(world, "ines", "Q1")
    assert skipped is not None and skipped.state is AnswerState.SKIPPED


def test_going_back_shows_what_was_said_and_adds_to_it(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    second = world.ines.wait_for("· question 2 of 6")
    world.ines.click(second, "Back")
    again = world.ines.wait_for("So far you said:\n&gt; Refunds hurt".replace("&gt;", ">"))
    assert labels(again) == ["Next", "Start over", "Pause", "Write in a form"]
    world.answer("ines", "And calls")
    world.ines.wait_for("· question 2 of 6", after=again["ts"])
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nAnd calls"
    world.settle()
    assert len(with_buttons(world.ines)) == 1


def test_starting_over_empties_the_answer_and_asks_again(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Something I did not mean")
    world.ines.click(world.ines.wait_for("Saved.", after=typed), "Start over", twice=True)
    again = world.ines.wait_for("· question 1 of 6", after=typed)
    world.settle()
    assert "So far you said" not in again["text"] and text_of(world, "ines", "Q1") == ""
    assert only_buttons(world.ines)["ts"] == again["ts"]
    world.ines.edit(typed, "Something I did mean")
    world.ines.wait_for("you have written anew since, so it no longer counts")
    assert text_of(world, "ines", "Q1") == ""


def test_a_pause_keeps_the_place_and_takes_every_other_button_away(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Refunds hurt")
    world.ines.click(world.ines.wait_for("Saved.", after=typed), "Pause", twice=True)
    paused = world.ines.wait_for("Paused at question 1 of 6 for Fewer late parcels. Everything so far is saved.")
    world.settle()
    assert labels(only_buttons(world.ines)) == ["Continue"] and said(world.ines, "Paused at") == 1
    assert said(world.ines, "Begun, and kept.") == 1
    world.ines.click(paused, "Continue")
    resumed = world.ines.wait_for("· question 1 of 6", after=paused["ts"])
    assert "> Refunds hurt" in resumed["text"]
    world.settle()
    assert only_buttons(world.ines)["ts"] == resumed["ts"]


def test_words_typed_alone_do_what_the_buttons_do(world: World) -> None:
    world.new_project()
    ines = world.ines
    last = world.begin("ines")["ts"]
    ines.say("next")
    ines.wait_for("There is no answer yet.")
    ines.say("Refunds hurt, next to nothing else")
    ines.wait_for("Saved.")
    ines.say("Next.")
    last = ines.wait_for("· question 2 of 6", after=last)["ts"]
    ines.say("SKIP")
    last = ines.wait_for("· question 3 of 6", after=last)["ts"]
    ines.say("back")
    last = ines.wait_for("· question 2 of 6", after=last)["ts"]
    ines.say("I don\N{RIGHT SINGLE QUOTATION MARK}t know")  # as a phone types it
    ines.wait_for("Who can find out, and by when?")
    ines.say("pause")
    last = ines.wait_for("Paused at question 2 of 6")["ts"]
    world.settle()
    assert labels(only_buttons(ines)) == ["Continue"]
    ines.say("pause")
    ines.wait_for("Paused at question 2 of 6", after=last)
    ines.say("continue")
    ines.wait_for("· question 2 of 6", after=last)
    assert text_of(world, "ines", "Q1") == "Refunds hurt, next to nothing else"
    assert text_of(world, "ines", "Q2") == ""


def test_ten_more_minutes_offer_the_next_questions_of_the_role(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    done = world.mila.wait_for("You answered 3.")
    assert "There are 3 more questions that you could help with." in done["text"]
    world.mila.click(done, "I have ten more minutes", twice=True)
    more = world.mila.wait_for("· question 4 of 6")
    assert world.services.words.pack["Q22"].ask in words(more)
    world.settle()
    assert said(world.mila, "question 4 of 6") == 1
    for _ in range(3):
        world.answer("mila", "As before")
        world.settle()
    done = world.mila.wait_for("You answered 6.")
    world.settle()
    assert labels(done) == ["My answers"], "nothing more is offered"
    world.mila.click(done, "My answers")
    world.mila.wait_for_ephemeral("As before")


@pytest.mark.parametrize("at_first", [True, False])
def test_the_command_starts_and_resumes_and_says_where_the_question_is(world: World, at_first: bool) -> None:
    world.new_project()
    if not at_first:
        world.begin("ines")
    last = world.ines.messages()[-1]["ts"]
    world.ines.command("/scope interview", HOME)
    world.ines.wait_for_ephemeral("Your question for Fewer late parcels is in our direct message", HOME)
    question = world.ines.wait_for("· question 1 of 6", after=last)
    world.settle()
    assert with_buttons(world.ines)[-1]["ts"] == question["ts"]
    assert said(world.ines, "Asked again below.") == (0 if at_first else 1)
    world.ines.command("/scope interview")
    world.ines.wait_for_ephemeral("Here is your question for Fewer late parcels.")


def test_whoever_is_not_asked_is_told_so(world: World) -> None:
    world.new_project()
    world.enzo.command("/scope interview", HOME)
    world.enzo.wait_for_ephemeral("You are not on *Fewer late parcels* yet", HOME)
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.mila.command("/scope interview", HOME)
    world.mila.wait_for_ephemeral("You have been through all your questions", HOME)


def test_a_change_is_made_from_the_answers_and_leaves_the_rest_as_it_is(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.mila.command("/scope answers")
    page = world.mila.wait_for_ephemeral("Half the refunds")
    world.mila.click(page, "Change", twice=True)
    again = world.mila.wait_for("So far you said:\n> Half the refunds")
    world.settle()
    assert said(world.mila, "So far you said:\n> Half the refunds") == 1, "a double click asks once"
    world.mila.click(again, "Start over")
    world.mila.wait_for("· question 1 of 3", after=again["ts"])
    world.answer("mila", "A third of the refunds")
    world.mila.wait_for("That was the last question", after=again["ts"])
    assert text_of(world, "mila", "Q7") == "A third of the refunds"
    assert interview_of(world, "mila").state is InterviewState.FINISHED
