"""Votes and who leaves: nobody who is gone is waited for, named or counted; what they voted before stays."""

import pytest

from playground.actor import controls, words
from playground.model import Json
from tests.world import HOME, World

POLL = "/scope poll Shall we test on one depot first?"
ROUND_TWO = "The second and last vote on *Fewer"


@pytest.fixture
def team(world: World) -> World:
    """A project with a champion and two users."""
    world.new_project()
    for who in ("@carlo champion", "@uma user", "@ravi user"):
        world.mila.command(f"/scope people add {who}", HOME)
    world.ravi.wait_for("questions for you")
    return world


def vote(world: World, who: str, score: int, what: str = "asks for your vote on") -> None:
    actor = world.people[who]
    actor.click(actor.wait_for(what), str(score))
    world.settle()


def result(world: World, what: str = "*The vote on Fewer late parcels*") -> Json:
    return world.mila.wait_for(what, HOME)


@pytest.mark.parametrize("how", ["remove @uma", "replace @uma @enzo"])
def test_a_vote_ends_at_once_when_the_last_who_was_waited_for_leaves(team: World, how: str) -> None:
    team.mila.command(f"{POLL} @ines @carlo @uma", HOME)
    team.uma.wait_for("asks for your vote on")
    vote(team, "ines", 4)
    vote(team, "carlo", 3)
    team.mila.command(f"/scope people {how}", HOME)
    text = words(result(team))
    assert "*Agreed:*" in text and "Did not vote" not in text
    team.settle()
    assert controls(team.ines.wait_for("asks for your vote on")) == [], "the ballots are over"
    assert len([post for post in team.mila.messages(HOME) if "*The vote on Fewer" in words(post)]) == 1


def test_who_left_is_not_named_or_counted_and_what_they_voted_stays(team: World) -> None:
    team.mila.command(f"{POLL} @ines @carlo @uma @ravi", HOME)
    vote(team, "ravi", 2)
    team.mila.command("/scope people remove @ravi", HOME)
    vote(team, "ines", 4)
    team.mila.command("/scope people remove @uma", HOME)
    team.settle()
    assert team.mila.sees("*The vote on", HOME) is None, "Carlo is waited for"
    vote(team, "carlo", 5)
    post = result(team)
    assert "*2* · <@U4RAVI>" in words(post) and "Did not vote" not in words(post)
    team.mila.click(post, "Start the second vote", channel=HOME)
    told = words(team.mila.wait_for_ephemeral("The vote is on its way to", HOME))
    assert "on its way to Ines Sample and Carlo Sample." in told
    assert "Asked: Ines Sample and Carlo Sample." in words(
        team.mila.wait_for("The second and last vote on Fewer", HOME)
    )
    vote(team, "ines", 4, ROUND_TWO)
    vote(team, "carlo", 5, ROUND_TWO)
    assert "*Agreed:*" in words(result(team, "second round*"))


def test_somebody_who_left_between_the_two_votes_is_not_asked_again(team: World) -> None:
    team.mila.command(f"{POLL} @ines @carlo 1h", HOME)
    vote(team, "ines", 1)
    vote(team, "carlo", 4)
    post = result(team)
    team.mila.command("/scope people replace @carlo @enzo", HOME)
    team.settle()
    team.mila.click(post, "Start the second vote", channel=HOME)
    vote(team, "ines", 3, ROUND_TWO)
    text = words(result(team, "second round*"))
    assert "*Agreed:*" in text and "Carlo" not in text
    first = words(result(team))
    assert "*No agreement yet:*" in first and "*4* · <@U2CARLO>" in first, "what was shown stays"


def test_with_nobody_left_to_vote_there_is_nothing_to_start(team: World) -> None:
    team.mila.command(f"{POLL} @uma", HOME)
    team.uma.wait_for("asks for your vote on")
    team.mila.command("/scope people remove @uma", HOME)
    post = result(team)
    assert "*Not decided:* nobody voted." in words(post)
    team.mila.click(post, "Start the second vote", channel=HOME)
    team.mila.wait_for_ephemeral("Nobody who voted is on the project any more", HOME)


def test_the_second_vote_started_twice_is_answered_once(team: World) -> None:
    team.mila.command(f"{POLL} @ines @carlo", HOME)
    vote(team, "ines", 1)
    vote(team, "carlo", 4)
    team.mila.click(result(team), "Start the second vote", channel=HOME, twice=True)
    team.mila.wait_for_ephemeral("The vote is on its way to", HOME)
    team.settle()
    asked, again = [each for each in team.mila.messages(HOME) if "The vote is on its way to" in words(each)]
    assert asked["ts"] < again["ts"], "one for each round"
