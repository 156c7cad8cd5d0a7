"""The reveal: by the facilitator, when all are in or their time is over; once."""

from datetime import timedelta

from playground.actor import Actor, words
from tests.bot.journeys.revealing import answered, has_button, reveal
from tests.world import HOME, World


def status_button(actor: Actor, label: str) -> None:
    """Press a button of the status message."""
    before = actor.messages(HOME)[-1]["ts"]
    actor.command("/scope status", HOME)
    actor.click(actor.wait_for_ephemeral("The interviews are under way", HOME, after=before), label, channel=HOME)


def test_it_is_too_early_while_somebody_still_has_time(world: World) -> None:
    world.new_project()
    world.answer_all("ines", "a", "b", "c", "d", "e", "f")
    status_button(world.mila, "Reveal the answers")
    told = world.mila.wait_for_ephemeral("<@U5MILA> can still answer until", HOME)
    assert "You can reveal when all are in, or after that." in words(told)
    assert world.mila.sees("are revealed", HOME) is None


def test_only_the_facilitator_has_the_button_and_may_press_it(world: World) -> None:
    answered(world)
    ready = world.mila.wait_for("Everyone has finished")
    world.mila.command("/scope people hand over facilitator @uma", HOME)
    world.uma.wait_for("made you facilitator")
    for actor in (world.ines, world.carlo, world.enzo):
        actor.command("/scope status", HOME)
        assert not has_button(actor.wait_for_ephemeral("under way", HOME), "Reveal the answers")
    world.mila.click(ready, "Reveal the answers")
    world.mila.wait_for_ephemeral("this is up to the facilitator: <@U3UMA>")
    assert world.mila.sees("are revealed", HOME) is None


def test_when_all_are_in_it_is_asked_for_once_more_and_then_told_to_the_channel(world: World) -> None:
    answered(world)
    ready = world.mila.wait_for("Everyone has finished")
    world.mila.click(ready, "Reveal the answers")
    ask = world.mila.wait_for_ephemeral("Reveal the answers for *Fewer late parcels*?")
    assert "Not finished yet" not in words(ask)
    assert world.mila.sees("are revealed", HOME) is None
    world.mila.click(ask, "Reveal the answers", twice=True)
    post = world.enzo.wait_for("are revealed: 9 answers from 2 people", HOME)
    assert has_button(post, "Read the answers") and has_button(post, "Post the brief")
    world.mila.click(ready, "Reveal the answers")
    world.settle()
    assert len([m for m in world.enzo.messages(HOME) if "are revealed" in words(m)]) == 1


def test_when_the_time_is_over_it_names_who_is_missing_and_they_can_still_answer(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.answer("ines", "Refunds hurt")
    world.ines.wait_for("question 2 of 6")
    world.clock.move_to(world.clock.now() + timedelta(days=7))
    over = world.mila.wait_for("The time for answers about *Fewer late parcels* is over.")
    assert "<@U1INES> and <@U5MILA>" in words(over)
    world.mila.click(over, "Reveal the answers")
    ask = world.mila.wait_for_ephemeral("Reveal the answers for")
    assert "Not finished yet: <@U1INES> and <@U5MILA>" in words(ask)
    world.mila.click(ask, "Reveal the answers")
    world.mila.wait_for("are revealed: 1 answer from 1 person", HOME)
    world.answer("ines", "Late, and still welcome")
    world.ines.wait_for("question 3 of 6")
    world.enzo.command("/scope answers", HOME)
    assert "Late, and still welcome" in words(world.enzo.wait_for_ephemeral("All answers", HOME))


def test_nothing_at_all_cannot_be_revealed(world: World) -> None:
    world.new_project()
    world.settle()  # all are invited before time passes
    world.clock.move_to(world.clock.now() + timedelta(days=7))
    world.mila.click(world.mila.wait_for("The time for answers"), "Reveal the answers")
    world.mila.wait_for_ephemeral("Nobody has answered anything yet.")


def test_a_change_after_the_reveal_is_put_to_the_facilitator_once(world: World) -> None:
    answered(world)
    reveal(world)
    world.ines.command("/scope answers", HOME)
    page = world.ines.wait_for_ephemeral("All answers", HOME)
    for text, button, told, there in (
        ("Refunds, 3 a day", "Take the change", "is taken", True),
        ("No refunds", "Keep it as it was", "left your answer", False),
    ):
        world.ines.click(page, "Propose a change", channel=HOME)
        world.ines.wait_for_modal("Your answer")
        world.ines.submit({"In your own words": text})
        put = world.mila.wait_for(text)
        assert "<@U1INES> changed an answer" in words(put)
        world.mila.click(put, button)
        world.ines.wait_for(told)
        world.mila.click(put, "Take the change")
        world.mila.wait_for_ephemeral("decided already")
        before = world.enzo.messages(HOME)[-1]["ts"]
        world.enzo.command("/scope answers", HOME)
        assert (text in words(world.enzo.wait_for_ephemeral("All answers", HOME, after=before))) is there
