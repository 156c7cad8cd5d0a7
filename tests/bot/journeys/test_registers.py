"""Assumptions and business rules: added, checked, broken, retired; what the brief and the sponsor hear of it."""

from datetime import timedelta

import pytest

from playground.actor import words
from playground.model import Json
from storage import audit
from tests.bot.journeys.entries import RULE, move_to, posted_brief, pressed, staffed, told
from tests.bot.journeys.interviews import from_bot, labels, said
from tests.world import HOME, World

DATA = "Assumptions about the data*\nAssumption 1: the codes are right"


def test_an_assumption_is_typed_and_its_owner_told(world: World) -> None:
    staffed(world)
    shown = told(world.enzo, "/scope assume data: the depot codes are right | @carlo | 2026-03-05")
    assert "Recorded for *Fewer late parcels*:" in words(shown)
    assert "Assumption 1: the depot codes are right\n_<@U2CARLO> checks it by Thursday 5 March._" in words(shown)
    assert labels(shown) == ["All assumptions and rules"], "it is Carlo's now"
    heard = world.carlo.wait_for("asks you to check an assumption of *Fewer late parcels* by Thursday 5 March")
    assert labels(heard) == ["Change", "Confirmed", "Broken"]
    again = told(world.enzo, "/scope assume data: the depot codes are right | @carlo | 2026-03-05")
    assert "This is how it stands for *Fewer late parcels*:" in words(again)
    world.settle()
    assert said(world.carlo, "asks you to check") == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("data: the codes are right", DATA),
        ("data_quality the codes are right", DATA),
        ("data the codes are right", DATA),
        ("data is complete", "Assumptions about the data*\nAssumption 1: data is complete"),
        ("functionality: old items stay out", "Assumptions about what it does*\nAssumption 1: old items stay out"),
        ("depots close at six", "Assumptions about the business*\nAssumption 1: depots close at six"),
    ],
)
def test_the_kind_of_an_assumption_is_understood(world: World, typed: str, expected: str) -> None:
    world.new_project()
    told(world.mila, f"/scope assume {typed}")
    assert expected in words(told(world.mila, "/scope registers"))


def test_on_the_day_the_owner_is_asked_once_in_working_hours(world: World) -> None:
    staffed(world)
    told(world.mila, "/scope assume data: the codes are right | @enzo | 2026-03-07")
    move_to(world, 2026, 3, 7, 16)
    assert said(world.enzo, "You check an assumption") == 0, "it is a Saturday"
    move_to(world, 2026, 3, 9, 12, 30)
    assert said(world.enzo, "You check an assumption") == 0, "it is half past eight in New York"
    move_to(world, 2026, 3, 9, 15)
    asked = world.enzo.wait_for("You check an assumption of *Fewer late parcels* by Saturday 7 March. Does it hold?")
    assert labels(asked) == ["Change", "Confirmed", "Broken"]
    move_to(world, 2026, 3, 12, 15)
    assert said(world.enzo, "You check an assumption") == 1
    shown = pressed(world.enzo, asked, "Confirmed")
    assert "Assumption 1: the codes are right\n_Confirmed._" in words(shown)


@pytest.mark.parametrize("day", ["9 March 2026", "March 9th", "9/3/2026", "next Monday", "in a week", "Monday"])
def test_a_day_is_typed_in_any_usual_form_and_said_back(world: World, day: str) -> None:
    staffed(world)
    shown = told(world.enzo, f"/scope assume data: the codes are right | @carlo | {day}")
    assert "_<@U2CARLO> checks it by Monday 9 March._" in words(shown)
    told(world.carlo, "/scope registers assumption 1 2026-03-20")
    shown = told(world.carlo, f"/scope registers assumption 1 @enzo {day}")
    assert "_<@U6ENZO> checks it by Monday 9 March._" in words(shown)


@pytest.mark.parametrize("change", ["confirmed", "@carlo", "2026-03-12"])
def test_who_has_settled_or_handed_it_on_is_not_asked(world: World, change: str) -> None:
    staffed(world)
    told(world.mila, "/scope assume data: the codes are right | @enzo | 2026-03-05")
    told(world.mila, f"/scope registers assumption 1 {change}")
    move_to(world, 2026, 3, 5, 15)
    assert said(world.enzo, "You check an assumption") == 0
    move_to(world, 2026, 3, 12, 15)
    assert said(world.enzo, "You check an assumption") == (1 if change == "2026-03-12" else 0)
    assert said(world.carlo, "You check an assumption") == (1 if change == "@carlo" else 0)


def test_a_broken_assumption_marks_the_brief_and_tells_the_sponsor_once(world: World) -> None:
    staffed(world)
    told(world.mila, "/scope assume data: the codes are right | @carlo | 2026-03-05")
    heard = world.carlo.wait_for("asks you to check")
    shown = pressed(world.carlo, heard, "Broken", twice=True)
    assert "“The data” is marked in the brief from now on, and the sponsor is told." in words(
        world.carlo.wait_for_ephemeral("is marked in the brief")
    )
    assert labels(shown) == ["Change", "It stands again", "All assumptions and rules"]
    news = world.ines.wait_for("An assumption of *Fewer late parcels* is broken; <@U2CARLO> noted it.")
    assert "*Broken.* “The data” in the brief rests on it." in words(news)
    world.settle()
    assert said(world.ines, "is broken;") == 1
    brief = posted_brief(world)
    assert "*The data*\n*An assumption under this section is broken:* the codes are right" in brief
    file = next(f for m in world.mila.messages(HOME, _brief(world)["ts"]) for f in m.get("files") or [])
    text = world.driver.file(file["id"]).decode()
    assert "## The data\n\n**An assumption under this section is broken:** the codes are right\n" in text
    assert "- the codes are right (broken)" in text

    world.clock.move_to(world.clock.now() + timedelta(minutes=1))
    told(world.carlo, "/scope registers assumption 1 open")
    assert "is broken" not in posted_brief(world)
    told(world.carlo, "/scope registers assumption 1 broken")
    world.settle()
    assert said(world.ines, "is broken;") == 2, "another break is other news"


def _brief(world: World) -> Json:
    """The newest post of the brief, once its file is there."""
    world.settle()
    return world.mila.wait_for("Fewer late parcels: the brief", HOME)


def test_what_nobody_looks_after_is_still_open(world: World) -> None:
    staffed(world)
    told(world.enzo, "/scope assume data: the codes are right")
    told(world.enzo, RULE)
    for text in (posted_brief(world),):
        assert "• Nobody checks this assumption: the codes are right" in text
        assert "• Nobody looks after this rule: leave out closed depots" in text
    told(world.mila, "/scope registers assumption 1 @enzo")
    told(world.mila, "/scope registers rule 1 @enzo")
    world.mila.command("/scope people remove @enzo", HOME)
    world.settle()
    assert "Nobody checks this assumption: the codes are right" in posted_brief(world), "who left looks after nothing"


def test_a_rule_has_its_reason_and_is_looked_at_again(world: World) -> None:
    staffed(world)
    assert "A rule needs its reason" in words(told(world.enzo, "/scope rule must leave out closed depots"))
    assert "Begin with *must* or *prefer*" in words(told(world.enzo, "/scope rule leave out closed depots because x"))
    told(world.enzo, f"{RULE} | @carlo | 2026-03-05")
    listed = told(world.enzo, "/scope registers")
    assert "*Rules: a must*\nRule 1 (must): leave out closed depots\nBecause: nobody is there\n" in words(listed)
    move_to(world, 2026, 3, 5, 9)
    asked = world.carlo.wait_for("Today you look again at a business rule of *Fewer late parcels*")
    assert labels(asked) == ["Still right", "Change", "Retire"]
    shown = pressed(world.carlo, asked, "Still right", twice=True)
    assert "_<@U2CARLO> looks at it again on Thursday 3 September._" in words(shown)
    move_to(world, 2026, 9, 3, 9)
    assert said(world.carlo, "Today you look again") == 2
    shown = pressed(world.carlo, world.carlo.wait_for("Today you look again"), "Retire")
    assert "_Retired._" in words(shown) and labels(shown) == ["Bring it back", "All assumptions and rules"]
    assert "*Rules that are retired*" in words(told(world.enzo, "/scope registers"))


def test_a_rule_is_changed_by_typing_and_the_rest_of_it_stays(world: World) -> None:
    staffed(world)
    told(world.mila, f"{RULE} | @carlo | 2026-03-05")
    shown = told(world.carlo, "/scope registers rule 1 prefer to leave out closed depots because few are there")
    assert "Rule 1 (prefer): to leave out closed depots\nBecause: few are there\n_<@U2CARLO> looks" in words(shown)
    shown = told(world.carlo, "/scope registers rule 1 @ines 2026-04-01")
    assert "(prefer): to leave out closed depots" in words(shown) and "<@U1INES> looks at it again" in words(shown)
    assert "Say which one and what" in words(told(world.mila, "/scope registers rule 1 hello"))
    assert "There is no rule number 7." in words(told(world.mila, "/scope registers rule 7 retire"))
    told(world.mila, "/scope registers rule 1 retire")
    assert labels(told(world.mila, "/scope registers rule 1 restore"))[:2] == ["Change", "Retire"]


def test_only_the_owner_and_the_facilitator_change_an_entry(world: World) -> None:
    staffed(world)
    told(world.enzo, "/scope assume data: the codes are right | @carlo | 2026-03-05")
    refused = words(told(world.enzo, "/scope registers assumption 1 broken"))
    assert "On *Fewer late parcels* this is up to <@U2CARLO> and <@U5MILA>." in refused
    assert "You are not on *Fewer late parcels* yet" in words(told(world.ravi, "/scope assume data: x is y"))
    listed = told(world.enzo, "/scope registers")
    assert labels(listed) == ["Add an assumption", "Add a rule", "Words"], "nothing there is Enzo's to change"
    shown = told(world.mila, "/scope registers assumption 1 confirmed")
    assert "_Confirmed._" in words(shown)
    told(world.mila, "/scope assume knowledge: nobody owns this")
    refused = words(told(world.enzo, "/scope registers assumption 2 @enzo"))
    assert "this is up to the facilitator: <@U5MILA>" in refused


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("data: x | @ravi", "Pick somebody who is on *Fewer late parcels*"),
        ("data: x | soon", "I did not understand “soon”."),
        ("data: x | @mila | 2026-03-01", "Sunday 1 March is over."),
        ("data:", "Write it down in a sentence."),
        ("data: " + "x" * 1001, "an entry has at most 1000"),
    ],
)
def test_what_cannot_be_recorded_is_said_plainly(world: World, typed: str, refusal: str) -> None:
    world.new_project()
    assert refusal in words(told(world.mila, f"/scope assume {typed}"))
    assert "Nothing is recorded yet" in words(told(world.mila, "/scope registers"))


def test_both_are_added_and_changed_in_forms(world: World) -> None:
    staffed(world)
    listed = told(world.enzo, "/scope registers")
    world.enzo.click(listed, "Add an assumption", channel=HOME)
    world.enzo.wait_for_modal("What do you take for true?")
    fields = {"What do you take for true?": "Depots close at six", "Who looks after it?": "U6ENZO"}
    assert world.enzo.submit(fields, twice=True) == {}
    done = world.enzo.wait_for_modal("Assumption 1: Depots close at six")
    assert "_<@U6ENZO> checks it by Monday 9 March._" in words(done), "a week of work, unless a day is said"
    world.enzo.close()
    world.enzo.command("/scope rule", HOME)
    world.enzo.wait_for_modal("What must it do, or had better do?")
    errors = world.enzo.submit({"What must it do, or had better do?": "Warn", "Why?": "x", "day": "2026-03-01"})
    assert list(errors.values()) == ["Sunday 1 March is over. Pick today or later."]
    fields = {"What must it do, or had better do?": "Warn", "Why?": "They ask for it", "day": "2026-09-01"}
    world.enzo.submit(fields)
    world.enzo.wait_for_modal("Rule 1 (must): Warn\nBecause: They ask for it\n_Nobody looks after it yet._")
    world.enzo.close()
    world.enzo.click(told(world.enzo, "/scope registers"), "Change", channel=HOME)
    world.enzo.wait_for_modal("What do you take for true?")
    world.enzo.submit({"What do you take for true?": "Depots close at seven", "day": "2026-03-20"})
    world.enzo.wait_for_modal("Assumption 1: Depots close at seven\n_<@U6ENZO> checks it by Friday 20 March._")
    with world.services.database.reading() as tx:
        changes = [e for e in audit.of_project(tx, 1, 1) if e.action == "assumption"]
    assert [(e.before and e.before["text"], e.after and e.after["text"]) for e in changes] == [
        (None, "Depots close at six"),
        ("Depots close at six", "Depots close at seven"),
    ]


def test_many_entries_are_turned_page_by_page(world: World) -> None:
    world.new_project()
    for number in range(1, 26):
        world.mila.command(f"/scope assume data: fact {number} holds", HOME)
    first = told(world.mila, "/scope registers")
    assert "page 1 of 2" in words(first) and "fact 25 holds" not in words(first)
    world.mila.click(first, "Next page", channel=HOME)
    second = world.mila.wait_for_ephemeral("page 2 of 2", HOME)
    assert "Assumption 25: fact 25 holds" in words(second)
    world.mila.click(second, "Previous page", channel=HOME)
    world.mila.wait_for_ephemeral("page 1 of 2", HOME)


def test_old_buttons_after_the_project_is_archived_change_nothing(world: World) -> None:
    staffed(world)
    told(world.mila, "/scope assume data: the codes are right | @carlo | 2026-03-05")
    heard = world.carlo.wait_for("asks you to check")
    world.mila.click(told(world.mila, "/scope archive"), "Archive it", channel=HOME)
    world.mila.wait_for("archived", HOME)
    assert "was archived" in words(pressed(world.carlo, heard, "Broken"))
    move_to(world, 2026, 3, 5, 12)
    assert said(world.carlo, "You check an assumption") == 0


def test_the_hub_leads_to_the_registers_and_the_words(world: World) -> None:
    world.new_project()
    hub = told(world.mila, "/scope")
    assert {"Assumptions and rules", "Words", "Export"} <= set(labels(hub))
    page = pressed(world.mila, hub, "Assumptions and rules", HOME)
    assert "What Fewer late parcels takes for true, and its rules" in words(page)
    world.settle()
    assert from_bot(world.mila)
