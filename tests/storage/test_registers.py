"""Business rules, and the project's own words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from facilitation.glossary import GlossaryWord
from facilitation.registers import BusinessRule, RuleStatus, Strength
from storage import glossary, rules
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, later


def _rule(tx: Transaction, sample: Sample, text: str, **more: Any) -> BusinessRule:
    values: dict[str, Any] = {"strength": Strength.MUST, "reason": "They are closed", "now": NOW, **more}
    return rules.add(tx, ws=sample.ws, project_id=sample.project.id, text=text, **values)


def _word(tx: Transaction, sample: Sample, word: str, meaning: str, **more: Any) -> GlossaryWord:
    values: dict[str, Any] = {"arbiter_id": sample.champion.id, "now": NOW, **more}
    return glossary.put(tx, ws=sample.ws, project_id=sample.project.id, word=word, meaning=meaning, **values)


def test_a_rule_is_kept_once_with_its_reason(tx: Transaction, sample: Sample) -> None:
    first = _rule(tx, sample, "No closed depots")
    assert first == BusinessRule(
        id=first.id,
        project_id=sample.project.id,
        strength=Strength.MUST,
        text="No closed depots",
        reason="They are closed",
        status=RuleStatus.STANDING,
        owner=None,
        review_on=None,
        at=NOW,
    )
    assert _rule(tx, sample, "No closed depots") == first
    owned: dict[str, Any] = {"owner_id": sample.champion.id, "review_on": date(2026, 9, 1), "question_id": "Q9"}
    second = _rule(tx, sample, "Near depots first", **owned, strength=Strength.PREFER)
    assert (second.owner, second.review_on, second.question_id) == (sample.champion, date(2026, 9, 1), "Q9")
    assert rules.of_project(tx, sample.ws, sample.project.id) == [first, second]


def test_a_rule_is_changed_and_retired(tx: Transaction, sample: Sample) -> None:
    first = _rule(tx, sample, "No closed depots")
    said: dict[str, Any] = {"strength": Strength.PREFER, "text": "No far depots", "reason": "They are slow"}
    by: dict[str, Any] = {"owner_id": sample.engineer.id, "review_on": date(2026, 9, 1)}
    changed = rules.change(tx, ws=sample.ws, rule_id=first.id, **said, **by, now=later(days=1))
    assert changed == replace(first, **said, owner=sample.engineer, review_on=date(2026, 9, 1))
    assert rules.by_id(tx, sample.ws, first.id, lock=True) == changed
    assert rules.change(tx, ws=sample.ws, rule_id=404, **said, **by, now=NOW) is None

    retire: dict[str, Any] = {"ws": sample.ws, "rule_id": first.id, "status": RuleStatus.RETIRED, "now": NOW}
    assert rules.set_status(tx, **retire) == replace(changed, status=RuleStatus.RETIRED)
    assert rules.set_status(tx, **retire) is None
    again = _rule(tx, sample, "No far depots")
    assert again.id != first.id, "a rule that was retired can come back"


def test_a_word_has_one_line_and_an_arbiter(tx: Transaction, sample: Sample) -> None:
    late = _word(tx, sample, "Late", "After noon")
    expected: dict[str, Any] = {"word": "Late", "meaning": "After noon", "arbiter": sample.champion, "at": NOW}
    assert late == GlossaryWord(id=late.id, project_id=sample.project.id, **expected)
    assert _word(tx, sample, "Late", "After noon", now=later(days=1)) == late
    changed = _word(tx, sample, "late", "After ten", arbiter_id=sample.sponsor.id)
    assert changed == replace(late, word="late", meaning="After ten", arbiter=sample.sponsor)
    assert glossary.by_word(tx, sample.ws, sample.project.id, " LATE ") == changed
    assert glossary.by_id(tx, sample.ws, late.id) == changed


def test_words_stand_in_the_order_of_the_alphabet(tx: Transaction, sample: Sample) -> None:
    for word in ("parcel", "Depot", "äußerst late", "active"):
        _word(tx, sample, word, "x")
    words = [each.word for each in glossary.of_project(tx, sample.ws, sample.project.id)]
    assert words == ["active", "Depot", "parcel", "äußerst late"]


def test_a_word_is_taken_off_once(tx: Transaction, sample: Sample) -> None:
    word = _word(tx, sample, "Late", "After noon")
    assert glossary.remove(tx, sample.ws, word.id)
    assert not glossary.remove(tx, sample.ws, word.id)
    assert glossary.by_id(tx, sample.ws, word.id) is None
    assert glossary.of_project(tx, sample.ws, sample.project.id) == []


@pytest.mark.parametrize("what", ["rule", "word"])
def test_what_belongs_to_no_project_is_a_lookup_error(tx: Transaction, sample: Sample, what: str) -> None:
    nowhere = replace(sample, project=replace(sample.project, id=404))
    with pytest.raises(LookupError):
        _rule(tx, nowhere, "x") if what == "rule" else _word(tx, nowhere, "x", "y")
