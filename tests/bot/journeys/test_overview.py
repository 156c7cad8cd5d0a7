"""`/scope` alone, `status`, `help`, App Home, and sub-commands that are mistyped."""

import pytest

from playground.actor import Actor, controls, words
from playground.model import Json
from tests.bot.journeys.revealing import revealed
from tests.world import HOME, World

PUBLIC, PRIVATE = "C2GENERAL", "C3RETURNS"


def command(actor: Actor, text: str, channel: str = HOME) -> Json:
    """Type a command and return what only this person reads."""
    here = actor.messages(channel)
    before = here[-1]["ts"] if here else ""
    actor.command(f"/scope {text}", channel)
    return actor.wait_for_ephemeral("", channel, after=before)


def buttons(shown: Json) -> list[str]:
    return [label for label, _, _ in controls(shown)]


def second_project(world: World) -> None:
    """Mila also starts a project in the private channel, which Ines pays for."""
    world.mila.invite(PRIVATE)
    world.mila.command("/scope new Returns by night | We want fewer returns | @ines", PRIVATE)
    world.ines.wait_for("*Returns by night*")


def test_the_hub_has_a_button_for_everything_that_one_may_do(world: World) -> None:
    assert buttons(command(world.mila, "")) == ["Start a project", "Help"]
    world.new_project()
    guest = {"People", "Status", "Help"}
    lead = guest | {"Start", "Answers", "Reveal the answers", "Post the brief", "Archive"}
    shown = buttons(command(world.mila, ""))
    assert lead <= set(shown) and len(shown) == len(set(shown)) and "Start a project" not in shown
    assert guest <= set(seen := buttons(command(world.enzo, ""))) and not (lead - guest) & set(seen)
    assert buttons(command(world.mila, "", world.mila.dm)) == shown, "in the direct message too"
    assert buttons(command(world.mila, "", PUBLIC)) == [*shown, "Start a project"], "another channel is free for one"


def test_every_button_of_the_hub_answers(world: World) -> None:
    world.new_project()
    hub = command(world.mila, "")
    for label, told in (
        ("Answers", "Your answers for"),
        ("Reveal the answers", "can still answer until"),
        ("Post the brief", "I am posting the brief"),
        ("People", "The people of"),
        ("Status", "The interviews are under way"),
        ("Archive", "Archive *Fewer late parcels*?"),
        ("Help", "What I do with"),
        ("Start", "Your question for Fewer late parcels is in our direct message"),
    ):
        before = world.mila.messages(HOME)[-1]["ts"]
        world.mila.click(hub, label, channel=HOME)
        world.mila.wait_for_ephemeral(told, HOME, after=before)
    world.mila.wait_for("question 1 of 3")


def test_the_hub_starts_a_project(shared_world: World) -> None:
    shared_world.mila.click(command(shared_world.mila, ""), "Start a project", channel=HOME)
    shared_world.mila.wait_for_modal("What is it called?")


def test_without_a_project_the_direct_message_says_where_to_go(shared_world: World) -> None:
    hub = command(shared_world.mila, "", shared_world.mila.dm)
    assert "Go to the channel where the work will be talked about" in words(hub)
    assert buttons(hub) == ["Help"]


def test_somebody_on_several_projects_is_asked_which_and_its_name_is_enough(world: World) -> None:
    world.new_project()
    second_project(world)
    hub = command(world.mila, "", world.mila.dm)
    assert buttons(hub) == ["Returns by night", "Fewer late parcels"]
    world.mila.click(hub, "Fewer late parcels")
    world.mila.wait_for_ephemeral("The interviews are under way")
    for rest in ("status", "people", "answers", "interview", "brief", "archive", "agree 7 text"):
        told = words(command(world.mila, rest, world.mila.dm))
        assert "Which project do you mean?" in told and "Yours: Returns by night and Fewer late parcels." in told
    assert "*Fewer late parcels*" in words(command(world.mila, "status LATE parcels", world.mila.dm))
    assert "Returns by night" in words(command(world.mila, "people returns", world.mila.dm))
    assert "*Fewer late parcels*" in words(command(world.mila, "status fewer", PRIVATE)), "by name from anywhere"
    assert "*Returns by night*" in words(command(world.mila, "status", PRIVATE)), "in its channel without a name"
    told = words(command(world.mila, "status nothing", world.mila.dm))
    assert "You are on no project called “nothing”. Yours: Returns by night and Fewer late parcels." in told


def test_the_status_says_where_each_person_is_and_what_is_missing(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.answer("ines", "Refunds")
    world.ines.wait_for("question 2 of 6")
    shown = words(command(world.enzo, "status"))
    assert "The interviews are under way, and answers are private." in shown
    assert "• <@U1INES> (sponsor): 1 of 6 done\n• <@U5MILA> (ML lead and facilitator): not started" in shown
    assert "Still open: champion, user and engineer." in shown
    assert "After the reveal, 11 questions need an agreed answer" in shown and "Refunds" not in shown


def test_the_status_after_the_reveal_counts_what_is_agreed(world: World) -> None:
    revealed(world)
    command(world.mila, "agree 1 Refunds")
    shown = command(world.ines, "status")
    assert "The answers were revealed on" in words(shown) and "1 question has an agreed answer." in words(shown)
    assert "The scope is done when these are agreed: What it should do," in words(shown)
    assert "Start" not in buttons(shown) and "Reveal the answers" not in buttons(shown)


def test_help_lists_every_sub_command(shared_world: World) -> None:
    world = shared_world
    shown = command(world.enzo, "help")
    for name in ("new", "interview", "answers", "agree", "brief", "people", "status", "archive", "help"):
        assert f"`/scope {name}" in words(shown)
    world.enzo.click(shown, "Everything at a glance", channel=HOME)
    world.enzo.wait_for_ephemeral("I help a team agree", HOME)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("satus", "I don't know `/scope satus`. Did you mean `/scope status`? `/scope help` lists everything."),
        ("inteview now", "Did you mean `/scope interview`?"),
        ("BREIF", "Did you mean `/scope brief`?"),
        ("xyzzy", "I don't know `/scope xyzzy`. `/scope help` lists everything."),
        ("<!channel>", "I don't know `/scope &lt;!channel&gt;`."),
        ("x" * 300, "x…`. `/scope help` lists everything."),
    ],
)
def test_a_mistyped_sub_command_suggests_the_nearest(shared_world: World, typed: str, told: str) -> None:
    assert told in words(command(shared_world.enzo, typed))


def home(actor: Actor, what: str = "My projects") -> Json:
    actor.home()
    return actor.wait_for_home(what)


def test_home_shows_open_questions_and_projects_and_its_buttons_work(world: World) -> None:
    assert "Nothing is waiting for you." in words(home(world.ines)) and "no project yet" in words(home(world.ines))
    world.new_project()
    second_project(world)
    shown = home(world.ines, "Returns by night")
    assert "*Fewer late parcels*: 6 questions left, until" in words(shown)
    assert "*Fewer late parcels* in <#C1PARCELS>\nYou are sponsor. Interviews under way." in words(shown)
    world.ines.click(shown, "Start")
    world.ines.wait_for("Returns by night · question 1 of 6")
    world.answer("ines", "Returns hurt")
    world.ines.wait_for("question 2 of 6")
    shown = home(world.ines, "5 questions left")
    assert buttons(shown).count("Continue") == 1
    for label, told in (("Answers", "Returns hurt"), ("People", "The people of"), ("Status", "are under way")):
        before = world.ines.messages()[-1]["ts"]
        world.ines.click(shown, label)
        world.ines.wait_for(told, after=before)
    before = world.ines.messages()[-1]["ts"]
    world.ines.click(shown, "Archive")
    ask = world.ines.wait_for("Archive *Returns by night*?", after=before)
    world.ines.click(ask, "Archive it")
    world.ines.wait_for("*Returns by night* is archived")
    world.ines.click(shown, "Status")
    world.ines.wait_for("was archived by <@U1INES>")
    world.settle()
    world.ines.home()
    gone = world.ines.wait_for_home(lambda view: "Fewer" in words(view) and "Returns" not in words(view))
    assert "6 questions left" in words(gone)


def test_home_shows_what_somebody_promised_to_find_out(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.ines.click(world.ines.wait_for("question 1 of 6"), "I don't know")
    ask = world.ines.wait_for("Who finds out")
    world.ines.choose(ask, "unknown_owner", "U5MILA")
    world.ines.click(ask, "Save and go on")
    world.mila.wait_for("did not know this")
    shown = home(world.mila, "you find out by")
    world.mila.click(shown, "I found out")
    world.mila.wait_for("Fewer late parcels · question")
