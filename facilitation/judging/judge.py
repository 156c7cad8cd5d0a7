"""Judges an answer: whether a facilitator would ask back, why, and what in it came too early."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitation.judging.answer import Reading, reading
from facilitation.judging.contradiction import contradicts
from facilitation.judging.detectors import DETECTORS, Reason
from facilitation.judging.drift import drift_sentences, is_off_topic
from facilitation.judging.rules import GENERAL, Rules


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of judging an answer."""

    weak: bool
    reason: Reason | None  # why it is weak
    drift: bool
    drift_sentences: tuple[str, ...]  # as typed, ready to be parked


def judge(rules: Rules, question_id: str, role: str, text: str, earlier: Sequence[str] = ()) -> Judgement:
    """Return the judgement of an answer.

    `earlier` holds what the same person answered before, for contradictions. A question without rules of its own is
    judged by the general ones. `role`: a sponsor may not name
    themselves as the champion, others may.
    """
    answer = reading(rules, question_id, role, text)
    drifting = drift_sentences(answer)
    reason = _reason(answer, earlier)
    if reason is None and is_off_topic(answer, drifting):
        reason = Reason.OFF_TOPIC
    return Judgement(
        weak=reason is not None,
        reason=reason,
        drift=bool(drifting),
        drift_sentences=tuple(sentence.text for sentence in drifting),
    )


def _reason(answer: Reading, earlier: Sequence[str]) -> Reason | None:
    if not answer.read:
        return Reason.TOO_SHORT
    for reason, has_fault in DETECTORS:
        if has_fault(answer):
            return reason
    return Reason.CONTRADICTION if _contradicts(answer, earlier) else None


def _contradicts(answer: Reading, earlier: Sequence[str]) -> bool:
    return contradicts(answer.rules.lexicon, answer.rules.numerals, answer.read, earlier)


def judge_line(rules: Rules, record: Mapping[str, object]) -> dict[str, object]:
    """Return `weak`, `reason` and `drift` for a record with `question`, `role`, `text` and perhaps `earlier`.

    Tolerant: what is missing counts as empty, a list as its items one below the other, and an item of `earlier` may
    be a text or a record with a `text`. An unknown question is judged by the general rules.
    """
    judgement = judge(
        rules,
        _text(record.get("question")).strip().upper() or GENERAL,
        _text(record.get("role")),
        _text(record.get("text")),
        _texts(record.get("earlier")),
    )
    reason = None if judgement.reason is None else judgement.reason.value
    return {"weak": judgement.weak, "reason": reason, "drift": judgement.drift}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _text(value.get("text"))
    if isinstance(value, list | tuple):
        return "\n".join(_text(item) for item in value)
    return str(value)


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else () if value is None else (value,)
    return tuple(text for item in items if (text := _text(item)))
