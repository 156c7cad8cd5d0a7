"""Notices drift: an answer that turns to how it should be built, or to when it will be delivered (method §1, moves)."""

from facilitation.judging.answer import Reading
from facilitation.judging.rules import DriftRules
from facilitation.judging.substance import substance
from facilitation.judging.words import Sentence

_AN_ANSWER = 1.0  # substance of the other sentences from which on they answer the question


def drift_sentences(answer: Reading) -> tuple[Sentence, ...]:
    """Return the sentences that choose algorithms, tools, an architecture or a date of delivery, in order."""
    if not answer.question.drift:
        return ()
    return tuple(sentence for sentence in answer.read if _drifts(answer.rules.drift, sentence))


def is_off_topic(answer: Reading, drifting: tuple[Sentence, ...]) -> bool:
    """Return whether nothing is left of the answer without those sentences."""
    if not (answer.question.off_topic and drifting) or answer.gives_what_is_asked:
        return False
    gone = {id(sentence) for sentence in drifting}
    left = [sentence for sentence in answer.read if id(sentence) not in gone]
    return substance(answer.rules.lexicon, answer.question, left).score < _AN_ANSWER


def _drifts(rules: DriftRules, sentence: Sentence) -> bool:
    words = [token.low for token in sentence.tokens]
    cased = any(token.text in rules.cased and not token.first for token in sentence.tokens)
    if cased or any(word in rules.strong for word in words) or rules.strong_patterns.found_in(sentence.plain):
        return True
    return _adds_up(rules, sentence) or rules.delivery.found_in(sentence.plain)


def _adds_up(rules: DriftRules, sentence: Sentence) -> bool:
    """Whether words that are harmless alone, such as "server", make a proposal together."""
    medium = len({token.stem for token in sentence.tokens if token.low in rules.medium})
    builds = any(token.low in rules.building for token in sentence.tokens)
    proposes = any(token.low in rules.proposing.words for token in sentence.tokens)
    return medium > 0 and medium + builds + proposes >= 3
