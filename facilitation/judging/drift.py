"""Notices drift: an answer that turns to how it should be built, or to when it will be delivered (method §1, moves)."""

from facilitation.judging.answer import Reading
from facilitation.judging.rules import DriftRules
from facilitation.judging.substance import substance
from facilitation.judging.words import Sentence


def drift_sentences(answer: Reading) -> tuple[Sentence, ...]:
    """Return the sentences that choose algorithms, tools, an architecture or a date of delivery, in order."""
    if not answer.question.drift:
        return ()
    return tuple(sentence for sentence in answer.read if _drifts(answer.rules.drift, sentence))


def is_off_topic(answer: Reading, drifting: tuple[Sentence, ...]) -> bool:
    """Return whether nothing is left of the answer without those sentences."""
    if not (answer.question.off_topic and drifting):
        return False
    left = [sentence for sentence in answer.read if sentence not in drifting]
    return substance(answer.rules.lexicon, answer.question, left).score < answer.question.too_short


def _drifts(rules: DriftRules, sentence: Sentence) -> bool:
    words = [token.low for token in sentence.tokens]
    if any(word in rules.strong for word in words) or rules.strong_patterns.found_in(sentence.plain):
        return True
    medium = {token.stem for token in sentence.tokens if token.low in rules.medium}
    builds = any(word in rules.building for word in words)
    if len(medium) >= 2 or (medium and builds and _proposes(rules, words)):
        return True
    return rules.delivery.found_in(sentence.plain)


def _proposes(rules: DriftRules, words: list[str]) -> bool:
    """Whether a sentence proposes something, rather than telling how things are."""
    return any(word in rules.proposing.words for word in words)
