"""A bot that is killed or told to stop in the middle of an interview: nothing is lost, nothing is doubled."""

import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import manifest
from bot.command_line import sample_cast
from playground.actor import Actor, words
from playground.app_info import AppInfo
from playground.driver import Driver
from playground.server import Server
from playground.workspace import Workspace
from tests.bot.test_serving import process, stopped, tokens
from tests.world import HOME, NEW

TEXTS = [f"Sample answer number {number}" for number in range(1, 6)]
STARTING = 30  # seconds that a process may take to connect
LONG = 20.0  # seconds to wait for what a process does, on a busy machine


@pytest.fixture
def slack() -> Iterator[Server]:
    """A workspace that sends again soon what nobody acknowledged."""
    app = AppInfo.from_manifest(manifest.build())
    with Server(Workspace(sample_cast.PEOPLE, sample_cast.CHANNELS, app), retry_after=(0.5,) * 60) as server:
        yield server


class Bot:
    """`whyfirst run` in a folder of its own, which can be killed and started again."""

    def __init__(self, folder: Path, slack: Server) -> None:
        self._folder, self._given = folder, tokens(slack) | {"WHYFIRST_PROBES": "0"}  # answers stay short
        self._driver = Driver(slack.url)

    def running(self) -> AbstractContextManager[subprocess.Popen[str]]:
        """Start it; a context manager that gives the process."""
        return process(self._folder, "run", **self._given)

    def wait(self) -> None:
        """Wait until it is connected."""
        self._driver.wait_connected(timeout=STARTING)

    def let_claims_run_out(self) -> None:
        """As if the dead process's claims, which last for seconds, had run out."""
        with closing(sqlite3.connect(self._folder / "whyfirst.sqlite3")) as database:
            database.execute("UPDATE notices SET claimed_until = ?", (str(datetime(2020, 1, 1, tzinfo=UTC))[:19],))
            database.commit()

    def stored(self) -> list[str]:
        """Return the texts of the answers, in the order of the questions."""
        with closing(sqlite3.connect(self._folder / "whyfirst.sqlite3")) as database:
            return [str(text) for (text,) in database.execute("SELECT text FROM answers WHERE text <> '' ORDER BY id")]


def kill(running: subprocess.Popen[str]) -> None:
    """End a process as a power cut does."""
    running.send_signal(signal.SIGKILL)
    running.wait()


def begin(driver: Driver) -> Actor:
    """Start a project and its sponsor's interview; returns the sponsor, at the first question.

    The sponsor starts it: the process has the real clock, and anybody else would be asked in working hours only.
    """
    ines = driver.as_(sample_cast.SPONSOR.id)
    ines.command(NEW, HOME)
    ines.click(ines.wait_for("questions for you", timeout=LONG), "Start")
    ines.wait_for("· question 1 of 6", timeout=LONG)
    return ines


def seen(actor: Actor, fragment: str) -> int:
    return sum(fragment in words(message) for message in actor.messages())


def say(ines: Actor, number: int) -> None:
    """Type the answer to a question, and be killed before anybody knows what became of it."""
    ines.say(TEXTS[number - 1])


def go_on(ines: Actor, number: int) -> None:
    """Type the answer, press Next, and be killed while the next question is on its way."""
    typed = ines.say(TEXTS[number - 1])
    ines.click(ines.wait_for("Saved.", after=typed, timeout=LONG), "Next")


@pytest.mark.parametrize("doing", [say, go_on])
def test_a_bot_killed_in_the_middle_loses_and_doubles_nothing(
    tmp_path: Path, slack: Server, doing: Callable[[Actor, int], None]
) -> None:
    bot, driver = Bot(tmp_path, slack), Driver(slack.url)
    with bot.running() as running:
        bot.wait()
        ines = begin(driver)
        go_on(ines, 1)
        ines.wait_for("· question 2 of 6", timeout=LONG)
        doing(ines, 2)
        kill(running)
    if doing is say:
        ines.say("typed while nobody listened")
    bot.let_claims_run_out()
    with bot.running() as running:
        bot.wait()
        driver.settle(timeout=LONG)
        if doing is say:
            driver.wait_until(lambda: len(bot.stored()) == 2 and "nobody" in bot.stored()[1], "both to be saved", LONG)
            ines.click(ines.wait_for("Saved.", timeout=LONG), "Next")
        ines.wait_for("· question 3 of 6", timeout=LONG)
        code, _, _ = stopped(running, signal.SIGTERM)
    assert code == 0
    first, second = bot.stored()
    assert first == TEXTS[0]
    assert second.count(TEXTS[1]) == 1
    for number in (2, 3):
        assert seen(ines, f"· question {number} of 6") == 1


def test_a_bot_told_to_stop_finishes_what_is_in_hand(tmp_path: Path, slack: Server) -> None:
    bot, driver = Bot(tmp_path, slack), Driver(slack.url)
    with bot.running() as running:
        bot.wait()
        ines = begin(driver)
        go_on(ines, 1)
        code, _, err = stopped(running, signal.SIGTERM)
    assert code == 0
    assert "stopped" in err
    assert seen(ines, "· question 2 of 6") == 1, "the answer to what was pressed came before the end"
    assert bot.stored() == [TEXTS[0]]
