"""What became of something typed, and what proposing a change does."""

from dataclasses import dataclass
from enum import StrEnum

from bot.services import Services
from bot.text import Typed
from bot.use_cases import notices
from bot.use_cases.access import Caller, facilitator_of
from bot.use_cases.notices import Kind
from bot.use_cases.places import Moved, Place
from facilitation.model import Answer, Person
from storage import answers
from storage.database import Transaction


class Outcome(StrEnum):
    """What became of a message."""

    SAVED = "saved"  # part of the answer to the question before the person
    REPEAT = "repeat"  # Slack delivered it again; it had been saved
    LOOSE = "loose"  # kept, and asked about
    NOT_FOR_US = "not_for_us"  # nobody we ask anything, or talk in a channel
    UPDATED = "updated"  # an edit reached its answer
    EMPTIED = "emptied"  # a deletion left the answer without words
    TAKEN_BACK = "taken_back"  # a stray message was deleted
    SET_ASIDE = "set_aside"  # an edit of a message that was replaced since, by starting over or by a form
    PROPOSED = "proposed"  # an edit after the reveal: the facilitator decides


@dataclass(frozen=True, slots=True)
class Heard:
    """The result: what became of it, and where."""

    outcome: Outcome
    place: Place | None = None
    answer: Answer | None = None
    facilitator: Person | None = None
    moved: Moved | None = None  # the interview went on with it


def propose(
    tx: Transaction, services: Services, caller: Caller, place: Place, answer: Answer, ts: str, typed: Typed
) -> Heard:
    """Propose a change of an answer that is common, and ask the facilitator to take it.

    `typed` is the message `ts` as it is now, or the whole answer when it is none of its messages.
    """
    now, ws = services.clock.now(), caller.ws
    proposal = answers.propose(
        tx,
        ws=ws,
        answer_id=answer.id,
        text=typed.text,
        mentions=typed.mentions,
        channel=caller.channel,
        ts=ts,
        now=now,
    )
    facilitator = facilitator_of(tx, ws, place.project)
    notices.to_person(
        tx,
        Kind.CHANGE_PROPOSED,
        facilitator,
        place.project,
        key=str(proposal.id),
        now=now,
        answer=answer.id,
        version=proposal.id,
        asked=facilitator.id == place.person.id,
    )
    return Heard(Outcome.PROPOSED, place, answer, facilitator)
