"""The detectors of weak answers: each looks at one fault and says whether the answer has it.

A word such as "everyone" or "it depends" is no fault where enough stands beside it to act on; how much is enough is
a setting of the question.
"""

from collections.abc import Callable
from enum import StrEnum

from facilitation.judging.answer import Reading
from facilitation.judging.rules import Asked, Named

_LONG = 15  # words from which on an answer can be judged by how much of it says something
_EMPTY = 0.1  # substance per word of an answer that says next to nothing
_THIN = 0.16  # the same, where fine words give it away
_HIGH = 12.0  # whoever says this much is not asked back for being wordy


class Reason(StrEnum):
    """Why an answer is too weak to act on."""

    TOO_SHORT = "too_short"
    NO_NUMBER = "no_number"
    ABSOLUTE = "absolute"
    NO_NAME = "no_name"
    REPEATS_QUESTION = "repeats_question"
    BUZZWORDS = "buzzwords"
    EVASION = "evasion"
    CONTRADICTION = "contradiction"
    OFF_TOPIC = "off_topic"


def repeats_question(answer: Reading) -> bool:
    """Return whether it mostly gives back words of the question."""
    holds = answer.holds
    own = len(holds.concrete) + len(holds.abstract) + len(holds.common) + holds.figures + holds.people
    return holds.echoed >= 3 and own <= holds.echoed / 3


def evasion(answer: Reading) -> bool:
    """Return whether it puts off, passes on or does not know, and leaves it at that."""
    if answer.gives_what_is_asked or not answer.found(answer.rules.evasion):
        return False
    left = answer.without(answer.rules.evasion).holds
    return left.score < answer.question.evasion or _is_wordy(left.score, left.density, left.words, _EMPTY)


def absolute(answer: Reading) -> bool:
    """Return whether it is all or nothing, with little besides."""
    if not answer.found(answer.rules.absolute):
        return False
    left = answer.without(answer.rules.absolute)
    return not left.gives_what_is_asked and left.holds.score < answer.question.absolute


def buzzwords(answer: Reading) -> bool:
    """Return whether fine words stand where facts should."""
    holds = answer.holds
    fine = holds.buzz >= 2 or (holds.buzz == 1 and holds.vague >= 2)
    thin = _is_wordy(holds.score, holds.density, holds.words, _THIN)
    return fine and not answer.gives_what_is_asked and (holds.score < answer.question.buzzwords or thin)


def no_name(answer: Reading) -> bool:
    """Return whether a person is asked for, and only a role, a group or nobody is named."""
    asked = answer.question.name
    if asked is Named.NOBODY or answer.has_name:
        return False
    if asked is not Named.OWNER:
        return True
    groups = answer.rules.lexicon.groups.words
    department = any(token.low in groups for sentence in answer.read for token in sentence.tokens)
    return department and answer.holds.figures == 0 and answer.holds.score < 4


def no_number(answer: Reading) -> bool:
    """Return whether a figure, a date or a frequency is asked for and missing."""
    asked = answer.question.number
    return asked is not Asked.NOTHING and not answer.has_number and answer.holds.score < answer.question.without


def too_short(answer: Reading) -> bool:
    """Return whether it says too little to act on, however many words it takes."""
    holds = answer.holds
    if answer.gives_what_is_asked:
        return False
    return holds.score < answer.question.too_short or _is_wordy(holds.score, holds.density, holds.words, _EMPTY)


def _is_wordy(score: float, density: float, words: int, least: float) -> bool:
    return words >= _LONG and density < least and score < _HIGH


#: Asked in this order; the first that finds its fault is the reason.
DETECTORS: tuple[tuple[Reason, Callable[[Reading], bool]], ...] = (
    (Reason.REPEATS_QUESTION, repeats_question),
    (Reason.EVASION, evasion),
    (Reason.BUZZWORDS, buzzwords),
    (Reason.ABSOLUTE, absolute),
    (Reason.NO_NAME, no_name),
    (Reason.NO_NUMBER, no_number),
    (Reason.TOO_SHORT, too_short),
)
