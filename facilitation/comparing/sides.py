"""What only one side knows, and what nobody answered: the other two parts of the disagreement map."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from facilitation.comparing.model import Answer
from facilitation.comparing.reading import read
from facilitation.comparing.text import sentences, topics
from facilitation.comparing.words import ComparingWords
from facilitation.questions import Pack
from facilitation.roles import Role

#: A sentence is news to the other side if it has so many topics and the other side mentions so few of them.
_ENOUGH_TOPICS = 2
_KNOWN = 0.3


class Side(StrEnum):
    """The two sides that have to learn from each other."""

    BUSINESS = "business"
    ML = "ml"


#: The facilitator is on neither side.
SIDES = {
    Role.SPONSOR: Side.BUSINESS,
    Role.CHAMPION: Side.BUSINESS,
    Role.USER: Side.BUSINESS,
    Role.ML_LEAD: Side.ML,
    Role.ENGINEER: Side.ML,
}


@dataclass(frozen=True, slots=True)
class OneSided:
    """A sentence with something definite in it that the other side never mentions."""

    side: Side
    question: str
    person: str
    quote: str


def only_one_side(words: ComparingWords, answers: Iterable[Answer]) -> tuple[OneSided, ...]:
    """Return the sentences that tell a figure, date, name or rule of which the other side says nothing, as answered.

    Nothing is one-sided while only one side has answered.
    """
    told = [(side, answer) for answer in answers if answer.text.strip() and (side := side_of(answer.role)) is not None]
    mentioned = {
        side: frozenset(topic for own, answer in told if own is side for topic in topics(answer.text, words))
        for side in Side
    }
    if not all(mentioned.values()):
        return ()
    members = tuple(dict.fromkeys(answer.person for _, answer in told))
    return tuple(
        OneSided(side, answer.question, answer.person, quote)
        for side, answer in told
        for quote in _definite(answer, members, words)
        if _is_news(quote, mentioned[_other(side)], words)
    )


def side_of(role: str) -> Side | None:
    """Return the side of a role; None for the facilitator and for what is no role."""
    return SIDES.get(Role(role)) if role in set(Role) else None


def _other(side: Side) -> Side:
    return Side.ML if side is Side.BUSINESS else Side.BUSINESS


def _definite(answer: Answer, members: tuple[str, ...], words: ComparingWords) -> list[str]:
    """Return the sentences of an answer that state a fact or rule something out, in order."""
    found = read(answer, members, (), words)
    quotes = {fact.place.quote for fact in found.facts}
    quotes |= {demand.quote for demand in found.demands if not demand.wanted}
    return [sentence.text for sentence in sentences(answer.text) if sentence.text in quotes]


def _is_news(quote: str, known: frozenset[str], words: ComparingWords) -> bool:
    about = topics(quote, words)
    return len(about) >= _ENOUGH_TOPICS and len(about & known) <= _KNOWN * len(about)


def unanswered(pack: Pack, answers: Iterable[Answer]) -> tuple[str, ...]:
    """Return the ids of the pack's questions that nobody has answered, in the pack's order."""
    answered = {answer.question for answer in answers if answer.text.strip()}
    return tuple(question.id for question in pack.questions if question.id not in answered)
