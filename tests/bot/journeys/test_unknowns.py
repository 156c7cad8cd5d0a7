""" "I don't know": who finds out by when, how they hear of it, and how what they found comes in."""

from datetime import UTC, date, datetime

from facilitation.model import AnswerState
from playground.actor import words
from playground.model import Json
from tests.bot.journeys.interviews import answer_of, only_buttons, said
from tests.world import HOME, World

RAVI, ENZO, CARLO = "U4RAVI", "U6ENZO", "U2CARLO"


def ask(world: World) -> Json:
    """Ines does not know, and is asked who finds out."""
    world.ines.click(world.ines.wait_for("· question "), "I don't know")
    return world.ines.wait_for("Who can find out, and by when?")


def hand_on(world: World, owner: str, day: str) -> None:
    """Ines hands her question to somebody, to find out by a day."""
    form = ask(world)
    world.ines.choose(form, "unknown_owner", owner)
    world.ines.choose(form, "unknown_due", day)
    world.ines.click(form, "Save and go on")


def test_an_unknown_goes_to_somebody_by_a_day_and_they_are_told(world: World) -> None:
    world.new_project()
    world.begin("ines")
    form = ask(world)
    assert "2026-03-09" in str(form["blocks"]), "a week of work from now, unless they say otherwise"
    world.ines.click(form, "Save and go on")
    world.ines.wait_for_ephemeral("Pick who finds out.")
    world.ines.choose(form, "unknown_owner", RAVI)
    world.ines.choose(form, "unknown_due", "2026-03-01")
    world.ines.click(form, "Save and go on")
    world.ines.wait_for_ephemeral("Sunday 1 March is over. Pick today or later.")
    world.ines.choose(form, "unknown_due", "2026-03-05")
    world.ines.click(form, "Save and go on", twice=True)
    second = world.ines.wait_for("· question 2 of 6")
    world.settle()
    assert only_buttons(world.ines)["ts"] == second["ts"]
    assert said(world.ines, "Not known yet: <@U4RAVI> finds out by Thursday 5 March.") == 1
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and (answer.state, answer.due_on) == (AnswerState.UNKNOWN, date(2026, 3, 5))
    told = world.ravi.wait_for("<@U1INES> did not know this about *Fewer late parcels*")
    assert world.services.words.pack["Q1"].ask in words(told) and said(world.ravi, "did not know") == 1


def test_an_unknown_is_asked_about_in_one_place_and_can_be_dropped(world: World) -> None:
    world.new_project()
    world.begin("ines")
    form = ask(world)
    world.settle()
    assert only_buttons(world.ines)["ts"] == form["ts"]
    world.ines.click(form, "Back to the question", twice=True)
    world.settle()
    assert "question 1 of 6" in only_buttons(world.ines)["text"] and said(world.ines, "Who can find out") == 0
    typed = world.ines.say("Wait, I do know: refunds")
    world.ines.wait_for("Saved.", after=typed)
    world.ines.say("I don't know")
    world.ines.wait_for("Who can find out")
    world.settle()
    world.ines.click(only_buttons(world.ines), "Back to the question")
    world.ines.wait_for("Saved.")
    world.settle()
    assert "Saved." in only_buttons(world.ines)["text"]


def test_typing_after_all_takes_the_place_of_who_finds_out(world: World) -> None:
    world.new_project()
    world.begin("ines")
    ask(world)
    typed = world.ines.say("Refunds, I remember now")
    world.ines.wait_for("Saved.", after=typed)
    world.settle()
    assert said(world.ines, "Who can find out") == 0
    world.ines.click(only_buttons(world.ines), "Next")
    world.ines.wait_for("· question 2 of 6")


def test_the_owner_is_reminded_on_the_day_when_their_work_begins(world: World) -> None:
    world.new_project()
    world.begin("ines")
    hand_on(world, RAVI, "2026-03-05")
    world.ravi.wait_for("did not know this about")
    world.driver.move_clock("2026-03-05T03:00:00+00:00", world.ines.user)  # 08:30 in Kolkata
    world.settle()
    assert said(world.ravi, "You were going to find this out") == 0
    world.driver.move_clock("2026-03-05T03:31:00+00:00", world.ines.user)
    due = world.ravi.wait_for("You were going to find this out about *Fewer late parcels* by Thursday 5 March")
    for _ in range(2):
        world.driver.move_clock("+1d", world.ines.user)
    world.restart()
    world.settle()
    assert said(world.ravi, "You were going to find this out") == 1
    world.ravi.click(due, "I found out")
    world.ravi.wait_for_ephemeral("You have no questions of your own on *Fewer late parcels*, so please tell <@U1INES>")


def test_an_owner_asleep_hears_of_it_in_the_morning_and_never_the_day_before(world: World) -> None:
    world.new_project()
    world.begin("ines")
    hand_on(world, ENZO, "2026-03-04")  # Monday, 03:00 in New York
    world.ines.wait_for("· question 2 of 6")
    world.settle()
    assert said(world.enzo, "did not know") == 0
    world.driver.move_clock("2026-03-02T14:01:00+00:00", world.ines.user)
    world.enzo.wait_for("<@U1INES> did not know this")
    world.driver.move_clock("2026-03-04T13:00:00+00:00", world.ines.user)  # 08:00 in New York
    world.settle()
    assert said(world.enzo, "You were going to") == 0
    world.driver.move_clock("2026-03-04T14:01:00+00:00", world.ines.user)
    world.enzo.wait_for("You were going to find this out")
    assert world.clock.now() > datetime(2026, 3, 4, 14, tzinfo=UTC)


def test_what_the_owner_found_out_is_their_own_answer_and_nobody_is_asked_again(world: World) -> None:
    world.new_project()
    world.mila.command("/scope people add @carlo champion", HOME)
    world.begin("ines")
    hand_on(world, CARLO, "2026-03-04")
    told = world.carlo.wait_for("did not know this about")
    world.carlo.click(told, "I found out", twice=True)
    question = world.carlo.wait_for("· question 1 of 6")
    world.settle()
    assert said(world.carlo, "· question 1 of 6") == 1
    assert world.services.words.pack["Q1"].ask in words(question)
    world.answer("carlo", "The shippers told us")
    world.carlo.wait_for("· question 2 of 6")
    world.driver.move_clock("2026-03-04T12:00:00+00:00", world.ines.user)
    world.settle()
    assert said(world.carlo, "You were going to") == 0


def test_a_stranger_cannot_answer_for_the_owner_and_an_answer_makes_the_unknown_known(world: World) -> None:
    world.new_project()
    world.begin("ines")
    hand_on(world, RAVI, "2026-03-04")
    world.ravi.wait_for("did not know this about")
    second = world.ines.wait_for("· question 2 of 6")
    world.ines.click(second, "Back")
    again = world.ines.wait_for("· question 1 of 6", after=second["ts"])
    world.answer("ines", "Refunds, says accounting")
    world.ines.wait_for("· question 2 of 6", after=again["ts"])
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and (answer.state, answer.owner) == (AnswerState.GIVEN, None)
    world.driver.move_clock("2026-03-04T12:00:00+00:00", world.ines.user)
    world.settle()
    assert said(world.ravi, "You were going to") == 0
    world.ravi.click(world.ravi.wait_for("did not know this"), "I found out")
    world.ravi.wait_for_ephemeral("This is not for you to answer, or it is gone.")
