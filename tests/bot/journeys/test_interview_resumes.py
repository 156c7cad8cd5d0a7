"""An interview through restarts, crashes, repeats and double clicks: nothing is lost, nothing comes twice."""

from bot.app import build
from bot.use_cases import interview
from bot.use_cases.access import Caller
from playground.model import Json
from tests.bot.journeys.interviews import answer_of, interview_of, labels, only_buttons, said, text_of, with_buttons
from tests.world import HOME, World, words


def test_after_a_restart_the_same_buttons_go_on_exactly_where_it_was(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    world.ines.wait_for("· question 2 of 6")
    typed = world.ines.say("A list by noon")
    saved = world.ines.wait_for("Saved.", after=typed)
    world.settle()
    before = world.ines.messages()
    world.restart()
    world.settle()
    assert world.ines.messages() == before, "nothing is said again"
    more = world.ines.say("For every depot")
    assert world.ines.wait_for("Saved.", after=more)["ts"] != saved["ts"]
    world.settle()
    world.ines.click(only_buttons(world.ines), "Next")
    world.ines.wait_for("· question 3 of 6")
    assert text_of(world, "ines", "Q2") == "A list by noon\nFor every depot"


def test_what_is_typed_while_the_bot_is_away_is_saved_when_it_is_back(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.settle()
    world.stop()
    world.ines.say("Refunds hurt")
    world.ines.say("And calls")
    world.start()
    world.ines.wait_for("Saved.")
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt\nAnd calls"
    assert said(world.ines, "Saved.") == 1


def test_a_question_that_was_never_posted_comes_after_the_crash(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Refunds hurt")
    world.ines.wait_for("Saved.", after=typed)
    world.settle()
    at = interview_of(world, "ines")
    world.stop()
    crashed = build(world.settings, clock=world.clock, words=words())
    caller = Caller(1, world.ines.user, world.ines.dm, in_dm=True)
    assert interview.step(crashed.services, caller, at.id, at.visit, interview.go_next) is not None
    crashed.services.database.dispose()  # it dies between the commit and the post
    assert world.ines.sees("· question 2 of 6") is None
    world.start()
    assert world.bot is not None
    world.bot.tick()
    world.ines.wait_for("· question 2 of 6")
    assert said(world.ines, "· question 2 of 6") == 1


def test_a_question_posted_just_before_a_crash_does_not_come_twice(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    world.driver.fault(method="chat.postMessage", error="internal_error", after=True, channel=world.ines.dm)
    world.ines.click(first, "Skip")
    world.ines.wait_for("· question 2 of 6")
    world.settle()
    world.driver.move_clock("+1m", world.ines.user)
    world.settle()
    assert said(world.ines, "· question 2 of 6") == 1
    world.ines.click(world.ines.wait_for("· question 2 of 6"), "Skip")
    world.ines.wait_for("· question 3 of 6")
    world.settle()
    assert len(with_buttons(world.ines)) == 1, "where it stands was found in the history"


def test_the_same_message_delivered_three_times_more_is_one_part_of_the_answer(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Refunds hurt")
    world.ines.wait_for("Saved.", after=typed)
    world.driver.redeliver(3)
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt" and said(world.ines, "Saved.") == 1
    world.ines.say("next")
    second = world.ines.wait_for("· question 2 of 6")
    world.driver.redeliver(3)  # the word "next"
    world.settle()
    assert said(world.ines, "· question 2 of 6") == 1
    world.ines.click(second, "Pause")
    world.ines.wait_for("Paused at question 2 of 6")
    world.driver.redeliver(3)
    world.settle()
    assert said(world.ines, "Is this your answer") == 0, "what came before belongs where it was said"
    answer = answer_of(world, "ines", "Q1")
    assert answer is not None and answer.version == 1 and answer_of(world, "ines", "Q2") is None


def _double_clicks(world: World) -> list[tuple[str, str]]:
    """Buttons in the order in which one comes to them, with what the next message says."""
    return [
        ("Start", "· question 1 of 6"),
        ("Skip", "· question 2 of 6"),
        ("Back", "· question 1 of 6"),
        ("Skip", "· question 2 of 6"),
        ("I don't know", "Who can find out"),
        ("Back to the question", "· question 2 of 6"),
        ("Pause", "Paused at question 2 of 6"),
        ("Continue", "· question 2 of 6"),
    ]


def test_a_double_click_on_any_button_does_it_once(world: World) -> None:
    world.new_project()
    shown: Json = world.ines.wait_for("questions for you")
    for button, then in _double_clicks(world):
        world.ines.click(shown, button, twice=True)
        world.settle()
        shown = only_buttons(world.ines)
        assert then in shown["text"], button
    world.answer("ines", "A list")
    world.settle()
    done = only_buttons(world.ines)
    assert "· question 3 of 6" in done["text"]
    assert interview_of(world, "ines").visit == 6, "each move counted once"


def test_a_button_further_back_is_refused_and_changes_nothing(world: World) -> None:
    world.new_project()
    first = world.begin("ines")
    world.driver.fault(method="chat.update", error="internal_error", times=9)
    for number in (2, 3):
        world.ines.click(world.ines.wait_for("· question "), "Skip")
        world.ines.wait_for(f"· question {number} of 6")
    world.settle()
    assert labels(world.ines.messages()[-1]), "the newest question has buttons"
    for button in ("Next", "Skip", "Pause", "I don't know", "Write in a form"):
        last = world.ines.messages()[-1]["ts"]
        world.ines.click(first, button)
        world.ines.wait_for_ephemeral("You are past this question.", after=last)
    assert interview_of(world, "ines").at == 2


def test_a_button_pressed_after_the_project_was_archived_says_so(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Refunds hurt")
    world.ines.wait_for("Saved.", after=typed)
    world.settle()
    world.mila.command("/scope archive", HOME)
    world.mila.click(world.mila.wait_for_ephemeral("Archive", HOME), "Archive it", channel=HOME)
    world.ines.wait_for("archived", HOME)
    for button in ("Next", "Start over", "Pause", "Write in a form"):
        last = world.ines.messages()[-1]["ts"]
        world.ines.click(only_buttons(world.ines), button)
        world.ines.wait_for_ephemeral("was archived by", after=last)
    typed = world.ines.say("One more thing")
    world.ines.wait_for("I have no question open for you", after=typed)


def test_two_projects_are_asked_about_one_at_a_time(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say("Refunds hurt")
    world.ines.wait_for("Saved.", after=typed)
    world.mila.invite("C2GENERAL")
    world.mila.command("/scope new Returns | Fewer parcels should come back | @ines", "C2GENERAL")
    returns = world.ines.wait_for("> Fewer parcels should come back")
    world.settle()
    world.ines.click(returns, "Start")
    first = world.ines.wait_for("Returns · question 1 of 6")
    world.settle()
    assert only_buttons(world.ines)["ts"] == first["ts"], "the paused one has lost its buttons"
    assert said(world.ines, "Begun, and kept.") == 1
    typed = world.ines.say("Returned parcels cost twice")
    world.ines.wait_for("Saved.", after=typed)
    assert text_of(world, "ines", "Q1", "Returns") == "Returned parcels cost twice"
    assert text_of(world, "ines", "Q1") == "Refunds hurt"
    world.ines.command("/scope interview late parcels", HOME)
    world.ines.wait_for_ephemeral("\nI paused your questions for Returns meanwhile", HOME)
    again = world.ines.wait_for("Fewer late parcels · question 1 of 6", after=typed)
    assert "> Refunds hurt" in again["text"]
    world.settle()
    assert only_buttons(world.ines)["ts"] == again["ts"]
    world.ines.command("/scope interview")
    world.ines.wait_for_ephemeral("Which project do you mean?")
