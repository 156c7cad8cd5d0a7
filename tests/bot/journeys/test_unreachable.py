"""People whom no direct message reaches are asked in a thread of the home channel, and can do everything there."""

from playground.actor import controls, words
from playground.model import Json
from tests.bot.journeys.interviews import answer_of, interview_of, labels, only_buttons, said, text_of
from tests.world import HOME, NEW, World

UMA, INES = "U3UMA", "U1INES"


def asked_in_thread(world: World) -> Json:
    """Uma, whom no DM reaches, is made a user; returns what she reads in the channel."""
    world.driver.fault(no_dm=[UMA])
    world.new_project()
    world.mila.command("/scope people add @uma user", HOME)
    return world.uma.wait_for("I can't send you a direct message, so I ask you here: 3 questions", HOME)


def test_the_whole_interview_takes_place_in_the_thread(world: World) -> None:
    invited = asked_in_thread(world)
    assert words(invited).startswith("<@U3UMA>, ") and "everyone in this channel can read" in words(invited)
    world.mila.wait_for("I can't send <@U3UMA> a direct message about *Fewer late parcels*.")
    thread, uma = invited["ts"], world.uma
    uma.click(invited, "Start", channel=HOME, twice=True)
    first = uma.wait_for("· question 1 of 3", HOME, thread=thread)
    assert "Reply in this thread" in first["text"]
    world.settle()
    assert said(uma, "· question 1 of 3", HOME, thread) == 1
    typed = uma.say("A list", HOME, thread)
    uma.say("of 30 parcels", HOME, thread)
    uma.wait_for("Saved.", HOME, thread=thread, after=typed)
    world.settle()
    saved = only_buttons(uma, HOME, thread)
    assert labels(saved)[0] == "Next" and text_of(world, "uma", "Q2") == "A list\nof 30 parcels"
    uma.edit(typed, "A printed list", HOME)
    world.settle()
    assert text_of(world, "uma", "Q2") == "A printed list\nof 30 parcels"
    uma.say("next", HOME, thread)
    second = uma.wait_for("· question 2 of 3", HOME, thread=thread)
    uma.click(second, "I don't know", channel=HOME)
    form = uma.wait_for("Who can find out", HOME, thread=thread)
    uma.choose(form, "unknown_owner", INES, channel=HOME)
    uma.click(form, "Save and go on", channel=HOME)
    third = uma.wait_for("· question 3 of 3", HOME, thread=thread)
    world.ines.wait_for("<@U3UMA> did not know this")
    uma.click(third, "Pause", channel=HOME)
    paused = uma.wait_for("Paused at question 3 of 3", HOME, thread=thread)
    stray = uma.say("Wait, one thing", HOME, thread)
    ask = uma.wait_for("Is this your answer", HOME, thread=thread)
    uma.click(ask, "No", channel=HOME)
    uma.click(paused, "Continue", channel=HOME)
    uma.wait_for("· question 3 of 3", HOME, thread=thread, after=stray)
    uma.say("next", HOME, thread)
    uma.wait_for("There is no answer yet.", HOME, thread=thread)
    uma.say("skip", HOME, thread)
    done = uma.wait_for("That was the last question", HOME, thread=thread)
    assert "Nobody else sees" not in words(done), "in a thread that is not so"
    assert interview_of(world, "uma").state == "finished"
    uma.click(done, "My answers", channel=HOME)
    uma.wait_for(lambda message: message.get("ephemeral") and "A printed list" in words(message), HOME, thread=thread)
    world.settle()
    assert said(uma, "Fewer late parcels") == 0, "nothing went to the DM"


def test_talk_of_others_in_the_thread_is_no_answer_and_their_clicks_are_refused(world: World) -> None:
    invited = asked_in_thread(world)
    thread = invited["ts"]
    world.uma.click(invited, "Start", channel=HOME)
    first = world.uma.wait_for("· question 1 of 3", HOME, thread=thread)
    world.ines.say("I'd say a map. next", HOME, thread)
    world.ines.say("skip", HOME, thread)
    world.ines.click(first, "Skip", channel=HOME)
    world.settle()
    assert answer_of(world, "uma", "Q2") is None and interview_of(world, "uma").at == 0
    assert said(world.ines, "Is this your answer", HOME, thread) == 0


def test_reminders_come_in_the_thread_and_name_the_person(world: World) -> None:
    invited = asked_in_thread(world)
    world.settle()
    world.driver.move_clock("2026-03-03T09:00:00+00:00", world.mila.user)
    nudge = world.uma.wait_for("3 questions wait for you", HOME, thread=invited["ts"])
    assert nudge["text"].startswith("<@U3UMA>,")
    world.uma.click(nudge, "Start", channel=HOME)
    world.uma.wait_for("· question 1 of 3", HOME, thread=invited["ts"])


def test_a_dm_that_stops_reaching_somebody_midway_moves_the_interview_to_a_thread(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    second = world.ines.wait_for("· question 2 of 6")
    world.settle()
    world.driver.fault(no_dm=[INES])
    world.ines.click(second, "Skip")
    invited = world.ines.wait_for("I can't send you a direct message", HOME)
    assert "4 questions" in words(invited)
    world.mila.wait_for("I can't send <@U1INES> a direct message")
    world.ines.click(invited, "Continue", channel=HOME)
    third = world.ines.wait_for("· question 3 of 6", HOME, thread=invited["ts"])
    world.ines.say("By hand", HOME, invited["ts"])
    world.ines.wait_for("Saved.", HOME, thread=invited["ts"])
    assert text_of(world, "ines", "Q3") == "By hand" and third


def test_a_closed_account_is_not_asked_in_the_channel_and_the_facilitator_is_told_once(world: World) -> None:
    world.mila.command(NEW, HOME)
    world.ines.wait_for("questions for you")
    world.settle()
    world.mila.deactivate(INES)
    for day in ("03", "04", "06", "09"):
        world.driver.move_clock(f"2026-03-{day}T09:00:00+00:00", world.mila.user)
        world.settle()
    told = world.mila.wait_for("The Slack account of Ines Sample is deactivated")
    assert [label for label, _, _ in controls(told)] == ["People"]
    assert said(world.mila, "is deactivated") == 1
    assert said(world.mila, "so I ask you here", HOME) == 0


def test_what_waits_for_a_channel_comes_when_the_bot_is_let_in(world: World) -> None:
    world.driver.fault(no_dm=[INES])
    world.mila.invite("C3RETURNS")
    world.mila.command("/scope new Returns | Fewer parcels should come back | @ines", "C3RETURNS")
    world.mila.wait_for("I can't send <@U1INES> a direct message")
    invited = world.ines.wait_for("so I ask you here: 6 questions", "C3RETURNS")
    world.mila.kick("C3RETURNS")
    world.settle()
    world.ines.click(invited, "Start", channel="C3RETURNS")
    world.mila.wait_for("I can't post in")
    world.mila.invite("C3RETURNS")
    world.ines.wait_for("· question 1 of 6", "C3RETURNS", thread=invited["ts"])
