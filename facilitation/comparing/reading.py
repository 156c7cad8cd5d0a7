"""Reads one person's answer to one question: every fact that can be compared."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from facilitation.comparing.clock import hours
from facilitation.comparing.dates import NO_YEAR, dates, lengths_ahead, weekdays
from facilitation.comparing.demands import Demand, demands
from facilitation.comparing.frequencies import frequencies
from facilitation.comparing.model import Answer, Fact, Kind, Place, StandsFor
from facilitation.comparing.names import doers, everybody, payers, people, systems
from facilitation.comparing.quantities import quantities
from facilitation.comparing.remarks import Remark, remarks
from facilitation.comparing.text import Sentence, blanked, place_of, sentences, topic_of, topics
from facilitation.comparing.words import ComparingWords
from facilitation.comparing.worse import worse_mistakes
from facilitation.comparing.yes_no import Claim, claims
from facilitation.roles import Role

_Span = tuple[int, int]
_MOST_DELIVERIES = 14.0  # a week: "two mails a week" says how often; a hundred are what comes in


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person says to one question."""

    person: str
    facts: tuple[Fact, ...]
    demands: tuple[Demand, ...]
    claims: tuple[Claim, ...]
    remarks: tuple[Remark, ...]
    topics: frozenset[str]


def read(answer: Answer, members: Collection[str], known: Collection[str], words: ComparingWords) -> Reading:
    """Return everything comparable in an answer.

    `members` are the names of all who answered, `known` the systems that any of them named.
    """
    found = sentences(answer.text)
    about = topics(answer.text, words)
    facts = [fact for sentence in found for fact in _facts(sentence, answer, about, members, words)]
    offered = answer.role in {Role.ENGINEER, Role.ML_LEAD}
    facts = [replace(fact, offered=offered) for fact in facts]
    facts = _settled_stance(facts, words.about_question(answer.question).stands_for)
    if Kind.NAME in words.about_question(answer.question).compare:
        facts += _people(found, answer, about, members, known, words)
    said = (*claims(found, words), *worse_mistakes(found, words))
    wanted, told = tuple(demands(found, about, words)), tuple(remarks(found, words))
    return Reading(answer.person, tuple(facts), wanted, said, told, about)


def _settled_stance(facts: list[Fact], usual: StandsFor) -> list[Fact]:
    """Fill in what figures stand for that do not say: beside one that is wanted it is today's, else what is usual."""
    said = {(fact.measure, fact.stands_for) for fact in facts}

    def filled(fact: Fact) -> Fact:
        if fact.stands_for is not StandsFor.UNKNOWN or fact.kind not in {Kind.FIGURE, Kind.AMOUNT}:
            return fact
        wanted, known = ((fact.measure, what) in said for what in (StandsFor.GOAL, StandsFor.TODAY))
        return replace(fact, stands_for=StandsFor.TODAY if wanted and not known else usual)

    return [filled(fact) for fact in facts]


def _facts(
    sentence: Sentence, answer: Answer, about: frozenset[str], members: Collection[str], words: ComparingWords
) -> Iterator[Fact]:
    """Yield a sentence's facts; what one reader has taken ("30 September") is blank to the next."""
    spans: list[_Span] = []
    hints = words.about_question(answer.question)
    for fact, start, end in (*_dates(sentence, about, words), *_clock(sentence, about, words)):
        spans.append((start, end))
        yield fact
    low = blanked(sentence.low, spans)
    spans = []
    for at, day in weekdays(sentence, words):
        yield _fact(Kind.DATE, "weekday", sentence, at, about, words, (float(day), float(day)))
    for often in frequencies(low, words):
        spans.append((often.start, often.end))
        yield _fact(Kind.FREQUENCY, "often", sentence, (often.start, often.end), about, words, (often.low, often.high))
    for fact in quantities(sentence, blanked(low, spans), about, words, hints):
        if fact.measure == "count rate" and fact.high <= _MOST_DELIVERIES and fact.unit & _deliveries(words):
            fact = replace(fact, kind=Kind.FREQUENCY, measure="often")
        yield fact
    for name, start in doers(sentence, members, words):
        place = place_of(sentence, start, about, words)
        yield Fact(Kind.NAME, "person", place, name.capitalize(), names=frozenset({name}))
    for who, start, end in payers(sentence, words):
        place = place_of(sentence, start, about, words)
        yield Fact(Kind.NAME, "payer", place, sentence.text[start:end], names=who)
    for name, start, end in systems(sentence, members, words):
        place = place_of(sentence, start, about, words)
        itself = topics(sentence.text[start:end], words)
        place = Place(place.near - itself, place.sentence - itself, place.answer - itself, place.quote)
        yield Fact(Kind.NAME, "system", place, sentence.text[start:end], names=frozenset({name}))


@lru_cache(maxsize=8)
def _deliveries(words: ComparingWords) -> frozenset[str]:
    return frozenset(topic for word in words.deliveries if (topic := topic_of(word, words)) is not None)


def _fact(
    kind: Kind,
    measure: str,
    sentence: Sentence,
    span: _Span,
    about: frozenset[str],
    words: ComparingWords,
    value: tuple[float, float],
) -> Fact:
    place = place_of(sentence, span[0], about, words)
    return Fact(kind, measure, place, sentence.text[span[0] : span[1]].strip(), low=value[0], high=value[1])


def _dates(sentence: Sentence, about: frozenset[str], words: ComparingWords) -> Iterator[tuple[Fact, int, int]]:
    for day in dates(sentence, words):
        measure = "day" if day.first.year != NO_YEAR and day.has_year else "day of the year"
        value = (float(day.first.toordinal()), float(day.last.toordinal()))
        yield _fact(Kind.DATE, measure, sentence, (day.start, day.end), about, words, value), day.start, day.end
    for length, start, end in lengths_ahead(sentence.low, words):
        yield _fact(Kind.DATE, "ahead", sentence, (start, end), about, words, (length, length)), start, end


def _clock(sentence: Sentence, about: frozenset[str], words: ComparingWords) -> Iterator[tuple[Fact, int, int]]:
    for hour in hours(sentence.low, words):
        measure = "clock, either half" if hour.half else "clock"
        value = (hour.low, hour.high)
        yield _fact(Kind.DATE, measure, sentence, (hour.start, hour.end), about, words, value), hour.start, hour.end


def systems_of(answers: Iterable[Answer], members: Collection[str], words: ComparingWords) -> frozenset[str]:
    """Return the systems that the answers name."""
    found = (sentence for answer in answers for sentence in sentences(answer.text))
    return frozenset(name for sentence in found for name, _, _ in systems(sentence, members, words))


def _people(
    found: list[Sentence],
    answer: Answer,
    about: frozenset[str],
    members: Collection[str],
    known: Collection[str],
    words: ComparingWords,
) -> list[Fact]:
    owners_only = words.about_question(answer.question).stands_for is StandsFor.TODAY
    named = people(found, answer.person, members, words, owners_only=owners_only) - frozenset(known)
    if not named:
        return []
    quote = next((s.text for s in found if any(name in s.low for name in named)), found[0].text)
    shown = ", ".join(sorted(name.capitalize() for name in named))
    also = everybody(found, answer.person, members, words) - named
    return [Fact(Kind.NAME, "people", Place(about, about, about, quote), shown, names=named, also=also)]
