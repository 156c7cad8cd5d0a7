"""`/scope brief`: the document in the channel, and as a Markdown file in its thread."""

import re
from datetime import timedelta

from playground.actor import words
from playground.model import Json
from tests.bot.journeys.revealing import SPONSOR, answered, has_button, revealed
from tests.world import HOME, World


def post(world: World, who: str = "mila") -> Json:
    """Have the brief posted; returns the post."""
    actor = world.people[who]
    before = actor.messages(HOME)[-1]["ts"]
    actor.command("/scope brief", HOME)
    actor.wait_for_ephemeral("I am posting the brief", HOME, after=before)
    return actor.wait_for("Fewer late parcels: the brief", HOME, after=before)


def thread(world: World, brief: Json) -> list[Json]:
    """The messages below a post."""
    world.settle()
    return world.mila.messages(HOME, brief["ts"])[1:]


def document(world: World, brief: Json) -> tuple[str, str]:
    """Name and content of the file in the thread."""

    def look() -> Json | None:
        found = [file for message in world.mila.messages(HOME, brief["ts"]) for file in message.get("files") or []]
        return found[0] if found else None

    file = world.driver.wait_until(look, "the file")
    return file["name"], world.driver.file(file["id"]).decode()


def test_before_the_reveal_nothing_private_is_in_it(world: World) -> None:
    answered(world)
    brief = post(world, "ines")
    name, text = document(world, brief)
    assert name == "fewer-late-parcels-brief.md"
    for shown in (words(brief), text):
        assert "This is a draft." in shown and "The answers are not revealed yet" in shown
        assert "Needs an agreed answer: Why build it, What it should do" in shown
        assert not any(answer in shown for answer in (*SPONSOR, "Half the refunds", "A simple rule"))


def test_a_draft_names_what_is_not_agreed_and_who_said_what(world: World) -> None:
    revealed(world, ("Refunds *hurt*\n# a lot", *SPONSOR[1:]))
    world.mila.command("/scope agree 4 Nine of ten\n- by noon", HOME)
    brief = post(world)
    shown, (_, text) = words(brief), document(world, brief)
    for each in (shown, text):
        assert "Answered, not agreed yet: Why build it, What it should do" in each
        assert "What perfect looks like" in each and "Nine of ten" in each
    assert "*The problem*\n_Not agreed yet_\nInes Sample (sponsor):\n> Refunds *hurt*\n> # a lot" in shown
    assert "_What perfect looks like_\nNine of ten\n- by noon" in shown
    assert "## The problem\n\nNot agreed yet.\n\nInes Sample (sponsor):\n\n> Refunds \\*hurt\\*  \n> \\# a lot" in text
    assert "### What perfect looks like\n\nNine of ten  \n\\- by noon\n" in text
    assert "<@U" not in shown, "it pings nobody"
    assert "## The data\n\nNothing yet.\n" in text
    assert "- Mila Sample, ML lead and facilitator\n" in text and "<@" not in text


def test_when_all_is_agreed_it_is_no_draft_any_more(world: World) -> None:
    revealed(world)
    for number in range(1, 23):
        world.mila.command(f"/scope agree {number} All agree on {number}.", HOME)
    brief = post(world)
    _, text = document(world, brief)
    for each in (words(brief), text):
        assert "draft" not in each and "Everything that the scope needs is agreed." in each
        assert all(f"All agree on {number}." in each for number in range(1, 23))
        assert each.rstrip().endswith("Nothing.")
    assert [m for m in thread(world, brief) if not m.get("files")] == [], "one message holds it all"
    assert not re.search(r"\n\n\n", text)


def test_what_nobody_knows_yet_stands_with_its_owner_and_day(world: World) -> None:
    world.new_project()
    world.begin("ines")
    world.ines.click(world.ines.wait_for("question 1 of 6"), "I don't know")
    ask = world.ines.wait_for("Who finds out")
    world.ines.choose(ask, "unknown_owner", "U2CARLO")
    world.ines.click(ask, "Save and go on")
    for number, text in enumerate(SPONSOR[1:], start=2):
        world.ines.wait_for(f"question {number} of 6")
        world.answer("ines", text)
    world.answer_all("mila", "a", "b", "c")
    world.mila.click(world.mila.wait_for("Everyone has finished"), "Reveal the answers")
    world.mila.click(world.mila.wait_for_ephemeral("Reveal the answers for"), "Reveal the answers")
    world.mila.wait_for("are revealed", HOME)
    brief = post(world)
    assert "Not known yet: Why build it. Carlo Sample finds out by" in words(brief)
    assert "- Not known yet: Why build it. Carlo Sample finds out by" in document(world, brief)[1]


def test_a_very_long_answer_goes_on_in_the_thread_and_is_whole_in_the_file(world: World) -> None:
    long = " ".join(f"w{number}" for number in range(5_500))
    revealed(world, (f"<!channel> & <https://evil.example|bank> {long}", *SPONSOR[1:]))
    brief = post(world)
    document(world, brief)
    rest = thread(world, brief)
    whole = "\n".join(words(message) for message in (brief, *rest))
    assert set(re.findall(r"\bw\d+\b", whole)) == set(long.split())
    assert "A simple rule" in whole and "*What is still open*" in whole
    assert "<!channel>" not in whole and "|bank>" not in whole
    assert all(word in document(world, brief)[1] for word in ("w0 ", "w5499", "\\<!channel\\>"))


def test_where_no_file_can_be_uploaded_it_comes_as_text(world: World) -> None:
    world.driver.fault(missing=["files.getUploadURLExternal", "files.completeUploadExternal", "files.upload"])
    revealed(world)
    brief = post(world)
    text = world.mila.wait_for("I cannot attach files here", HOME, thread=brief["ts"])
    assert "&gt; Refunds hurt" in words(text) and "# Fewer late parcels: the brief" in words(text)


def test_a_double_click_posts_it_once_and_a_new_agreement_posts_it_anew(world: World) -> None:
    button = revealed(world)
    world.enzo.click(button, "Post the brief", channel=HOME)
    world.enzo.wait_for_ephemeral("You are not on *Fewer late parcels* yet", HOME)
    world.ines.click(button, "Post the brief", channel=HOME, twice=True)
    world.ines.wait_for("Fewer late parcels: the brief", HOME)
    world.settle()
    assert count(world) == 1
    world.mila.command("/scope agree 1 Refunds", HOME)
    post(world)
    assert count(world) == 2
    world.clock.move_to(world.clock.now() + timedelta(minutes=5))
    post(world)
    assert count(world) == 3
    assert has_button(button, "Read the answers")


def count(world: World) -> int:
    return len([m for m in world.ines.messages(HOME) if words(m).startswith("*Fewer late parcels: the brief*")])
