"""The whole product for tests: a local workspace, and the real bot connected to it by HTTP and Socket Mode."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot import manifest
from bot.app import Running, build
from bot.command_line import sample_cast
from bot.services import Services
from bot.settings import Settings
from playground.actor import Actor
from playground.app_info import AppInfo
from playground.clock import MovableClock
from playground.driver import Driver
from playground.model import Json
from playground.server import Server
from playground.workspace import Workspace
from prompts import Words

#: A Monday, 09:00 in Berlin, where the sample sponsor lives.
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOME = sample_cast.PROJECT_CHANNEL.id
WISH = "We want to know by noon which parcels will be late"
NEW = f"/scope new Fewer late parcels | {WISH} | @ines"

#: The words of the product, read once for all tests.
words = cache(Words)


class World:
    """The sample workspace with the bot in it. `restart` stops the bot and starts a new one on the same database."""

    def __init__(self, server: Server, clock: MovableClock, settings: Settings) -> None:
        self.server = server
        self.clock = clock
        self.settings = settings
        self.driver = Driver(server.url)
        self.bot: Running | None = None
        clock.on_move.append(self._tick)
        people = ("ines", "carlo", "uma", "ravi", "mila", "enzo")
        cast = (
            sample_cast.SPONSOR,
            sample_cast.CHAMPION,
            sample_cast.FIRST_USER,
            sample_cast.SECOND_USER,
            sample_cast.ML_LEAD,
            sample_cast.ENGINEER,
        )
        self.people = {name: self.driver.as_(person.id) for name, person in zip(people, cast, strict=True)}

    def __getattr__(self, name: str) -> Actor:
        """Return an actor by first name: `world.ines`."""
        try:
            actor: Actor = self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None
        return actor

    def _tick(self, _now: datetime) -> None:
        if self.bot is not None:  # not in this thread: it is the server's, and what is due is posted to the server
            self.bot.services.background.run(self.bot.tick)

    @property
    def services(self) -> Services:
        """What the bot works with."""
        assert self.bot is not None
        return self.bot.services

    def start(self) -> None:
        """Start the bot and wait until it is connected."""
        self.bot = build(self.settings, clock=self.clock, words=words())
        self.bot.start()
        self.driver.wait_connected()

    def stop(self) -> None:
        """Stop the bot cleanly."""
        if self.bot is not None:
            self.bot.stop()
            self.bot = None

    def restart(self) -> None:
        """Stop the bot and start another one on the same database."""
        self.stop()
        self.start()

    def settle(self) -> None:
        """Wait until everything sent to the bot is acknowledged and what follows from it is done."""
        self.driver.settle()
        self.services.background.wait()

    # What most journeys begin with

    def new_project(self) -> None:
        """Mila starts the project with Ines as sponsor."""
        self.mila.command(NEW, HOME)
        self.ines.wait_for("I have 6 questions for you")

    def begin(self, who: str) -> Json:
        """Somebody presses Start; returns their first question."""
        actor = self.people[who]
        actor.click(actor.wait_for("questions for you"), "Start")
        return actor.wait_for("· question ")

    def answer(self, who: str, text: str) -> None:
        """Somebody types an answer to the question before them and presses Next."""
        actor = self.people[who]
        typed = actor.say(text)
        actor.click(actor.wait_for("Saved.", after=typed), "Next")

    def answer_all(self, who: str, *texts: str) -> None:
        """Somebody starts and answers all their questions, one text each, and reads the thanks."""
        actor = self.people[who]
        self.begin(who)
        for number, text in enumerate(texts, start=1):
            actor.wait_for(f"· question {number} of {len(texts)}")
            self.answer(who, text)
        actor.wait_for("That was the last question")


@contextmanager
def open_world(database_url: str, *, probes: int = 0, **server: Any) -> Iterator[World]:
    """Give a world whose bot is running; `server` are extra arguments of the playground's server.

    Weak answers are not asked back unless `probes` says so: most journeys answer in a word or two.
    """
    clock = MovableClock(MONDAY)
    app = AppInfo.from_manifest(manifest.build())
    workspace = Workspace(sample_cast.PEOPLE, sample_cast.CHANNELS, app, clock=clock, name="Sample", hint="")
    running = Server(workspace, 0, ping_seconds=0.1, **server).start()
    settings = Settings(
        SLACK_BOT_TOKEN=workspace.bot_token,
        SLACK_APP_TOKEN=workspace.app_token,
        SLACK_API_URL=f"{running.url}/api/",
        WHYFIRST_DATABASE_URL=database_url,
        WHYFIRST_PROBES=probes,
    )
    world = World(running, clock, settings)
    try:
        world.start()
        yield world
    finally:
        world.stop()
        running.stop(wait=False)
