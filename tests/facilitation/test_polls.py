"""The consensus rule, who is waited for, how a typed poll is read, when it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.errors import Refusal
from facilitation.model import Member, Person
from facilitation.polls import (
    PASSES,
    Poll,
    Question,
    Verdict,
    Vote,
    all_in,
    ask_at,
    ends_again,
    ends_at,
    outcome,
    score_in,
    typed,
    usual_voters,
    without,
)
from facilitation.roles import Role
from facilitation.working_time import WorkingHours

HOURS = WorkingHours()
#: A Monday, 10:00 in Berlin.
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def votes(*scores: int, reason: str = "") -> list[Vote]:
    return [Vote(1, person_id, score, reason, NOW) for person_id, score in enumerate(scores, start=1)]


@pytest.mark.parametrize(
    ("scores", "voters", "round_", "verdict", "low"),
    [
        ((3, 3, 3), 3, 1, Verdict.AGREED, 0),
        ((5, 4, 3), 3, 2, Verdict.AGREED, 0),
        ((5, 5, 2), 3, 1, Verdict.SPEAK, 1),
        ((0, 1, 2), 3, 1, Verdict.SPEAK, 3),
        ((5, 5, 2), 3, 2, Verdict.SPONSOR, 1),
        ((5, 5), 3, 1, Verdict.AGREED, 0),
        ((5,), 2, 1, Verdict.TOO_FEW, 0),
        ((2,), 5, 1, Verdict.SPEAK, 1),
        ((5,), 3, 1, Verdict.TOO_FEW, 0),
        ((5,), 3, 2, Verdict.SPONSOR, 0),
        ((), 3, 1, Verdict.TOO_FEW, 0),
        ((), 3, 2, Verdict.SPONSOR, 0),
        ((3,), 1, 1, Verdict.AGREED, 0),
    ],
)
def test_what_a_round_comes_to(scores: tuple[int, ...], voters: int, round_: int, verdict: Verdict, low: int) -> None:
    found = outcome(votes(*scores), range(1, voters + 1), round_)
    assert (found.verdict, len(found.low)) == (verdict, low)
    assert found.missing == tuple(range(len(scores) + 1, voters + 1))


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(0, 12), st.sampled_from([1, 2]))
def test_one_low_vote_is_enough_and_the_last_round_is_final(scores: list[int], silent: int, round_: int) -> None:
    found = outcome(votes(*scores), range(1, len(scores) + silent + 1), round_)
    heard = len(scores) > silent
    assert (found.verdict is Verdict.AGREED) == (all(score >= PASSES for score in scores) and heard)
    assert found.is_final or round_ == 1
    assert [vote.score for vote in found.votes] == sorted(scores)
    assert all(vote.score < PASSES for vote in found.low) and len(found.missing) == silent


@pytest.mark.parametrize(
    ("given_votes", "untroubled"),
    [(votes(5, 5), True), (votes(5), False), (votes(5, 4), False), (votes(5, 5, reason="Good"), False), ([], False)],
)
def test_everybody_all_for_it_without_a_word_is_noticed(given_votes: list[Vote], untroubled: bool) -> None:
    assert outcome(given_votes, [1, 2], 1).untroubled is untroubled


@pytest.mark.parametrize(
    ("gave", "left", "voters", "over"),
    [
        ((1, 2), None, (1, 2), True),
        ((1,), None, (1, 2), False),
        ((1,), 2, (1,), True),
        ((1,), 1, (1, 2), False),  # has voted: stays, and the other is waited for
        ((), 1, (2,), False),
    ],
)
def test_who_left_before_voting_is_neither_waited_for_nor_a_voter(
    gave: tuple[int, ...], left: int | None, voters: tuple[int, ...], over: bool
) -> None:
    cast = [Vote(1, each, 4, "", NOW) for each in gave]
    assert without((1, 2), cast, left or 0) == voters
    assert all_in(cast, voters) is over


def test_a_vote_counts_also_when_its_voter_is_none_any_more() -> None:
    found = outcome(votes(3, 2), [1, 3], 1)
    assert (found.verdict, len(found.low), found.missing) == (Verdict.SPEAK, 1, (3,))


def test_the_business_votes_unless_others_are_chosen() -> None:
    def member(number: int, *roles: Role) -> Member:
        return Member(number, 1, Person(number, 1, f"U{number}", f"N{number}", "UTC"), frozenset(roles))

    everyone = [
        member(1, Role.ML_LEAD, Role.FACILITATOR),
        member(2, Role.USER),
        member(3, Role.ENGINEER),
        member(4, Role.CHAMPION, Role.USER),
        member(5, Role.SPONSOR),
    ]
    assert [person.id for person in usual_voters(everyone)] == [5, 4, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shall we?", Question("Shall we?", (), "")),
        ("Shall we? <@U1|ines> <@U2> 2h", Question("Shall we?", ("U1", "U2"), "2h")),
        ("Shall we? 1d <@U1>, <@U2>", Question("Shall we?", ("U1", "U2"), "1d")),
        ("Shall we? [30m]", Question("Shall we?", (), "30m")),
        ("Shall <@U1> lead? <@U2><@U2>", Question("Shall <@U1> lead?", ("U2",), "")),
        ("Wait 2h or 3h 4h", Question("Wait 2h or 3h", (), "4h")),
        ("", Question("", (), "")),
        ("<@U1>", Question("", ("U1",), "")),
    ],
)
def test_a_typed_poll_is_taken_apart_from_its_end(text: str, expected: Question) -> None:
    assert typed(text) == expected


@given(st.text(max_size=60))
def test_whatever_is_typed_the_question_is_how_it_begins(text: str) -> None:
    found = typed(text)
    assert text.startswith(found.text)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        ("", datetime(2026, 3, 3, 16, 0, tzinfo=UTC)),  # the end of the next working day in Berlin
        ("2h", NOW + timedelta(hours=2)),
        ("30m", NOW + timedelta(minutes=30)),
        ("1d", NOW + timedelta(days=1)),
        ("5d", NOW + timedelta(days=7)),
    ],
)
def test_when_a_poll_ends(length: str, expected: datetime) -> None:
    assert ends_at(NOW, length, BERLIN, HOURS) == expected


def test_on_friday_the_next_working_day_is_monday() -> None:
    friday = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
    assert ends_at(friday, "", BERLIN, HOURS) == datetime(2026, 3, 9, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("length", ["5m", "0h", "0d", "11d", "337h", "soon", "2 weeks", "-1h"])
def test_an_unclear_length_is_refused(length: str) -> None:
    with pytest.raises(Refusal, match="length_unclear"):
        ends_at(NOW, length, BERLIN, HOURS)


@pytest.mark.parametrize(
    ("span", "expected"), [(timedelta(hours=2), timedelta(hours=2)), (timedelta(days=1), timedelta(hours=31))]
)
def test_a_re_vote_in_a_meeting_lasts_as_long_again(span: timedelta, expected: timedelta) -> None:
    poll = Poll(1, 1, 1, "Shall we?", 1, (1,), 1, NOW + span, NOW, NOW)
    assert ends_again(poll, NOW, BERLIN, HOURS) == NOW + expected


@pytest.mark.parametrize(
    ("tz", "ends", "expected"),
    [
        (BERLIN, timedelta(hours=1), timedelta()),
        ("America/New_York", timedelta(hours=31), timedelta(hours=5)),
        ("America/New_York", timedelta(hours=2), timedelta()),  # it would be over before their day begins
    ],
)
def test_a_vote_is_asked_for_in_working_hours_where_that_leaves_time(
    tz: str, ends: timedelta, expected: timedelta
) -> None:
    assert ask_at(NOW, NOW + ends, tz, HOURS) == NOW + expected


@pytest.mark.parametrize(("text", "score"), [("0", 0), ("5", 5), ("6", None), ("", None), ("4.", None), ("٣", 3)])
def test_a_score_is_a_digit_from_0_to_5(text: str, score: int | None) -> None:
    assert score_in(text) == score
