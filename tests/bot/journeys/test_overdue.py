"""What nobody asked for, overdue because the bot was down or the clock jumped, keeps to working hours."""

from datetime import datetime, timedelta

import pytest

from bot.use_cases import notices
from bot.use_cases.notices import Kind
from facilitation.working_time import zone
from playground.actor import words
from storage import people, projects
from tests.bot.journeys.interviews import interview_of, said
from tests.bot.journeys.test_chasing import NUDGE, OVER
from tests.world import HOME, World

INVITED = "questions for you"


def at(world: World, moment: str) -> None:
    """The clock is moved to a moment in UTC, and what follows has happened."""
    world.driver.move_clock(f"{moment}:00+00:00", world.mila.user)
    world.settle()


def down_until(world: World, moment: str) -> None:
    """The bot is stopped, and started again at a moment in UTC."""
    world.settle()
    world.stop()
    world.driver.move_clock(f"{moment}:00+00:00", world.mila.user)
    world.start()
    assert world.bot is not None
    for _ in range(2):
        world.bot.tick()
    world.settle()


def ends(moment: str) -> str:
    """How a message shows a moment in New York."""
    return f"<!date^{datetime.fromisoformat(moment).replace(tzinfo=zone('America/New_York')).timestamp():.0f}^"


@pytest.mark.parametrize(
    ("back", "before", "after", "until"),
    [
        pytest.param("2026-03-03T03:00", "2026-03-03T13:59", "2026-03-03T14:01", "2026-03-06", id="at night"),
        pytest.param("2026-03-07T15:00", "2026-03-09T12:59", "2026-03-09T13:01", "2026-03-12", id="on a weekend"),
    ],
)
def test_an_overdue_invitation_waits_for_the_morning_and_leaves_the_whole_time_to_answer(
    world: World, back: str, before: str, after: str, until: str
) -> None:
    world.new_project()
    world.mila.command("/scope people add @enzo engineer", HOME)  # it is 03:00 in New York
    down_until(world, back)
    assert said(world.enzo, INVITED) == 0, "it is not working time in New York"
    at(world, before)
    assert said(world.enzo, INVITED) == 0
    at(world, after)
    assert ends(f"{until}T17:00") in words(world.enzo.wait_for(INVITED))
    world.settle()
    assert said(world.enzo, "The time for answers") == 0 and interview_of(world, "enzo").nudges == 0
    assert said(world.mila, OVER) == 0, "Enzo has all his time"


def test_a_clock_that_jumps_over_the_morning_brings_no_invitation_at_night(world: World) -> None:
    world.new_project()
    world.mila.command("/scope people add @enzo engineer", HOME)
    at(world, "2026-03-03T03:00")
    assert said(world.enzo, INVITED) == 0
    at(world, "2026-03-03T14:01")
    assert ends("2026-03-06T17:00") in words(world.enzo.wait_for(INVITED))
    at(world, "2026-03-04T13:59")
    assert said(world.enzo, NUDGE) == 0
    at(world, "2026-03-04T14:02")
    assert said(world.enzo, NUDGE) == 1


def test_somebody_whom_nobody_has_asked_yet_has_not_run_out_of_time(world: World) -> None:
    """The bot is back on the weekend after the time was over, and its invitation waits until Monday."""
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.mila.command("/scope people add @enzo engineer", HOME)
    down_until(world, "2026-03-07T15:00")
    at(world, "2026-03-09T08:30")
    assert said(world.mila, OVER) == 0, "Enzo is asked this afternoon"
    at(world, "2026-03-09T13:01")
    world.enzo.wait_for(INVITED)
    at(world, "2026-03-12T21:01")
    at(world, "2026-03-13T08:01")
    assert said(world.mila, OVER) == 1


def test_what_answers_somebodys_own_doing_comes_at_once_also_at_night(world: World) -> None:
    at(world, "2026-03-07T22:00")
    world.ines.command("/scope new Fewer late parcels | We want to know by noon | @ines", HOME)
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    world.ines.wait_for("· question 2 of 6")


def test_what_others_do_at_night_is_told_in_the_morning(world: World) -> None:
    world.new_project()
    at(world, "2026-03-02T22:00")
    world.mila.command("/scope people hand over facilitator @carlo", HOME)
    world.settle()
    assert said(world.carlo, "made you facilitator") == 0
    at(world, "2026-03-03T08:01")
    world.carlo.wait_for("made you facilitator")


def test_a_reminder_that_is_overdue_when_the_time_is_over_is_not_sent(world: World) -> None:
    world.new_project()
    at(world, "2026-03-04T08:02")
    reminders = said(world.ines, NUDGE)
    interview, asked = interview_of(world, "ines"), world.clock.now()
    with world.services.database.transaction() as tx:
        person, project = people.by_slack_id(tx, 1, world.ines.user), projects.by_id(tx, 1, 1)
        assert person is not None and project is not None
        later = asked + timedelta(hours=8)  # its working day is over by then
        notices.to_interviewee(tx, Kind.NUDGE, interview, person, project, key="late", now=later)
    down_until(world, "2026-03-05T20:00")
    at(world, "2026-03-06T08:30")
    assert said(world.ines, NUDGE) == reminders
