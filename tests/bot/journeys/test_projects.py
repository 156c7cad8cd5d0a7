"""`/scope new` and `archive`, by form and typed; a bot that is let into the channel late."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from playground.actor import Actor, controls, words
from playground.model import BOT_USER_ID, Json
from storage import projects
from tests.world import HOME, NEW, WISH, World

PUBLIC, PRIVATE = "C2GENERAL", "C3RETURNS"
INES = "U1INES"
NAME, WISHED, SPONSOR = "What is it called?", "What do you wish for?", "Who pays for it and decides?"
GOOD: Json = {NAME: "Fewer late parcels", WISHED: WISH, SPONSOR: INES}


@pytest.fixture(scope="module")
def waiting(shared_world: World) -> World:
    """No project yet, Ravi is gone, and Mila has the form before her; for tests that start nothing."""
    shared_world.mila.deactivate("U4RAVI")
    open_form(shared_world.mila)
    return shared_world


def open_form(actor: Actor, channel: str = HOME) -> Json:
    actor.command("/scope new", channel)
    return actor.wait_for_modal("Start a project")


def heads(actor: Actor, channel: str = HOME) -> list[str]:
    """The first lines of what stands in a channel."""
    return [words(message).splitlines()[0] for message in actor.messages(channel)]


def test_the_form_has_three_fields_and_starts_the_project(world: World) -> None:
    form = open_form(world.mila)
    assert [label for label, _, _ in controls(form)] == [NAME, WISHED, SPONSOR]
    assert world.mila.submit(GOOD) == {}
    post = words(world.enzo.wait_for("Fewer late parcels", HOME))
    assert f"&gt; {WISH}" in post or WISH in post
    assert "<@U5MILA> (facilitator and ML lead)" in post and f"<@{INES}> (sponsor)" in post
    assert "3 working days" in post and "Nobody sees another's answers" in post and "I write the brief" in post
    asked = words(world.ines.wait_for("I have 6 questions for you, about 10 minutes"))
    assert "where you are sponsor" in asked and WISH in asked and "Nobody else sees your answers" in asked
    own = words(world.mila.wait_for("I have 3 questions for you, about 5 minutes"))
    assert "You are ML lead and facilitator of *Fewer late parcels*" in own


def test_a_sponsor_who_starts_it_alone_is_named_once(world: World) -> None:
    world.ines.command("/scope new Alone | I want to know | @ines", HOME)
    assert f"<@{INES}> (sponsor, facilitator and ML lead)" in words(world.ines.wait_for("*Alone* starts here", HOME))
    world.settle()
    assert len([m for m in world.ines.messages() if "questions for you" in words(m)]) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({NAME: "   "}, "name", "Give the project a name."),
        ({NAME: "n" * 300}, "name", "The name has 300 characters. Keep it to 80"),
        ({WISHED: " \n "}, "wish", "Say in one sentence what you wish for."),
        ({WISHED: "w" * 501}, "wish", "The wish has 501 characters. Keep it to 500"),
        ({SPONSOR: BOT_USER_ID}, "sponsor", "That is an app, not a person."),
        ({SPONSOR: "U4RAVI"}, "sponsor", "That account is deactivated"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_the_form_stays(
    waiting: World, wrong: Json, field: str, sentence: str
) -> None:
    errors = waiting.mila.submit(GOOD | wrong)
    assert list(errors) == [field] and errors[field].startswith(sentence)
    assert waiting.mila.modal() is not None, "the form is still there, with everything in it"
    assert waiting.mila.sees("starts here", HOME) is None


def test_all_mistakes_of_a_form_are_told_at_once(waiting: World) -> None:
    errors = waiting.mila.submit(GOOD | {NAME: "n" * 300, WISHED: " \n "})
    assert set(errors) == {"name", "wish"}
    assert errors["name"].startswith("The name has 300") and errors["wish"].startswith("Say in one sentence")


def test_a_form_that_was_corrected_is_accepted(world: World) -> None:
    open_form(world.mila)
    world.mila.submit(GOOD | {NAME: "n" * 300})
    assert world.mila.submit(GOOD) == {}
    world.ines.wait_for("*Fewer late parcels* starts here", HOME)


def test_the_same_form_sent_twice_starts_one_project(world: World) -> None:
    open_form(world.mila)
    world.mila.submit(GOOD, twice=True)
    world.ines.wait_for("I have 6 questions for you")
    world.settle()
    assert len([line for line in heads(world.mila) if "starts here" in line]) == 1
    assert len([m for m in world.ines.messages() if "questions for you" in words(m)]) == 1


def test_a_second_project_in_the_channel_is_refused(world: World) -> None:
    world.new_project()
    world.carlo.command("/scope new", HOME)
    refused = world.carlo.wait_for_ephemeral("This channel is home to *Fewer late parcels* already", HOME)
    assert "/scope archive" in refused["text"]
    assert world.carlo.modal() is None


def test_of_two_forms_sent_at_the_same_time_one_is_told_that_the_channel_is_taken(world: World) -> None:
    open_form(world.mila)
    open_form(world.carlo)
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(world.mila.submit, GOOD | {NAME: "One"}),
            pool.submit(world.carlo.submit, GOOD | {NAME: "Two"}),
        ]
    errors = [each.result() for each in sent]
    told = [error["name"] for error in errors if error]
    assert len(told) == 1 and told[0].startswith("This channel is home to ")
    world.settle()
    assert len([line for line in heads(world.ines) if "starts here" in line]) == 1


TYPED = [
    (NEW, "Fewer late parcels", WISH),
    ("/scope new Short | A wish @ines", "Short", "A wish"),
    ("/scope new Bars | a wish | with a bar | @ines.", "Bars", "a wish | with a bar"),
    ("/scope new Named | what @carlo asks for | @ines", "Named", "what @Carlo Sample asks for"),
    ("/scope NEW\nLines | a wish\nof two lines | @ines", "Lines", "a wish\nof two lines"),
    ("/scope new <b>&</b> *x* | <!channel> `wish` | @ines", "<b>&</b> *x*", "@channel `wish`"),
]


def test_a_project_can_be_typed(world: World) -> None:
    for typed, name, wish in TYPED:
        world.mila.command(typed, HOME)
        world.mila.wait_for_ephemeral("has begun", HOME)
        with world.services.database.transaction() as tx:
            project = projects.active_in_channel(tx, 1, HOME)
            assert project is not None and (project.name, project.wish) == (name, wish)
            projects.archive(tx, 1, project.id, by=project.created_by, now=world.clock.now())


@pytest.mark.parametrize("typed", ["Late parcels", "Late parcels | wish", "@ines", "a | b | @ines and then some more"])
def test_what_is_typed_wrong_is_answered_with_the_way_to_type_it(waiting: World, typed: str) -> None:
    before = [message["ts"] for message in waiting.carlo.messages(HOME)][-1:]
    waiting.carlo.command(f"/scope new {typed}", HOME)
    waiting.carlo.wait_for_ephemeral("I need a name, a wish and a sponsor", HOME, after="".join(before))
    assert waiting.carlo.sees("starts here", HOME) is None


def test_a_long_wish_typed_in_vain_is_given_back_whole(waiting: World) -> None:
    wish = " ".join(f"word{number}" for number in range(900))
    waiting.uma.command(f"/scope new Late | {wish} | @ines", HOME)
    told = words(waiting.uma.wait_for_ephemeral("Keep it to 500", HOME))
    assert "word0 " in told and "word899" in told and "@ines" in told


def test_in_a_direct_message_one_is_sent_to_a_channel(waiting: World) -> None:
    waiting.uma.command("/scope new")
    waiting.uma.wait_for_ephemeral("A project lives in a channel.")
    assert waiting.uma.modal() is None


def test_the_bot_joins_a_public_channel_by_itself(world: World) -> None:
    world.mila.command(NEW, PUBLIC)
    world.mila.wait_for("*Fewer late parcels* starts here", PUBLIC)


def test_for_a_private_channel_the_facilitator_is_asked_and_all_that_waits_comes_in_order(world: World) -> None:
    world.mila.command(NEW, PRIVATE)
    asked = world.mila.wait_for("I can't post in")
    assert "/invite" in asked["text"]
    world.carlo.command("/scope people add @carlo champion", PRIVATE)
    world.answer_all("ines", "a", "b", "c", "d", "e", "@carlo")
    world.mila.command("/scope brief", PRIVATE)
    world.mila.wait_for_ephemeral("I am posting the brief", PRIVATE)
    world.settle()
    assert not [m for m in world.mila.messages(PRIVATE) if m.get("bot_id") and not m.get("ephemeral")]
    world.mila.invite(PRIVATE)
    world.ines.wait_for("Fewer late parcels: the brief", PRIVATE)
    lines = [line for line in heads(world.ines, PRIVATE) if "Fewer late parcels" in line]
    assert [("starts here" in line, "the brief" in line) for line in lines] == [(True, False), (False, True)]
    assert len([m for m in world.mila.messages() if "I can't post in" in words(m)]) == 1, "asked once"


def test_archiving_asks_first_and_then_frees_the_channel(world: World) -> None:
    world.new_project()
    start = world.ines.wait_for("questions for you")
    post = world.mila.wait_for("starts here", HOME)
    world.mila.command("/scope status", HOME)
    status = world.mila.wait_for_ephemeral("The interviews are under way", HOME)
    world.mila.command("/scope archive", HOME)
    ask = world.mila.wait_for_ephemeral("Archive *Fewer late parcels*?", HOME)
    assert world.mila.sees("archived", HOME) is None
    world.mila.click(ask, "Archive it", channel=HOME, twice=True)
    world.ines.wait_for("<@U5MILA> archived *Fewer late parcels*", HOME)
    world.settle()
    assert len([m for m in world.ines.messages(HOME) if "archived *Fewer" in words(m)]) == 1

    sentence = "*Fewer late parcels* was archived by <@U5MILA>"
    world.ines.click(start, "Start")
    world.ines.wait_for_ephemeral(sentence)
    for button in ("Who is on it", "Where it stands"):
        told = world.carlo.messages(HOME)[-1]["ts"]
        world.carlo.click(post, button, channel=HOME)
        world.carlo.wait_for_ephemeral(sentence, HOME, after=told)
    for button in ("Answers", "Reveal the answers", "Post the brief", "People", "Status", "Archive"):
        told = world.mila.messages(HOME)[-1]["ts"]
        world.mila.click(status, button, channel=HOME)
        world.mila.wait_for_ephemeral(sentence, HOME, after=told)
    for command in ("status", "people", "answers", "interview", "brief", "archive", "agree 7 text"):
        told = world.mila.messages(HOME)[-1]["ts"]
        world.mila.command(f"/scope {command}", HOME)
        world.mila.wait_for_ephemeral(sentence, HOME, after=told)

    world.carlo.command("/scope new Next | Another wish | @ines", HOME)
    world.ines.wait_for("*Next* starts here", HOME)
    world.carlo.command("/scope status", HOME)
    world.carlo.wait_for_ephemeral("*Next*", HOME)


def test_a_form_sent_after_the_project_was_archived_says_so_in_plain_words(world: World) -> None:
    world.new_project()
    world.mila.command("/scope people", HOME)
    world.mila.click(world.mila.wait_for_ephemeral("The people of", HOME), "Add somebody", channel=HOME)
    world.mila.wait_for_modal("Add somebody")
    world.ines.command("/scope archive", HOME)
    world.ines.click(world.ines.wait_for_ephemeral("Archive *Fewer", HOME), "Archive it", channel=HOME)
    world.ines.wait_for("archived *Fewer late parcels*", HOME)
    told = world.mila.submit({"Who?": "U2CARLO", "As what?": "champion"})["person"]
    assert told.startswith("Fewer late parcels was archived by Ines Sample on Monday 2 March 2026, 08:0")
    assert "<" not in told and "*" not in told


def test_who_may_not_archive_is_told_who_may(world: World) -> None:
    world.new_project()
    world.carlo.command("/scope archive", HOME)
    told = world.carlo.wait_for_ephemeral("up to the sponsor or the facilitator", HOME)
    assert "<@U1INES>" in told["text"] and "<@U5MILA>" in told["text"]
    assert world.carlo.sees("Archive *Fewer late parcels*?", HOME) is None
