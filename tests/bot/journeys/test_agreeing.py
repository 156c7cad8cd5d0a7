"""Agreed answers: one per question, by picking, merging or writing; versions; who agreed."""

import pytest

from playground.actor import Actor, words
from playground.model import Json
from storage import agreed, projects
from tests.bot.journeys.revealing import SPONSOR, answered, has_button, revealed, turn_to
from tests.world import HOME, World

TEXT, WHO = "What you agree on", "Who agreed"


@pytest.fixture(scope="module")
def standing(shared_world: World) -> World:
    """A project whose answers are revealed, for tests that leave it alone."""
    revealed(shared_world)
    return shared_world


def page(actor: Actor) -> Json:
    before = actor.messages(HOME)[-1]["ts"]
    actor.command("/scope answers", HOME)
    return actor.wait_for_ephemeral("All answers", HOME, after=before)


def part(shown: Json, number: int) -> str:
    """What a page says about one question."""
    lines = words(shown).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"*{number}. "))
    end = next((at for at in range(start + 1, len(lines)) if lines[at][:1] == "*" and lines[at][1:2].isdigit()), None)
    return "\n".join(lines[start:end])


def button(shown: Json, question: str, action: str) -> str:
    """The action of the button that stands with a question, by the block before it or its value."""
    for block in shown["blocks"]:
        for element in block.get("elements", []):
            if element.get("action_id") == action and element.get("value", "").endswith(f":{question}"):
                return str(block["block_id"])
    raise LookupError(question)


def versions(world: World, question: str) -> list[tuple[int, str]]:
    with world.services.database.reading() as tx:
        project = projects.active_in_channel(tx, 1, HOME)
        assert project is not None
        return [(each.version, each.text) for each in agreed.history(tx, 1, project.id, question)]


def test_one_members_answer_is_picked_and_the_page_shows_it_with_who_agreed(world: World) -> None:
    revealed(world)
    shown = page(world.mila)
    world.mila.click(shown, "Agree on Ines Sample's", channel=HOME, twice=True)
    after = world.mila.wait_for_ephemeral("Recorded as agreed, version 1", HOME)
    assert "*Agreed* by <@U5MILA> and <@U1INES> (version 1)\n> Refunds hurt" in part(after, 1)
    assert "*Agreed* by" in part(page(world.enzo), 1), "everyone reads what is agreed"
    assert versions(world, "Q1") == [(1, "Refunds hurt")]


def test_answers_are_merged_then_edited_by_form_and_the_versions_are_kept(world: World) -> None:
    revealed(world)
    shown = page(world.mila)
    assert "Half the refunds" in part(shown, 7)
    world.mila.command("/scope people add @carlo champion", HOME)
    world.carlo.wait_for("questions for you")
    world.answer_all("carlo", "Angry calls", "Names", "A whiteboard", "All of it", "Calls fall by half", "No maps")
    shown = page(world.mila)
    world.mila.click(shown, "Agree on all together", channel=HOME)
    after = world.mila.wait_for_ephemeral("Recorded as agreed, version 1", HOME)
    assert "> Ines Sample: Refunds hurt\n>\n> Carlo Sample: Angry calls" in part(after, 1)
    assert "by <@U5MILA>, <@U1INES> and <@U2CARLO>" in part(after, 1)
    world.mila.click(after, "Edit what is agreed", channel=HOME)
    form = world.mila.wait_for_modal("Agreed answer")
    text = next(block["element"] for block in form["blocks"] if block.get("block_id") == "text")
    assert text["initial_value"].startswith("Ines Sample: Refunds hurt")
    assert world.mila.submit({TEXT: "  "}) == {"text": "Write what you agree on."}
    world.mila.submit({TEXT: "Refunds and calls", WHO: ["U1INES", "U3UMA"]})
    world.mila.wait_for_modal("Recorded as agreed, version 2")
    assert "by <@U1INES> and <@U3UMA> (version 2)\n> Refunds and calls" in part(page(world.enzo), 1)
    assert [number for number, _ in versions(world, "Q1")] == [1, 2]


def test_a_question_nobody_answered_can_be_written_by_the_facilitator(world: World) -> None:
    revealed(world)
    shown = turn_to(world.mila, page(world.mila), lambda each: "*22. " in words(each))
    assert "Nobody has answered this yet." in part(shown, 22)
    assert "22." not in words(page(world.ines))
    world.mila.driver.act(
        "U5MILA",
        "action",
        value=None,
        twice=False,
        channel=HOME,
        ts=shown["ts"],
        block_id=button(shown, "Q22", "agree_edit"),
        action_id="agree_edit",
    )
    world.mila.wait_for_modal("Agreed answer")
    world.mila.submit({TEXT: "Carlo's shift owns it"})
    world.mila.wait_for_modal("Recorded as agreed, version 1")
    assert "> Carlo's shift owns it" in part(page(world.ines), 22)


@pytest.mark.parametrize("typed", ["7 Half by May", "q7 Half by May", "7. Half by May", "Q7:\nHalf by May"])
def test_an_agreed_answer_can_be_typed(standing: World, typed: str) -> None:
    before = standing.mila.messages(HOME)[-1]["ts"]
    standing.mila.command(f"/scope agree {typed}", HOME)
    standing.mila.wait_for_ephemeral("Recorded as agreed, version 1", HOME, after=before)
    assert versions(standing, "Q7") == [(1, "Half by May")], "the same again changes nothing"


@pytest.mark.parametrize(
    ("who", "typed", "told"),
    [
        ("mila", "", "Name a question by its number, 1 to 22, then the text"),
        ("mila", "23 text", "There is no question “23”."),
        ("mila", "seven text", "There is no question “seven”."),
        ("ines", "7 text", "this is up to the facilitator: <@U5MILA>"),
        ("enzo", "7 text", "this is up to the facilitator: <@U5MILA>"),
    ],
)
def test_what_cannot_be_agreed_is_refused(standing: World, who: str, typed: str, told: str) -> None:
    actor = standing.people[who]
    before = actor.messages(HOME)[-1]["ts"]
    actor.command(f"/scope agree {typed}", HOME)
    actor.wait_for_ephemeral(told, HOME, after=before)


def test_a_long_text_typed_in_vain_comes_back(standing: World) -> None:
    standing.ines.command("/scope agree 7 " + "what we all want & need, at length " * 4, HOME)
    told = words(standing.ines.wait_for_ephemeral("You typed:", HOME))
    assert told.count("what we all want &amp; need, at length") == 4


def test_nothing_is_agreed_before_the_reveal(world: World) -> None:
    answered(world)
    world.mila.command("/scope agree 1 Refunds", HOME)
    world.mila.wait_for_ephemeral("The answers are not revealed yet. First read them together", HOME)


def test_a_text_longer_than_a_form_holds_is_picked_whole_and_the_form_begins_empty(world: World) -> None:
    long = ("refund " * 1_500).strip()
    revealed(world, (long, *SPONSOR[1:]))
    shown = turn_to(world.mila, page(world.mila), lambda each: has_button(each, "Agree on Ines Sample's"))
    world.mila.click(shown, "Agree on Ines Sample's", channel=HOME)
    shown = world.mila.wait_for_ephemeral("Recorded as agreed, version 1", HOME)
    assert versions(world, "Q1") == [(1, long)]
    shown = turn_to(world.mila, shown, lambda each: has_button(each, "Edit what is agreed"))
    world.mila.click(shown, "Edit what is agreed", channel=HOME)
    assert "so this begins empty" in words(world.mila.wait_for_modal("Agreed answer"))


def test_agree_without_a_text_opens_the_form(world: World) -> None:
    revealed(world)
    world.mila.command("/scope agree 7", HOME)
    world.mila.wait_for_modal(world.services.words.pack["Q7"].ask[:40])
    assert world.mila.submit({TEXT: "A list by noon"}) == {}
    assert versions(world, "Q7") == [(1, "A list by noon")]
