"""The comparison: per question, where two members say different things."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from facilitation.comparing.demands import excludes
from facilitation.comparing.likeness import agree, comparable, likeness
from facilitation.comparing.model import Answer, Bound, Conflict, Fact, Kind, StandsFor
from facilitation.comparing.reading import Reading, read, systems_of
from facilitation.comparing.text import topics
from facilitation.comparing.words import ComparingWords, QuestionHints
from facilitation.comparing.yes_no import contradict

#: How alike two facts must be before their difference is a conflict, and before their agreement settles the matter.
_ALIKE: Mapping[Kind, float] = {
    Kind.FIGURE: 0.6,
    Kind.AMOUNT: 0.7,
    Kind.DATE: 1.0,
    Kind.FREQUENCY: 0.65,
    Kind.NAME: 0.95,
}
_ALIKE_CLOCK = 0.45
_ALIKE_IN_WORDS = 1.0
_ALIKE_WITHOUT_UNIT = 0.95  # one says what it counts, the other does not
#: Added where each of the two says only one such thing.
_ONLY_ONE = 0.3
#: Added where a sentence has no topic of its own, because it answers the question: "Once a year."
_BARE = 0.4
_REJECTS = 0.8  # one names a value and the other calls it too much
_AS_ALIKE = 0.8  # systems agree only if they are about as alike as those that differ
_SAME_LIMIT = 0.4  # the one limit that each of them sets
_OTHER_SYSTEM = 1.0  # of the same work, one names only other systems than the other
#: Added where both say how far ahead something should be known, or how far off it may be, and where both start
#: from the same figure of today.
_BOTH_LEAD, _SAME_START = 0.6, 0.5
#: Figures farther apart than this are hardly of the same thing.
_FAR_APART, _SURELY_ALIKE = 20.0, 1.4
_SETTLES = 0.35
#: Added where the question itself says what is compared (`compare` in the word lists).
_ASKED_FOR = 2.0
_COMMON, _COMMON_WEIGHT = 0.5, 0.8  # topics in more than half of the answers


def compare(words: ComparingWords, answers: Iterable[Answer]) -> tuple[Conflict, ...]:
    """Return where two members say different things in answer to the same question, by question, surest first."""
    merged = _merged(answers)
    members = tuple(dict.fromkeys(answer.person for answer in merged))
    weight = _weights(merged, words)
    known = systems_of(merged, members, words)
    by_question: defaultdict[str, list[Reading]] = defaultdict(list)
    for answer in merged:
        by_question[answer.question].append(read(answer, members, known, words))
    return tuple(
        conflict
        for question, readings in by_question.items()
        for one, other in combinations(readings, 2)
        for conflict in _between(question, one, other, weight, words)
    )


def _merged(answers: Iterable[Answer]) -> list[Answer]:
    """Join what one person said to one question in several goes; empty answers are left out."""
    texts: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        key = (answer.question, answer.person)
        if answer.text.strip() and answer.person and answer.question:
            before = texts.get(key)
            text = answer.text if before is None else f"{before.text}\n{answer.text}"
            texts[key] = Answer(answer.question, answer.role, answer.person, text)
    return list(texts.values())


def _weights(answers: Sequence[Answer], words: ComparingWords) -> dict[str, float]:
    """Return less than 1 for topics that most answers of the project mention."""
    counts = Counter(topic for answer in answers for topic in topics(answer.text, words))
    return {topic: _COMMON_WEIGHT for topic, count in counts.items() if count > max(3, _COMMON * len(answers))}


def _between(
    question: str, one: Reading, other: Reading, weight: Mapping[str, float], words: ComparingWords
) -> list[Conflict]:
    found = [
        *_of_facts(question, one, other, weight, words),
        *_of_demands(question, one, other, words),
        *_of_claims(question, one, other, words),
    ]
    surest: dict[Kind, Conflict] = {}
    for conflict in sorted(found, key=lambda conflict: -conflict.strength):
        surest.setdefault(conflict.kind, conflict)
    return list(surest.values())


def _of_facts(
    question: str, one: Reading, other: Reading, weight: Mapping[str, float], words: ComparingWords
) -> Iterator[Conflict]:
    hints = words.about_question(question)
    limits, same_work = hints.limits, hints.same_work
    pairs = [
        (likeness(a, b, weight) + _extra(a, b, one, other, hints), a, b)
        for a in one.facts
        for b in other.facts
        if comparable(a, b, same_work=same_work and not (_systems(one) & _systems(other)))
    ]
    agreeing = [
        (alike, a, b)
        for alike, a, b in pairs
        if alike >= _SETTLES and agree(a, b, limits=limits) and a.rejected == b.rejected
    ]
    starts = {a.measure for _, a, b in agreeing if a.stands_for is b.stands_for is StandsFor.TODAY}
    for alike, a, b in pairs:
        alike += _SAME_START * (a.measure in starts and a.stands_for is StandsFor.GOAL)
        if (
            a.change == b.change
            and alike >= _needed(a, b)
            and not agree(a, b, limits=limits)
            and not _settled(a, b, alike, agreeing)
        ):
            yield _conflict(question, one, other, a, b, alike)


def _extra(a: Fact, b: Fact, one: Reading, other: Reading, hints: QuestionHints) -> float:
    """Return what the question itself, and having only one such fact each, add to the likeness of two facts."""
    asked = a.kind in hints.compare and a.measure != "system"
    if a.kind is Kind.FIGURE:  # only limits: "within a minute", "at most ten"
        asked = asked and a.measure == "duration" and all(_is_wait(fact) for fact in (a, b))
    only_one = all(sum(_alike_in_sort(fact, a) for fact in reading.facts) == 1 for reading in (one, other))
    both_lead = a.measure == b.measure and a.measure in {"lead", "tolerance"}
    same_limit = only_one and a.bound is b.bound and a.bound is not Bound.NONE and a.measure != "share"
    other_system = hints.same_work and a.measure == "system" and not _systems(one) & _systems(other)
    bare = not (a.place.sentence and b.place.sentence)
    rejects = a.rejected != b.rejected
    return (
        _REJECTS * rejects
        + _BARE * bare
        + _ASKED_FOR * asked
        + _ONLY_ONE * only_one
        + _BOTH_LEAD * both_lead
        + _SAME_LIMIT * same_limit
        + _OTHER_SYSTEM * (other_system and bool(one.topics & other.topics))
    )


def _systems(reading: Reading) -> frozenset[str]:
    return frozenset(name for fact in reading.facts if fact.measure == "system" for name in fact.names)


def _is_wait(fact: Fact) -> bool:
    return fact.wait or fact.bound is not Bound.NONE


def _alike_in_sort(one: Fact, other: Fact) -> bool:
    return _sort(one) == _sort(other) and one.stands_for is other.stands_for


def _needed(a: Fact, b: Fact) -> float:
    if (
        a.kind is Kind.FIGURE
        and max(a.low, b.low) > _FAR_APART * max(1e-9, min(a.high, b.high))
        and not a.in_words
        and not b.in_words
    ):
        return _SURELY_ALIKE
    if a.in_words or b.in_words:
        return _ALIKE_IN_WORDS
    if a.measure.startswith("count") and bool(a.unit) != bool(b.unit) and a.stands_for is StandsFor.TODAY:
        return _ALIKE_WITHOUT_UNIT
    return _ALIKE_CLOCK if a.measure.startswith("clock") else _ALIKE[a.kind]


def _settled(a: Fact, b: Fact, alike: float, agreeing: Sequence[tuple[float, Fact, Fact]]) -> bool:
    """Whether the two agree on this elsewhere: figures and amounts one by one, everything else by its measure."""
    if a.kind in {Kind.FIGURE, Kind.AMOUNT}:
        return any(a is one or b is other for _, one, other in agreeing)
    least = alike * _AS_ALIKE if a.measure == "system" or a.measure.startswith("clock") else 0.0
    return any(one.kind is a.kind and _sort(one) == _sort(a) and sure >= least for sure, one, _ in agreeing)


def _sort(fact: Fact) -> str:
    return fact.measure.split(",")[0].split(" of ")[0]


def _conflict(question: str, one: Reading, other: Reading, a: Fact, b: Fact, alike: float) -> Conflict:
    return Conflict(
        question=question,
        between=(one.person, other.person),
        kind=a.kind,
        quotes=(a.place.quote, b.place.quote),
        facts={"a": a.shown, "b": b.shown},
        strength=alike,
    )


def _of_demands(question: str, one: Reading, other: Reading, words: ComparingWords) -> Iterator[Conflict]:
    hints = words.about_question(question)
    if hints.stands_for is StandsFor.TODAY:
        return
    for a in one.demands:
        for b in other.demands:
            sure = excludes(a, b, plain_sentences=hints.demands)
            if sure:
                facts = {"a": a.shown, "b": b.shown}
                between = (one.person, other.person)
                yield Conflict(question, between, Kind.MUST_HAVE, (a.quote, b.quote), facts, sure)


def _of_claims(question: str, one: Reading, other: Reading, words: ComparingWords) -> Iterator[Conflict]:
    hints = words.about_question(question)
    for a in one.claims:
        for b in other.claims:
            if a.sort == "statement" and hints.stands_for is StandsFor.GOAL:
                continue  # what is wanted is compared as demands
            if a.sort == "permission" and Kind.YES_NO not in hints.compare:
                continue
            if sure := contradict(a, b):
                facts = {"a": a.shown, "b": b.shown}
                between = (one.person, other.person)
                yield Conflict(question, between, Kind.YES_NO, (a.quote, b.quote), facts, sure)
