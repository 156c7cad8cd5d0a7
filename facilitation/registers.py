"""The registers: what is taken for true, and what the result must do or had better do (method §1, Q8, Q9, Q11, Q12)."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from facilitation.model import (
    Answer,
    AnswerState,
    Assumption,
    AssumptionKind,
    AssumptionStatus,
    Member,
    Person,
    Project,
)
from facilitation.questions import Pack, Question
from facilitation.roles import Action, allowed

MOST_IN_TEXT = 1000  # characters of an assumption, a rule or its reason; longer is several

#: The question whose answers hold assumptions of a kind, so the one whose part of the brief rests on them.
QUESTIONS = {
    AssumptionKind.BUSINESS_KNOWLEDGE: "Q8",
    AssumptionKind.DATA_QUALITY: "Q11",
    AssumptionKind.FUNCTIONALITY: "Q12",
}
#: The question whose answers hold business rules.
RULES_QUESTION = "Q9"


class Strength(StrEnum):
    """Whether a rule is a must-have, or a preference that a test may overrule (method §6)."""

    MUST = "must"
    PREFER = "prefer"


class RuleStatus(StrEnum):
    """Whether a rule still holds."""

    STANDING = "standing"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class BusinessRule:
    """What the result must do, or had better do, and why; somebody looks at it again by a day."""

    id: int
    project_id: int
    strength: Strength
    text: str
    reason: str
    status: RuleStatus
    owner: Person | None
    review_on: date | None
    at: datetime
    question_id: str | None = None


Entry = Assumption | BusinessRule


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry with the number that people call it by: it stays the same for ever."""

    number: int
    entry: Entry
    may_change: bool  # the caller


@dataclass(frozen=True, slots=True)
class Registers:
    """Both registers of a project, as the caller may see and change them."""

    project: Project
    caller: Member | None
    assumptions: tuple[Listed, ...]
    rules: tuple[Listed, ...]

    @property
    def may_add(self) -> bool:
        """Whether the caller may add to them."""
        return self.caller is not None and allowed(Action.ADD_TO_REGISTERS, self.caller.roles)


@dataclass(frozen=True, slots=True)
class Saved:
    """An entry as it stands after somebody added or changed it; `changed` is False for a repeat."""

    project: Project
    listed: Listed
    changed: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """What somebody promised to find out."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What is still open beside the questions: what nobody knows yet, and what nobody looks after."""

    unknowns: tuple[Unknown, ...] = ()  # "I don't know", with owner and date; empty before the reveal
    assumptions: tuple[Assumption, ...] = ()  # open, and nobody on the project checks them
    rules: tuple[BusinessRule, ...] = ()  # standing, and nobody on the project looks after them

    def __bool__(self) -> bool:
        """Return whether anything is open."""
        return bool(self.unknowns or self.assumptions or self.rules)

    @property
    def ownerless(self) -> int:
        """How many assumptions and rules nobody owns (method §1, "Done when")."""
        return len(self.assumptions) + len(self.rules)


@dataclass(frozen=True, slots=True)
class TypedAssumption:
    """An assumption as it was typed."""

    kind: AssumptionKind
    text: str


@dataclass(frozen=True, slots=True)
class TypedRule:
    """A rule as it was typed; `reason` is empty when none was given."""

    strength: Strength
    text: str
    reason: str


def listed(entries: Sequence[Entry], caller: Member | None) -> tuple[Listed, ...]:
    """Return the entries of one register, the oldest first, with their numbers and what the caller may change."""
    return tuple(Listed(number, entry, may_change(caller, entry.owner)) for number, entry in enumerate(entries, 1))


def may_change(caller: Member | None, owner: Person | None) -> bool:
    """Return whether a member may change an entry or a word that `owner` looks after."""
    if caller is None:
        return False
    return allowed(Action.CHANGE_REGISTERS, caller.roles) or (owner is not None and owner.id == caller.person.id)


def kind_for(question_id: str) -> AssumptionKind | None:
    """Return the kind of assumption that answers to this question hold, if any."""
    return next((kind for kind, question in QUESTIONS.items() if question == question_id), None)


def affected_question(assumption: Assumption) -> str:
    """Return the question whose part of the brief rests on an assumption: where it came from, else its kind's."""
    return assumption.question_id or QUESTIONS[assumption.kind]


def open_points(
    pack: Pack,
    project: Project,
    members: Sequence[Member],
    answers: Sequence[Answer],
    agreed: Container[str],
    assumptions: Sequence[Assumption],
    rules: Sequence[BusinessRule],
) -> OpenPoints:
    """Return what is still open. Before the reveal nobody's "I don't know" shows in it; who left owns nothing."""
    there = {member.person.id for member in members if member.left_at is None}
    return OpenPoints(
        unknowns=tuple(
            Unknown(pack[answer.question_id], answer)
            for answer in answers
            if project.revealed_at is not None
            and answer.state is AnswerState.UNKNOWN
            and answer.question_id in pack
            and answer.question_id not in agreed
        ),
        assumptions=tuple(a for a in assumptions if a.status is AssumptionStatus.OPEN and not _owned(a, there)),
        rules=tuple(rule for rule in rules if rule.status is RuleStatus.STANDING and not _owned(rule, there)),
    )


def read_assumption(typed: str, kinds: Mapping[str, AssumptionKind], verbs: Container[str] = ()) -> TypedAssumption:
    """Return what was typed as an assumption; `kinds` maps the names of kinds, in lower case, to them.

    A kind's name in front says which it is, with a colon or without. Without one it may be the sentence's own first
    word ("data is complete"): then one of `verbs` follows, and the sentence stays whole. No kind named: knowledge.
    """
    head, colon, rest = typed.partition(":")
    named = kinds.get(_plain(head))
    if colon and named is not None:
        return TypedAssumption(named, rest.strip())
    first, _, after = typed.partition(" ")
    if first != first.replace("_", " ").replace("-", " ") and _plain(first) in kinds:
        return TypedAssumption(kinds[_plain(first)], after.strip())  # data_quality: nobody begins a sentence with it
    for name in sorted(kinds, key=len, reverse=True):
        words = typed.split(maxsplit=len(name.split()))
        count = len(name.split())
        if _plain(" ".join(words[:count])) != name:
            continue
        rest = words[count].strip() if len(words) > count else ""
        follows = rest.split(maxsplit=1)[0].casefold() if rest else ""
        return TypedAssumption(kinds[name], typed.strip() if follows in verbs else rest)
    return TypedAssumption(AssumptionKind.BUSINESS_KNOWLEDGE, typed.strip())


def read_rule(typed: str, strengths: Mapping[str, Strength], because: Sequence[str]) -> TypedRule | None:
    """Return what was typed as a rule: "must … because …"; None when it does not say whether it is a must.

    `strengths` maps the words for them, in lower case; `because` are the words that a reason begins with.
    """
    first, _, rest = typed.strip().partition(" ")
    strength = strengths.get(first.rstrip(":,").casefold())
    if strength is None:
        return None
    low = f" {rest.casefold()} "
    places = [(low.find(f" {word} "), len(word)) for word in because]
    found = [place for place in places if place[0] >= 0]
    if not found or len(low) != len(rest) + 2:  # a letter whose lower case is longer would shift the places
        return TypedRule(strength, rest.strip(), "")
    at, length = min(found)
    return TypedRule(strength, rest[:at].rstrip(" ,"), rest[at + length + 1 :].strip())


def _owned(entry: Entry, there: Container[int]) -> bool:
    return entry.owner is not None and entry.owner.id in there


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()
