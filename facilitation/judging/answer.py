"""An answer, read once for all detectors."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitation.judging.figures import has_figure
from facilitation.judging.patterns import Patterns
from facilitation.judging.people import names_oneself, names_somebody
from facilitation.judging.rules import Asked, Named, QuestionRules, Rules
from facilitation.judging.substance import Substance, substance
from facilitation.judging.words import Sentence, sentences
from facilitation.roles import Role


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer in sentences, with what it holds, beside the rules of its question."""

    rules: Rules
    question: QuestionRules
    role: str
    read: tuple[Sentence, ...]
    holds: Substance

    @property
    def has_number(self) -> bool:
        """Whether the number, date or pace that the question asks for is there."""
        return has_figure(self.rules.lexicon, self.read, self.question.number)

    @property
    def has_name(self) -> bool:
        """Whether the person that the question asks for is named."""
        lexicon = self.rules.lexicon
        may_be_oneself = self.question.name is not Named.SOMEBODY_ELSE or self.role not in ("", Role.SPONSOR)
        return (may_be_oneself and names_oneself(lexicon, self.read)) or names_somebody(lexicon, self.read)

    @property
    def gives_what_is_asked(self) -> bool:
        """Whether the question asks for a number, a name or the like, and the answer has it."""
        number = self.question.number is not Asked.NOTHING and self.has_number
        name = self.question.name is not Named.NOBODY and names_somebody(self.rules.lexicon, self.read)
        patterns = self.question.answered_by
        return number or name or (patterns is not None and self.found(patterns))

    def found(self, patterns: Patterns) -> bool:
        """Return whether a pattern is in one of the sentences."""
        return any(patterns.found_in(sentence.plain) for sentence in self.read)

    def without(self, patterns: Patterns) -> "Reading":
        """Return the answer without the words of the patterns, and what is left in it."""
        left = tuple(part for sentence in self.read for part in sentences(_cut(sentence, patterns)))
        return Reading(self.rules, self.question, self.role, left, _holds(self.rules, self.question, left))


def reading(rules: Rules, question_id: str, role: str, text: str) -> Reading:
    """Return an answer to a question, read."""
    question = rules.of(question_id)
    read = sentences(text)
    return Reading(rules, question, role, read, _holds(rules, question, read))


def _holds(rules: Rules, question: QuestionRules, read: Sequence[Sentence]) -> Substance:
    return substance(rules.lexicon, question, read)


def _cut(sentence: Sentence, patterns: Patterns) -> str:
    """Return a sentence without the tokens that a pattern covers, the others as typed."""
    covered = [*patterns.covered(sentence.plain)]
    covered.reverse()  # the next one is the last
    kept, at = [], 0
    for token in sentence.tokens:
        while covered and covered[-1][1] <= at:
            covered.pop()
        if not covered or at < covered[-1][0]:
            kept.append(token.text)
        at += len(token.low) + 1
    return " ".join(kept)
