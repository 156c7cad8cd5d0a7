"""A newcomer's first minutes, in a real browser: two people are interviewed, the answers revealed, the brief posted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.command_line import sample_cast
from tests.browser import Somebody
from tests.world import World

pytestmark = pytest.mark.browser

ANSWERS = [
    "Late parcels cost us refunds & the good will of shops",
    "A list of parcels that will be late, by noon",
    "Carlo's team looks at the board and guesses",
    "Nine of ten late ones on the list",
    "When the new depot opens, end of 2027",
]


@pytest.fixture
def mila(world: World, chromium: Browser) -> Iterator[Somebody]:
    """The ML lead, who starts the project."""
    somebody = Somebody(chromium, world.server.url, sample_cast.ML_LEAD.id)
    yield somebody
    somebody.close()


@pytest.fixture
def ines(world: World, chromium: Browser) -> Iterator[Somebody]:
    """The sponsor, on a phone."""
    somebody = Somebody(chromium, world.server.url, sample_cast.SPONSOR.id, width=390, height=844)
    yield somebody
    somebody.close()


def start(mila: Somebody) -> None:
    mila.go_to("late-parcels")
    mila.type("/scope new", "#late-parcels")
    form = mila.page.get_by_role("dialog")
    form.get_by_label("What is it called?").fill("Fewer late parcels")
    form.get_by_label("What do you wish for?").fill("We want to know by noon which parcels will be late.")
    form.get_by_label("Who pays for it and decides?").select_option(sample_cast.SPONSOR.id)
    form.get_by_role("button", name="Start", exact=True).click()
    mila.sees("What happens next")


def answer(somebody: Somebody, place: str, text: str) -> None:
    somebody.sees(place)
    somebody.type(text)
    somebody.sees("Saved")
    somebody.press("Next")
    expect(somebody.page.get_by_text("Saved")).to_have_count(0)


def test_two_people_are_interviewed_and_the_brief_is_posted(mila: Somebody, ines: Somebody, tmp_path: Path) -> None:
    start(mila)
    mila.picture(tmp_path, "1-started")

    ines.page.get_by_role("button", name="Open the menu").click()
    ines.go_to("Whyfirst")
    ines.sees("I have 6 questions for you")
    ines.press("Start")
    for number, text in enumerate(ANSWERS, start=1):
        answer(ines, f"question {number} of 6", text)
    ines.sees("question 6 of 6")
    ines.picture(tmp_path, "2-on-a-phone")
    ines.page.get_by_role("combobox", name="Pick the champion").select_option(sample_cast.CHAMPION.id)
    ines.sees("Saved")
    ines.press("Next")
    ines.sees("That was the last question")

    mila.go_to("Whyfirst")
    mila.press("Start")
    for number, text in enumerate(["Half the refunds", "Data may be missing", "A rule of thumb"], start=1):
        answer(mila, f"question {number} of 3", text)
    mila.sees("That was the last question")

    for _ in range(4):  # Carlo does not answer: his window ends
        mila.page.get_by_role("button", name="Next working day").click()
    mila.sees("is over")
    mila.press("Reveal the answers")
    mila.sees("Not finished yet")
    mila.press("Reveal the answers")
    mila.sees("are common now")
    mila.go_to("late-parcels")
    mila.sees("are revealed: 9 answers from 2 people")
    mila.press("Read the answers")
    mila.sees("All answers for Fewer late parcels")
    mila.picture(tmp_path, "3-answers")
    mila.page.get_by_role("button", name="Agree on Ines Sample's").first.click()
    mila.sees("Recorded as agreed")

    mila.type("/scope brief", "#late-parcels")
    mila.sees("Fewer late parcels: the brief")
    mila.sees("This is a draft")
    mila.picture(tmp_path, "4-brief")
    mila.page.get_by_role("button", name="reply").last.click()
    with mila.page.expect_download() as download:
        mila.page.get_by_role("region", name="Thread").get_by_role("link", name="fewer-late-parcels-brief.md").click()
    document = download.value.path().read_text(encoding="utf-8")
    assert "# Fewer late parcels" in document and "the good will of shops" in document


def test_everything_in_the_page_has_a_role_and_a_name(mila: Somebody) -> None:
    start(mila)
    mila.type("/scope", "#late-parcels")
    mila.sees("What would you like to do")
    nameless = mila.page.evaluate(
        """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [role]")]
            .filter((each) => each.checkVisibility() && ["BUTTON", "A"].includes(each.tagName))
            .filter((each) => !(each.textContent.trim() || each.getAttribute("aria-label") || each.title))
            .map((each) => each.outerHTML)"""
    )
    assert nameless == []
