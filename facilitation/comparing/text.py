"""Sentences, their parts, and the stems of the words that carry a topic."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from facilitation.comparing.model import Place
from facilitation.comparing.words import ComparingWords

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "−": "-", "–": "-"})  # noqa: RUF001
_END = re.compile(r"(?<=[.!?…])[\"')]*\s+(?=[\"'(@]?[^\s.])|\n+")
_SHORTENED = re.compile(r"\b(?:e\.g|i\.e|approx|ca|etc|vs|incl|max|min|no|nr|mr|mrs|ms|dr|prof)\.$", re.IGNORECASE)
_PART = re.compile(
    r"\s*(?:[,;:()]|\s-+\s|—|->|→|\b(?:and|but|so|because|then|while|whereas|although)\b)\s*", re.IGNORECASE
)
#: A sentence with so few topics, or with such a word, speaks of what the one before it named.
_FEW = 2
_POINTS_BACK = re.compile(r"\b(?:it|its|it's|that|this|they|them|those|these)\b")
_COMPARED = re.compile(
    r"\b(?:than|above|below|over|under)\s+(?:an?\s+)?"
    r"(?:[€$£]?\d|(?:one|two|three|four|five|six|ten|half|quarter)\b|\w+\s+(?:per cent|percent))"
)
_NEAR_LIMIT = 24  # letters from a denial
_SUBORDINATE = re.compile(r"\w\s+(?:when|whenever|if|because|where|unless|as)\s")
_MODAL = re.compile(r"\b(?:should|must|may|can|shall|will|would|could)\s*$")
_DESCRIBES = re.compile(r"\w\s+(?:that|which|who|whose)\b")
_ADVERB = re.compile(r"(?!family|supply|reply|assembly|monopoly|anomaly)\w{3,}ly")
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer: as written, and in small letters of the same length."""

    text: str
    low: str
    parts: tuple[tuple[int, int], ...]  # from and to of its parts
    before: str = ""  # the sentence before it

    def part_of(self, at: int) -> tuple[int, int]:
        """Return from and to of the part that a place lies in."""
        for start, end in self.parts:
            if at < end:
                return start, end
        return self.parts[-1] if self.parts else (0, len(self.text))


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of an answer, quotation marks and dashes made plain."""
    plain = text.translate(_PLAIN)
    found: list[str] = []
    for piece in _END.split(plain):
        if found and _SHORTENED.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece and piece.strip():
            found.append(piece.strip())
    return [_sentence(piece, before) for piece, before in zip(found, ["", *found], strict=False)]


def _sentence(text: str, before: str) -> Sentence:
    low = text.lower()
    if len(low) != len(text):  # a few capitals have longer small forms
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return Sentence(text, low, _parts(low), before)


def _parts(low: str) -> tuple[tuple[int, int], ...]:
    parts, start = [], 0
    for match in _PART.finditer(low):
        if _inside_number(low, match):
            continue
        if match.start() > start:
            parts.append((start, match.start()))
        start = match.end()
    if start < len(low):
        parts.append((start, len(low)))
    return tuple(parts) or ((0, len(low)),)


def _inside_number(low: str, match: re.Match[str]) -> bool:
    """A comma or colon between digits ("1,500", "7:00") parts nothing."""
    return (
        low[match.start() - 1 : match.start()].isdigit()
        and low[match.end() : match.end() + 1].isdigit()
        and (match.group().strip() in {",", ":"} and " " not in match.group())
    )


@lru_cache(maxsize=512)
def phrases(*options: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the words and phrases as whole words, the longest first."""
    longest_first = sorted(set(options), key=len, reverse=True)
    spelled = "|".join(re.escape(option).replace(r"\ ", r"\s+") for option in longest_first)
    return re.compile(rf"(?<![\w'])(?:{spelled})(?![\w'])") if spelled else re.compile(r"(?!)")


def denial(low: str, words: ComparingWords) -> re.Match[str] | None:
    """Return the first word that denies what a part of a sentence says, if any.

    Limits ("not more than ten") deny nothing, nor does what only describes ("rooms that are not used").
    """
    limits = [match.span() for match in phrases(*words.at_most, *words.at_least).finditer(low)]
    plain = blanked(low, limits)
    match = phrases(*words.negations).search(plain)
    if match is not None and _COMPARED.search(low, match.end(), match.end() + _NEAR_LIMIT):
        return None  # "never fewer than two" is a limit
    if match is not None and _SUBORDINATE.search(plain, 0, match.start()):
        return None  # "we repeat it when two values do not fit"
    if match is None or _MODAL.search(plain, 0, match.start()) or not _DESCRIBES.search(plain, 0, match.start()):
        return match
    return None


def has(low: str, options: Iterable[str]) -> bool:
    """Return whether any of the words or phrases stands in the text."""
    return phrases(*options).search(low) is not None


def stem(word: str) -> str:
    """Return a word without its commonest English endings: "parcels", "parcel's" → "parcel"."""
    word = word.lower().removesuffix("'s").strip("'")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


_ENDINGS = (
    ("ications", "y"), ("ication", "y"), ("ations", ""), ("ation", ""), ("ements", ""), ("ement", ""), ("ies", "y"),
    ("ied", "y"), ("ings", ""), ("ing", ""), ("ers", ""), ("ed", ""), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
    ("sses", "ss"), ("ss", "ss"), ("us", "us"), ("s", ""), ("ly", ""), ("er", ""),
)  # fmt: skip


@lru_cache(maxsize=8)
def _vocabulary(words: ComparingWords) -> tuple[frozenset[str], dict[str, str]]:
    same = {stem(word): stem(group[0]) for group in words.same for word in group}
    read_as_values = (words.numbers, words.multipliers, words.fractions, words.durations, words.periods)
    values = {part for options in read_as_values for option in options for part in option.split()}
    cues = (
        words.period_adverbs,
        words.about,
        words.at_most,
        words.at_least,
        words.goal,
        words.today,
        words.frequencies,
    )
    values |= {option for options in cues for option in options if " " not in option}
    values |= {name for names in (*words.months, *words.weekdays) for name in names}
    return frozenset(words.empty) | values, same


@lru_cache(maxsize=8)
def bad_topics(words: ComparingWords) -> frozenset[str]:
    """Return the topics whose share is the rest of a share of the good ones."""
    return frozenset(topic for word in words.bad if (topic := topic_of(word, words)) is not None)


def topic_of(word: str, words: ComparingWords) -> str | None:
    """Return the stem that stands for a word and its synonyms, or None if the word carries no topic."""
    empty, same = _vocabulary(words)
    low = word.lower()
    if len(low) < 3 or low in empty or low.removesuffix("'s") in empty or _ADVERB.fullmatch(low):
        return None
    found = stem(low)
    return same.get(found, found)


def topics(text: str, words: ComparingWords) -> frozenset[str]:
    """Return the stems of a text's words that carry a topic, synonyms under one stem."""
    found = (topic_of(match.group(), words) for match in _WORD.finditer(text))
    return frozenset(topic for topic in found if topic is not None)


def place_of(sentence: Sentence, at: int, answer: frozenset[str], words: ComparingWords) -> Place:
    """Return the words around the place `at` in a sentence."""
    start, end = sentence.part_of(at)
    near, whole = topics(sentence.text[start:end], words), topics(sentence.text, words)
    if len(whole) < _FEW or _POINTS_BACK.search(sentence.low):
        whole |= topics(sentence.before, words)
    return Place(
        near=near,
        sentence=whole,
        answer=answer,
        quote=sentence.text,
    )


def blanked(low: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with what was already read replaced by blanks of the same length."""
    for start, end in spans:
        low = low[:start] + "\x00" * (end - start) + low[end:]
    return low
