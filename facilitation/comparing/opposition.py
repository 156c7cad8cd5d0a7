"""What speaks for and against two remarks excluding each other: a wish against a refusal, a yes against a no."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitation.comparing.evidence import Evidence
from facilitation.comparing.model import Kind, StandsFor
from facilitation.comparing.remarks import Remark
from facilitation.comparing.words import QuestionHints

_LONG = 30  # words
_MANY = 4  # topics that two answers share


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the two answers that the remarks stand in."""

    hints: QuestionHints
    weight: Mapping[str, float]
    shared: int  # topics of both answers
    demands: float  # how surely `demands.excludes` finds the two remarks exclude each other, 0 if not
    fears: tuple[
        bool | None, bool | None
    ]  # whether each finds a miss worse than a false alarm, None if it does not say
    claims: float  # how surely `yes_no.contradict` finds that they contradict each other


def of_remarks(a: Remark, b: Remark, setting: Setting) -> Evidence:
    """Return what speaks for and against two remarks excluding each other."""
    shared = a.topics & b.topics
    found = {
        "always": True,
        **_topics(a, b, shared, setting),
        **_denials(a, b, shared, setting.hints),
        **_cues(a, b, shared),
        **_definitions(a, b, shared, setting.hints),
        "demands exclude": min(3.0, setting.demands),
        "a demand excludes": setting.demands > 0,
        "claims contradict": min(3.0, setting.claims),
        "a claim contradicts": setting.claims > 0,
        "same fear": None not in setting.fears and setting.fears[0] == setting.fears[1],
        "other fear": None not in setting.fears and setting.fears[0] != setting.fears[1],
        "long": min(_LONG, a.length, b.length) / _LONG,
    }
    return {name: float(value) for name, value in found.items() if value}


def deny_the_same(a: Remark, b: Remark) -> bool:
    """Return whether two remarks rule out the same thing in much the same words, and so agree."""
    shared = {topic for topic in a.topics & b.topics if a.denied.get(topic) and b.denied.get(topic)}
    return len(shared) > 1 and 2 * len(shared) >= min(len(a.topics), len(b.topics))


def kind_of(a: Remark, b: Remark, hints: QuestionHints, evidence: Evidence) -> Kind:
    """Return what sort of conflict two remarks are that exclude each other."""
    if "a demand excludes" in evidence:
        return Kind.MUST_HAVE
    if _both(a, b, "worse") or (_across(a, b, "permits", "refuses") and a.denies != b.denies):
        return Kind.YES_NO
    return Kind.MUST_HAVE if hints.stands_for is StandsFor.GOAL or hints.demands else Kind.YES_NO


def _topics(a: Remark, b: Remark, shared: frozenset[str], setting: Setting) -> Evidence:
    parts = [len(shared) / max(1, len(remark.topics)) for remark in (a, b)]
    return {
        "shared topics": min(3.0, sum(setting.weight.get(topic, 1.0) for topic in shared)),
        "one shared topic": len(shared) >= 1,
        "two shared topics": len(shared) >= 2,
        "three shared topics": len(shared) >= 3,
        "more shared": max(parts),
        "less shared": min(parts),
        "answers share": min(_MANY, setting.shared) / _MANY,
        "today": setting.hints.stands_for is StandsFor.TODAY,
        "demands asked": setting.hints.demands,
    }


def _denials(a: Remark, b: Remark, shared: frozenset[str], hints: QuestionHints) -> Evidence:
    opposed = sum(a.denied.get(topic, False) != b.denied.get(topic, False) for topic in shared)
    return {
        "opposed topics": min(3, opposed),
        "an opposed topic": opposed >= 1,
        "same topics": min(3, len(shared) - opposed),
        "one denies": a.denies != b.denies,
        "both deny": a.denies and b.denies,
        "opposed wishes": min(3, opposed) if hints.stands_for is StandsFor.GOAL else 0,
        "opposed facts": min(3, opposed) if hints.stands_for is StandsFor.TODAY else 0,
    }


def _cues(a: Remark, b: Remark, shared: frozenset[str]) -> Evidence:
    ultimatum = "ultimatum" in a.cues | b.cues
    answered = any(
        "ultimatum" in one.cues and (other.denies or other.cues & {"only", "defers"}) for one, other in ((a, b), (b, a))
    )
    by_hand = any(
        "automatic" in one.cues and "by hand" not in one.cues and "by hand" in other.cues
        for one, other in ((a, b), (b, a))
    )
    denied = any("automatic" in one.cues and other.denies for one, other in ((a, b), (b, a)))
    permits = _across(a, b, "permits", "refuses") and a.denies != b.denies
    fears = _both(a, b, "worse")
    return {
        "automatic against by hand": by_hand,
        "automatic against by hand, shared": by_hand and bool(shared),
        "automatic denied": denied,
        "only against whole": _across(a, b, "only", "whole"),
        "only against insisting": _across(a, b, "only", "insists"),
        "only, shared": "only" in a.cues | b.cues and bool(shared),
        "later against insisting": _across(a, b, "defers", "insists"),
        "later, shared": ("defers" in a.cues) != ("defers" in b.cues) and bool(shared),
        "ultimatum": ultimatum,
        "ultimatum, shared": ultimatum and bool(shared),
        "ultimatum against a denial": answered,
        "two ultimatums": _both(a, b, "ultimatum"),
        "permits against refuses": permits,
        "permits against refuses, shared": permits and bool(shared),
        "two fears": fears,
        "two fears, one denies": fears and a.denies != b.denies,
        "two insist": _both(a, b, "insists"),
    }


def _definitions(a: Remark, b: Remark, shared: frozenset[str], hints: QuestionHints) -> Evidence:
    """Both say what the same word means."""
    both = hints.definitions and _both(a, b, "defines")
    same = both and a.head == b.head
    fewest = max(1, min(len(a.topics), len(b.topics)))
    return {
        "two definitions": both,
        "same word defined": same,
        "same word defined, denied": same and (a.denies or b.denies),
        "definitions share": (len(shared) - 1) / fewest if same else 0.0,
    }


def _both(a: Remark, b: Remark, cue: str) -> bool:
    return cue in a.cues and cue in b.cues


def _across(a: Remark, b: Remark, one: str, other: str) -> bool:
    return (one in a.cues and other in b.cues) or (one in b.cues and other in a.cues)
