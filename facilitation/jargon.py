"""Finds technical words in a text and gives plain ones for them (method §6)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from facilitation.judging.words import stem

_WORD = re.compile(r"\w+(?:'\w+)?")
_NEAR = 12  # words to either side that can show that a word is meant technically


def stems(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase without their endings: "false positives" is found as "false positive"."""
    return tuple(stem(word) for word in _WORD.findall(phrase.lower()))


@dataclass(frozen=True, slots=True)
class Term:
    """Technical words with their plain replacement.

    A word that is an everyday one as well counts only if one of `near` stands nearby, and never within one of
    `everyday`: "train" near "model" is jargon, a "train station" is not.
    """

    words: tuple[str, ...]
    plain: str
    near: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(init=False)
    _near: frozenset[str] = field(init=False)
    _everyday: tuple[tuple[str, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Read the words once, for comparing."""
        object.__setattr__(self, "phrases", tuple(stems(word) for word in self.words))
        object.__setattr__(self, "_near", frozenset(stems(" ".join(self.near))))
        object.__setattr__(self, "_everyday", tuple(stems(phrase) for phrase in self.everyday))

    def is_meant(self, words: Sequence[str], begin: int, end: int) -> bool:
        """Return whether the words from `begin` to `end` of a text (stems) are meant technically."""
        if any(_covers(words, phrase, begin, end) for phrase in self._everyday):
            return False
        nearby = {*words[max(0, begin - _NEAR) : begin], *words[end : end + _NEAR]}
        return not self.near or not self._near.isdisjoint(nearby)


Table = tuple[Term, ...]


def find(text: str, table: Table) -> list[tuple[str, str]]:
    """Return the technical words of a text as typed, each with its plain replacement, in order and each once.

    Whole words only, with any ending; where two begin at the same word, the longer one counts.
    """
    found: dict[str, tuple[str, str]] = {}
    for typed, term in _found(text.replace("\u2019", "'"), table):
        found.setdefault(" ".join(stems(typed)), (typed, term.plain))
    return list(found.values())


def _found(text: str, table: Table) -> Iterator[tuple[str, Term]]:
    places = [match.span() for match in _WORD.finditer(text)]
    words = [stem(text[begin:end].lower()) for begin, end in places]
    longest_first = sorted(
        ((phrase, term) for term in table for phrase in term.phrases), key=lambda pair: -len(pair[0])
    )
    at = 0
    while at < len(words):
        for phrase, term in longest_first:
            end = at + len(phrase)
            if tuple(words[at:end]) == phrase and term.is_meant(words, at, end):
                yield text[places[at][0] : places[end - 1][1]].removesuffix("'s"), term
                at = end - 1
                break
        at += 1


def _covers(words: Sequence[str], phrase: tuple[str, ...], begin: int, end: int) -> bool:
    """Whether a phrase stands around the words from `begin` to `end`."""
    first = range(max(0, end - len(phrase)), begin + 1)
    return any(tuple(words[at : at + len(phrase)]) == phrase for at in first)
