"""Reading assumptions and rules as they are typed; who may change them; what is still open."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.brief import section_of
from facilitation.model import (
    Answer,
    AnswerState,
    Assumption,
    AssumptionKind,
    AssumptionStatus,
    Member,
    Person,
    Project,
)
from facilitation.questions import Pack, Question
from facilitation.registers import (
    BusinessRule,
    RuleStatus,
    Strength,
    TypedAssumption,
    TypedRule,
    affected_question,
    kind_for,
    listed,
    may_change,
    open_points,
    read_assumption,
    read_rule,
)
from facilitation.roles import Role

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
KNOWLEDGE, DATA, FUNCTION = AssumptionKind
KINDS = {
    "business knowledge": KNOWLEDGE,
    "knowledge": KNOWLEDGE,
    "data quality": DATA,
    "data": DATA,
    "functionality": FUNCTION,
}
VERBS = ("is", "are", "in")
STRENGTHS = {"must": Strength.MUST, "prefer": Strength.PREFER, "should": Strength.PREFER}
PROJECT = Project(1, 1, "Sorting", "Less of it", "C1", 1, NOW, revealed_at=NOW)


def person(number: int) -> Person:
    return Person(number, 1, f"U{number}", f"Person {number}", "UTC")


def member(number: int, *roles: Role) -> Member:
    return Member(number, 1, person(number), frozenset(roles), left_at=None if roles else NOW)


ASSUMPTION = Assumption(1, 1, DATA, "Codes are right", AssumptionStatus.OPEN, None, None, NOW)
RULE = BusinessRule(1, 1, Strength.MUST, "No depots", "Closed", RuleStatus.STANDING, None, None, NOW)


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("data: the codes are right", DATA, "the codes are right"),
        ("Data Quality : the codes are right", DATA, "the codes are right"),
        ("data quality the codes are right", DATA, "the codes are right"),
        ("data_quality is fine in May", DATA, "is fine in May"),
        ("business-knowledge depots close", KNOWLEDGE, "depots close"),
        ("data quality is fine", DATA, "data quality is fine"),
        ("data is complete", DATA, "data is complete"),
        ("functionality old items stay out", FUNCTION, "old items stay out"),
        ("depots close at six", KNOWLEDGE, "depots close at six"),
        ("note: depots close at six", KNOWLEDGE, "note: depots close at six"),
        ("dataless depots close", KNOWLEDGE, "dataless depots close"),
        ("data:", DATA, ""),
        ("data", DATA, ""),
        ("", KNOWLEDGE, ""),
    ],
)
def test_an_assumption_is_read_with_its_kind(typed: str, kind: AssumptionKind, text: str) -> None:
    assert read_assumption(typed, KINDS, VERBS) == TypedAssumption(kind, text)


@given(st.text(max_size=40))
def test_whatever_is_typed_as_an_assumption_no_word_of_it_is_made_up(typed: str) -> None:
    assert read_assumption(typed, KINDS, VERBS).text in typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("must skip depots because closed", TypedRule(Strength.MUST, "skip depots", "closed")),
        ("Should skip depots, since they are closed", TypedRule(Strength.PREFER, "skip depots", "they are closed")),
        ("must: say why because we ask because", TypedRule(Strength.MUST, "say why", "we ask because")),
        ("prefer near depots", TypedRule(Strength.PREFER, "near depots", "")),
        ("must because closed", TypedRule(Strength.MUST, "", "closed")),
        ("must", TypedRule(Strength.MUST, "", "")),
        ("skip depots because closed", None),
        ("", None),
    ],
)
def test_a_rule_is_read_with_its_strength_and_reason(typed: str, expected: TypedRule | None) -> None:
    assert read_rule(typed, STRENGTHS, ("because", "since")) == expected


@given(st.text(max_size=60))
def test_whatever_is_typed_as_a_rule_no_word_of_it_is_made_up(rest: str) -> None:
    found = read_rule(f"must {rest}", STRENGTHS, ("because", "since"))
    assert found is not None and found.text in rest and found.reason in rest


@pytest.mark.parametrize(
    ("question_id", "kind", "section"),
    [("Q8", KNOWLEDGE, "knowledge"), ("Q11", DATA, "data"), ("Q12", FUNCTION, "knowledge"), ("Q9", None, "limits")],
)
def test_a_question_holds_one_kind_and_fills_one_section(
    question_id: str, kind: AssumptionKind | None, section: str
) -> None:
    assert kind_for(question_id) is kind
    assert section_of(question_id) == section


def test_a_broken_assumption_affects_where_it_came_from_else_its_kinds_question() -> None:
    assert affected_question(ASSUMPTION) == "Q11"
    assert affected_question(replace(ASSUMPTION, question_id="Q3")) == "Q3"
    with pytest.raises(LookupError):
        section_of("Q99")


def test_the_owner_and_the_facilitator_may_change_an_entry() -> None:
    sponsor, facilitator = member(1, Role.SPONSOR), member(2, Role.FACILITATOR)
    assert may_change(facilitator, None) and may_change(facilitator, sponsor.person)
    assert may_change(sponsor, sponsor.person)
    assert not may_change(sponsor, facilitator.person)
    assert not may_change(sponsor, None)
    assert not may_change(None, sponsor.person)


def test_numbers_follow_the_order_of_recording() -> None:
    entries = [replace(ASSUMPTION, id=number) for number in (7, 9, 12)]
    assert [(each.number, each.entry.id) for each in listed(entries, None)] == [(1, 7), (2, 9), (3, 12)]


def _open(project: Project = PROJECT) -> tuple[list[int], list[int], list[str]]:
    """Return the ids of open assumptions and rules, and the questions of unknowns, of a project with all kinds."""
    there, left = member(1, Role.ENGINEER), member(2)
    owned = replace(ASSUMPTION, id=2, owner=there.person)
    assumptions = [
        ASSUMPTION,
        owned,
        replace(ASSUMPTION, id=3, owner=left.person),
        replace(ASSUMPTION, id=4, status=AssumptionStatus.CONFIRMED),
        replace(ASSUMPTION, id=5, status=AssumptionStatus.BROKEN),
    ]
    rules = [
        RULE,
        replace(RULE, id=2, owner=there.person),
        replace(RULE, id=3, owner=left.person),
        replace(RULE, id=4, status=RuleStatus.RETIRED),
    ]
    pack = Pack(tuple(Question(q, q, q, q, (), frozenset(), ()) for q in ("Q1", "Q2", "Q3")), {}, {}, ())
    unknown = Answer(1, 1, 1, 1, "Q1", AnswerState.UNKNOWN, "", 1, NOW, owner=there.person, due_on=date(2026, 3, 9))
    answers = [unknown, replace(unknown, id=2, question_id="Q2"), replace(unknown, id=3, state=AnswerState.GIVEN)]
    found = open_points(pack, project, [there, left], answers, {"Q2"}, assumptions, rules)
    assert found.ownerless == 4 and found
    return (
        [each.id for each in found.assumptions],
        [each.id for each in found.rules],
        [each.question.id for each in found.unknowns],
    )


def test_open_is_what_nobody_knows_and_what_nobody_there_looks_after() -> None:
    assert _open() == ([1, 3], [1, 3], ["Q1"])


def test_before_the_reveal_nobodys_unknown_shows() -> None:
    assert _open(replace(PROJECT, revealed_at=None)) == ([1, 3], [1, 3], [])
