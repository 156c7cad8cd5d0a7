"""`/scope people`: add, replace, hand over, remove; by form and typed; who may."""

import pytest

from bot.views import people as view
from facilitation.facts import Roster, Standing
from facilitation.model import Member, Person
from facilitation.roles import Role
from playground.actor import controls, words
from storage import audit, projects
from tests.bot.journeys.rosters import CAST, gather, line_of, roster, typed
from tests.world import HOME, World


@pytest.fixture(scope="module")
def standing(shared_world: World) -> World:
    """The same team, for tests that change nothing."""
    return gather(shared_world)


def test_the_roster_has_a_line_for_each_member_in_the_order_of_roles(team: World) -> None:
    team.begin("ines")
    team.answer("ines", "Refunds")
    shown = roster(team.ravi)
    lines = words(shown).splitlines()
    order = [name for line in lines for name, id_ in CAST.items() if f"<@{id_}>" in line]
    assert order == ["ines", "carlo", "uma", "mila", "enzo"]
    assert line_of(words(shown), "ines").startswith("sponsor: 1 of 6 done, has until <!date^")
    assert line_of(words(shown), "uma").startswith("user: not started, has until")
    assert line_of(words(shown), "mila").startswith("ML lead and facilitator: not started")
    assert "Still open" not in words(shown)


def test_a_roster_too_long_for_a_message_says_how_many_more_there_are(standing: World) -> None:
    with standing.services.database.reading() as tx:
        project = projects.active_in_channel(tx, 1, HOME)
    assert project is not None
    crowd = tuple(
        Standing(Member(n, 1, Person(n, 1, f"U{n:09}", "n" * 80, "UTC"), frozenset(Role)), None, 0) for n in range(300)
    )
    shown = view.roster(standing.services.words, Roster(project, crowd, None, ()))
    lines = "".join(block["text"]["text"] for block in shown.blocks).splitlines()
    listed = sum(line.startswith("• ") for line in lines)
    assert listed > 50 and lines[-1] == f"and {300 - listed} more"


def test_roles_nobody_holds_are_named(world: World) -> None:
    world.new_project()
    assert "Still open: champion, user and engineer." in words(roster(world.ravi))


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("mila", ["Add somebody", "Replace or hand over", "Take off"]),
        ("ines", ["Add somebody", "Replace or hand over", "Take off"]),
        ("carlo", ["Add somebody"]),
        ("enzo", []),
        ("ravi", []),
    ],
)
def test_everyone_sees_the_people_and_the_buttons_that_they_may_press(
    standing: World, who: str, buttons: list[str]
) -> None:
    assert [label for label, _, _ in controls(roster(standing.people[who]))] == buttons


def test_somebody_is_added_by_form_and_asked(world: World) -> None:
    world.new_project()
    world.mila.click(roster(world.mila), "Add somebody", channel=HOME)
    form = world.mila.wait_for_modal("Add somebody")
    picked = next(block["element"] for block in form["blocks"] if block["block_id"] == "role")
    roles = [option["text"]["text"] for option in picked["options"]]
    assert roles == ["champion", "user", "engineer"], "a role that one person holds is handed over instead"
    assert world.mila.submit({"Who?": CAST["carlo"], "As what?": "champion"}) == {}
    assert line_of(words(world.mila.wait_for_modal("The people of")), "carlo").startswith("champion: not started")
    asked = words(world.carlo.wait_for("I have 6 questions for you"))
    assert "<@U5MILA> facilitates *Fewer late parcels*, where you are champion" in asked


def test_somebody_is_added_by_typing_also_a_little_wrong(world: World) -> None:
    world.new_project()
    for rest, name, role in (
        ("add @carlo as the champion", "carlo", "champion"),
        ("ADD enginere @ravi", "ravi", "engineer"),
        ("add @uma users", "uma", "user"),
    ):
        assert line_of(typed(world.mila, rest), name).startswith(f"{role}: not started"), rest
        world.people[name].wait_for("questions for you")


def test_adding_twice_asks_once(world: World) -> None:
    world.new_project()
    typed(world.mila, "add @carlo champion")
    typed(world.mila, "add @carlo champion")
    world.settle()
    assert len([m for m in world.carlo.messages() if "questions for you" in words(m)]) == 1


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("add @carlo", "Name one person and a role"),
        ("add champion", "Name one person and a role"),
        ("add @ravi @uma user", "Name one person and a role"),
        ("add @carlo emperor", "Name one person and a role"),
        ("add @ravi champion", "Carlo Sample is champion already"),
        ("replace @carlo", "Name two people"),
        ("replace @ravi @carlo", "That person is not on this project"),
        ("replace @carlo @carlo", "That is the same person"),
        ("replace @carlo @ravi sponsor", "Carlo Sample is not sponsor here"),
        ("hand over @ravi", "Name the role and one person"),
        ("hand over user @ravi", "Name two people"),
        ("hand over champion @carlo", "That is the same person"),
        ("remove", "Name one person"),
        ("remove @ravi", "That person is not on this project"),
        ("remove @mila", "Mila Sample is ML lead, and a project needs one. Hand the role over first"),
        ("remove @ines", "Ines Sample is sponsor, and a project needs one"),
        ("sack @carlo", "Say what to do with them: `/scope people add @name champion`"),
        ("nonsense", "You are on no project called “nonsense”. Yours: Fewer late parcels."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_on(standing: World, rest: str, told: str) -> None:
    before = typed(standing.mila, "")
    assert told in typed(standing.mila, rest)
    assert typed(standing.mila, "") == before


@pytest.mark.parametrize("wrong", [("U0BOT", "That is an app"), ("U6ENZO", "That account is deactivated")])
def test_a_mistake_in_the_form_stays_in_the_form(world: World, wrong: tuple[str, str]) -> None:
    world.new_project()
    world.mila.deactivate("U6ENZO")
    world.mila.click(roster(world.mila), "Add somebody", channel=HOME)
    world.mila.wait_for_modal("Add somebody")
    errors = world.mila.submit({"Who?": wrong[0], "As what?": "user"})
    assert list(errors) == ["person"] and errors["person"].startswith(wrong[1])
    world.mila.submit({"Who?": CAST["uma"], "As what?": "user"})
    world.uma.wait_for("questions for you")


MANAGERS = "up to the sponsor or the facilitator: <@U1INES> and <@U5MILA>."
WHO_MAY_NOT = [
    ("carlo", "add @ravi engineer", "up to the sponsor or the ML lead or the facilitator: <@U1INES> and <@U5MILA>."),
    ("uma", "add @ravi user", "or the champion or the facilitator: <@U1INES>, <@U5MILA> and <@U2CARLO>."),
    ("ravi", "add @ravi user", "up to the sponsor or the champion or the facilitator"),
    ("enzo", "replace @carlo @ravi", MANAGERS),
    ("carlo", "replace @carlo @ravi", MANAGERS),
    ("carlo", "hand over sponsor @ravi", MANAGERS),
    ("uma", "remove @enzo", MANAGERS),
]


@pytest.mark.parametrize(("who", "rest", "refused"), WHO_MAY_NOT)
def test_who_may_not_change_the_people_is_told_who_may(standing: World, who: str, rest: str, refused: str) -> None:
    assert refused in typed(standing.people[who], rest)
    assert line_of(typed(standing.mila, ""), "ravi") == ""


def test_sponsor_and_champion_are_two_people_unless_it_is_recorded(standing: World) -> None:
    standing.mila.command("/scope people remove @carlo", HOME)
    refused = typed(standing.mila, "add @ines champion")
    assert "would be sponsor and champion at once" in refused and "*anyway* at its end" in refused
    assert "sponsor and champion" in line_of(typed(standing.mila, "add @ines champion anyway"), "ines")
    with standing.services.database.reading() as tx:
        actions = [entry.action for entry in audit.of_project(tx, 1, 1)]
    assert actions.count("champion_is_sponsor") == 1


def test_who_may_change_the_people_does(team: World) -> None:
    for who, rest, role in (
        ("carlo", "add @ravi user", "user"),
        ("mila", "add @ravi engineer", "user and engineer"),
        ("ines", "remove @ravi", ""),
        ("carlo", "hand over champion @ravi", "champion"),
        ("ines", "replace @uma @ravi", "champion and user"),
        ("ines", "hand over champion @enzo", "user"),
        ("ines", "hand over sponsor @ravi", "sponsor and user"),
    ):
        assert line_of(typed(team.people[who], rest), "ravi").partition(":")[0] == role, rest
    assert [line_of(typed(team.ravi, ""), who) for who in ("ines", "carlo", "uma")] == ["", "", ""]


def test_somebody_is_taken_off_by_form(team: World) -> None:
    team.mila.click(roster(team.mila), "Take off", channel=HOME)
    team.mila.wait_for_modal("Take somebody off")
    errors = team.mila.submit({"Who leaves the project?": CAST["ines"]})
    assert errors == {
        "person": "Ines Sample is sponsor, and a project needs one. Hand the role over first: "
        "`/scope people hand over sponsor @name`."
    }
    team.mila.submit({"Who leaves the project?": CAST["enzo"]})
    assert line_of(words(team.mila.wait_for_modal("The people of")), "enzo") == ""
    typed(team.ines, "remove @uma")
    team.uma.click(team.uma.wait_for("questions for you"), "Start")
    team.uma.wait_for_ephemeral("This interview is closed")
