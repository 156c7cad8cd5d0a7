"""What is typed outside a question, and what is edited or deleted in Slack afterwards."""

from pathlib import Path

from sqlalchemy import make_url

from bot.use_cases import loose
from playground.actor import words
from playground.model import Json
from tests.bot.journeys.interviews import answer_of, interview_of, labels, said, text_of, with_buttons
from tests.world import HOME, World


def test_edits_and_deletions_in_slack_reach_the_answer_and_its_earlier_versions_stay(world: World) -> None:
    world.new_project()
    world.begin("ines")
    first, second = world.ines.say("Refunds hurt"), world.ines.say("Calls, too")
    world.ines.wait_for("Saved.", after=second)
    world.ines.edit(first, "Refunds hurt a lot")
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt a lot\nCalls, too"
    world.driver.redeliver(3)
    world.ines.delete(second)
    world.settle()
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and answer.text == "Refunds hurt a lot" and answer.version == 4
    world.driver.redeliver(3)
    world.ines.delete(first)
    world.ines.wait_for("Your answer is empty now. Type it again, or press *Skip*")
    world.settle()
    assert labels(with_buttons(world.ines)[-1])[:3] == ["Next", "Skip", "I don't know"]
    assert len(with_buttons(world.ines)) == 1 and text_of(world, "ines", "Q1") == ""


def test_a_message_edited_after_its_question_was_left_changes_that_answer_and_says_so(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Refunds hurt")
    world.ines.click(world.ines.wait_for("Saved.", after=typed), "Next")
    second = world.ines.wait_for("· question 2 of 6")
    world.ines.edit(typed, "Refunds & calls hurt")
    world.ines.wait_for("I changed your answer to “Why build it” as you did here.")
    assert text_of(world, "ines", "Q1") == "Refunds & calls hurt"
    world.ines.delete(typed)
    world.ines.wait_for("Your answer to “Why build it” is empty now.")
    world.settle()
    assert with_buttons(world.ines)[-1]["ts"] == second["ts"]


def test_a_link_that_slack_unfolds_changes_nothing_and_is_not_commented(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("See https://example.com/late")
    world.ines.wait_for("Saved.", after=typed)
    world.settle()
    before = [words(each) for each in world.ines.messages()]
    world.ines.unfurl(typed)
    world.settle()
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and answer.version == 1 and len(world.ines.messages()) == len(before)


def test_a_reply_in_a_thread_of_the_dm_is_an_answer_too_and_its_deletion_is_followed(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    reply = world.ines.say("Refunds hurt", thread=first["ts"])
    parent = world.ines.say("Calls")
    world.ines.say("about them", thread=parent)
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nCalls\nabout them"
    world.ines.delete(parent)  # it has replies, so Slack leaves a tombstone
    world.ines.delete(reply)
    world.settle()
    assert text_of(world, "ines", "Q1") == "about them"


def test_what_is_typed_before_the_start_is_asked_about_once_and_becomes_the_answer(world: World) -> None:
    world.new_project()
    for piece in ("Refunds hurt.", "Customers call.", "That is why."):
        world.ines.say(piece)
        world.settle()
    ask = world.ines.wait_for("Is this your answer to")
    assert said(world.ines, "Is this your answer") == 1, "one question about all of them"
    assert "> Refunds hurt.\n> Customers call.\n> That is why." in ask["text"]
    world.driver.redeliver(3)
    world.settle()
    assert said(world.ines, "Is this your answer") == 1
    assert loose.take_back(world.services, 1, world.ines.user) == [], "what was taken back is not taken back again"
    world.ines.click(ask, "Yes, add it", twice=True)
    question = world.ines.wait_for("So far you said:")
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt.\nCustomers call.\nThat is why."
    assert "question 1 of 6" in question["text"] and said(world.ines, "So far you said") == 1
    assert said(world.ines, "Is this your answer") == 0


def test_a_command_word_after_the_last_question_is_no_stray_answer(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Buses", "Weather", "Calls")
    for word in ("next", "Back", "I don't know"):
        world.mila.wait_for("You have been through all your questions", after=world.mila.say(word))
    world.driver.redeliver(2)
    world.settle()
    assert said(world.mila, "You have been through all") == 3 and said(world.mila, "Is this your answer") == 0


def test_a_stray_message_is_left_aside_when_its_author_says_no(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.ines.say("pause")
    world.ines.wait_for("Paused at")
    stray = world.ines.say("What a day")
    world.ines.wait_for("> What a day")
    world.ines.edit(stray, "What a week")
    world.settle()
    ask = world.ines.wait_for("Is this your answer to")
    world.ines.click(ask, "No", twice=True)
    world.ines.wait_for_ephemeral("Then I leave it aside.")
    world.settle()
    assert said(world.ines, "Is this your answer") == 0 and answer_of(world, "ines", "Q1") is None
    world.ines.say("continue")
    world.ines.wait_for("· question 1 of 6", after=stray)
    world.ines.edit(stray, "What a year")
    world.settle()
    assert answer_of(world, "ines", "Q1") is None, "what was left aside stays aside"


def test_a_stray_message_that_is_taken_back_is_not_asked_about_any_more(world: World) -> None:
    world.new_project()
    stray = world.ines.say("Oh, wrong window")
    ask = world.ines.wait_for("> Oh, wrong window")
    world.ines.delete(stray)
    world.settle()
    assert said(world.ines, "Is this your answer") == 0
    world.ines.say("Refunds hurt")
    ask = world.ines.wait_for("Is this your answer", after=ask["ts"])
    assert "> Refunds hurt" in ask["text"] and "wrong window" not in ask["text"]


def test_what_is_typed_after_the_end_is_asked_about_and_can_still_be_added(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.mila.say("And a spreadsheet")
    ask = world.mila.wait_for("> And a spreadsheet")
    world.mila.click(ask, "Yes, add it")
    world.mila.wait_for("Saved with your answer to")
    assert text_of(world, "mila", "Q21") == "A simple rule\nAnd a spreadsheet"
    assert interview_of(world, "mila").state == "finished"


def test_somebody_who_is_asked_nothing_is_told_so_once_and_nothing_of_it_is_kept(world: World) -> None:
    world.enzo.open_im()
    world.enzo.say("Hello there")
    world.enzo.wait_for("I have no question open for you, so I did not keep that as an answer.")
    world.driver.redeliver(3)
    world.settle()
    assert said(world.enzo, "I have no question open") == 1


def test_talk_in_channels_and_threads_is_none_of_the_bots_business(world: World) -> None:
    world.new_project()
    world.begin("ines")
    parent = world.ines.say("Hello everybody, next", HOME)
    world.ines.say("next", HOME, parent)
    world.ines.say("I know why: refunds. @uma", HOME, parent)
    world.settle()
    assert answer_of(world, "ines", "Q1") is None and interview_of(world, "ines").at == 0
    assert not [each for each in world.ines.messages(HOME, parent) if each.get("bot_id")]


def test_talk_in_a_channel_touches_no_database(world: World) -> None:
    world.new_project()
    world.settle()
    file = Path(make_url(world.settings.database_url).database or "")
    away = file.rename(file.with_suffix(".away"))
    world.ines.say("Good morning everybody", HOME)
    world.ines.say("Good morning, Ines", HOME)
    world.driver.settle()  # acknowledged, which an event that can't be handled is not
    away.rename(file)


def revealed(world: World) -> str:
    """A project whose answers are common; returns the ts of what Mila typed to her first question."""
    world.new_project()
    world.begin("mila")
    typed = world.mila.say("Half the refunds")
    world.mila.click(world.mila.wait_for("Saved.", after=typed), "Next")
    for question in (2, 3):
        world.mila.wait_for(f"· question {question} of 3")
        world.answer("mila", "Data may be missing")
    world.mila.wait_for("That was the last question")
    world.driver.move_clock("+1w", world.mila.user)
    world.settle()
    world.mila.click(world.mila.wait_for("The time for answers about"), "Reveal the answers")
    world.mila.click(world.mila.wait_for_ephemeral("Reveal"), "Reveal the answers")
    world.mila.wait_for("are revealed", HOME)
    return typed


def decide(world: World, button: str, after: str) -> Json:
    """Mila, who facilitates, decides on the newest change."""
    asked = world.mila.wait_for("changed an answer for Fewer late parcels after the reveal", after=after)
    world.mila.click(asked, button, twice=True)
    return asked


def test_after_the_reveal_an_edit_is_proposed_and_the_facilitator_decides(world: World) -> None:
    typed, short = revealed(world), world.services.words.pack["Q7"].short
    world.mila.edit(typed, "A third of the refunds")
    world.mila.wait_for("The answers are common by now, so I asked <@U5MILA> to take your change")
    assert text_of(world, "mila", "Q7") == "Half the refunds"
    asked = decide(world, "Keep it as it was", after=typed)
    assert "> Half the refunds" in words(asked) and "> A third of the refunds" in words(asked)
    world.mila.wait_for("left your answer to", after=asked["ts"])
    world.mila.edit(typed, "A quarter of the refunds")
    asked = decide(world, "Take the change", after=asked["ts"])
    world.mila.wait_for(f"Your change to “{short}” (Fewer late parcels) is taken.", after=asked["ts"])
    assert text_of(world, "mila", "Q7") == "A quarter of the refunds"
    world.mila.delete(typed)
    asked = decide(world, "Take the change", after=asked["ts"])
    assert "_Taken back._" in words(asked)
    world.settle()
    assert text_of(world, "mila", "Q7") == ""


def test_after_the_reveal_what_is_added_is_proposed_and_what_was_said_is_not_started_over(world: World) -> None:
    typed = revealed(world)
    assert typed and interview_of(world, "ines").state == "invited"
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    second = world.ines.wait_for("· question 2 of 6")
    world.ines.click(second, "Back")
    again = world.ines.wait_for("So far you said:")
    world.ines.click(again, "Start over")
    world.ines.wait_for_ephemeral("The answers are common now.")
    world.ines.say("I don't know")
    world.ines.wait_for("The answers are common now.", after=again["ts"])
    added = world.ines.say("And calls")
    world.ines.wait_for("so I asked <@U5MILA> to take your change", after=added)
    assert text_of(world, "ines", "Q1") == "Refunds hurt"
    decide(world, "Take the change", after=added)
    world.ines.wait_for("is taken", after=added)
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nAnd calls"
