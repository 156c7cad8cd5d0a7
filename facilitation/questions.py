"""The question pack: what is asked of whom, and when the scoping is done (method §1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from facilitation.roles import INTERVIEWED, Role

#: A person is asked at most this many questions in private, and as many again per "ten more minutes" (design §6).
MOST_IN_PRIVATE = 6


@dataclass(frozen=True, slots=True)
class WeakAnswer:
    """A sign of an answer too weak to act on, and what a facilitator says to it."""

    sign: str
    say: str


@dataclass(frozen=True, slots=True)
class Question:
    """One of the method's questions. `id` is "Q1" to "Q22"."""

    id: str
    short: str  # a few words, for lists and headings: "Why build it"
    ask: str  # the question as put to a person
    purpose: str  # one line: why we ask
    probes: tuple[str, ...]
    asked_of: frozenset[Role]
    weak: tuple[WeakAnswer, ...]
    names: Role | None = None  # the answer names the holders of this role (Q14: champion, Q15: user)

    @property
    def number(self) -> int:
        """The question's number in the method."""
        return int(self.id[1:])


@dataclass(frozen=True, slots=True)
class Pack:
    """A validated set of questions with who is asked what in private, what next, and what must be answered."""

    questions: tuple[Question, ...]
    private: Mapping[Role, tuple[str, ...]]  # question ids, in the order asked
    more: Mapping[Role, tuple[str, ...]]  # "I have ten more minutes": the next ones, in order
    done_when: tuple[str, ...]  # question ids that need an agreed answer (method §1, "Done when")

    def __getitem__(self, question_id: str) -> Question:
        """Return the question with this id; KeyError if the pack has none."""
        found = self.get(question_id)
        if found is None:
            raise KeyError(question_id)
        return found

    def get(self, question_id: str) -> Question | None:
        """Return the question with this id, or None if the pack has none."""
        return next((question for question in self.questions if question.id == question_id), None)

    def __contains__(self, question_id: object) -> bool:
        """Return whether the pack has a question of this id."""
        return isinstance(question_id, str) and self.get(question_id) is not None


def private_questions(pack: Pack, roles: Collection[Role]) -> tuple[str, ...]:
    """Return the ids asked of somebody with these roles: their roles' sets one after the other, at most six."""
    return _merged((pack.private[role] for role in INTERVIEWED if role in roles), asked=())[:MOST_IN_PRIVATE]


def further_questions(pack: Pack, roles: Collection[Role], asked: Collection[str]) -> tuple[str, ...]:
    """Return the next six ids for "I have ten more minutes": the rest of the private sets, then `more`."""
    held = [role for role in INTERVIEWED if role in roles]
    sets = [pack.private[role] for role in held] + [pack.more[role] for role in held]
    return _merged(sets, asked)[:MOST_IN_PRIVATE]


def _merged(sets: Iterable[Iterable[str]], asked: Collection[str]) -> tuple[str, ...]:
    merged: dict[str, None] = {}
    for ids in sets:
        merged.update(dict.fromkeys(question_id for question_id in ids if question_id not in asked))
    return tuple(merged)


def still_missing(pack: Pack, agreed: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the done-when rule that have no agreed answer yet (method §1)."""
    return tuple(question_id for question_id in pack.done_when if question_id not in agreed)


def minutes_for(count: int) -> int:
    """Return about how many minutes `count` questions take: six take ten (design §6)."""
    return max(1, round(count * 10 / MOST_IN_PRIVATE))
