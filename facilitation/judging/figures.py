"""Finds figures, dates and frequencies, in digits or in words."""

from collections.abc import Sequence
from itertools import pairwise

from facilitation.judging.rules import Asked, Lexicon
from facilitation.judging.words import Sentence, Token

_NO_FIGURES = frozenset({"24/7", "24x7", "360", "100"})


def has_figure(lexicon: Lexicon, read: Sequence[Sentence], asked: Asked) -> bool:
    """Return whether an answer holds what the question asks for; for NOTHING, whether it holds any figure."""
    if any(figures(lexicon, sentence) for sentence in read):
        return True
    if asked in (Asked.DATE, Asked.PACE):
        return any(says_when(lexicon, sentence) for sentence in read)
    return False


def figures(lexicon: Lexicon, sentence: Sentence) -> tuple[Token, ...]:
    """Return the tokens of a sentence that are figures: "4%", "80k", "eleven", "a tenth", "one in ten"."""
    tokens = sentence.tokens
    return tuple(token for at, token in enumerate(tokens) if _is_figure(lexicon, tokens, at))


def says_when(lexicon: Lexicon, sentence: Sentence) -> bool:
    """Return whether a sentence gives a time or a frequency: "monthly", "every milking", "in spring", "a day"."""
    tokens = sentence.tokens
    if any(token.low in lexicon.times.words for token in tokens):
        return True
    return any(before.low in lexicon.every.words and token.low in lexicon.spans for before, token in pairwise(tokens))


def _is_figure(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.is_figure:
        return token.text.rstrip("%") not in _NO_FIGURES or _counts_something(tokens, at)
    if token.low in lexicon.numbers.words:
        return True
    if "-" in token.low and any(part in lexicon.numbers.words for part in token.low.split("-")):
        return True
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return token.low in lexicon.ones.words and following in lexicon.out_of.words


def _counts_something(tokens: Sequence[Token], at: int) -> bool:
    """A hundred counts when it is not "100%"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text == "100" and following not in {"", "%"}
