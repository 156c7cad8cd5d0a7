"""A real Chromium for tests of the page, driven by what a person sees: roles and names."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.conftest import BROWSERS

#: Nothing but the page itself: no look-ups of updates, accounts or addresses.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-software-rasterizer",
    "--force-device-scale-factor=1",
]
#: Milliseconds to wait for something to appear; a busy machine takes a while to draw.
_PATIENCE = 15_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of this process."""
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


class Somebody:
    """A person at the page, in a window of their own."""

    def __init__(self, browser: Browser, url: str, slack_id: str, *, width: int = 1280, height: int = 900) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_PATIENCE)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{url}/?as={slack_id}")

    def go_to(self, place: str) -> None:
        """Open a channel, the app's messages ("Whyfirst") or "Home", by the name in the rail."""
        rail = self.page.get_by_role("navigation", name="Workspace")
        rail.get_by_role("link", name=place).first.click()

    def type(self, text: str, place: str = "Whyfirst") -> None:
        """Type a message or command, and press Enter."""
        box = self.page.get_by_role("textbox", name=f"Message {place}", exact=True)
        box.fill(text)
        box.press("Enter")

    def press(self, label: str) -> None:
        """Press the newest button of this name."""
        self.page.get_by_role("button", name=label, exact=True).last.click()

    def sees(self, text: str) -> Locator:
        """Wait until a text is on the page, and return where."""
        found = self.page.get_by_text(text).last
        expect(found).to_be_visible()
        return found

    def picture(self, folder: Path, name: str) -> None:
        """Keep a picture of the page."""
        self.page.screenshot(path=folder / f"{name}.png")

    def close(self) -> None:
        """Close the window; what the page complained of fails the test."""
        self.context.close()
        assert self.errors == []
