"""Must-haves against exclusions: what a part of an answer demands or rules out, and whether two exclude each other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from facilitation.comparing.measures import spelled
from facilitation.comparing.text import Sentence, denial, has, phrases, topics
from facilitation.comparing.words import ComparingWords

_WHOLE = re.compile(r"\b(?:all|every|each|everything|everyone|everywhere)\b")
_CONDITION = re.compile(r"\s*(?:if|when|whenever|otherwise|else|since|unless|in case|as long as)\b")
_BY_PRODUCT = re.compile(r"\s*(?:it|the\s+(?:tool|system|machine|bot|program|model|software|app))\b")
_BY_PERSON = re.compile(r"^\s*(?:i|we)\b(?!'d)|\b(?:i|we)\s+(?:can|could|then|just|myself)\b")
_LISTED = 3  # words
#: "A picture without any frame" rules the frame out.
_WITHOUT = re.compile(r"\bwithout\s+(?:any|the)\s+(?P<what>[\w-]+)")
#: How much of what is ruled out has to be what the other demands.
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Demand:
    """What one part of a sentence asks for (`wanted`) or rules out.

    `automatic`: it should (not) happen by itself. `by_hand`: a person decides. `spared`: topics of the exception, in
    "never … without …".
    """

    wanted: bool
    about: frozenset[str]
    explicit: bool  # it says "must", "never" or the like
    automatic: bool
    by_hand: bool
    spared: frozenset[str]
    quote: str
    shown: str
    by_product: bool = False  # the product is said to do it: "it answers …"
    by_person: bool = False  # the person does it: "I edit and send"
    whole: bool = False  # "all cities"
    only: bool = False  # "only Hamburg"
    permitted: bool = False  # "it may …"
    answer: frozenset[str] = frozenset()


def demands(sentences: list[Sentence], answer: frozenset[str], words: ComparingWords) -> Iterator[Demand]:
    """Yield what an answer demands and rules out, one item for each part of its sentences."""
    found: list[Demand] = []
    for sentence in sentences:
        if found and has(sentence.low, words.automatic) and not topics(sentence.low, words) - _automatic(words):
            # "The slot is cancelled. Automatically."
            found = [replace(item, automatic=item.automatic or item.quote == found[-1].quote) for item in found]
            continue
        by_person = listed = False
        for start, end in _joined(sentence, words):
            low = sentence.low[start:end]
            by_person = by_person or _BY_PERSON.search(low) is not None
            # "It must not use age, gender or nationality": what follows in the list is ruled out as well.
            if listed and len(low.split()) <= _LISTED and not has(low, words.demands):
                continue
            listed = denial(low, words) is not None
            if not _CONDITION.match(low):
                text = sentence.text[start:end].strip()
                found += (
                    replace(item, by_person=by_person) for item in _demand(low, text, sentence.text, answer, words)
                )
    yield from found


@lru_cache(maxsize=8)
def _automatic(words: ComparingWords) -> frozenset[str]:
    return topics(" ".join(words.automatic), words)


def _joined(sentence: Sentence, words: ComparingWords) -> list[tuple[int, int]]:
    """Return the parts of a sentence; one without a topic (", all by itself") belongs to the one before it."""
    joined: list[tuple[int, int]] = []
    for start, end in sentence.parts:
        plain = phrases(*words.automatic).sub(" ", sentence.low[start:end])
        if joined and not _CONDITION.match(plain) and not topics(plain, words) and not has(plain, words.by_hand):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _demand(low: str, shown: str, quote: str, answer: frozenset[str], words: ComparingWords) -> Iterator[Demand]:
    automatic = has(low, words.automatic)
    by_hand = has(low, words.by_hand) or _decides(words).search(low) is not None
    plain = phrases(*words.automatic).sub(" ", low)
    negated = denial(plain, words)
    exception = phrases(*words.exceptions).search(plain, negated.end()) if negated else None
    main = plain[: exception.start()] if exception else plain
    if negated is None and (without := _WITHOUT.search(plain)) and (what := topics(without.group("what"), words)):
        yield Demand(False, what, True, False, False, frozenset(), quote, without.group())
    about = topics(main, words)
    if not about and not by_hand:
        return
    yield Demand(
        wanted=negated is None,
        about=about,
        explicit=negated is not None or has(quote.lower(), words.demands),
        automatic=automatic,
        by_hand=by_hand,
        spared=topics(plain[exception.start() :], words) if exception else frozenset(),
        quote=quote,
        shown=shown,
        by_product=_BY_PRODUCT.match(low) is not None,
        whole=_WHOLE.search(low) is not None,
        only=has(low, words.only),
        permitted=has(low, words.permits),
        answer=answer,
    )


def excludes(one: Demand, other: Demand, *, plain_sentences: bool) -> float:
    """Return how surely the two exclude each other, 0 if they do not.

    `plain_sentences` says that a sentence demands something here even without "must".
    """
    if one.wanted and other.wanted:
        both_ways = ((one, other), (other, one))
        return max(max(_against_a_person(a, b), _all_or_some(a, b)) for a, b in both_ways)
    if one.wanted == other.wanted:
        return 0.0
    wanted, ruled_out = (one, other) if one.wanted else (other, one)
    permitted = wanted.permitted and not wanted.by_person and not wanted.only
    if not (wanted.explicit or permitted or (plain_sentences and not wanted.by_person) or wanted.automatic):
        return 0.0
    shared = wanted.about & ruled_out.about
    if ruled_out.spared or ruled_out.automatic:
        by_itself = wanted.automatic or (wanted.by_product and not wanted.by_hand and len(shared) > 1)
        if not by_itself or wanted.about & ruled_out.spared:
            return 0.0
        return float(len(shared))
    covered = len(shared) / len(ruled_out.about) if ruled_out.about else 0.0
    if covered < _COVERED or (len(shared) < 2 and len(ruled_out.about) > 1 and not wanted.automatic):
        return 0.0
    return len(shared) * covered


def _all_or_some(whole: Demand, only: Demand) -> float:
    """One demands something for all, the other only for some."""
    explicit = whole.explicit and only.explicit and whole.whole and only.only and not only.whole
    return float(len(whole.about & only.about)) if explicit else 0.0


@lru_cache(maxsize=8)
def _decides(words: ComparingWords) -> re.Pattern[str]:
    who, what = spelled(words.deciders), spelled(words.decisions)
    led = r"(?:\s+(?:want|would like|wish|have|has|need|needs|must|should|will|always|still|then)(?:\s+to)?)?"
    anybody = r"(?<!it )(?<!system )(?<!tool )(?:has to|have to|must)\s+(?:confirm|approve|decide|sign off)"
    return re.compile(rf"(?<!\w)(?:(?:{who}){led}\s+(?:{what})|{anybody})(?!\w)")


def _against_a_person(automatic: Demand, by_hand: Demand) -> float:
    """One wants it to happen by itself, the other that a person decides about the same."""
    if not automatic.automatic or automatic.by_hand or not by_hand.by_hand or by_hand.automatic:
        return 0.0
    shared = len(automatic.about & (by_hand.about or by_hand.answer))
    return float(shared) or float(len(automatic.answer & by_hand.answer) >= 2)
