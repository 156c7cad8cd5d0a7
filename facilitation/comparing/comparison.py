"""The comparison: per question, where two members say different things.

Every pair of facts that differ, and every pair of remarks, is a candidate. What speaks for and against it being a
conflict is weighed by `weights`, which `python -m bench.comparing.fit` learns from labelled sample projects.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from facilitation.comparing import weights
from facilitation.comparing.demands import excludes
from facilitation.comparing.evidence import Evidence, Sides, of_facts, sort
from facilitation.comparing.likeness import agree, measures_fit, nearest
from facilitation.comparing.model import Answer, Conflict, Fact, Kind, StandsFor
from facilitation.comparing.opposition import Setting, deny_the_same, kind_of, of_remarks
from facilitation.comparing.reading import Reading, read, systems_of
from facilitation.comparing.remarks import Remark
from facilitation.comparing.text import topics
from facilitation.comparing.words import ComparingWords, QuestionHints
from facilitation.comparing.yes_no import contradict

_COMMON, _COMMON_WEIGHT = 0.5, 0.8  # topics in more than half of the answers
_NAMED_FOR = 2  # topics right beside two persons, so that both are named for the same thing
#: So many facts and remarks of an answer are compared, since the work grows with the square of them: a long page.
_MOST = 80
_Quotes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers to one question, with what speaks for and against each of their facts and remarks clashing."""

    question: str
    between: tuple[str, str]
    facts: Sequence[tuple[Fact, Fact, Evidence]]
    remarks: Sequence[tuple[Remark, Remark, Evidence]]
    hints: QuestionHints


def compare(words: ComparingWords, answers: Iterable[Answer]) -> tuple[Conflict, ...]:
    """Return where two members say different things in answer to the same question, by question, surest first."""
    return tuple(conflict for pair in pairs(words, answers) for conflict in _conflicts(pair))


def pairs(words: ComparingWords, answers: Iterable[Answer]) -> Iterator[Pair]:
    """Yield every two answers to the same question, compared but not yet weighed."""
    merged = _merged(answers)
    members = tuple(dict.fromkeys(answer.person for answer in merged))
    weight = _weights(merged, words)
    known = systems_of(merged, members, words)
    by_question: defaultdict[str, list[Reading]] = defaultdict(list)
    for answer in merged:
        by_question[answer.question].append(read(answer, members, known, words))
    for question, readings in by_question.items():
        hints = words.about_question(question)
        for one, other in combinations(readings, 2):
            facts, remarks = _of_facts(one, other, hints, weight), _of_remarks(one, other, hints, weight)
            yield Pair(question, (one.person, other.person), facts, remarks, hints)


def chance(evidence: Evidence, of: Mapping[str, float]) -> float:
    """Return how likely a conflict is by the weights `of` what speaks for and against it, from 0 to 1."""
    total = sum(of.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


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


def _of_facts(
    one: Reading, other: Reading, hints: QuestionHints, weight: Mapping[str, float]
) -> list[tuple[Fact, Fact, Evidence]]:
    agreeing: list[tuple[Fact, Fact]] = []
    differing: list[tuple[Fact, Fact]] = []
    for a in one.facts[:_MOST]:
        for b in other.facts[:_MOST]:
            if not _kinds_fit(a.kind, b.kind) or not measures_fit(a.measure, b.measure) or (a.in_words and b.in_words):
                continue
            if not agree(a, b, limits=hints.limits):
                differing.append((a, b))
            elif a.rejected == b.rejected:
                agreeing.append((a, b))
    sides = Sides(one, other, hints, weight, agreeing)
    return [
        (a, b, of_facts(a, b, sides))
        for a, b in differing
        if not _settled(a, b, agreeing)
        and not _settled_by_the_only_one(a, b, sides)
        and not _of_other_things(a, b, sides)
    ]


def _settled(a: Fact, b: Fact, agreeing: Sequence[tuple[Fact, Fact]]) -> bool:
    """Whether each of two facts agrees with another one of the other person: "from 12 to 15", "15 instead of 12"."""
    return any(one is a for one, _ in agreeing) and any(other is b for _, other in agreeing)


def _settled_by_the_only_one(a: Fact, b: Fact, sides: Sides) -> bool:
    """Whether one of the two has only this one figure to say, and the other said it as well: "from 8% to 5%", "5%"."""
    told = (
        (a, sides.one, [one for one, _ in sides.agreeing]),
        (b, sides.other, [other for _, other in sides.agreeing]),
    )
    return any(
        any(fact is each for each in agreed) and sum(sort(each) == sort(fact) for each in reading.facts) == 1
        for fact, reading, agreed in told
    )


def _of_other_things(a: Fact, b: Fact, sides: Sides) -> bool:
    """Whether two facts that need topics in common have none: systems, persons, shares, and dates of what has been."""
    if a.measure == b.measure == "system":
        return not sides.one.topics & sides.other.topics
    if a.measure == b.measure == "person":
        return len(nearest(a) & nearest(b)) < _NAMED_FOR
    shared = a.place.answer & b.place.answer
    if a.kind is Kind.DATE and sides.hints.stands_for is StandsFor.TODAY:
        return not shared
    return a.measure == b.measure == "share" and bool(a.place.sentence and b.place.sentence) and not shared


def _kinds_fit(one: Kind, other: Kind) -> bool:
    return one is other or {one, other} == {Kind.AMOUNT, Kind.FIGURE}  # a number that does not say it is money


def _of_remarks(
    one: Reading, other: Reading, hints: QuestionHints, weight: Mapping[str, float]
) -> list[tuple[Remark, Remark, Evidence]]:
    demands, claims = _demands(one, other, hints), _claims(one, other, hints)
    shared, fears = len(one.topics & other.topics), (_fear(one), _fear(other))
    found = []
    both_say = {remark.quote for remark in one.remarks} & {remark.quote for remark in other.remarks}
    for a in one.remarks[:_MOST]:
        for b in other.remarks[:_MOST]:
            quotes = (a.quote, b.quote)
            if both_say.intersection(quotes) or deny_the_same(a, b):
                continue
            setting = Setting(hints, weight, shared, demands.get(quotes, 0.0), fears, claims.get(quotes, 0.0))
            found.append((a, b, of_remarks(a, b, setting)))
    return found


def _fear(reading: Reading) -> bool | None:
    """Return whether an answer finds a miss worse than a false alarm; None if it does not say, or says both."""
    said = {claim.holds for claim in reading.claims if claim.sort == "worse"}
    return said.pop() if len(said) == 1 else None


def _demands(one: Reading, other: Reading, hints: QuestionHints) -> dict[_Quotes, float]:
    """Return how surely demands exclude each other, by the two sentences that they stand in."""
    found: dict[_Quotes, float] = {}
    if hints.stands_for is StandsFor.TODAY:
        return found
    for a in one.demands:
        for b in other.demands:
            sure = excludes(a, b, plain_sentences=hints.demands)
            if sure > found.get((a.quote, b.quote), 0.0):
                found[a.quote, b.quote] = sure
    return found


def _claims(one: Reading, other: Reading, hints: QuestionHints) -> dict[_Quotes, float]:
    """Return how surely claims contradict each other, by the two sentences that they stand in."""
    found: dict[_Quotes, float] = {}
    for a in one.claims:
        for b in other.claims:
            if a.sort == "statement" and hints.stands_for is StandsFor.GOAL:
                continue  # what is wanted is compared as demands
            if a.sort == "permission" and Kind.YES_NO not in hints.compare:
                continue
            sure = contradict(a, b)
            if sure > found.get((a.quote, b.quote), 0.0):
                found[a.quote, b.quote] = sure
    return found


def _conflicts(pair: Pair) -> list[Conflict]:
    """Return the conflicts of two answers, the surest of each kind."""
    surest: dict[Kind, Conflict] = {}
    for conflict in sorted(_weighed(pair), key=lambda conflict: -conflict.strength):
        surest.setdefault(conflict.kind, conflict)
    return list(surest.values())


def _weighed(pair: Pair) -> Iterator[Conflict]:
    for a, b, evidence in pair.facts:
        sure = chance(evidence, weights.FACTS)
        if sure >= weights.LIKELY_FACTS:
            quotes, shown = (a.place.quote, b.place.quote), {"a": a.shown, "b": b.shown}
            kind = Kind.AMOUNT if Kind.AMOUNT in {a.kind, b.kind} else a.kind
            yield Conflict(pair.question, pair.between, kind, quotes, shown, sure)
    for one, other, evidence in pair.remarks:
        sure = chance(evidence, weights.REMARKS)
        if sure >= weights.LIKELY_REMARKS:
            kind = kind_of(one, other, pair.hints, evidence)
            yield Conflict(pair.question, pair.between, kind, (one.quote, other.quote), {}, sure)
