"""Steps with assumptions, rules and words that several journeys take."""

from datetime import UTC, datetime

from facilitation.model import AnswerState
from playground.actor import Actor, words
from playground.model import Json
from storage import answers
from tests.bot.journeys.interviews import interview_of
from tests.world import HOME, World

RULE = "/scope rule must leave out closed depots because nobody is there"


def told(actor: Actor, command: str, channel: str = HOME) -> Json:
    """Give a command; returns what only that person reads."""
    before = max((message["ts"] for message in actor.messages(channel)), default="0")
    actor.command(command, channel)
    return actor.wait_for_ephemeral(lambda message: True, channel, after=before)


def pressed(actor: Actor, shown: Json, button: str, channel: str = "", **how: bool) -> Json:
    """Press a button; returns what only that person reads, or sees in a form's place."""
    before = max((message["ts"] for message in actor.messages(channel)), default="0")
    actor.click(shown, button, channel=channel, **how)
    return actor.wait_for_ephemeral(lambda message: True, channel, after=before)


def staffed(world: World) -> None:
    """Start the project: Mila facilitates, Ines pays, Carlo is the champion, Enzo an engineer."""
    world.new_project()
    world.mila.command("/scope people add @carlo champion", HOME)
    world.mila.command("/scope people add @enzo engineer", HOME)
    world.settle()


def answered_also(world: World, who: str, question_id: str, text: str) -> None:
    """Give somebody an answer to a question that their interview did not reach."""
    interview, now = interview_of(world, who), world.clock.now()
    with world.services.database.transaction() as tx:
        answers.set_text(
            tx, interview=interview, question_id=question_id, text=text, mentions=(), cause="typed", now=now
        )
        answers.set_state(tx, interview=interview, question_id=question_id, state=AnswerState.GIVEN, now=now)


def move_to(world: World, *when: int) -> None:
    world.clock.move_to(datetime(*when, tzinfo=UTC))  # type: ignore[arg-type,misc]
    world.settle()


def posted_brief(world: World) -> str:
    """Have the brief posted; returns its words."""
    before = world.mila.messages(HOME)[-1]["ts"]
    world.mila.command("/scope brief", HOME)
    return words(world.mila.wait_for("Fewer late parcels: the brief", HOME, after=before))
