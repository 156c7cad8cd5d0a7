"""What answers are judged by: word lists, patterns, and the rules that stand beside each question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from facilitation.judging.patterns import Patterns
from facilitation.judging.quantities import Numerals
from facilitation.judging.words import stem

#: The rules for a question that has none of its own.
GENERAL = "general"


class Asked(StrEnum):
    """What, besides words, a question asks for."""

    NOTHING = "nothing"
    AMOUNT = "amount"  # money, or something it can be reckoned from
    DATE = "date"  # a date, a span, or an event with a known date
    MEASURE = "measure"  # a figure that can be counted
    PACE = "pace"  # how often, how long, how much


class Named(StrEnum):
    """Whom a question asks to be named."""

    NOBODY = "nobody"
    SOMEBODY_ELSE = "somebody_else"  # "I do it myself" is not an answer
    SOMEBODY = "somebody"  # oneself counts
    OWNER = "owner"  # asked back only if a department is all that the answer names


class WordList:
    """Words looked up with any of their endings."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word.lower() for word in words)
        self._stems = frozenset(stem(word) for word in self.words)

    def __contains__(self, word: object) -> bool:
        """Return whether a word in small letters is on the list, as it stands or with another ending."""
        return isinstance(word, str) and (word in self.words or stem(word) in self._stems)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of a language."""

    function: WordList  # words of grammar
    vague: WordList  # true of any project
    common: WordList  # everyday office words, which say a little
    abstract_endings: WordList
    buzz: WordList
    groups: WordList  # roles and departments
    given_names: WordList
    not_names: WordList  # capitalised, and no people
    numbers: WordList
    times: WordList
    selves: WordList  # "I", "me"
    hedges: WordList  # "I think" is no naming of oneself
    titles: WordList  # "Dr", "Mrs"
    after_a_name: WordList  # what may follow a name that begins a sentence
    every: WordList  # with a span, a frequency: "per day"
    spans: WordList
    ones: WordList  # figures only with what follows: "one in ten"
    out_of: WordList


@dataclass(frozen=True, slots=True)
class DriftRules:
    """What gives away that somebody speaks of how to build it, or of when it is delivered."""

    strong: WordList
    cased: frozenset[str]  # as written
    strong_patterns: Patterns
    medium: WordList
    building: WordList
    proposing: WordList  # "should", "will", "let's"
    delivery: Patterns


@dataclass(frozen=True, slots=True)
class QuestionRules:
    """The settings of the detectors for one question. Each figure is the substance that silences a detector."""

    too_short: float = 0
    evasion: float = 0
    absolute: float = 0
    buzzwords: float = 0
    number: Asked = Asked.NOTHING
    without: float = 0  # substance that makes up for a missing number
    name: Named = Named.NOBODY
    answered_by: Patterns | None = None
    off_topic: bool = False
    drift: bool = True
    question_words: frozenset[str] = frozenset()  # stems of the question itself


#: The settings a question's rules may have, as the file writes them.
SETTINGS = tuple(field.name for field in fields(QuestionRules) if field.name != "question_words")


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that a judgement needs, for one language."""

    lexicon: Lexicon
    numerals: Numerals
    evasion: Patterns
    absolute: Patterns
    drift: DriftRules
    questions: Mapping[str, QuestionRules]  # by question id, and GENERAL

    def of(self, question_id: str) -> QuestionRules:
        """Return the rules of a question; the general ones if it has none."""
        return self.questions.get(question_id, self.questions[GENERAL])
