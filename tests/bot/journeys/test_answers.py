"""`/scope answers`: one's own before the reveal, everybody's after it, page by page, whole."""

import re

from playground.actor import Actor, controls, words
from playground.model import Json
from tests.bot.journeys.revealing import revealed
from tests.world import HOME, World

LONG = " ".join(f"w{number}" for number in range(8_000))[:39_990] + "\n\nthe end"


def read(actor: Actor, channel: str = HOME) -> Json:
    """Type `/scope answers` and return the page."""
    before = actor.messages(channel)
    actor.command("/scope answers", channel)
    return actor.wait_for_ephemeral("answers for", channel, after=before[-1]["ts"] if before else "")


def page_through(actor: Actor, channel: str = HOME) -> list[Json]:
    """Press *Next page* until the end; returns every page."""
    pages = [read(actor, channel)]
    while any(label == "Next page" for label, _, _ in controls(pages[-1])):
        actor.click(pages[-1], "Next page", channel=channel)
        pages.append(actor.wait_for_ephemeral(f"page {len(pages) + 1} of", channel))
    return pages


def test_before_the_reveal_everyone_reads_their_own_answers_only(world: World) -> None:
    world.new_project()
    world.answer_all("ines", "Refunds hurt", "A list", "By hand", "9 of 10", "2027", "@carlo")
    world.begin("mila")
    world.answer("mila", "Half the refunds")
    own = words(read(world.ines, world.ines.dm))
    assert "Your answers for Fewer late parcels" in own and "Refunds hurt" in own and "Half" not in own
    assert "Still to finish: <@U5MILA> and <@U2CARLO>." in own
    mine = read(world.mila)
    assert "Half the refunds" in words(mine) and "Refunds hurt" not in words(mine), "also for the facilitator"
    assert "Continue" in [label for label, _, _ in controls(mine)]
    for guest_or_member in (world.carlo, world.enzo):
        shown = words(read(guest_or_member))
        assert "There is no answer here yet" in shown and "Refunds" not in shown and "Half" not in shown


def test_ones_own_answer_can_be_changed_from_the_list_until_the_reveal(world: World) -> None:
    world.new_project()
    world.answer_all("ines", "Refunds hurt", "A list", "By hand", "9 of 10", "2027", "x")
    newest = world.ines.messages()[-1]["ts"]
    world.ines.click(read(world.ines), "Change", channel=HOME)
    world.ines.wait_for("question 1 of 6", after=newest)
    world.ines.wait_for_ephemeral("Your question for Fewer late parcels is in our direct message", HOME)
    world.answer("ines", "And customers leave")
    assert "And customers leave" in words(read(world.ines))


def test_after_the_reveal_another_member_reads_forty_thousand_characters_whole(world: World) -> None:
    revealed(world, (LONG, "A list", "By hand", "9 of 10", "2027", "<!channel> & <https://evil.example|bank>"))
    pages = page_through(world.mila)
    assert len(pages) > 4
    whole = "\n".join(words(page) for page in pages)
    assert set(re.findall(r"\bw\d+\b", whole)) == {word for word in LONG.split() if word.startswith("w")}
    assert "the end" in whole and "Half the refunds" in whole
    assert "<!channel>" not in whole and "|bank>" not in whole
    assert "<@U1INES> (sponsor):" in whole
    world.mila.click(pages[-1], "Previous page", channel=HOME)
    world.mila.wait_for_ephemeral(f"page {len(pages) - 1} of {len(pages)}", HOME)


def test_a_guest_of_the_channel_reads_what_is_common_and_agrees_on_nothing(world: World) -> None:
    post = revealed(world)
    world.enzo.click(post, "Read the answers", channel=HOME)
    page = world.enzo.wait_for_ephemeral("All answers for", HOME)
    assert "Refunds hurt" in words(page) and "A simple rule" in words(page)
    assert controls(page) == []


def test_an_answer_given_after_the_reveal_is_read_at_once_and_its_author_knows(world: World) -> None:
    revealed(world)
    world.mila.command("/scope people add @carlo champion", HOME)
    asked = words(world.carlo.wait_for("I have 6 questions for you"))
    assert "Nobody else sees your answers" not in asked and "the others read yours" in asked
    world.begin("carlo")
    world.answer("carlo", "Angry calls")
    world.carlo.wait_for("question 2 of 6")
    assert "Angry calls" in words(read(world.enzo))
    world.carlo.say("half an answer")
    world.carlo.wait_for("Saved.")
    assert "half an answer" not in words(read(world.enzo)), "what is not finished is not shown"
