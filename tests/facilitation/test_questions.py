"""Who is asked what, and when the scope is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.questions import (
    MOST_IN_PRIVATE,
    further_questions,
    minutes_for,
    private_questions,
    still_missing,
)
from facilitation.roles import INTERVIEWED, Role
from tests.world import words

PACK = words().pack
roles = st.sets(st.sampled_from(list(Role)), min_size=1)


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"Q{number}" for number in numbers)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({Role.SPONSOR}, ids(1, 2, 3, 4, 5, 14)),
        ({Role.CHAMPION}, ids(1, 2, 3, 4, 7, 17)),
        ({Role.USER}, ids(2, 3, 12)),
        ({Role.ML_LEAD}, ids(7, 20, 21)),
        ({Role.ENGINEER}, ids(10, 19)),
        ({Role.FACILITATOR}, ()),
        ({Role.FACILITATOR, Role.ML_LEAD}, ids(7, 20, 21)),
        ({Role.ML_LEAD, Role.ENGINEER}, ids(7, 20, 21, 10, 19)),
        ({Role.CHAMPION, Role.USER}, ids(1, 2, 3, 4, 7, 17)),
    ],
)
def test_each_role_is_asked_its_own_questions(held: set[Role], expected: tuple[str, ...]) -> None:
    assert private_questions(PACK, held) == expected


@given(roles)
def test_nobody_is_asked_more_than_six_questions_or_one_twice(held: set[Role]) -> None:
    plan = private_questions(PACK, held)
    assert len(plan) == len(set(plan)) <= MOST_IN_PRIVATE


@given(roles)
def test_ten_more_minutes_again_and_again_come_to_an_end_without_repeating(held: set[Role]) -> None:
    asked = private_questions(PACK, held)
    for _ in range(10):
        further = further_questions(PACK, held, asked)
        assert len(further) <= MOST_IN_PRIVATE and not set(further) & set(asked)
        asked += further
    assert further_questions(PACK, held, asked) == ()
    if not held.isdisjoint(INTERVIEWED):
        assert all(not PACK[question_id].asked_of.isdisjoint(held) for question_id in asked)


def test_the_champion_is_next_asked_for_the_users() -> None:
    asked = private_questions(PACK, {Role.CHAMPION})
    assert further_questions(PACK, {Role.CHAMPION}, asked)[0] == "Q15"


@pytest.mark.parametrize(("count", "minutes"), [(6, 10), (3, 5), (2, 3), (1, 2), (0, 1)])
def test_six_questions_take_about_ten_minutes(count: int, minutes: int) -> None:
    assert minutes_for(count) == minutes


def test_the_scope_is_done_when_the_methods_questions_are_agreed() -> None:
    assert still_missing(PACK, ()) == ids(1, 2, 3, 4, 5, 6, 7, 14, 17, 19, 22)
    assert still_missing(PACK, ids(1, 2, 3, 4, 5, 6, 7, 14, 17, 19)) == ("Q22",)
    assert still_missing(PACK, ids(*range(1, 23))) == ()
