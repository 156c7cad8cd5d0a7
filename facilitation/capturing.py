"""Which answers are offered for a register: by their question, and by the words of a sentence in them."""

from dataclasses import dataclass

from facilitation.judging.patterns import Patterns
from facilitation.judging.words import sentences
from facilitation.registers import RULES_QUESTION, kind_for


@dataclass(frozen=True, slots=True)
class Cues:
    """The words by which a sentence shows that it takes something for true, or that it lays down a rule."""

    assumption: Patterns
    rule: Patterns


def assumption_in(cues: Cues, question_id: str, text: str) -> str:
    """Return what of an answer may be an assumption: all where its question asks for such, else such sentences."""
    return text if kind_for(question_id) is not None else _sentences(cues.assumption, text)


def rule_in(cues: Cues, question_id: str, text: str) -> str:
    """Return what of an answer may be a business rule, in the same way."""
    return text if question_id == RULES_QUESTION else _sentences(cues.rule, text)


def _sentences(patterns: Patterns, text: str) -> str:
    return "\n".join(sentence.text for sentence in sentences(text) if patterns.found_in(sentence.plain))
