"""The sponsor names the champion, the champion names the users: with @, from a list, or so that nobody is found."""

import pytest

from bot.views.ids import Do
from facilitation.model import AnswerState
from facilitation.roles import Role
from playground.actor import controls, words
from playground.model import BOT_USER_ID, Json
from storage import members, people
from tests.bot.journeys.interviews import answer_of, interview_of, said, text_of
from tests.world import HOME, World

CARLO, UMA, RAVI, INES = "U2CARLO", "U3UMA", "U4RAVI", "U1INES"


def to_the_champion(world: World) -> Json:
    """Ines has skipped everything up to the question that names the champion."""
    world.new_project()
    world.begin("ines")
    for number in range(2, 7):
        world.ines.say("skip")
        asked = world.ines.wait_for(f"· question {number} of 6")
    return asked


def roles(world: World, who: str) -> set[Role]:
    """The roles somebody has on the project."""
    with world.services.database.reading() as tx:
        person = people.by_slack_id(tx, 1, world.people[who].user)
        member = members.of_person(tx, 1, 1, person.id) if person else None
        return set(member.roles) if member else set()


def test_a_name_with_an_at_brings_the_champion_in(world: World) -> None:
    to_the_champion(world)
    world.answer("ines", "@carlo knows every depot")
    world.ines.wait_for("That was the last question")
    invited = world.carlo.wait_for("where you are champion")
    assert "> We want to know by noon" in invited["text"] and "6 questions" in invited["text"]
    assert text_of(world, "ines", "Q14") == "@Carlo Sample knows every depot"
    assert roles(world, "carlo") == {Role.CHAMPION} and said(world.mila, "found no Slack account") == 0


def test_a_champion_picked_from_the_list_comes_in_and_can_be_picked_anew(world: World) -> None:
    asked = to_the_champion(world)
    world.ines.choose(asked, "Pick the champion", UMA)
    world.ines.wait_for("Saved.")
    world.settle()
    asked = next(each for each in world.ines.messages() if each["ts"] == asked["ts"])
    assert [action for _, _, action in controls(asked)] == [Do.NAME_PEOPLE], "the list stays, the buttons went below"
    world.ines.choose(asked, "Pick the champion", CARLO)
    world.settle()
    assert text_of(world, "ines", "Q14") == "@Carlo Sample"
    world.ines.say("next")
    world.carlo.wait_for("where you are champion")
    world.settle()
    assert roles(world, "uma") == set() and said(world.ines, "Saved.") == 0


@pytest.mark.parametrize(
    "answer",
    [
        "Carlo from the north depot",  # a plain name is nobody's account
        "@Whyfirst of course",  # an app can't answer
    ],
)
def test_a_champion_who_can_not_be_found_is_the_facilitators_to_add(world: World, answer: str) -> None:
    to_the_champion(world)
    world.answer("ines", answer)
    told = world.mila.wait_for("but I found no Slack account in it.")
    assert "<@U1INES> answered “Who speaks for the work”" in words(told)
    assert answer.split()[0].strip("@,") not in words(told), "what she wrote is private until the reveal"
    world.mila.click(told, "Add somebody")
    world.mila.wait_for_modal("Add somebody")
    assert roles(world, "ines") == {Role.SPONSOR} and BOT_USER_ID not in str(roles(world, "carlo"))


@pytest.mark.parametrize("answer", ["@ines", "I'll do that myself"])
def test_a_sponsor_who_names_herself_hears_why_not_and_the_facilitator_is_told(world: World, answer: str) -> None:
    to_the_champion(world)
    world.answer("ines", answer)
    told = world.mila.wait_for("<@U1INES> named themselves for “Who speaks for the work”")
    assert "no Slack account" not in words(told)
    heard = world.ines.wait_for("It works best with someone who does the work every day; you keep the decision.")
    world.ines.wait_for("That was the last question")
    world.settle()
    assert roles(world, "ines") == {Role.SPONSOR}
    world.ines.click(heard, "Change")
    typed = world.ines.say("@carlo")
    world.ines.click(world.ines.wait_for("Saved.", after=typed), "Next")
    world.carlo.wait_for("where you are champion")


def test_whoever_is_picked_must_be_somebody_who_can_answer(world: World) -> None:
    asked = to_the_champion(world)
    world.mila.deactivate(CARLO)
    world.ines.choose(asked, "Pick the champion", CARLO)
    world.ines.wait_for_ephemeral("That account is deactivated or not in this workspace.")
    assert answer_of(world, "ines", "Q14") is None


def test_another_champion_named_later_takes_the_role_over(world: World) -> None:
    to_the_champion(world)
    typed = world.ines.say("@carlo")
    world.ines.click(world.ines.wait_for("Saved.", after=typed), "Next")
    world.carlo.wait_for("where you are champion")
    world.ines.wait_for("That was the last question")
    world.ines.edit(typed, "@uma")
    world.ines.wait_for("I changed your answer to")
    world.settle()
    world.uma.wait_for("where you are champion")
    assert roles(world, "carlo") == set() and roles(world, "uma") == {Role.CHAMPION}


def test_the_champion_names_several_users(world: World) -> None:
    world.new_project()
    world.mila.command("/scope people add @carlo champion", HOME)
    world.carlo.wait_for("6 questions for you")
    world.begin("carlo")
    for number in range(2, 7):
        world.carlo.say("skip")
        world.carlo.wait_for(f"· question {number} of 6")
    world.carlo.say("skip")
    done = world.carlo.wait_for("That was the last question")
    assert "skipped 6" in done["text"]
    world.carlo.click(done, "I have ten more minutes")
    asked = world.carlo.wait_for("· question 7 of 12")
    assert world.services.words.pack["Q15"].ask in words(asked)
    world.carlo.choose(asked, "Pick the users", [UMA, RAVI])
    world.carlo.wait_for("Saved.")
    world.carlo.say("next")
    world.uma.wait_for("where you are user")
    world.ravi.wait_for("where you are user")


def test_somebody_with_two_roles_is_asked_six_questions_at_most(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "Half the refunds", "Data may be missing", "A simple rule")
    world.mila.command("/scope people add @mila champion", HOME)
    again = world.mila.wait_for("There is more to ask you about *Fewer late parcels*, now that you are champion")
    assert "3 questions" in again["text"]
    assert interview_of(world, "mila").plan == ("Q7", "Q20", "Q21", "Q1", "Q2", "Q3")
    world.mila.click(again, "Continue")
    world.mila.wait_for("· question 4 of 6")
    given = answer_of(world, "mila", "Q7")
    assert given is not None and given.state is AnswerState.GIVEN


def test_who_leaves_and_comes_back_goes_on_with_what_was_not_answered(world: World) -> None:
    world.new_project()
    world.mila.command("/scope people add @uma user", HOME)
    world.begin("uma")
    world.answer("uma", "One list")
    second = world.uma.wait_for("· question 2 of 3")
    world.mila.command("/scope people remove @uma", HOME)
    world.settle()
    world.uma.click(second, "Skip")
    world.uma.wait_for_ephemeral("This interview is closed")
    world.mila.command("/scope people add @uma user", HOME)
    world.uma.click(world.uma.wait_for("2 questions", after=second["ts"]), "Continue")
    again = world.uma.wait_for("· question 2 of 3", after=second["ts"])
    assert again and text_of(world, "uma", "Q2") == "One list"
