"""What the tests of the interview look at: buttons in sight, answers as they are stored."""

from facilitation.model import Answer, Interview
from playground.actor import Actor, controls, words
from playground.model import BOT_USER_ID, Json
from storage import answers, interviews, people, projects
from tests.world import World

EVERY_WAY = ["Next", "Skip", "I don't know", "Pause", "Write in a form"]


def labels(message: Json) -> list[str]:
    """The words on a message's controls."""
    return [label for label, _, _ in controls(message)]


def from_bot(actor: Actor, channel: str = "", thread: str = "") -> list[Json]:
    """What the bot has said, the oldest first."""
    return [each for each in actor.messages(channel, thread) if each.get("user") == BOT_USER_ID]


def said(actor: Actor, fragment: str, channel: str = "", thread: str = "") -> int:
    """How many messages of the bot hold these words."""
    return sum(fragment in words(each) for each in from_bot(actor, channel, thread))


def with_buttons(actor: Actor, channel: str = "", thread: str = "") -> list[Json]:
    """The messages that have buttons, the oldest first."""
    return [each for each in from_bot(actor, channel, thread) if controls(each) and not each.get("ephemeral")]


def only_buttons(actor: Actor, channel: str = "", thread: str = "") -> Json:
    """The one message that has buttons."""
    found = with_buttons(actor, channel, thread)
    assert len(found) == 1, "\n\n".join(f"{words(each)}\n{labels(each)}" for each in found)
    return found[0]


def answer_of(world: World, who: str, question_id: str, project: str = "Fewer late parcels") -> Answer | None:
    """Somebody's answer as it is stored."""
    interview = interview_of(world, who, project)
    with world.services.database.reading() as tx:
        return answers.of_interview(tx, 1, interview.id).get(question_id)


def text_of(world: World, who: str, question_id: str, project: str = "Fewer late parcels") -> str:
    """What somebody's answer says."""
    answer = answer_of(world, who, question_id, project)
    return answer.text if answer else ""


def interview_of(world: World, who: str, project: str = "Fewer late parcels") -> Interview:
    """Somebody's interview as it is stored."""
    with world.services.database.reading() as tx:
        person = people.by_slack_id(tx, 1, world.people[who].user)
        assert person is not None
        for each in interviews.of_person(tx, 1, person.id):
            held = projects.by_id(tx, 1, each.project_id)
            if held is not None and held.name == project:
                return each
    raise LookupError(f"{who} has no interview for {project}")
