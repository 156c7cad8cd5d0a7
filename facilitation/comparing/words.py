"""The word lists that the comparison reads with; `prompts/comparing.py` loads them from a language's folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitation.comparing.model import Kind, StandsFor

Interval = tuple[float, float]
#: (month, day) to (month, day); the second may lie in the next year.
Stretch = tuple[tuple[int, int], tuple[int, int]]

#: What the word lists give cues of, for `remarks` and `opposition`.
CUES = (
    "ultimatum",
    "defers",
    "insists",
    "only",
    "whole",
    "automatic",
    "by hand",
    "permits",
    "refuses",
    "worse",
    "defines",
)


@dataclass(frozen=True, slots=True)
class QuestionHints:
    """What the answers to one question are about."""

    stands_for: StandsFor = StandsFor.UNKNOWN  # of a figure that does not say
    compare: frozenset[Kind] = frozenset()  # kinds that need no word in common
    demands: bool = False  # a plain sentence is a demand
    limits: bool = False  # a limit is kept by everything below it
    same_work: bool = False  # all tell of the same work, so that one system stands against another
    money: bool = False  # a number without a unit is money
    definitions: bool = False  # everybody says what a word means


@dataclass(frozen=True, eq=False)  # compared by identity, so that patterns made from it can be cached
class ComparingWords:
    """Small-letter words and phrases of one language. Durations and periods are in hours, frequencies per week."""

    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    fractions: Mapping[str, float]
    percent: Sequence[str]
    out_of: Sequence[str]
    currencies: Mapping[str, str]
    small_money: Sequence[str]
    money_words: Sequence[str]
    durations: Mapping[str, float]
    units: Mapping[str, str]
    per: Sequence[str]
    periods: Mapping[str, float]
    period_adverbs: Mapping[str, float]
    about: Sequence[str]
    ceilings: Sequence[str]  # in the same sentence as an amount: it is a limit
    at_most: Sequence[str]
    at_least: Sequence[str]
    ranges: Sequence[str]
    whole: Sequence[str]
    none: Sequence[str]
    today: Sequence[str]
    goal: Sequence[str]
    failure: Sequence[str]
    bad: Sequence[str]
    tolerance: Sequence[str]
    change_before: Sequence[str]
    change_after: Sequence[str]
    change_words: Sequence[str]
    fit: Sequence[str]
    lead: Sequence[str]
    deliveries: Sequence[str]
    months: Sequence[Sequence[str]]  # twelve, from January
    seasons: Mapping[str, Stretch]
    ordinals: Mapping[str, float]
    begin: Sequence[str]
    middle: Sequence[str]
    end: Sequence[str]
    before: Sequence[str]
    ahead: Sequence[str]
    calendar_weeks: Sequence[str]  # before a number from 1 to 53
    weekdays: Sequence[Sequence[str]]  # seven, from Monday
    parts_of_day: Mapping[str, Interval]
    clock_before: Sequence[str]
    frequencies: Mapping[str, Interval]
    events: Sequence[str]
    event_often: Interval
    times_words: Mapping[str, float]
    times: Sequence[str]
    every: Sequence[str]
    owning: Sequence[str]
    deputies: Sequence[str]
    teams: Sequence[str]
    payers: Sequence[str]
    purses: Sequence[str]
    no_names: Sequence[str]
    systems: Mapping[str, str]
    system_before: Sequence[str]
    negations: Sequence[str]
    exceptions: Sequence[str]
    demands: Sequence[str]
    permits: Sequence[str]
    automatic: Sequence[str]
    deciders: Sequence[str]
    decisions: Sequence[str]
    only: Sequence[str]
    by_hand: Sequence[str]
    yes: Sequence[str]
    no: Sequence[str]
    allowed: Sequence[str]
    refused: Sequence[str]
    unsure: Sequence[str]
    misses: Sequence[str]
    alarms: Sequence[str]
    worse: Sequence[str]
    better: Sequence[str]
    than: Sequence[str]
    bearable: Sequence[str]
    cues: Mapping[str, Sequence[str]]  # of remarks, by the names that `opposition` knows
    empty: Sequence[str]
    same: Sequence[Sequence[str]]
    questions: Mapping[str, QuestionHints] = field(default_factory=dict)

    def about_question(self, question: str) -> QuestionHints:
        """Return what is known of a question; nothing of one that the lists do not name."""
        return self.questions.get(question, QuestionHints())
