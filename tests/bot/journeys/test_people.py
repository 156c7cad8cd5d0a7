"""`/scope people`: add, replace, hand over, remove; by form and typed; who may."""

import pytest

from bot.views import people as view
from facilitation.facts import Roster, Standing
from facilitation.model import Member, Person
from facilitation.roles import Role
from playground.actor import Actor, controls, words
from playground.model import Json
from storage import audit, projects
from tests.world import HOME, World

CAST = {"ines": "U1INES", "carlo": "U2CARLO", "uma": "U3UMA", "ravi": "U4RAVI", "mila": "U5MILA", "enzo": "U6ENZO"}


@pytest.fixture(scope="module")
def standing(shared_world: World) -> World:
    """The same team, for tests that change nothing."""
    return gather(shared_world)


@pytest.fixture
def team(world: World) -> World:
    """A project with somebody in every role; Ravi is a guest of its channel."""
    return gather(world)


def gather(world: World) -> World:
    world.new_project()
    for names in ("@carlo champion", "@uma user", "@enzo engineer"):
        typed(world.mila, f"add {names}")
    world.uma.wait_for("questions for you")
    return world


def typed(actor: Actor, rest: str, channel: str = HOME) -> str:
    """Type a sub-command of `/scope people` and return the answer."""
    before = actor.messages(channel)[-1]["ts"]
    actor.command(f"/scope people {rest}", channel)
    return words(actor.wait_for_ephemeral("", channel, after=before))


def roster(actor: Actor) -> Json:
    actor.command("/scope people", HOME)
    return actor.wait_for_ephemeral("The people of", HOME)


def line_of(text: str, name: str) -> str:
    """What a roster says about somebody, or ""."""
    lines = [line for line in text.splitlines() if f"<@{CAST[name]}>" in line]
    return lines[0].partition(">, ")[2] if lines else ""


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


@pytest.mark.parametrize(
    ("rest", "who", "roles"),
    [
        ("hand over sponsor @carlo", "carlo", "sponsor and champion"),
        ("hand over champion @ines", "ines", "sponsor and champion"),
        ("replace @ines @carlo", "carlo", "sponsor and champion"),
        ("replace @carlo @ines champion", "ines", "sponsor and champion"),
    ],
)
def test_a_role_is_handed_over_to_who_holds_the_other_when_it_is_insisted_on(
    team: World, rest: str, who: str, roles: str
) -> None:
    assert "would be sponsor and champion at once" in typed(team.mila, rest)
    assert line_of(typed(team.mila, f"{rest} anyway"), who).startswith(roles)
    with team.services.database.reading() as tx:
        actions = [entry.action for entry in audit.of_project(tx, 1, 1)]
    assert actions.count("champion_is_sponsor") == 1


def test_the_form_has_a_box_for_one_person_as_sponsor_and_champion(team: World) -> None:
    team.mila.click(roster(team.mila), "Replace or hand over", channel=HOME)
    team.mila.wait_for_modal("Replace or hand over")
    errors = team.mila.submit({"From whom?": CAST["carlo"], "To whom?": CAST["ines"]})
    assert "tick the box" in errors["role"]
    assert team.mila.submit({"Only if there is nobody else": ["yes"]}) == {}
    shown = words(team.mila.wait_for_modal("The people of"))
    assert line_of(shown, "ines").startswith("sponsor and champion") and line_of(shown, "carlo") == ""


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


def test_a_replaced_members_answers_are_kept_and_the_new_one_is_asked(team: World) -> None:
    typed(team.mila, "remove @enzo")
    team.begin("carlo")
    team.answer("carlo", "Angry calls every morning")
    question = team.carlo.wait_for("question 2 of 6")
    team.mila.click(roster(team.mila), "Replace or hand over", channel=HOME)
    team.mila.wait_for_modal("Replace or hand over")
    team.mila.submit({"From whom?": CAST["carlo"], "To whom?": CAST["ravi"]})
    shown = words(team.mila.wait_for_modal("The people of"))
    assert line_of(shown, "ravi").startswith("champion: not started") and line_of(shown, "carlo") == ""
    team.carlo.click(question, "Skip")
    team.carlo.wait_for_ephemeral("This interview is closed")
    team.answer_all("ravi", "1", "2", "3", "4", "5", "6")
    team.answer_all("ines", "a", "b", "c", "d", "e", "@ravi stays the champion")
    for who, names in (("uma", 3), ("mila", 3)):
        team.answer_all(who, *["x"] * names)
    ready = team.mila.wait_for("Everyone has finished")
    team.mila.click(ready, "Reveal the answers")
    team.mila.click(team.mila.wait_for_ephemeral("Reveal the answers for"), "Reveal the answers")
    revealed = team.ines.wait_for("are revealed", HOME)
    team.ines.click(revealed, "Read the answers", channel=HOME)
    page = words(team.ines.wait_for_ephemeral("All answers for", HOME))
    assert "<@U2CARLO>:\n> Angry calls every morning" in page, "kept, and no role any more"


@pytest.mark.parametrize("how", ["hand over facilitator @carlo", "handover @carlo facilitator", "form"])
def test_the_facilitator_is_handed_over_and_told(team: World, how: str) -> None:
    if how == "form":
        team.mila.click(roster(team.mila), "Replace or hand over", channel=HOME)
        team.mila.wait_for_modal("Replace or hand over")
        fields = {"From whom?": CAST["mila"], "To whom?": CAST["carlo"]}
        assert team.mila.submit({**fields, "Which role? Leave empty for all of theirs.": "facilitator"}) == {}
        shown = words(team.mila.wait_for_modal("The people of"))
    else:
        shown = typed(team.mila, how)
    assert line_of(shown, "carlo").startswith("champion and facilitator:")
    assert line_of(shown, "mila").startswith("ML lead:")
    told = words(team.carlo.wait_for("<@U5MILA> made you facilitator of *Fewer late parcels*"))
    assert "You reveal the answers" in told
    team.mila.command("/scope agree 7 something", HOME)
    team.mila.wait_for_ephemeral("up to the facilitator: <@U2CARLO>", HOME)


def test_whoever_hands_on_all_that_is_asked_of_them_is_not_waited_for(team: World) -> None:
    shown = typed(team.mila, "hand over ML lead @enzo")
    assert line_of(shown, "enzo").startswith("ML lead and engineer: not started")
    assert line_of(shown, "mila") == "facilitator: nothing to answer"
    team.mila.click(team.mila.wait_for("questions for you"), "Start")
    team.mila.wait_for_ephemeral("This interview is closed, because your part in the project went to somebody else")


def test_when_the_last_one_waited_for_leaves_the_facilitator_hears_that_all_are_in(world: World) -> None:
    world.new_project()
    typed(world.mila, "add @uma user")
    typed(world.mila, "hand over ML lead @ravi")
    world.answer_all("ines", "a", "b", "c", "d", "e", "f")
    world.answer_all("ravi", "a", "b", "c")
    typed(world.mila, "remove @uma")
    world.mila.wait_for("Everyone has finished")


def test_the_last_facilitator_stays_until_the_role_is_handed_over(team: World) -> None:
    typed(team.mila, "hand over ML lead @enzo")
    assert "Mila Sample is facilitator, and a project needs one" in typed(team.ines, "remove @mila")
    typed(team.ines, "hand over facilitator @uma")
    assert line_of(typed(team.uma, ""), "mila") == "", "without a role she is off the project"


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
