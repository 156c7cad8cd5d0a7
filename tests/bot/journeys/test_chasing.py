"""Nudges: two at most, in the person's own working hours; then the facilitator is told, once."""

import pytest

from playground.actor import words
from tests.bot.journeys.interviews import labels, said, with_buttons
from tests.world import HOME, World

NUDGE = "The time for answers ends"
OVER = "The time for answers about *Fewer late parcels* is over."


def at(world: World, moment: str) -> None:
    """The clock is moved to a moment in UTC, and what follows has happened."""
    world.driver.move_clock(f"{moment}:00+00:00", world.mila.user)
    world.settle()


def test_whoever_has_not_answered_is_reminded_twice_and_then_the_facilitator_is_told_once(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    world.ines.wait_for("· question 2 of 6")
    at(world, "2026-03-03T07:59")
    assert said(world.ines, NUDGE) == 0
    at(world, "2026-03-03T08:01")
    first = world.ines.wait_for("You are 1 in, with 5 questions left for *Fewer late parcels*: about 8 minutes.")
    assert "I won't remind you again" not in first["text"]
    at(world, "2026-03-04T08:02")
    second = world.ines.wait_for("I won't remind you again.")
    assert "You are 1 in" in second["text"]
    at(world, "2026-03-05T15:59")
    assert said(world.ines, NUDGE) == 2 and said(world.mila, OVER) == 0
    at(world, "2026-03-05T16:01")  # the working day of all who were asked is over; Mila's, too
    assert said(world.mila, OVER) == 0
    at(world, "2026-03-06T08:01")
    told = world.mila.wait_for(OVER)
    assert "Not finished: <@U1INES> and <@U5MILA>." in words(told)
    assert labels(told) == ["Reveal the answers", "People"]
    for day in ("09", "16"):
        at(world, f"2026-03-{day}T09:00")
        world.restart()
        world.settle()
    assert said(world.mila, OVER) == 1 and said(world.ines, NUDGE) == 2
    world.ines.click(with_buttons(world.ines)[-1], "Continue")
    world.ines.wait_for("· question 2 of 6", after=second["ts"])


@pytest.mark.parametrize(
    ("who", "role", "invited", "before", "after"),
    [
        ("ravi", "user", "2026-03-02T08:00", "2026-03-03T07:59", "2026-03-03T08:01"),  # 13:30 in Kolkata
        ("enzo", "engineer", "2026-03-02T14:01", "2026-03-03T13:59", "2026-03-03T14:01"),  # 09:00 in New York
    ],
)
def test_nobody_is_written_to_at_night(
    world: World, who: str, role: str, invited: str, before: str, after: str
) -> None:
    world.new_project()
    person = world.people[who]
    world.mila.command(f"/scope people add @{who} {role}", HOME)
    world.settle()
    assert said(person, "questions for you") == (1 if who == "ravi" else 0)
    if who == "enzo":
        at(world, "2026-03-02T13:59")
        assert said(person, "questions for you") == 0
        at(world, invited)
    person.wait_for("questions for you")
    at(world, before)
    assert said(person, NUDGE) == 0
    at(world, after)
    assert said(person, NUDGE) == 1


def test_a_long_sleep_brings_one_reminder_not_all_of_them(world: World) -> None:
    world.new_project()
    world.settle()
    world.stop()
    world.driver.move_clock("2026-03-04T20:00:00+00:00", world.mila.user)
    world.start()
    assert world.bot is not None
    for _ in range(3):
        world.bot.tick()
    world.settle()
    assert said(world.ines, NUDGE) == 0, "it is night in Berlin"
    at(world, "2026-03-05T08:01")
    world.restart()
    at(world, "2026-03-05T08:30")
    assert said(world.ines, NUDGE) == 1


def test_whoever_is_at_it_or_has_finished_is_not_reminded(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    at(world, "2026-03-03T07:50")
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    world.ines.wait_for("· question 2 of 6")
    at(world, "2026-03-03T08:10")
    assert said(world.ines, NUDGE) == 0
    at(world, "2026-03-03T09:15")
    assert said(world.ines, NUDGE) == 1
    at(world, "2026-03-09T09:00")
    assert said(world.mila, NUDGE) == 0


def test_the_facilitator_hears_when_everyone_is_in_and_not_that_the_time_is_over(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    assert said(world.mila, "Everyone has finished") == 0
    world.begin("ines")
    for _ in range(6):
        world.ines.say("skip")
        world.settle()
    world.mila.wait_for("Everyone has finished their questions about *Fewer late parcels*.")
    at(world, "2026-03-16T09:00")
    assert said(world.mila, "Everyone has finished") == 1 and said(world.mila, OVER) == 0


def test_the_time_is_over_only_when_nobody_has_any_left(world: World) -> None:
    world.new_project()
    world.settle()  # all are invited before time passes
    at(world, "2026-03-04T09:00")
    world.mila.command("/scope people add @carlo champion", HOME)
    world.carlo.wait_for("6 questions for you")
    at(world, "2026-03-06T09:00")
    assert said(world.mila, OVER) == 0, "Carlo has until Monday"
    world.begin("carlo")
    for _ in range(6):
        world.carlo.say("skip")
        world.settle()
    told = world.mila.wait_for(OVER)
    assert "Not finished: <@U1INES> and <@U5MILA>." in words(told)
    at(world, "2026-03-10T09:00")
    assert said(world.mila, OVER) == 1


def test_what_is_taken_up_again_after_the_end_is_not_reminded_of(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.mila.click(world.mila.wait_for("That was the last question"), "I have ten more minutes")
    world.mila.wait_for("· question 4 of 6")
    at(world, "2026-03-04T09:00")
    assert said(world.mila, NUDGE) == 0
    at(world, "2026-03-06T09:00")
    world.mila.wait_for(OVER)
