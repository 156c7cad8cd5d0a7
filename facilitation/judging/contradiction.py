"""Finds a figure that contradicts one which the same person gave earlier. Careful: a wrong hit is worse than a miss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitation.judging.quantities import Numerals, Spelled, spelled
from facilitation.judging.rules import Lexicon, Rules
from facilitation.judging.words import Sentence, Token, sentences

_SAME = 1.25  # rough figures agree up to this factor
_NEAR_MONEY = 5  # words around an amount that say what it is for
_TARGET_WITHIN = 4  # words before a figure that make it a wish


class Kind(StrEnum):
    """What is compared only with its like."""

    SHARE = "share"
    MONEY = "money"
    YEAR = "year"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, what it counts, and the words around it."""

    kind: Kind
    value: float
    counted: frozenset[str]  # stems
    around: frozenset[str]  # stems
    of_each: bool  # "each agent makes 30 calls"


def contradicts(lexicon: Lexicon, numerals: Numerals, read: Sequence[Sentence], earlier: Iterable[str]) -> bool:
    """Return whether an answer states another figure for the same thing than an earlier answer."""
    now = _claims(lexicon, numerals, read)
    before = [claim for text in earlier for claim in _claims(lexicon, numerals, sentences(text))]
    return any(_disagree(claim, now) for claim in before)


def _disagree(claim: Claim, now: Sequence[Claim]) -> bool:
    """Whether the same thing is counted now, and never with the same result."""
    if any(other.kind is claim.kind and _agree(claim, other) for other in now):
        return False
    return any(_alike(claim, other) for other in now)


def _agree(one: Claim, other: Claim) -> bool:
    if one.kind is Kind.YEAR:
        return one.value == other.value
    low, high = sorted((one.value, other.value))
    return high <= low * _SAME


def _alike(one: Claim, other: Claim) -> bool:
    if one.kind is not other.kind or one.of_each is not other.of_each:
        return False
    shared = one.around & other.around
    if one.kind is Kind.MONEY:
        return bool(shared)
    if one.kind is Kind.COUNT:
        return bool(one.counted & other.counted) and len(shared) >= 2
    return len(shared) >= 2


def _claims(lexicon: Lexicon, numerals: Numerals, read: Sequence[Sentence]) -> list[Claim]:
    found: list[Claim] = []
    for sentence in read:
        tokens = sentence.tokens
        figures = [*spelled(numerals, tokens)]
        if not _tells_today(numerals, tokens, figures):
            figures = [figure for figure in figures if not _is_target(numerals, tokens, figure)]
        if figures:  # read once a sentence: there are people who write long ones, full of figures
            around = frozenset(_content(lexicon, numerals, tokens))
            of_each = any(token.low in numerals.each for token in tokens)
            found += [_claim(lexicon, numerals, tokens, figure, around, of_each) for figure in figures]
    return found


def of_today(rules: Rules, text: str) -> str:
    """Return the sentences of a wish that say how things are: a figure there is meant as it stands."""
    told = [each for each in sentences(text) if _tells_today(rules.numerals, each.tokens)]
    return "\n".join(sentence.text for sentence in told)


def _tells_today(numerals: Numerals, tokens: Sequence[Token], figures: Sequence[Spelled] | None = None) -> bool:
    """Whether a sentence holds one figure and says that it is today's, with no word of wishing."""
    words = {token.low for token in tokens}
    if words.isdisjoint(numerals.today) or words & (numerals.targets - numerals.bounds):
        return False
    return len([*spelled(numerals, tokens)] if figures is None else figures) == 1


def _is_target(numerals: Numerals, tokens: Sequence[Token], figure: Spelled) -> bool:
    """Whether a figure is a wish or a limit; an amount of money is always one, so it is compared all the same."""
    before = tokens[max(0, figure.begin - _TARGET_WITHIN) : figure.begin]
    return not figure.is_money and any(token.low in numerals.targets for token in before)


def _claim(
    lexicon: Lexicon,
    numerals: Numerals,
    tokens: Sequence[Token],
    figure: Spelled,
    around: frozenset[str],
    of_each: bool,
) -> Claim:
    if figure.is_money:
        near = tokens[max(0, figure.begin - _NEAR_MONEY) : figure.end + _NEAR_MONEY]
        beside = frozenset(stem for stem in _content(lexicon, numerals, near) if stem not in numerals.periods)
        return Claim(Kind.MONEY, figure.value, frozenset(), beside, of_each)
    kind = Kind.SHARE if figure.is_share else Kind.YEAR if figure.is_year else Kind.COUNT
    counted = _run(lexicon, numerals, tokens[figure.end : figure.end + 2])
    counted = counted or _run(lexicon, numerals, tokens[max(0, figure.begin - 2) : figure.begin])
    return Claim(kind, figure.value, frozenset(counted), around, of_each)


def _content(lexicon: Lexicon, numerals: Numerals, part: Sequence[Token]) -> list[str]:
    return [token.stem for token in part if _says(lexicon, numerals, token)]


def _run(lexicon: Lexicon, numerals: Numerals, tokens: Sequence[Token]) -> list[str]:
    """Return the stems of the words that stand together: "returned pallets", but only "claims" of "claims a day"."""
    run: list[str] = []
    for token in tokens:
        if not _says(lexicon, numerals, token):
            break
        run.append(token.stem)
    return run


def _says(lexicon: Lexicon, numerals: Numerals, token: Token) -> bool:
    figure = token.is_figure or token.low in numerals.values or token.low in numerals.scales
    return not figure and token.text != "%" and token.low not in lexicon.function.words
