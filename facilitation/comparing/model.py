"""What is compared and what comes out: answers, facts read from them, conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum


class Kind(StrEnum):
    """What two people say different things about."""

    FIGURE = "figure"
    DATE = "date"
    AMOUNT = "amount"
    FREQUENCY = "frequency"
    NAME = "name"
    MUST_HAVE = "must_have"
    YES_NO = "yes_no"


class StandsFor(StrEnum):
    """What a figure is: how it is, how it should be, or what would be a failure."""

    TODAY = "today"
    GOAL = "goal"
    FAILURE = "failure"
    UNKNOWN = "unknown"


class Bound(Enum):
    """Whether a value is a limit: "at most", "at least"."""

    MOST = "most"
    LEAST = "least"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer to one question."""

    question: str
    role: str
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """The words around a fact, stemmed and without those that carry no topic, from near to far."""

    near: frozenset[str]  # of its part of the sentence
    sentence: frozenset[str]
    answer: frozenset[str]
    quote: str  # the sentence as written


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an answer says.

    `measure` tells what can be compared with what ("share", "money once", "clock"); `low` and `high` bound its value in
    the measure's own unit; `names` stands in their place where people and systems are named.
    """

    kind: Kind
    measure: str
    place: Place
    shown: str  # the words it was read from
    low: float = 0.0
    high: float = 0.0
    loose: bool = False  # said to be approximate
    bound: Bound = Bound.NONE
    rejected: bool = False  # "two weeks is too early"
    daily: bool = False  # a rate that was given per day
    change: bool = False  # so much more or less than now
    fit: bool = False  # how well a forecast fits
    offered: bool = False  # by those who build it: what can be done, and not what is wanted
    bad: bool = False  # a share of what is missed, lost or wrong
    in_words: bool = False  # "all", "not … any"
    stands_for: StandsFor = StandsFor.UNKNOWN
    unit: frozenset[str] = frozenset()  # stems of what is counted
    names: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()  # names that the answer mentions besides, without denying them


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people who say different things in answer to one question, with what a sentence about it needs."""

    question: str
    between: tuple[str, str]
    kind: Kind
    quotes: tuple[str, str]  # a sentence of each
    facts: Mapping[str, str] = field(default_factory=dict)  # "a" and "b": the words that differ
    strength: float = 1.0  # how sure it is that both speak of the same thing
