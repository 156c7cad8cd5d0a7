"""The project's own words, and technical ones: who hears which, and who decides."""

import pytest

from playground.actor import words
from storage import audit
from tests.bot.journeys.entries import posted_brief, staffed, told
from tests.bot.journeys.interviews import labels
from tests.bot.journeys.revealing import revealed
from tests.world import HOME, World


def test_a_word_is_typed_shown_changed_and_taken_off(world: World) -> None:
    staffed(world)
    assert "No word yet." in words(told(world.enzo, "/scope glossary"))
    shown = told(world.enzo, "/scope glossary Late = not at the depot by noon")
    assert "*Late*: not at the depot by noon\n_If in doubt, <@U2CARLO> decides._" in words(shown)
    assert labels(shown) == ["All words"], "the champion arbitrates, so Enzo does not change it"
    assert "*Late*: not at the depot" in words(told(world.enzo, "/scope glossary late"))
    assert "“On time” is not in the list yet." in words(told(world.enzo, "/scope glossary On time"))
    told(world.carlo, "/scope glossary late = not at the depot by ten")
    assert "*late*: not at the depot by ten" in words(told(world.enzo, "/scope glossary"))
    assert "“late” is taken off" in words(told(world.mila, "/scope glossary late ="))
    assert "No word yet." in words(told(world.enzo, "/scope glossary"))
    with world.services.database.reading() as tx:
        changes = [(e.before, e.after) for e in audit.of_project(tx, 1, 1) if e.action == "glossary"]
    meanings = [(b and b["meaning"], a and a["meaning"]) for b, a in changes]
    noon, ten = "not at the depot by noon", "not at the depot by ten"
    assert meanings == [(None, noon), (noon, ten), (ten, None)]


def test_somebody_else_can_arbitrate_and_without_a_champion_the_facilitator_does(world: World) -> None:
    world.new_project()
    assert "<@U5MILA> decides" in words(told(world.mila, "/scope glossary depot = where parcels are sorted"))
    assert "<@U1INES> decides" in words(told(world.mila, "/scope glossary parcel = what fits a van | @ines"))
    refused = words(told(world.ines, "/scope glossary depot = a hall"))
    assert "this is up to the facilitator" in refused or "this is up to <@U5MILA>" in refused
    told(world.ines, "/scope glossary parcel = what fits a bag")
    assert "what fits a bag\n_If in doubt, <@U1INES> decides._" in words(told(world.mila, "/scope glossary parcel"))


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("late =", "Say in one line what it means here."),
        ("= not by noon", "Which word is it?"),
        ("x" * 81 + " = long", "Keep the word to 80 characters"),
        ("late = " + "x" * 301, "Keep it to 300, one line."),
        ("late = x | @ravi", "Pick somebody who is on"),
        ("late = x | whoever", "I did not understand “whoever”."),
    ],
)
def test_what_cannot_be_recorded_is_said_plainly(world: World, typed: str, refusal: str) -> None:
    world.new_project()
    assert refusal in words(told(world.mila, f"/scope glossary {typed}"))


def test_words_are_added_changed_and_taken_off_by_buttons(world: World) -> None:
    staffed(world)
    world.carlo.click(told(world.carlo, "/scope glossary"), "Add a word", channel=HOME)
    world.carlo.wait_for_modal("Which word?")
    fields = {"Which word?": "Late", "What does it mean here? One line.": "after noon"}
    assert world.carlo.submit(fields, twice=True) == {}
    world.carlo.wait_for_modal("*Late*: after noon\n_If in doubt, <@U2CARLO> decides._")
    world.carlo.close()
    told(world.carlo, "/scope glossary early = before nine")
    world.carlo.click(told(world.carlo, "/scope glossary late"), "Change", channel=HOME)
    world.carlo.wait_for_modal("Which word?")
    errors = world.carlo.submit({"Which word?": "Early"})
    assert list(errors.values()) == ["“Early” is in the list already. Change that one."]
    world.carlo.submit({"Which word?": "Too late"})
    world.carlo.wait_for_modal("*Too late*: after noon")
    world.carlo.close()
    world.carlo.click(told(world.carlo, "/scope glossary too late"), "Take it off", channel=HOME)
    world.carlo.wait_for_ephemeral("“Too late” is taken off the words of *Fewer late parcels*.", HOME)
    listed = words(told(world.enzo, "/scope glossary"))
    assert "early" in listed and "late*" not in listed


def test_the_words_stand_in_the_brief(world: World) -> None:
    staffed(world)
    told(world.enzo, "/scope glossary late = after <noon> & more")
    assert "*Our words*\n_late_: after &lt;noon&gt; &amp; more (Carlo Sample decides)" in posted_brief(world)
    world.settle()
    brief = world.mila.wait_for("Fewer late parcels: the brief", HOME)
    file = next(f for m in world.mila.messages(HOME, brief["ts"]) for f in m.get("files") or [])
    text = world.driver.file(file["id"]).decode()
    assert "## Our words\n\n- late: after \\<noon\\> & more (Carlo Sample decides if in doubt)\n" in text or (
        "## Our words\n\n- late: after \\<noon\\> \\& more (Carlo Sample decides if in doubt)\n" in text
    )


def test_jargon_in_an_agreed_answer_is_told_to_who_wrote_it_only(world: World) -> None:
    revealed(world)
    shown = words(told(world.mila, "/scope agree 7 The latency stays low and false positives fall"))
    assert "Not everyone may know these words." in shown
    assert "• latency: waiting time\n• false positives: false alarm" in shown
    told(world.mila, "/scope glossary latency = seconds until the list is there")
    again = words(told(world.mila, "/scope agree 7 The latency stays low and false positives go"))
    assert "latency: waiting time" not in again and "false positives: false alarm" in again
    plain = words(told(world.mila, "/scope agree 7 The list is there by noon"))
    assert "Not everyone may know" not in plain
    assert not any("waiting time" in words(m) for m in world.ines.messages(HOME))


def test_jargon_in_the_brief_is_told_to_who_asked_for_it_only(world: World) -> None:
    revealed(world)
    told(world.mila, "/scope agree 7 The latency stays low")
    world.ines.command("/scope brief", HOME)
    heard = world.ines.wait_for_ephemeral("stand words that not everyone may know", HOME)
    assert "• latency: waiting time" in words(heard) and "Only you see this." in words(heard)
    world.settle()
    assert not any("waiting time" in words(m) for m in world.mila.messages(HOME) if not m.get("ephemeral"))
    assert world.carlo.sees("stand words that", HOME) is None
