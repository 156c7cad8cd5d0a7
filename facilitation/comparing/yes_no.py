"""Yes against no: a permission given or refused, an answer that begins with yes or no, a flat contradiction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facilitation.comparing.text import Sentence, denial, has, topics
from facilitation.comparing.words import ComparingWords

_UNIVERSAL = re.compile(r"\b(?:nobody|no one|none|nothing|never|no)\b")
_WHOLE = re.compile(r"\b(?:each|every|all|always|everything|everyone|both)\b")
_PARTLY = re.compile(r"\d|%|\bper ?cent\b|\b(?:some|most|many|few|often|usually|sometimes|half)\b")
_SHORT = 2  # topics
_CONDITION = re.compile(r"\s*(?:if|when|whenever|unless|so that|otherwise)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said to be so, or not to be so. `sort` is "permission", "begins" or "statement"."""

    sort: str
    holds: bool
    about: frozenset[str]
    universal: bool  # "nobody", "never"
    whole: bool  # "each", "all", "always"
    quote: str
    shown: str


def claims(sentences: list[Sentence], words: ComparingWords) -> Iterator[Claim]:
    """Yield what an answer says to be so or not to be so."""
    for at, sentence in enumerate(sentences):
        about = topics(sentence.text, words)
        if (holds := _permission(sentence.low, words)) is not None:
            yield Claim("permission", holds, about, False, False, sentence.text, sentence.text)
        begins = re.match(
            rf"\s*(?:(?P<yes>{'|'.join(words.yes)})|(?P<no>{'|'.join(words.no)}))(?=[\s]*[,.;:!-]|$)", sentence.low
        )
        if at == 0 and begins:
            yield Claim("begins", begins.group("yes") is not None, about, False, False, sentence.text, begins.group())
        yield from _statements(sentence, words)


def _permission(low: str, words: ComparingWords) -> bool | None:
    """Return whether a sentence gives or refuses permission; None if it does neither, or leaves it open."""
    if has(low, words.unsure):
        return None
    if has(low, words.refused):
        return False
    return True if has(low, words.allowed) else None


def _statements(sentence: Sentence, words: ComparingWords) -> Iterator[Claim]:
    for start, end in sentence.parts:
        low = sentence.low[start:end]
        if _CONDITION.match(low) or has(low, words.exceptions):
            continue
        negated = denial(low, words) is not None
        if negated and _PARTLY.search(low):
            continue  # "8% never come back" leaves the rest open
        universal = negated and _UNIVERSAL.search(low) is not None
        about = topics(sentence.text[start:end], words)
        if about:
            whole = _WHOLE.search(low) is not None
            shown = sentence.text[start:end].strip()
            yield Claim("statement", not negated, about, universal, whole, sentence.text, shown)


def contradict(one: Claim, other: Claim) -> float:
    """Return how surely two claims contradict each other, 0 if they do not."""
    if one.sort != other.sort or one.holds == other.holds:
        return 0.0
    if one.sort != "statement":
        return 2.0
    denied, said = (one, other) if not one.holds else (other, one)
    shared = denied.about & said.about
    of_all = said.whole and (denied.universal or denied.whole)
    if shared == denied.about and (of_all or (denied.universal and len(said.about) <= _SHORT)):
        return 1.0 + len(shared) * 0.5
    if len(shared) >= 2 and len(shared) >= 0.66 * len(denied.about) and len(shared) >= 0.5 * len(said.about):
        return float(len(shared)) * 0.75
    return 0.0
