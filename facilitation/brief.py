"""The brief: which answer goes where, what is agreed, and what is still open (method §1, design §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.model import AgreedAnswer, Answer, AnswerState, Member, Project
from facilitation.questions import Pack, Question, still_missing

#: The document's sections in order, each with the questions that fill it. Every question of the pack stands in one.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("problem", ("Q1",)),
    ("output", ("Q2",)),
    ("today", ("Q3",)),
    ("success", ("Q7", "Q4")),
    ("value", ("Q6", "Q5")),
    ("core", ("Q17",)),
    ("later", ("Q18",)),
    ("limits", ("Q19", "Q9")),
    ("risks", ("Q20", "Q21")),
    ("knowledge", ("Q8", "Q12", "Q13", "Q16")),
    ("data", ("Q10", "Q11")),
    ("people", ("Q14", "Q15", "Q22")),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One member's own words, while there is no agreed answer."""

    member: Member
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the brief has to say on one question: the agreed text, else what members said once it is common."""

    question: Question
    agreed: str | None
    voices: tuple[Voice, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything yet."""
        return self.agreed is None and not self.voices


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; `key` names its heading in the words."""

    key: str
    entries: tuple[Entry, ...]

    @property
    def filled(self) -> tuple[Entry, ...]:
        """The entries that have something to say."""
        return tuple(entry for entry in self.entries if not entry.is_empty)

    @property
    def names_questions(self) -> bool:
        """Whether its questions are named; where there is only one, the heading says enough."""
        return len(self.entries) > 1


@dataclass(frozen=True, slots=True)
class Unknown:
    """What somebody promised to find out."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class Brief:
    """The scope document as it stands."""

    project: Project
    sections: tuple[Section, ...]
    members: tuple[Member, ...]
    not_agreed: tuple[Question, ...]  # answered by somebody, not agreed yet; empty before the reveal
    missing: tuple[Question, ...]  # what the done-when rule still asks for
    unknowns: tuple[Unknown, ...]  # "I don't know", with owner and date; empty before the reveal
    at: datetime | None = None  # when it was written

    @property
    def is_draft(self) -> bool:
        """Whether something that must be agreed is not."""
        return bool(self.missing or self.not_agreed)


def section_of(question_id: str) -> str:
    """Return the key of the section that a question fills. Raises LookupError for one that stands in none."""
    for key, questions in SECTIONS:
        if question_id in questions:
            return key
    raise LookupError(f"{question_id} stands in no section of the brief")


def write(
    pack: Pack,
    project: Project,
    members: Sequence[Member],
    answers: Sequence[Answer],
    agreed: Mapping[str, AgreedAnswer],
    at: datetime | None = None,
) -> Brief:
    """Return the brief as it stands at `at`.

    Before the reveal nothing private shows in it: only what is agreed, and what is missing.
    """
    common = [answer for answer in answers if project.revealed_at is not None]
    authors = {member.id: member for member in members}
    given = [a for a in common if a.state is AnswerState.GIVEN and a.text.strip() and a.member_id in authors]

    def entry(question_id: str) -> Entry:
        text = agreed[question_id].text if question_id in agreed else None
        said = tuple(Voice(authors[a.member_id], a.text) for a in given if a.question_id == question_id)
        return Entry(pack[question_id], text, () if text is not None else said)

    sections = tuple(Section(key, tuple(entry(q) for q in ids if q in pack)) for key, ids in SECTIONS)
    answered = {a.question_id for a in given}
    return Brief(
        project=project,
        sections=sections,
        members=tuple(member for member in members if member.left_at is None),
        not_agreed=tuple(q for q in pack.questions if q.id in answered and q.id not in agreed),
        missing=tuple(pack[question_id] for question_id in still_missing(pack, agreed)),
        unknowns=tuple(
            Unknown(pack[a.question_id], a)
            for a in common
            if a.state is AnswerState.UNKNOWN and a.question_id in pack and a.question_id not in agreed
        ),
        at=at,
    )
