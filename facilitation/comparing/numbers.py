"""Numbers in digits and in words: "1,500", "2.5m", "ten thousand", "two and a half", "twenty-five"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from facilitation.comparing.text import phrases
from facilitation.comparing.words import ComparingWords

_DIGITS = re.compile(r"(?<![\w.,/-])-?(\d{1,3}(?:[,.' ]\d{3})+(?![\d])|\d+(?:[.,]\d+)?)(?=(?:[^\d\w]|[a-z%€$£]|$))")
_HALF_MORE = re.compile(r"\s+and\s+a\s+half\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its value and where it stands. `word` is set for one in words."""

    value: float
    start: int
    end: int
    word: bool


@lru_cache(maxsize=8)
def _patterns(words: ComparingWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    long_ones = [name for name in words.multipliers if len(name) > 1]
    short_ones = "|".join(re.escape(name) for name in words.multipliers if len(name) == 1)
    long_pattern = "|".join(re.escape(name) for name in sorted(long_ones, key=len, reverse=True))
    multiplier = re.compile(rf"(?:\s*(?:{long_pattern})|\s?(?:{short_ones}))(?![\w'])")
    return phrases(*words.numbers), multiplier


def numbers(low: str, words: ComparingWords) -> list[Number]:
    """Return the numbers of a text in small letters, in order."""
    spelled, multiplier = _patterns(words)
    found: list[Number] = []
    at = 0
    while at < len(low):
        digits, word = _DIGITS.search(low, at), spelled.search(low, at)
        if digits is None and word is None:
            break
        if word is None or (digits is not None and digits.start() <= word.start()):
            assert digits is not None
            number = _grown(low, _of_digits(digits), words, multiplier)
        else:
            number = _of_words(low, word, words, spelled, multiplier)
        found.append(number)
        at = max(number.end, at + 1)
    return found


def _of_digits(match: re.Match[str]) -> Number:
    return Number(_value(match.group(1)), match.start(), match.end(), word=False)


def _value(digits: str) -> float:
    """Return the value of digits; "1,500" and "1.500" are thousands by their three digits, "2,5" is not."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:[,.' ]\d{3})+", digits):
        return float(re.sub(r"\D", "", digits))
    return float(re.sub(r"[,]", ".", digits).replace(" ", "").replace("'", ""))


def _grown(low: str, number: Number, words: ComparingWords, multiplier: re.Pattern[str]) -> Number:
    """Return the number with the multipliers that follow it: "2.5 million", "10k"."""
    value, end = number.value, number.end
    while (match := multiplier.match(low, end)) is not None:
        value, end = value * words.multipliers[match.group().strip()], match.end()
    if (half := _HALF_MORE.match(low, end)) is not None:
        value, end = value + 0.5, half.end()
    return Number(value, number.start, end, number.word)


def _of_words(
    low: str, first: re.Match[str], words: ComparingWords, spelled: re.Pattern[str], multiplier: re.Pattern[str]
) -> Number:
    """Return a number in words: tens and ones joined, then multiplied, then what is added after "and"."""
    total, end = 0.0, first.start()
    match: re.Match[str] | None = first
    while match is not None:
        value, end = words.numbers[re.sub(r"\s+", " ", match.group())], match.end()
        ones = spelled.match(low, end + 1) if low[end : end + 1] in {"-", " "} and 20 <= value <= 90 else None
        if ones is not None and 1 <= words.numbers[ones.group()] <= 9:
            value, end = value + words.numbers[ones.group()], ones.end()
        grown = _grown(low, Number(value, first.start(), end, word=True), words, multiplier)
        total, end = total + grown.value, grown.end
        joined = re.compile(r"\s+(?:and\s+)?").match(low, end) if grown.value >= 100 else None
        match = spelled.match(low, joined.end()) if joined is not None else None
        if match is not None and words.numbers[match.group()] >= grown.value:
            match = None
    return Number(total, first.start(), end, word=True)
