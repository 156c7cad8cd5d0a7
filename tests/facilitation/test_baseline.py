"""From brief to baseline."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.baseline import (
    Change,
    Difference,
    Feature,
    FeatureKind,
    Missing,
    Signature,
    content_of,
    differences,
    lines_of,
    signed_by,
    what_is_missing,
)
from facilitation.model import AgreedAnswer, Member, Person
from facilitation.roles import Role
from tests.world import words

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PACK = words().pack


def agreed(*question_ids: str, text: str = "agreed") -> dict[str, AgreedAnswer]:
    return {q: AgreedAnswer(1, 1, q, 1, text, (), (), 1, NOW) for q in question_ids}


def feature(number: int, kind: FeatureKind = FeatureKind.CORE, text: str = "A list", test: str = "Show it") -> Feature:
    return Feature(number, 1, kind, text, test, None, NOW)


def member(*roles: Role) -> Member:
    return Member(1, 1, Person(1, 1, "U1", "Ines Sample", "UTC"), frozenset(roles))


ALL = agreed(*PACK.done_when)
BOTH = [member(Role.SPONSOR), member(Role.CHAMPION)]


def test_a_brief_with_everything_agreed_tested_and_owned_can_be_signed() -> None:
    assert not what_is_missing(PACK, ALL, [feature(1)], BOTH, 0)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (what_is_missing(PACK, agreed(*PACK.done_when[1:]), [feature(1)], BOTH, 0), "questions"),
        (what_is_missing(PACK, ALL, [feature(1)], [member(Role.SPONSOR)], 0), "roles"),
        (what_is_missing(PACK, ALL, [feature(1, FeatureKind.NICE)], BOTH, 0), "no_core"),
        (what_is_missing(PACK, ALL, [feature(1, test=" ")], BOTH, 0), "untested"),
        (what_is_missing(PACK, ALL, [feature(1)], BOTH, 2), "ownerless"),
    ],
)
def test_each_thing_that_is_missing_is_named(missing: Missing, expected: str) -> None:
    assert missing
    named = [name for name in ("questions", "roles", "no_core", "untested", "ownerless") if getattr(missing, name)]
    assert named == [expected]


def test_nice_to_haves_need_no_test() -> None:
    assert not what_is_missing(PACK, ALL, [feature(1), feature(2, FeatureKind.NICE, test="")], BOTH, 0)


def test_differences_name_what_was_and_what_is() -> None:
    before = content_of(agreed("Q1", "Q2", text="old"), [feature(1), feature(2, text="Colours")])
    after = content_of(agreed("Q2", "Q19", text="new"), [feature(1), feature(2, FeatureKind.NICE, text="Colours")])
    assert differences(before, after) == [
        Difference(Change.REMOVED, "Q1", "old", ""),
        Difference(Change.CHANGED, "Q2", "old", "new"),
        Difference(Change.ADDED, "Q19", "", "new"),
        Difference(Change.CHANGED, "nice", "Colours (Show it)", "Colours (Show it)", moved_from="core"),
    ]


@given(st.lists(st.sampled_from(["Q1", "Q2", "Q17"]), unique=True), st.integers(0, 3))
def test_nothing_differs_from_itself(question_ids: list[str], count: int) -> None:
    content = content_of(agreed(*question_ids), [feature(number) for number in range(count)])
    assert differences(content, content) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A list by noon", ["A list by noon"]),
        ("- A list\n* A reason\n\n• A map", ["A list", "A reason", "A map"]),
        ("1. A list\n2) A reason\n3 depots", ["A list", "A reason", "3 depots"]),
        ("", []),
        ("-\n 1.\n", ["1."]),
    ],
)
def test_an_agreed_answer_is_taken_apart_by_its_lines(text: str, expected: list[str]) -> None:
    assert lines_of(text) == expected


def test_who_has_signed_comes_in_order() -> None:
    signatures = [Signature(Role.CHAMPION, 2, NOW), Signature(Role.SPONSOR, 1, NOW)]
    assert signed_by(signatures) == (Role.SPONSOR, Role.CHAMPION)
    assert signed_by([]) == ()
