"""`/scope poll` and `vote`: hidden until all are in or the time is up, shown at once, one re-vote, recorded."""

from datetime import timedelta

import pytest

from playground.actor import Actor, controls, words
from playground.model import Json
from storage import audit, decisions
from tests.world import HOME, MONDAY, World

QUESTION = "Shall we test on one depot first?"
POLL = f"/scope poll {QUESTION}"
ROUND_TWO = "The second and last vote on *Fewer"


@pytest.fixture
def team(world: World) -> World:
    """A project with a champion and a user; Enzo is a guest of its channel."""
    world.new_project()
    for who in ("@carlo champion", "@uma user"):
        world.mila.command(f"/scope people add {who}", HOME)
    world.uma.wait_for("questions for you")
    return world


def labels(surface: Json) -> list[str]:
    return [label for label, _, _ in controls(surface)]


def ballot(actor: Actor, what: str = "asks for your vote on") -> Json:
    return actor.wait_for(what)


def vote(world: World, who: str, score: int, what: str = "asks for your vote on") -> None:
    """Somebody presses a number on their ballot."""
    actor = world.people[who]
    actor.click(ballot(actor, what), str(score))
    world.settle()


def give_reason(world: World, who: str, score: int, reason: str) -> None:
    actor = world.people[who]
    actor.click(ballot(actor), "Say why")
    actor.wait_for_modal("Your vote")
    assert actor.submit({"How much are you behind it?": str(score), "Why? A sentence helps the others.": reason}) == {}
    actor.wait_for_modal("Your vote is in")
    actor.close()
    world.settle()


def result(world: World, what: str = "*The vote on Fewer late parcels*") -> Json:
    return world.mila.wait_for(what, HOME)


def test_a_vote_goes_to_the_business_side_and_stays_hidden_until_all_are_in(team: World) -> None:
    team.mila.command(POLL, HOME)
    opened = team.enzo.wait_for("Mila Sample asks for a vote on Fewer late parcels", HOME)
    assert "Asked: Ines Sample, Carlo Sample and Uma Sample." in words(opened) and labels(opened) == ["Vote"]
    asked = words(ballot(team.ines))
    assert "*0* · I oppose it" in asked and "*5* · I am fully behind it" in asked and QUESTION in asked
    assert team.mila.sees("asks for your vote") is None, "ML supplies the evidence"
    vote(team, "ines", 2)
    give_reason(team, "carlo", 4, "Start small & <learn>")
    shown = ballot(team.carlo)
    assert "*Your vote: 4*, because: Start small &amp; &lt;learn&gt;" in words(shown)
    vote(team, "ines", 3)
    assert "*Your vote: 3*" in words(ballot(team.ines)) and labels(ballot(team.ines))[:6] == list("012345")
    for actor in (team.mila, team.ines, team.uma, team.enzo):
        assert actor.sees("*4*", HOME) is None and actor.sees("Start small", HOME) is None
    with team.services.database.reading() as tx:
        assert all("score" not in str(each.after) for each in audit.of_project(tx, 1, 1)), "nor does the audit tell"
    vote(team, "uma", 5)
    post = result(team)
    lines = words(post).splitlines()
    assert "*Agreed:* every vote is 3 or more." in lines
    at = [next(n for n, line in enumerate(lines) if line.startswith(f"*{score}* ·")) for score in (3, 4, 5)]
    assert at == sorted(at) and "<@U2CARLO>: Start small &amp; &lt;learn&gt;" in words(post)
    assert labels(post) == ["Record as decision"]
    team.settle()
    over = ballot(team.uma)
    assert "You voted *5*: I am fully behind it. This vote is over" in words(over) and labels(over) == []
    assert labels(team.enzo.wait_for("Mila Sample asks for a vote", HOME)) == []


def test_an_agreed_vote_is_recorded_once_with_its_voters(team: World) -> None:
    team.mila.command(f"{POLL} @ines @carlo", HOME)
    vote(team, "ines", 5)
    vote(team, "carlo", 5)
    post = result(team)
    assert "Everyone gave 5 and nobody said why." in words(post)
    team.carlo.click(post, "Record as decision", channel=HOME)
    team.carlo.wait_for_modal("Record a decision")
    assert team.carlo.submit({}, twice=True) == {}
    team.carlo.wait_for_modal("Recorded as *D-1*")
    recorded = words(team.ines.wait_for("*D-1: decided on", HOME))
    assert QUESTION in recorded and "A vote agreed: 2 of 2 gave one, each 3 or more." in recorded
    assert "*Decided by:* <@U1INES> and <@U2CARLO>\n" in recorded
    team.settle()
    after = result(team)
    assert "Recorded as *D-1*." in words(after) and labels(after) == ["See D-1"]
    team.mila.command("/scope decisions D-1", HOME)
    team.mila.wait_for_ephemeral("Decided by <@U1INES> and <@U2CARLO>.", HOME)


def test_low_votes_are_heard_then_one_re_vote_then_the_sponsor_decides_and_dissent_is_kept(team: World) -> None:
    team.mila.command(f"{POLL} @ines @carlo 2h", HOME)
    vote(team, "ines", 5)
    give_reason(team, "carlo", 1, "Too slow")
    post = result(team)
    text = words(post)
    assert "*No agreement yet:*" in text and "<@U2CARLO>, please say here what would have to change" in text
    assert labels(post) == ["Start the second vote"]
    team.uma.click(post, "Start the second vote", channel=HOME)
    team.uma.wait_for_ephemeral("The second vote is started by <@U5MILA>, who asked.", HOME)
    team.mila.click(post, "Start the second vote", channel=HOME, twice=True)
    team.enzo.wait_for("The second and last vote on Fewer late parcels", HOME)
    assert "<!date^" in words(ballot(team.carlo, ROUND_TWO))
    team.settle()
    assert "_The second vote has begun._" in words(result(team)) and labels(result(team)) == []
    vote(team, "ines", 5, ROUND_TWO)
    vote(team, "carlo", 2, ROUND_TWO)
    final = result(team, "*The vote on Fewer late parcels, second round*")
    text = words(final)
    assert "*No agreement after the second vote.*" in text and "<@U1INES> decides now, as sponsor." in text
    assert labels(final) == ["Record as decision"]
    team.ines.click(final, "Record as decision", channel=HOME)
    assert "Carlo Sample: 2" in words(team.ines.wait_for_modal("Kept with it, against"))
    team.ines.submit({"What was decided?": "We test on one depot"})
    team.ines.wait_for_modal("Recorded as *D-1*")
    recorded = words(team.mila.wait_for("*D-1: decided on", HOME))
    assert "*Against:* Carlo Sample: 2" in recorded and "*Decided by:* <@U1INES>\n" in recorded
    assert len([each for each in team.mila.messages(HOME) if ", second round*" in words(each)]) == 1
    with team.services.database.reading() as tx:
        (decision,) = decisions.of_project(tx, 1, 1)
    assert decision.poll_id == 1 and "so the sponsor decided" in decision.why


def test_when_the_time_is_up_what_is_there_is_shown_and_late_votes_are_not_taken(team: World) -> None:
    team.mila.command(f"{POLL} 2h", HOME)
    late = ballot(team.uma)
    vote(team, "ines", 4)
    team.clock.move_to(MONDAY + timedelta(hours=3))
    text = words(result(team))
    assert "*Not decided:* nobody objects" in text and "Did not vote: Carlo Sample and Uma Sample." in text
    team.uma.command("/scope vote 5", HOME)
    team.uma.wait_for_ephemeral("No vote is waiting for you.", HOME)
    team.settle()
    over = ballot(team.uma)
    assert over["ts"] == late["ts"] and "You did not vote. This vote is over" in words(over)
    assert labels(result(team)) == ["Start the second vote"]


def test_who_left_is_not_waited_for_and_who_is_not_asked_cannot_vote(team: World) -> None:
    team.mila.command(POLL, HOME)
    opened = team.enzo.wait_for("Mila Sample asks for a vote", HOME)
    vote(team, "ines", 3)
    ballot(team.uma)
    team.mila.command("/scope people remove @uma", HOME)
    team.mila.wait_for_ephemeral("The people of", HOME)
    team.uma.click(ballot(team.uma), "5")
    team.uma.wait_for_ephemeral("That vote is not here any more.")
    for actor in (team.enzo, team.mila):
        actor.click(opened, "Vote", channel=HOME)
        actor.wait_for_ephemeral("You are not asked in this vote. Asked are Ines Sample and Carlo Sample", HOME)
    vote(team, "carlo", 3)
    assert "*Agreed:*" in words(result(team)) and "Did not vote" not in words(result(team))


def test_without_a_direct_message_one_votes_in_the_channel_or_types_it(team: World) -> None:
    team.mila.command(f"{POLL} @ines @carlo @uma", HOME)
    opened = team.ines.wait_for("Mila Sample asks for a vote", HOME)
    team.ines.click(opened, "Vote", channel=HOME)
    mine = team.ines.wait_for_ephemeral("asks for your vote on", HOME)
    team.ines.click(mine, "4", channel=HOME)
    team.ines.wait_for_ephemeral("*Your vote: 4*", HOME)
    team.carlo.command("/scope vote 9", HOME)
    team.carlo.wait_for_ephemeral("Give a number from 0", HOME)
    team.carlo.command("/scope vote 2 because it is too slow", HOME)
    team.carlo.wait_for_ephemeral("Your vote is in: *2*, I have doubts, because: it is too slow.", HOME)
    team.settle()
    assert "*Your vote: 2*, because: it is too slow" in words(ballot(team.carlo))
    team.uma.command("/scope vote 3", team.uma.dm)
    team.uma.wait_for_ephemeral("All are in; see <#C1PARCELS>", team.uma.dm)
    assert "*2* · <@U2CARLO>: it is too slow" in words(result(team))


def test_a_poll_is_asked_by_form_and_its_mistakes_are_told_beside_the_fields(team: World) -> None:
    team.carlo.command("/scope poll", HOME)
    form = team.carlo.wait_for_modal("Ask for a vote")
    who = next(block for block in form["blocks"] if block.get("block_id") == "voters")["element"]
    assert who["initial_users"] == ["U1INES", "U2CARLO", "U3UMA"]
    errors = team.carlo.submit({"What do you want to know?": QUESTION, "Who votes?": ["U1INES", "U6ENZO"]})
    assert errors == {"voters": "Enzo Sample must be on the project to vote. Add them first with `/scope people`."}
    assert team.carlo.submit({"Who votes?": ["U1INES"], "How long?": "1h"}, twice=True) == {}
    team.carlo.wait_for_modal("The vote is on its way to Ines Sample")
    vote(team, "ines", 1)
    assert "*No agreement yet:*" in words(result(team))
    assert len([each for each in team.ines.messages() if "asks for your vote" in words(each)]) == 1


def test_what_cannot_be_asked_is_told_in_a_sentence(world: World) -> None:
    world.new_project()
    for text, sentence in (
        ("Shall we? @ravi", "Ravi Sample must be on the project to vote"),
        ("@ines 2h", "Ask something that people can be for or against."),
        ("Shall we? 5m", "I can't use “5m” as a time"),
        ("x" * 501, "The question has 501 characters. Keep it to 500"),
    ):
        world.mila.command(f"/scope poll {text}", HOME)
        world.mila.wait_for_ephemeral(sentence, HOME)
    world.enzo.command(POLL, HOME)
    world.enzo.wait_for_ephemeral("You are not on *Fewer late parcels* yet", HOME)
    assert world.mila.sees("asks for a vote", HOME) is None


def test_after_the_archive_nothing_is_shown_and_every_button_says_so(team: World) -> None:
    team.mila.command(f"{POLL} 2h", HOME)
    mine = ballot(team.ines)
    vote(team, "carlo", 3)
    team.mila.command("/scope archive", HOME)
    team.mila.click(team.mila.wait_for_ephemeral("Archive", HOME), "Archive it", channel=HOME)
    team.ines.wait_for("archived", HOME)
    team.ines.click(mine, "3")
    team.ines.wait_for_ephemeral("was archived by <@U5MILA>")
    team.clock.move_to(MONDAY + timedelta(hours=3))
    team.settle()
    assert team.mila.sees("*The vote on", HOME) is None


def test_whom_no_direct_message_reaches_holds_the_vote_up_no_longer_than_its_time(team: World) -> None:
    team.driver.fault(no_dm=[team.uma.user])
    team.mila.command(f"{POLL} 1h", HOME)
    told = team.mila.wait_for("I can't send <@U3UMA> a direct message about *Fewer late parcels*")
    assert "they can vote there" in words(told)
    vote(team, "ines", 4)
    vote(team, "carlo", 3)
    assert team.mila.sees("*The vote on", HOME) is None
    team.clock.move_to(MONDAY + timedelta(hours=1, minutes=1))
    text = words(result(team))
    assert "*Agreed:*" in text and "Did not vote: Uma Sample." in text
