"""A whole planning phase, played in a real browser by five members: from a weak answer to a decision replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.command_line import sample_cast
from tests.browser import Somebody
from tests.world import World, open_world

pytestmark = pytest.mark.browser

CHANNEL = "#late-parcels"
PROBE = "That's my answer"


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """The bot as it comes: it asks weak answers back."""
    with open_world(sqlite_url, probes=2) as opened:
        yield opened


@contextmanager
def window(world: World, chromium: Browser, slack_id: str) -> Iterator[Somebody]:
    """Give somebody's window, closed at the end; what the page complained of fails the test."""
    somebody = Somebody(chromium, world.server.url, slack_id)
    yield somebody
    somebody.close()


def start_interview(who: Somebody) -> None:
    who.go_to("Whyfirst")
    who.sees("questions for you")
    who.press("Start")


def answer(who: Somebody, place: str, text: str, *, weak: bool = False) -> None:
    who.sees(place)
    who.type(text)
    who.sees("Saved")
    who.press("Next")
    if weak:
        who.sees(PROBE)
        who.press(PROBE)
    expect(who.page.get_by_text("Saved")).to_have_count(0)


def sponsor_answers(ines: Somebody, folder: Path) -> None:
    start_interview(ines)
    answer(ines, "question 1 of 6", "Rivals use AI", weak=True)
    answer(ines, "question 2 of 6", "A list of the parcels that will be late, by noon, for Carlo's dispatchers")
    answer(ines, "question 3 of 6", "Two dispatchers look through the board every evening; 3% of parcels come late")
    answer(ines, "question 4 of 6", "Nine of ten late parcels on the list would already save us the refunds")
    answer(ines, "question 5 of 6", "When the Hanover depot opens, in September 2027, the routes change")
    ines.sees("question 6 of 6")
    ines.page.get_by_role("combobox", name="Pick the champion").select_option(sample_cast.CHAMPION.id)
    ines.sees("Saved")
    ines.press("Next")
    ines.sees("That was the last question")
    ines.picture(folder, "1-sponsor")


def champion_answers(carlo: Somebody, folder: Path) -> None:
    start_interview(carlo)
    answer(carlo, "question 1 of 6", "Shops call us 40 times a day about late parcels, and two of them left in May")
    answer(carlo, "question 2 of 6", "At six in the morning I see which 50 parcels to move to an earlier van")
    answer(carlo, "question 3 of 6", "Two dispatchers look through the board once a week; 12% of parcels come late")
    answer(carlo, "question 4 of 6", "If 8 of 10 on the list really are late, my team trusts it and moves them")
    answer(carlo, "question 5 of 6", "Calls fall from 40 to 20 a day by June 2026, counted by the phone system")
    answer(carlo, "question 6 of 6", "A list by depot, with the reason for each parcel, printed before the first van")
    carlo.sees("That was the last question")
    carlo.picture(folder, "2-champion")


def lead_answers(mila: Somebody, folder: Path) -> None:
    start_interview(mila)
    answer(mila, "question 1 of 3", "Calls per day fall from 40 to 20 by June 2026, counted by the phone system")
    drifting = "A wrong list sends vans to 30 wrong doors. We should train a neural network on AWS."
    answer(mila, "question 2 of 3", drifting)
    mila.sees("Shall I park it for the research review")
    mila.picture(folder, "3-parking")
    mila.press("Park it")
    mila.sees("Parked for the research review")
    answer(mila, "question 3 of 3", "List every parcel that was not scanned by eight; that finds about half of them")
    mila.sees("That was the last question")


def engineer_answers(enzo: Somebody, folder: Path) -> None:
    start_interview(enzo)
    enzo.sees("question 1 of 2")
    enzo.press("I don't know")
    enzo.sees("Who can find out, and by when?")
    enzo.page.get_by_role("combobox", name="Who finds out").select_option(sample_cast.CHAMPION.id)
    enzo.press("Save and go on")
    answer(enzo, "question 2 of 2", "Every morning before six, for 4,000 parcels, in under ten minutes on one machine")
    enzo.sees("That was the last question")
    enzo.picture(folder, "4-unknown")


def user_answers(uma: Somebody) -> None:
    start_interview(uma)
    answer(uma, "question 1 of 3", "A short list on my second screen at seven, sorted by depot")
    answer(uma, "question 2 of 3", "I scroll the board and call the depots; it takes 90 minutes every morning")
    answer(uma, "question 3 of 3", "Parcels already on a van must not show up, and I can strike one from the list")
    uma.sees("That was the last question")


def plan(mila: Somebody, ines: Somebody, carlo: Somebody, folder: Path) -> None:
    mila.sees("Everyone has finished")
    mila.press("Reveal the answers")
    mila.sees("can read all of them")
    mila.press("Reveal the answers")
    mila.sees("are common now")
    mila.go_to("late-parcels")
    mila.sees("are revealed")
    mila.type("/scope gaps", CHANNEL)
    mila.sees("seem to clash")
    mila.picture(folder, "5-gaps")
    mila.press("Post as draft agenda")
    mila.sees("Draft agenda of the planning session")
    for number in (1, 2, 3, 4, 5, 6, 7, 14, 17, 19, 22):
        mila.type(f"/scope agree {number} What we agree on for question {number}, in one sentence", CHANNEL)
        expect(mila.page.get_by_text(f"for question {number}, in one sentence").last).to_be_visible()
    mila.type("/scope features core A list by depot before six | We show last week's list | 5", CHANNEL)
    mila.sees("5 person-days")
    for who in (ines, carlo):
        who.go_to("late-parcels")
        who.type("/scope sign", CHANNEL)
        who.press("Sign version 1")
        who.sees("Signed so far" if who is ines else "This is the baseline")
    mila.sees("has a baseline")
    mila.picture(folder, "6-baseline")


def decide(mila: Somebody, folder: Path) -> None:
    mila.type("/scope decide We start with two depots | The others have no scanners yet", CHANNEL)
    mila.sees("We start with two depots")
    mila.page.get_by_role("button", name="Replace", exact=True).last.click()
    form = mila.page.get_by_role("dialog")
    form.get_by_label("What was decided?").fill("We start with all depots")
    form.get_by_label("Why?").fill("The scanners came early")
    form.get_by_label("It changes the signed brief").check()
    form.get_by_role("button", name="Record", exact=True).click()
    mila.sees("We start with all depots")
    if form.is_visible():
        form.get_by_role("button", name="Close", exact=True).click()
    mila.type("/scope agree 19 Before six, for all depots", CHANNEL)
    mila.sees("Recorded as agreed, version 2")
    mila.picture(folder, "7-decision")


def test_five_members_plan_a_project(world: World, chromium: Browser, tmp_path: Path) -> None:
    with (
        window(world, chromium, sample_cast.ML_LEAD.id) as mila,
        window(world, chromium, sample_cast.SPONSOR.id) as ines,
        window(world, chromium, sample_cast.CHAMPION.id) as carlo,
    ):
        mila.go_to("late-parcels")
        mila.type("/scope new Fewer late parcels | To know by noon which parcels will be late | @ines", CHANNEL)
        mila.sees("What happens next")
        for line in ("@uma user", "@enzo engineer"):
            mila.type(f"/scope people add {line}", CHANNEL)
        mila.sees("engineer")
        sponsor_answers(ines, tmp_path)
        champion_answers(carlo, tmp_path)
        with window(world, chromium, sample_cast.FIRST_USER.id) as uma:
            user_answers(uma)
        mila.page.get_by_role("button", name="+1 hour").click()
        world.driver.move_clock("2026-03-02T15:00:00Z", sample_cast.ENGINEER.id)  # morning in New York
        with window(world, chromium, sample_cast.ENGINEER.id) as enzo:
            engineer_answers(enzo, tmp_path)
        lead_answers(mila, tmp_path)
        plan(mila, ines, carlo, tmp_path)
        decide(mila, tmp_path)
