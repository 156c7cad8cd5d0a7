"""A word typed alone does what its button does: "next" is *Next*. Noted and done in one transaction, so never lost."""

from dataclasses import dataclass

from bot.services import Services
from bot.text import Typed
from bot.use_cases import interview, unknowns
from bot.use_cases.access import Caller
from bot.use_cases.loose import keep
from bot.use_cases.places import Moved, Place, place_of
from bot.use_cases.typed import has_interview_here, open_here
from facilitation import interview as rules
from facilitation.errors import Refusal
from facilitation.model import InterviewState, Person
from storage import people
from storage.database import Transaction

_STEPS: dict[str, interview.Step] = {
    "next": interview.go_next,
    "skip": interview.skip,
    "back": interview.go_back,
    "pause": interview.pause,
    "insist": interview.insist,
}
#: The words there are; labels.yaml says how each is typed.
COMMANDS = (*_STEPS, "dont_know", "continue")


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What came of a command word; with nothing in it, it was a repeat."""

    moved: Moved | None = None
    asked: unknowns.Asked | None = None  # who finds out is to be asked
    paused: Place | None = None  # it was paused before


def obey(services: Services, caller: Caller, ts: str, command: str, thread_ts: str | None = None) -> Obeyed | None:
    """Do what a word of COMMANDS asks for, once for each message. None: nobody is interviewed here.

    Raises the Refusals of the button it stands for, and `interview_finished` where nothing is left to ask.
    """
    try:
        with services.database.transaction() as tx:
            person = people.by_slack_id(tx, caller.ws, caller.slack_id)
            found = None if person is None else open_here(tx, caller, person, thread_ts)
            if person is None or not has_interview_here(tx, caller, person, thread_ts):
                return None
            if found is None:
                raise Refusal("interview_finished")
            place = place_of(tx, caller, found.id)
            if not _note(tx, services, caller, person, ts):
                return Obeyed()
            return _do(tx, services, caller, place, command)
    except Refusal:
        with services.database.transaction() as tx:  # declined for good: what is true at a repeat does not count
            _note(tx, services, caller, people.ensure(tx, caller.ws, caller.slack_id), ts)
        raise


def _do(tx: Transaction, services: Services, caller: Caller, place: Place, command: str) -> Obeyed:
    standing = place.interview
    if command == "pause" and standing.state is InterviewState.PAUSED:
        return Obeyed(paused=place)
    if command == "continue" or standing.state is not InterviewState.ACTIVE:
        return Obeyed(moved=interview.enter(tx, services, place, rules.begin))
    if command == "dont_know":
        return Obeyed(asked=unknowns.asked(tx, services, caller, standing.id, standing.visit))
    return Obeyed(moved=_STEPS[command](tx, services, caller, standing.id, standing.visit))


def _note(tx: Transaction, services: Services, caller: Caller, person: Person, ts: str) -> bool:
    """Note that the message came, without its word; return whether it is new."""
    return keep(tx, services, caller, person, ts, Typed(""), settled=True) is not None
