"""The brief: which answer goes where, what is agreed, and what is still open (method §1, design §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.baseline import Feature, FeatureKind, Signed
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
    ("ideal", ()),
    ("limits", ("Q19", "Q9")),
    ("risks", ("Q20", "Q21")),
    ("knowledge", ("Q8", "Q12", "Q13", "Q16")),
    ("data", ("Q10", "Q11")),
    ("people", ("Q14", "Q15", "Q22")),
)

#: Where the features of each kind stand, apart from each other. With features the section's answers are left out:
#: the features were made of them, and the features are what is signed.
FEATURES = {"core": FeatureKind.CORE, "later": FeatureKind.NICE, "ideal": FeatureKind.IDEAL}


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
    features: tuple[Feature, ...] = ()  # in place of the answers that list them

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
    signed: Signed | None = None  # the baseline, once there is one

    @property
    def is_draft(self) -> bool:
        """Whether something that must be agreed is not; what was signed is no draft any more."""
        return self.signed is None and bool(self.missing or self.not_agreed)

    @property
    def agreed_later(self) -> tuple[Question, ...]:
        """What is answered and not agreed yet in a signed brief: open points, which kept nobody from signing."""
        return self.not_agreed if self.signed else ()


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
    features: Sequence[Feature] = (),
    signed: Signed | None = None,
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
    listed = _by_section(features)
    return Brief(
        project=project,
        sections=tuple(
            Section(
                key,
                tuple(entry(question_id) for question_id in ids if question_id in pack and key not in listed),
                tuple(each for each in broken if affected_question(each) in ids),
                listed.get(key, ()),
            )
            for key, ids in SECTIONS
            if ids or key in listed
        ),
        members=tuple(member for member in members if member.left_at is None),
        not_agreed=tuple(q for q in pack.questions if q.id in answered and q.id not in agreed),
        missing=tuple(pack[question_id] for question_id in still_missing(pack, agreed)),
        open=open_points(pack, project, members, answers, agreed, assumptions, rules),
        assumptions=tuple(assumptions),
        rules=tuple(rule for rule in rules if rule.status is RuleStatus.STANDING),
        words=tuple(words),
        at=at,
        signed=signed,
    )


def _by_section(features: Sequence[Feature]) -> dict[str, tuple[Feature, ...]]:
    """Return the features that each section lists, without the sections that have none."""
    found = {key: tuple(f for f in features if f.kind is kind) for key, kind in FEATURES.items()}
    return {key: listed for key, listed in found.items() if listed}
