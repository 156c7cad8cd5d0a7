"""Reads what figures amount to: "4%", "80k", "1.2 million", "five hundred thousand", "seven of ten"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitation.judging.words import Token

_DIGITS = re.compile(r"[$€£]?(\d{1,3}(?:[,.]\d{3})+|\d+(?:[.,]\d+)?)$")
_CURRENCY = "$€£"
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words of a language that make figures."""

    values: Mapping[str, float]  # "seven": 7
    scales: Mapping[str, float]  # "thousand": 1000, "k": 1000
    percent: frozenset[str]
    out_of: frozenset[str]
    currencies: frozenset[str]
    targets: frozenset[str]  # before a figure, they make it a wish: "below", "want"
    bounds: frozenset[str]  # those of them that say how things are as well: "at least 20% are late today"
    today: frozenset[str]  # "today", "currently"
    each: frozenset[str]
    periods: frozenset[str]  # stems of day, year, …


@dataclass(frozen=True, slots=True)
class Spelled:
    """A figure and the tokens it takes up, `begin` to `end`."""

    value: float
    begin: int
    end: int
    is_money: bool = False
    is_share: bool = False  # value between 0 and 1
    is_year: bool = False


def spelled(numerals: Numerals, tokens: Sequence[Token]) -> Iterator[Spelled]:
    """Yield the figures of a sentence in order."""
    at = 0
    while at < len(tokens):
        figure = _figure(numerals, tokens, at)
        if figure is None:
            at += 1
        else:
            yield figure
            at = figure.end


def _figure(numerals: Numerals, tokens: Sequence[Token], begin: int) -> Spelled | None:
    value, end, scaled = _number(numerals, tokens, begin)
    if value is None:
        return None
    following = tokens[end].low if end < len(tokens) else ""
    if following in numerals.percent:
        return Spelled(value / 100, begin, end + 1, is_share=True)
    if following in numerals.out_of:
        whole, beyond, _ = _number(numerals, tokens, end + 1)
        if whole and value <= whole:
            return Spelled(value / whole, begin, beyond, is_share=True)
    coin = tokens[begin].text[0] in _CURRENCY or following in numerals.currencies
    year = value in _YEARS and len(tokens[begin].text) == 4 and not coin
    return Spelled(value, begin, end, is_money=coin or scaled, is_year=year)


def _number(numerals: Numerals, tokens: Sequence[Token], begin: int) -> tuple[float | None, int, bool]:
    """Return value, end, and whether a thousand or a million is in it, as money is told."""
    total, value, at, scaled = 0.0, None, begin, False
    while at < len(tokens):
        word = tokens[at].low
        digits = _DIGITS.match(word)
        if digits and value is None:
            value = _value(digits.group(1))
        elif word in numerals.values and not digits:
            value = (value or 0) + numerals.values[word]
        elif word in numerals.scales and value is not None:
            value *= numerals.scales[word]
            if numerals.scales[word] > 100:
                total, value, scaled = total + value, 0.0, True
        else:
            break
        at += 1
    return (None if value is None else total + value), at, scaled


def _value(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return float(re.sub(r"[,.]", "", digits))
    return float(digits.replace(",", "."))
