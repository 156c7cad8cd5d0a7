"""The brief: which answer goes where, what is agreed, and what is still open (method §1, design §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.glossary import GlossaryWord
from facilitation.model import AgreedAnswer, Answer, AnswerState, Assumption, AssumptionStatus, Member, Project
from facilitation.questions import Pack, Question, still_missing
from facilitation.registers import BusinessRule, OpenPoints, RuleStatus, affected_question, open_points

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
    broken: tuple[Assumption, ...] = ()  # assumptions under it that turned out not to hold

    @property
    def filled(self) -> tuple[Entry, ...]:
        """The entries that have something to say."""
        return tuple(entry for entry in self.entries if not entry.is_empty)

    @property
    def names_questions(self) -> bool:
        """Whether its questions are named; where there is only one, the heading says enough."""
        return len(self.entries) > 1


@dataclass(frozen=True, slots=True)
class Brief:
    """The scope document as it stands."""

    project: Project
    sections: tuple[Section, ...]
    members: tuple[Member, ...]
    not_agreed: tuple[Question, ...]  # answered by somebody, not agreed yet; empty before the reveal
    missing: tuple[Question, ...]  # what the done-when rule still asks for
    open: OpenPoints  # what nobody knows yet, and what nobody looks after
    assumptions: tuple[Assumption, ...] = ()
    rules: tuple[BusinessRule, ...] = ()  # those that stand
    words: tuple[GlossaryWord, ...] = ()
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
    *,
    assumptions: Sequence[Assumption] = (),
    rules: Sequence[BusinessRule] = (),
    words: Sequence[GlossaryWord] = (),
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

    broken = [each for each in assumptions if each.status is AssumptionStatus.BROKEN]
    answered = {a.question_id for a in given}
    return Brief(
        project=project,
        sections=tuple(
            Section(
                key,
                tuple(entry(question_id) for question_id in ids if question_id in pack),
                tuple(each for each in broken if affected_question(each) in ids),
            )
            for key, ids in SECTIONS
        ),
        members=tuple(member for member in members if member.left_at is None),
        not_agreed=tuple(q for q in pack.questions if q.id in answered and q.id not in agreed),
        missing=tuple(pack[question_id] for question_id in still_missing(pack, agreed)),
        open=open_points(pack, project, members, answers, agreed, assumptions, rules),
        assumptions=tuple(assumptions),
        rules=tuple(rule for rule in rules if rule.status is RuleStatus.STANDING),
        words=tuple(words),
        at=at,
    )
