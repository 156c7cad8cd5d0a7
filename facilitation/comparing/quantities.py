"""Quantities: shares, money, lengths of time and counts, each with what it stands for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from facilitation.comparing.measures import Found, measured, rated, spelled, within
from facilitation.comparing.model import Bound, Fact, Kind, StandsFor
from facilitation.comparing.numbers import Number, numbers
from facilitation.comparing.stance import stands_for
from facilitation.comparing.text import Sentence, bad_topics, blanked, has, phrases, place_of, topics
from facilitation.comparing.words import ComparingWords, QuestionHints

#: "A day" of work is a working day to some and a whole one to others: it covers both.
_SHORTEST_DAY = 7.0
_TOO = re.compile(
    r"(?:is|are|was|were|would be|'s)\s+(?:far\s+|much\s+|way\s+)?(?:too|not enough|short|not)\b|isn't\b"
    r"|(?:is|are)\s+(?:nothing|no\s+use|useless|a\s+lot)\b|won't do\b"
)
_ONE_LENGTH = re.compile(r"(?<![\w'])(?P<part>half an?|half|quarter of an?|an?)\s+$")
_BEFORE_FRACTION = re.compile(r"(?:^|[,:(]|(?<!\w)(?:a|an|about|by|to|than|only|from|at|is|some|almost|nearly))\s*$")
_AFTER_FRACTION = re.compile(
    r"\s*(?:of\s+(?!an?\s+(?:hour|day|year|minute))|[.,;!?)]|$|is\b|are\b|less\b|more\b|gone\b|today\b|now\b|have\b|has\b)"
)
_AND_A_HALF = re.compile(r"\s+and\s+a\s+half\b")
_RIGHT_AFTER = 10  # letters
_NEAR_BEFORE, _NEAR_DENIAL = 22, 30
_NEAR_AFTER = 24  # letters within which a limit may follow: "a minute of waiting at most"
_FEW = 2  # a sentence with fewer topics takes the measure of the one before
_CHANGE = re.compile(r"\s*(?:->|=>|→|to)\s*")
_NO_FRACTION = re.compile(r"\s*(?:an?\s|past\b|year|day|hour|time\b|way\b)")
_ORDER = re.compile(r"(?:first|second|per|each|this|last|next|every|the|other)\s+$")


def quantities(
    sentence: Sentence, low: str, answer: frozenset[str], words: ComparingWords, hints: QuestionHints
) -> list[Fact]:
    """Return the quantities of a sentence; `low` is its text with blanks where something else was read already."""
    short = len(topics(low, words)) < _FEW
    before = sentence.before.lower()
    told = [_rated_before(item, before, 0, words) for item in _read(before, words)] if short else []
    earlier = next((item for item in reversed(told) if item.lends), None)
    earlier = _headed(low, words) or earlier or (_headed(before, words) if short else None)
    read = sorted(_read(low, words), key=lambda item: item.start)
    if hints.money:
        read = [replace(item, measure="money") if item.measure == "count" else item for item in read]
    said = f"{before} {sentence.low}" if short else sentence.low
    offset = len(said) - len(sentence.low)
    read = [_as_share(item, low) for item in read]
    found = [_rated_before(item, said, offset, words) for item in _inherited(read, low, earlier)]
    facts = [_fact(item, sentence, low, answer, words, StandsFor.UNKNOWN) for item in found]
    if not any(fact.measure == "share" for fact in facts):
        facts += _in_words(sentence, low, answer, words, hints.stands_for)
    return facts


def _as_share(item: Found, low: str) -> Found:
    """Return a bare "0.20" as the share that it is."""
    decimal = re.fullmatch(r"0?[.,]\d+", low[item.start : item.end].strip())
    return replace(item, measure="share") if item.bare and decimal else item


def _read(low: str, words: ComparingWords) -> list[Found]:
    found: list[Found] = []
    all_numbers = numbers(low, words)
    for at, number in enumerate(all_numbers):
        if found and number.start < found[-1].end:
            continue
        following = all_numbers[at + 1 :]
        last = _range_end(low, number, following, words)
        item = measured(low, number, last, following, words)
        if item is not None:
            found.append(item)
    rest = blanked(low, [(item.start, item.end) for item in found])
    lengths = list(_single_lengths(rest, words))
    rest = blanked(rest, [(item.start, item.end) for item in lengths])
    return found + lengths + [*_single_coins(rest, words), *_fractions(rest, words), *_every_so_many(rest, words)]


def _range_end(low: str, first: Number, following: list[Number], words: ComparingWords) -> Number:
    """Return the upper end of a range such as "20,000 to 30,000" or "two or three", or the number itself."""
    if not following or following[0].value <= first.value:
        return first
    between = re.sub(r"^\s*(?:%|percent|per cent|€|euros?)", "", low[first.end : following[0].start])
    between = re.sub(r"[€$£]\s*$", "", between).strip()
    before = low[: first.start].rstrip()
    if between not in words.ranges or before.endswith("from") or (between == "and" and not before.endswith("between")):
        return first
    return following[0]


def _fractions(low: str, words: ComparingWords) -> Iterator[Found]:
    """Fractions without a number before them: "a third of the returns", "half of it"."""
    for match in phrases(*words.fractions).finditer(low):
        before, half = low[: match.start()], words.fractions[match.group()] == 0.5
        if _NO_FRACTION.match(low, match.end()) or _ORDER.search(before):
            continue
        if _AFTER_FRACTION.match(low, match.end()) and (half or _BEFORE_FRACTION.search(before)):
            share = words.fractions[match.group()]
            yield Found("share", share, share, match.start(), match.end(), loose=True)


def _single_coins(low: str, words: ComparingWords) -> Iterator[Found]:
    """An amount without a number: "a cent per picture"."""
    for options, scale in ((words.small_money, 0.01), (words.currencies, 1.0)):
        for match in re.finditer(rf"(?<!\w)an?\s+(?:{spelled(options)})(?!\w)", low):
            yield rated(low, Found("money", 1.0, 1.0, match.start(), match.end(), scale=scale), words)


def _every_so_many(low: str, words: ComparingWords) -> Iterator[Found]:
    """Shares such as "every tenth parcel"; "every second day" was read before, as how often."""
    every, ordinal = spelled(words.every), spelled(words.ordinals)
    for match in re.finditer(rf"(?<!\w)(?:{every})\s+(?P<nth>{ordinal})(?!\w)", low):
        share = 1 / words.ordinals[match.group("nth")]
        yield Found("share", share, share, match.start(), match.end(), loose=True)


def _single_lengths(low: str, words: ComparingWords) -> Iterator[Found]:
    """Lengths of time without a number: "an hour", "half a day", "a week's warning"."""
    for match in re.finditer(rf"(?<!\w)(?:{spelled(words.durations)})(?='s\s|\W|$)", low):
        before = _ONE_LENGTH.search(low[: match.start()])
        if before is None or len(match.group()) < 3 or match.group().endswith("s"):
            continue
        part = before.group("part")
        hours = words.durations[match.group()] * (0.5 if "half" in part else 0.25 if "quarter" in part else 1.0)
        least = hours * _SHORTEST_DAY / 24 if match.group() == "day" else hours
        if half := _AND_A_HALF.match(low, match.end()):
            least, hours = least * 1.5, hours * 1.5
        end = half.end() if half else match.end()
        length = Found("duration", least, hours, before.start(), end, loose=True)
        a_week = rated(low, length, words)
        yield a_week if a_week.end - length.end <= _RIGHT_AFTER else length  # "an hour a week"


def _rated_before(item: Found, low: str, offset: int, words: ComparingWords) -> Found:
    """Return a count per week if the stretch it counts within comes first: "each month we get thirty complaints".

    `offset` is where the item's sentence begins in the text.
    """
    if item.measure not in {"count", "duration"}:
        return item
    every = () if item.measure == "duration" else words.every  # "ten minutes every day" may be once
    led = re.compile(
        rf"(?<!\w)(?:{spelled((*every, 'per', 'in a'))})\s+(?P<period>{spelled(words.periods)})(?!\w)[^;]*$"
    )
    match = led.search(low, 0, offset + item.start)
    if match is None or words.periods[match.group("period")] < words.periods["day"]:
        return item
    return within(item, words.periods[match.group("period")])


def _in_words(
    sentence: Sentence, low: str, answer: frozenset[str], words: ComparingWords, usual: StandsFor
) -> Iterator[Fact]:
    """All and nothing, as shares: "it must find all of them", "it must not miss any"."""
    whole = [option for option in words.whole if " " in option or usual is StandsFor.GOAL]
    for options, share in ((words.none, 0.0), (whole, 1.0)):
        if match := phrases(*options).search(low):
            place = place_of(sentence, match.start(), answer, words)
            shown = sentence.text[match.start() : match.end()]
            yield Fact(Kind.FIGURE, "share", place, shown, share, share, stands_for=usual, in_words=True)
            return


def _inherited(found: list[Found], low: str, earlier: Found | None) -> list[Found]:
    """Give a bare number the measure of its nearest neighbour ("from 21 days to 10"), or of the sentence before."""

    def grown(item: Found) -> Found:
        others = [other for other in found if other.lends]
        if item.guessed and (priced := [other for other in others if not other.guessed and other.scale < 1]):
            return replace(item, scale=priced[0].scale) if priced[0].measure == item.measure else item
        if not item.bare or not (others or earlier):
            return item
        if earlier and not others:
            return replace(item, measure=earlier.measure, scale=earlier.scale, unit=earlier.unit)
        changed = [other for other in others if _CHANGE.fullmatch(low[item.end : other.start])]
        other = min(changed or others, key=lambda other: abs(other.start - item.start))
        return replace(item, measure=other.measure, scale=other.scale, unit=other.unit)

    return [grown(item) for item in found]


def _headed(low: str, words: ComparingWords) -> Found | None:
    """Return the measure that a sentence names ahead of its numbers: "Minutes of standstill: 1,400"."""
    names = {name for name in (*words.durations, *words.units) if len(name) > 3 and name.endswith("s")}
    match = re.search(rf"(?:^|number\s+of\s+|\bin\s+)(?P<is>{spelled(names)})(?!\w)(?!\s+ahead)", low)
    if match is None or re.search(r"\d", low[: match.start()]):
        return None
    name = match.group("is")
    if name in words.durations:
        return Found("duration", 1, 1, match.start(), match.end(), scale=words.durations[name])
    return Found(f"unit {words.units[name]}", 1, 1, match.start(), match.end())


def _fact(
    item: Found, sentence: Sentence, low: str, answer: frozenset[str], words: ComparingWords, usual: StandsFor
) -> Fact:
    before, after = low[max(0, item.start - 22) : item.start], low[item.end : item.end + 22].lstrip()
    place = place_of(sentence, item.start, answer, words)
    measure = _measure(item, before, after, words)
    what = stands_for(sentence, item.start, item.end, words, usual)
    return Fact(
        kind=Kind.AMOUNT if item.measure.startswith("money") else Kind.FIGURE,
        measure=measure,
        place=place,
        shown=sentence.text[item.start : item.end].strip(),
        low=item.low * item.scale,
        high=item.high * item.scale,
        loose=item.loose or phrases(*words.about).search(before) is not None,
        bound=_limit(item, sentence, low, after, words),
        rejected=_TOO.match(after) is not None,
        daily=item.daily,
        change=measure == "share" and _is_change(before, after, sentence.low, words),
        fit=has(sentence.low, words.fit),
        bad=bool(place.near & bad_topics(words)),
        stands_for=what,
        unit=item.unit,
    )


def _limit(item: Found, sentence: Sentence, low: str, after: str, words: ComparingWords) -> Bound:
    """Return whether a value is a limit, by the words right around it or by those that make an amount a ceiling."""
    if item.measure == "duration" and phrases(*words.bearable).search(after):
        return Bound.MOST
    bound = _bound(low, item.start, low[item.end : sentence.part_of(item.start)[1]].lstrip(), words)
    if bound is Bound.NONE and item.measure.startswith("money") and has(sentence.low, words.ceilings):
        return Bound.MOST
    return bound


def _measure(item: Found, before: str, after: str, words: ComparingWords) -> str:
    """Return the measure, told apart by the words around it: "two days ahead", "within 5%"."""
    if item.measure == "duration" and phrases(*words.lead).match(after):
        return "lead"
    if item.measure == "share" and re.search(
        rf"(?<!\w)(?:{spelled(words.tolerance)})\s+(?:(?:about|only|{spelled(words.at_most)})\s+)?$", before
    ):
        return "tolerance"
    return item.measure


def _is_change(before: str, after: str, low: str, words: ComparingWords) -> bool:
    led = re.search(rf"(?<!\w)(?:{spelled(words.change_before)})\s+(?:about\s+|around\s+|at least\s+)?$", before)
    follows = re.match(rf"(?:{spelled(words.change_after)})(?!\w)(?!\s+than)", after)
    return bool(led or follows or has(low, words.change_words))


def _bound(low: str, start: int, after: str, words: ComparingWords) -> Bound:
    """Return whether the words around a value make it a limit; "never below" is "at least"."""
    before = low[max(0, start - _NEAR_BEFORE) : start]
    at_most, at_least = phrases(*words.at_most), phrases(*words.at_least)
    most = at_most.search(before) or at_most.search(after[:_NEAR_AFTER])
    least = at_least.search(before) or at_least.search(after[:_NEAR_AFTER])
    longest = max((match for match in (most, least) if match), key=lambda match: len(match.group()), default=None)
    if longest is None:
        return Bound.NONE
    is_before = longest.string is before
    at = start - len(before) + longest.start()
    turned = phrases(*words.negations).search(low[max(0, at - _NEAR_DENIAL) : at]) if is_before else None
    return Bound.MOST if (longest is most) != (turned is not None) else Bound.LEAST
