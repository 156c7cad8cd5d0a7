"""The project's own words: one line each, and who arbitrates (method §1, Q13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.model import Member, Person, Project
from facilitation.registers import may_change
from facilitation.roles import Action, Role, allowed

MOST_IN_WORD = 80  # characters
MOST_IN_MEANING = 300  # characters: one line


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """A word of the project: what it means here, and who arbitrates when people mean different things."""

    id: int
    project_id: int
    word: str
    meaning: str
    arbiter: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of a project, as the caller may see and change them."""

    project: Project
    caller: Member | None
    words: tuple[GlossaryWord, ...]

    @property
    def may_add(self) -> bool:
        """Whether the caller may add a word."""
        return self.caller is not None and allowed(Action.ADD_TO_REGISTERS, self.caller.roles)

    def may_change(self, word: GlossaryWord) -> bool:
        """Whether the caller may change this word: its arbiter and the facilitator may."""
        return may_change(self.caller, word.arbiter)


def key_of(word: str) -> str:
    """Return what two spellings of the same word have in common: no capitals, single spaces."""
    return one_line(word).casefold()


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def usual_arbiter(members: Sequence[Member]) -> Person:
    """Return who arbitrates unless somebody else is named: the champion, else the facilitator."""
    for role in (Role.CHAMPION, Role.FACILITATOR):
        for member in members:
            if role in member.roles:
                return member.person
    raise LookupError("a project has a facilitator")


def read_word(typed: str) -> tuple[str, str | None]:
    """Return a word and its meaning as typed, "word = one line"; None for the meaning when only a word was typed."""
    word, mark, meaning = typed.partition("=")
    return one_line(word), one_line(meaning) if mark else None
