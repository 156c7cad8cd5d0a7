"""The whole project given away: to whom, what is in it, and what is not."""

import json
from typing import Any

from playground.actor import Actor, words
from storage import polls
from tests.bot.journeys.entries import staffed, told
from tests.bot.journeys.interviews import said
from tests.bot.journeys.revealing import ML_LEAD, SPONSOR, answered, revealed
from tests.world import HOME, World


def exported(world: World, actor: Actor, command: str = "/scope export") -> tuple[str, dict[str, Any]]:
    """Ask for an export; returns the document and the data."""
    before = max((message["ts"] for message in actor.messages()), default="0")
    actor.command(command, HOME)
    world.settle()
    ready = actor.wait_for("Everything of *Fewer late parcels* that you may see", after=before)
    files = [file for message in actor.messages(thread=ready["ts"]) for file in message.get("files") or []]
    content = {file["name"]: world.driver.file(file["id"]).decode() for file in files}
    assert sorted(content) == ["fewer-late-parcels-export.json", "fewer-late-parcels-export.md"]
    return content["fewer-late-parcels-export.md"], json.loads(content["fewer-late-parcels-export.json"])


def test_before_the_reveal_there_are_only_ones_own_answers_in_it(world: World) -> None:
    answered(world)
    document, data = exported(world, world.ines)
    whole = document + json.dumps(data)
    assert "only theirs are in it" in document
    assert [answer["text"] for answer in data["answers"]] == list(SPONSOR)
    assert all(text in document for text in SPONSOR) and not any(text in whole for text in ML_LEAD)
    assert {entry["action"] for entry in data["audit"] if entry["by"] != data["exported_by"]} <= {
        "project_started",
        "roles",
    }


def test_after_the_reveal_it_holds_the_whole_project(world: World) -> None:
    revealed(world)
    world.mila.command("/scope people add @carlo champion", HOME)
    for command in (
        "/scope agree 1 Refunds cost too much",
        "/scope agree 1 Refunds cost two million",
        "/scope assume data: the codes are right | @ines | 2026-03-09",
        "/scope rule must skip closed depots because nobody is there",
        "/scope glossary late = after noon",
        "/scope features core a list by noon | we show last week's | 3",
    ):
        told(world.mila, command)
    document, data = exported(world, world.carlo)
    assert (data["format"], data["version"]) == ("whyfirst-project", 1)
    names = {person["id"]: person["name"] for person in data["people"]}
    assert names[data["exported_by"]] == "Carlo Sample"
    assert {answer["text"] for answer in data["answers"]} >= {*SPONSOR, *ML_LEAD}
    agreed = [(each["question"], each["version"], each["text"]) for each in data["agreed_answers"]]
    assert agreed == [("Q1", 1, "Refunds cost too much"), ("Q1", 2, "Refunds cost two million")]
    (assumption,) = data["assumptions"]
    assert (assumption["number"], assumption["kind"], assumption["status"]) == (1, "data_quality", "open")
    assert (names[assumption["owner"]], assumption["due_on"]) == ("Ines Sample", "2026-03-09")
    assert data["business_rules"][0]["reason"] == "nobody is there"
    assert data["glossary"][0]["word"] == "late" and data["features"][0]["days"] == 3
    actions = [entry["action"] for entry in data["audit"]]
    assert actions[0] == "project_started" and actions[-1] == "exported" and "revealed" in actions
    for text in (
        "Refunds cost two million",
        "the codes are right",
        "skip closed depots",
        "after noon",
        "a list by noon",
    ):
        assert text in document
    assert "Agreed by Mila Sample; recorded by Mila Sample on Monday 2 March 2026, " in document
    assert "we show last week" in document and "\n  - Test: " in document, "a test has a line of its own"
    assert "roles of Carlo Sample: champion" in document
    assert "xoxb" not in document + json.dumps(data) and "xapp" not in document + json.dumps(data)


def test_what_somebody_took_back_before_the_reveal_stays_theirs(world: World) -> None:
    world.new_project()
    world.begin("ines")
    harsh = world.ines.say("Our shift leads are lazy")
    world.ines.wait_for("Saved.", after=harsh)
    world.ines.edit(harsh, "Refunds hurt")
    world.settle()
    world.ines.click(world.ines.wait_for("Saved."), "Next")
    for number, text in enumerate(SPONSOR[1:], start=2):
        world.ines.wait_for(f"question {number} of 6")
        world.answer("ines", text)
    world.answer_all("mila", *ML_LEAD)
    world.mila.click(world.mila.wait_for("Everyone has finished"), "Reveal the answers")
    world.mila.click(world.mila.wait_for_ephemeral("Reveal the answers for"), "Reveal the answers")
    world.mila.wait_for("are revealed", HOME)
    document, data = exported(world, world.mila)
    assert "Refunds hurt" in document and "lazy" not in document + json.dumps(data)
    document, data = exported(world, world.ines)
    assert "lazy" in document and "Our shift leads are lazy" in json.dumps(data)


def test_hidden_votes_are_not_in_it(world: World) -> None:
    staffed(world)
    with world.services.database.transaction() as tx:
        now = world.clock.now()
        poll, _ = polls.create(
            tx, ws=1, project_id=1, question="Go on?", asked_by=1, voters=(1, 2), ends_at=now, now=now
        )
        polls.vote(tx, ws=1, poll_id=poll.id, round=1, person_id=1, score=2, reason="Too dear", now=now)
    document, data = exported(world, world.ines)
    assert data["polls"] == [] and "Too dear" not in document
    assert "### Go on?, still open\n\nThe votes are hidden until " in document
    with world.services.database.transaction() as tx:
        polls.close(tx, 1, poll.id, now)
    document, data = exported(world, world.ines)
    (shown,) = data["polls"]
    assert shown["votes"] == [{"person": 1, "score": 2, "reason": "Too dear"}] and shown["missing"] == [2]
    assert "### Go on?, round 1" in document and ": 2. Too dear" in document


def test_only_members_get_it_and_a_double_click_gives_it_once(world: World) -> None:
    staffed(world)
    assert "You are not on *Fewer late parcels* yet" in words(told(world.ravi, "/scope export"))
    assert "There is no project of yours here." in words(told(world.ravi, "/scope export", world.ravi.dm))
    hub = told(world.enzo, "/scope")
    world.enzo.click(hub, "Export", channel=HOME, twice=True)
    world.enzo.wait_for("Everything of *Fewer late parcels*")
    world.settle()
    assert said(world.enzo, "Everything of *Fewer late parcels*") == 1
    assert said(world.ravi, "Everything of") == 0


def test_where_no_file_can_be_uploaded_the_document_comes_as_text(world: World) -> None:
    world.driver.fault(missing=["files.getUploadURLExternal", "files.completeUploadExternal", "files.upload"])
    staffed(world)
    world.enzo.command("/scope export", HOME)
    ready = world.enzo.wait_for("Everything of *Fewer late parcels*")
    text = world.enzo.wait_for("I cannot attach files here", thread=ready["ts"])
    assert "there is no file for programs" in words(text) and "# Fewer late parcels" in words(text)


def test_an_archived_project_is_exported_all_the_same_and_stays_archived(world: World) -> None:
    revealed(world)
    hub = told(world.ines, "/scope")
    world.mila.click(told(world.mila, "/scope archive"), "Archive it", channel=HOME)
    assert "`/scope export`" in words(world.ines.wait_for("archived *Fewer late parcels*", HOME))
    document, data = exported(world, world.mila)
    assert {answer["text"] for answer in data["answers"]} == {*SPONSOR, *ML_LEAD} and SPONSOR[0] in document
    world.ines.click(hub, "Export", channel=HOME)
    world.ines.wait_for("Everything of *Fewer late parcels*")
    world.mila.command("/scope new Next | Another wish | @ines", HOME)
    world.mila.wait_for("*Next* starts here", HOME)
    world.driver.move_clock("+1h", world.mila.user)
    exported(world, world.mila, "/scope export fewer late")
    assert "There is no project of yours here." in words(told(world.ravi, "/scope export fewer late", world.ravi.dm))
    assert "was archived" in words(told(world.mila, "/scope status fewer late"))
