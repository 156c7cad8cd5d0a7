"""`/scope decide`, `decisions`, the message shortcut: recorded, replaced, corrected, found again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from playground.actor import Actor, controls, words
from playground.model import Json
from storage import audit, decisions
from tests.world import HOME, MONDAY, World

TEST_ONE = "/scope decide We test on one depot first | It shows most of the trouble"
SHORTCUT = "record_decision"
WHAT, WHY, NOT, BY = "What was decided?", "Why?", "Which options were turned down?", "Who decided?"
LINKS, REVIEW, REPLACES = "Links", "When to look at it again?", "Does it replace an earlier one?"


@pytest.fixture
def team(world: World) -> Iterator[World]:
    """A project with a champion; Enzo is a guest of its channel."""
    world.new_project()
    world.mila.command("/scope people add @carlo champion", HOME)
    world.carlo.wait_for("questions for you")
    yield world


def decided(world: World, text: str = TEST_ONE, who: str = "mila") -> Json:
    """Type a decision; returns its post in the home channel."""
    actor = world.people[who]
    before = actor.messages(HOME)[-1]["ts"]
    actor.command(text, HOME)
    return actor.wait_for(": decided on", HOME, after=before)


def labels(surface: Json) -> list[str]:
    return [label for label, _, _ in controls(surface)]


def post_of(world: World, number: int) -> Json:
    """The post of a decision in the home channel, as it stands by now."""
    world.settle()
    found = [each for each in world.mila.messages(HOME) if words(each).startswith((f"*D-{number}:", f"*D-{number},"))]
    assert len(found) == 1, "each is posted once"
    return found[0]


def standing(world: World, number: int) -> str:
    """What the home channel reads about a decision by now."""
    return words(post_of(world, number))


def listed(actor: Actor, query: str = "", channel: str = HOME) -> Json:
    before = actor.messages(channel)[-1]["ts"]
    actor.command(f"/scope decisions {query}".strip(), channel)
    return actor.wait_for_ephemeral("ecisions on", channel, after=before)


def refs(page: Json) -> list[str]:
    """The decisions on a page, in order."""
    rows = [block["text"]["text"] for block in page["blocks"] if block["type"] == "section" and "accessory" in block]
    return [row.partition("*,")[0].strip("*") for row in rows]


def test_a_typed_decision_is_numbered_and_posted_for_all(team: World) -> None:
    post = decided(
        team,
        TEST_ONE
        + " | not: all depots at once | by @ines and @carlo | review 2026-12-01 | https://sample.example/minutes",
    )
    shown = words(post)
    assert shown.startswith("*D-1: decided on Fewer late parcels*, Monday 2 March")
    assert "> We test on one depot first" in shown or "&gt; We test" in shown
    assert "*Why:* It shows most of the trouble" in shown and "*Turned down:* all depots at once" in shown
    assert "*Decided by:* <@U1INES> and <@U2CARLO>, recorded by <@U5MILA>" in shown
    assert "<https://sample.example/minutes>" in shown and "looked at again on Tuesday 1 December" in shown
    assert labels(post) == ["Open", "Replace", "Correct"]
    told = team.mila.wait_for_ephemeral("Recorded as *D-1*", HOME)
    assert "find it with `/scope decisions`" in words(told)
    assert words(decided(team, "/scope decide Weekly demos | Doubts come early", "carlo")).startswith("*D-2:")


def test_a_mistake_in_a_typed_decision_is_told_and_nothing_recorded(team: World) -> None:
    for text, sentence in (
        ("We do it", "I need what and why, with a bar between them"),
        ("a | b | replaces D-7", "There is no D-7 on this project"),
        ("a | b | review soon", "I can't read the day “soon”"),
        ("a | b | review 2026-03-02", "Monday 2 March is not ahead of us"),
        ("correct D-8 a | b", "There is no D-8 on this project"),
    ):
        team.mila.command(f"/scope decide {text}", HOME)
        team.mila.wait_for_ephemeral(sentence, HOME)
    assert "None is recorded yet" in words(listed(team.mila))


def test_the_form_records_everything_and_a_double_click_records_it_once(team: World) -> None:
    team.ines.command("/scope decide", HOME)
    form = team.ines.wait_for_modal("Record a decision")
    assert REPLACES not in labels(form), "there is nothing to replace yet"
    errors = team.ines.submit({WHAT: "We buy", WHY: "Cheap", LINKS: "the minutes", REVIEW: "2026-03-01"})
    assert errors == {
        "links": "“the” is not an address. Links begin with https://, one a line, at most 500 characters.",
        "review_on": "Sunday 1 March is not ahead of us. Pick a later day, or none.",
    }
    fields: Json = {LINKS: "https://sample.example/a\nhttps://sample.example/b", REVIEW: "2026-03-20"}
    team.ines.submit(fields | {"The baseline": ["yes"], NOT: "Build\nWait"}, twice=True)
    assert "Recorded as *D-1*: We buy" in words(team.ines.wait_for_modal("Recorded as"))
    shown = standing(team, 1)
    assert "*This changes the baseline.*" in shown and "*Decided by:* <@U1INES>\n" in shown
    assert "Build\nWait" in shown and "<https://sample.example/b>" in shown
    assert refs(listed(team.mila)) == ["D-1"]


def test_a_message_becomes_a_decision_with_its_link_and_author(team: World) -> None:
    ts = team.carlo.say("Fine: *one* depot first, <b>&amp; then all. @enzo agrees", HOME)
    team.mila.shortcut(SHORTCUT, HOME, ts)
    team.mila.wait_for_modal("Record a decision")
    team.mila.submit({WHY: "Most trouble shows there"})
    team.mila.wait_for_modal("Recorded as *D-1*")
    shown = standing(team, 1)
    assert "Fine: *one* depot first, &lt;b&gt;&amp;amp; then all. @Enzo Sample agrees" in shown
    assert "*Decided by:* <@U2CARLO>, recorded by <@U5MILA>" in shown
    assert f"/archives/{HOME}/p{ts.replace('.', '')}>" in shown
    team.mila.close()
    team.ines.shortcut(SHORTCUT, HOME, ts)
    team.ines.wait_for_ephemeral("This is recorded already, as D-1", HOME)
    assert team.ines.modal() is None


def test_a_long_message_is_cut_for_the_form_and_its_link_keeps_the_whole(team: World) -> None:
    ts = team.carlo.say("so " * 2000, HOME)
    team.mila.shortcut(SHORTCUT, HOME, ts)
    assert "longer than this form can hold" in words(team.mila.wait_for_modal("Record a decision"))
    assert team.mila.submit({WHY: "It was said"}) == {}
    team.mila.wait_for_modal("Recorded as")


def test_the_shortcut_works_where_the_bot_is_not(team: World) -> None:
    ts = team.ines.say("We stop at ten", "C3RETURNS")
    team.ines.shortcut(SHORTCUT, "C3RETURNS", ts)
    team.ines.wait_for_modal("Record a decision")
    team.ines.submit({WHY: "Money"})
    team.ines.wait_for_modal("Recorded as")
    assert "We stop at ten" in standing(team, 1) and "archives" not in standing(team, 1)


def test_on_several_projects_the_shortcut_asks_for_the_projects_channel(team: World) -> None:
    team.mila.invite("C3RETURNS")
    team.mila.command("/scope new Fewer returns | We want to know why | @ines", "C3RETURNS")
    team.ines.wait_for("Fewer returns")
    ts = team.ines.say("We stop at ten", "C2GENERAL")
    team.ines.shortcut(SHORTCUT, "C2GENERAL", ts)
    team.ines.wait_for_ephemeral("Record it in the project's own channel", "C2GENERAL")


def test_a_guest_records_and_corrects_nothing_and_reads_all(team: World) -> None:
    post = decided(team)
    team.enzo.command(TEST_ONE, HOME)
    team.enzo.wait_for_ephemeral("You are not on *Fewer late parcels* yet. Ask <@U5MILA> to add you", HOME)
    for button in ("Replace", "Correct"):
        team.enzo.click(post, button, channel=HOME)
    team.enzo.wait_for_ephemeral("You are not on *Fewer late parcels* yet", HOME)
    team.enzo.wait_for_ephemeral("D-1 can be corrected by <@U5MILA>, who recorded it", HOME)
    assert team.enzo.modal() is None
    page = listed(team.enzo)
    assert refs(page) == ["D-1"] and labels(page) == ["Open"]
    team.enzo.command("/scope decisions", team.enzo.dm)
    team.enzo.wait_for_ephemeral("There is no project of yours here", team.enzo.dm)


def test_a_decision_is_replaced_once_and_both_say_so(team: World) -> None:
    first = decided(team)
    team.carlo.click(first, "Replace", channel=HOME)
    team.carlo.wait_for_modal("Record a decision")
    team.carlo.submit({WHAT: "We test on two depots", WHY: "One is too small"})
    team.carlo.wait_for_modal("It replaces D-1.")
    assert "*Replaces D-1:* We test on one depot first" in standing(team, 2)
    old = standing(team, 1)
    assert old.startswith("*D-1, replaced by D-2*") and "*D-2 says now:* We test on two depots" in old
    team.ines.command("/scope decide c | d | replaces D-1", HOME)
    team.ines.wait_for_ephemeral("D-1 was replaced already; D-2 stands in its place", HOME)
    team.carlo.close()
    team.ines.click(post_of(team, 1), "Open", channel=HOME)
    opened = team.ines.wait_for_ephemeral("Replaced by *D-2*", HOME)
    assert labels(opened) == ["See D-2", "Decisions"]
    team.ines.click(opened, "See D-2", channel=HOME)
    assert "Replaces *D-1*" in words(team.ines.wait_for_ephemeral("Replaces *D-1*", HOME))
    assert refs(listed(team.ines)) == ["D-2", "D-1"]


def test_an_old_replace_button_offers_the_decision_that_stands(team: World) -> None:
    decided(team)
    decided(team, "/scope decide b | b | replaces D-1")
    decided(team, "/scope decide c | c | replaces D-2")
    with team.services.database.reading() as tx:
        first = decisions.by_number(tx, 1, 1, 1)
    assert first is not None
    team.mila.command("/scope decisions D-3", HOME)
    page = team.mila.wait_for_ephemeral("Replaces *D-2*", HOME)
    team.mila.click(page, "Replace", channel=HOME)
    form = team.mila.wait_for_modal("Record a decision")
    chosen = next(block for block in form["blocks"] if block.get("block_id") == "replaces")["element"]
    assert chosen["initial_option"]["value"] == "3"
    assert [each["value"] for each in chosen["options"]] == ["3"], "those replaced are not offered"


def test_a_correction_is_audited_and_shown(team: World) -> None:
    decided(team, TEST_ONE, "carlo")
    team.ines.command("/scope decide correct D-1 We test on two depots", HOME)
    team.ines.wait_for_ephemeral(
        "D-1 can be corrected by <@U2CARLO>, who recorded it, and by <@U5MILA>, who facilitates", HOME
    )
    team.carlo.command("/scope decide correct D-1 We test on two depots | by @carlo", HOME)
    team.carlo.wait_for_ephemeral("*D-1* says now: We test on two depots", HOME)
    shown = standing(team, 1)
    assert (
        "We test on two depots" in shown and "_Corrected <!date^" in shown and "It shows most of the trouble" in shown
    )
    with team.services.database.reading() as tx:
        (entry,) = [each for each in audit.of_project(tx, 1, 1) if each.action == "decision_corrected"]
    assert entry.before is not None and entry.after is not None
    assert (entry.before["what"], entry.after["what"]) == ("We test on one depot first", "We test on two depots")
    assert ", corrected" in words(listed(team.mila))


def test_the_form_of_a_correction_begins_with_what_it_says_and_without_a_change_nothing_happens(team: World) -> None:
    post = decided(team, TEST_ONE + " | baseline | review 2026-04-01", "carlo")
    team.mila.click(post, "Correct", channel=HOME)
    form = team.mila.wait_for_modal("You correct D-1")
    assert REPLACES not in labels(form)
    assert team.mila.submit({}) == {}
    team.mila.wait_for_modal("*D-1* says now: We test on one depot first")
    assert "Corrected" not in standing(team, 1)
    team.mila.close()
    team.mila.click(post_of(team, 1), "Correct", channel=HOME)
    team.mila.wait_for_modal("You correct D-1")
    team.mila.submit({"The baseline": []})
    team.mila.wait_for_modal("*D-1* says now")
    shown = standing(team, 1)
    assert "Corrected" in shown and "changes the baseline" not in shown


def test_decisions_are_found_by_word_person_month_and_number_page_by_page(team: World) -> None:
    for number in range(1, 11):
        decided(team, f"/scope decide Step {number} of <it> & all | Because | by @{'ines' if number % 2 else 'carlo'}")
    first = listed(team.mila)
    assert refs(first) == [f"D-{number}" for number in range(10, 2, -1)] and "page 1 of 2" in words(first)
    assert "Step 10 of &lt;it&gt; &amp; all" in words(first)
    team.mila.click(first, "Older", channel=HOME)
    second = team.mila.wait_for_ephemeral("page 2 of 2", HOME)
    assert refs(second) == ["D-2", "D-1"]
    team.mila.click(second, "Newer", channel=HOME)
    team.mila.wait_for_ephemeral("page 1 of 2", HOME)
    odd = listed(team.mila, "step @ines 2026-03")
    assert refs(odd) == ["D-9", "D-7", "D-5", "D-3", "D-1"]
    assert "5 of 10 for “step @Ines Sample 2026-03”" in words(odd)
    assert refs(listed(team.mila, "2025")) == []
    team.mila.command("/scope decisions D-4", HOME)
    team.mila.wait_for_ephemeral("*D-4* on *Fewer late parcels*, Monday 2 March 2026", HOME)
    assert len(refs(listed(team.carlo, "", team.carlo.dm))) == 8, "their only project, in the direct message"


def test_whoever_recorded_it_is_told_once_on_the_day_of_review_in_their_hours(team: World) -> None:
    decided(team, TEST_ONE + " | review 2026-03-05", "ines")
    decided(team, "/scope decide b | b | review 2026-03-05")
    decided(team, "/scope decide c | c | replaces D-2")
    team.clock.move_to(MONDAY + timedelta(days=2, hours=23))
    team.settle()
    assert team.ines.sees("wanted to look at *D-1*") is None, "it is the day, and not yet nine"
    team.clock.move_to(MONDAY + timedelta(days=3, minutes=5))
    told = team.ines.wait_for("Today you wanted to look at *D-1* on *Fewer late parcels* again")
    assert labels(told) == ["Open", "Replace"]
    team.clock.move_to(MONDAY + timedelta(days=4, minutes=5))
    team.settle()
    assert len([each for each in team.ines.messages() if "wanted to look at" in words(each)]) == 1
    assert team.mila.sees("wanted to look at") is None, "it was replaced"


def test_after_the_archive_every_button_says_so(team: World) -> None:
    post = decided(team)
    team.mila.command("/scope archive", HOME)
    team.mila.click(team.mila.wait_for_ephemeral("Archive", HOME), "Archive it", channel=HOME)
    team.ines.wait_for("archived", HOME)
    for button in ("Open", "Replace", "Correct"):
        newest = team.mila.messages(HOME)[-1]["ts"]
        team.mila.click(post, button, channel=HOME)
        team.mila.wait_for_ephemeral("was archived by <@U5MILA>", HOME, after=newest)
