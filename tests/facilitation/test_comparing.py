"""Where two people say different things, and where they only say it differently."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitation.comparing import Answer, Conflict, Kind, compare, compare_line
from prompts.comparing import load_comparing
from tests.facilitation.comparing_pairs import CONFLICTS, NO_CONFLICTS

WORDS = load_comparing(Path(__file__).parents[2] / "prompts" / "en" / "comparing.yaml")


def between(question: str, one: str, other: str) -> tuple[Conflict, ...]:
    answers = (Answer(question, "sponsor", "Ann Sample", one), Answer(question, "champion", "Bob Sample", other))
    return compare(WORDS, answers)


@pytest.mark.parametrize(("question", "one", "other", "kind"), CONFLICTS)
def test_different_things_are_a_conflict_whoever_speaks_first(question: str, one: str, other: str, kind: str) -> None:
    assert kind in {conflict.kind.value for conflict in between(question, one, other)}
    assert kind in {conflict.kind.value for conflict in between(question, other, one)}


@pytest.mark.parametrize(("question", "one", "other"), NO_CONFLICTS)
def test_the_same_in_other_words_or_something_else_is_no_conflict(question: str, one: str, other: str) -> None:
    assert between(question, one, other) == ()
    assert between(question, other, one) == ()


def test_a_conflict_has_both_sentences_and_the_words_that_differ() -> None:
    one = "It is a pity. About 3% of our parcels arrive late. We pay for it."
    (conflict,) = between("Q1", one, "Every tenth parcel is late.")
    assert conflict.between == ("Ann Sample", "Bob Sample")
    assert conflict.kind is Kind.FIGURE
    assert conflict.quotes == ("About 3% of our parcels arrive late.", "Every tenth parcel is late.")
    assert conflict.facts == {"a": "3%", "b": "Every tenth"}


def test_answers_to_different_questions_are_not_compared() -> None:
    answers = (
        Answer("Q1", "sponsor", "Ann Sample", "3% of parcels are late."),
        Answer("Q7", "champion", "Bob Sample", "10% of parcels are late."),
    )
    assert compare(WORDS, answers) == ()


def test_one_person_who_answers_twice_is_not_in_conflict_with_themselves() -> None:
    answers = [
        {"question": "Q1", "role": "sponsor", "person": "Ann Sample", "text": "3% of parcels are late."},
        {"question": "Q1", "role": "sponsor", "person": "Ann Sample", "text": "10% of parcels are late."},
        {"question": "Q1", "role": "champion", "person": "Bob Sample", "text": "10% of the parcels are late."},
    ]
    assert compare_line(WORDS, {"answers": answers})["conflicts"] == []


def test_every_pair_of_three_people_is_compared() -> None:
    texts = {
        "Ann": "3% of parcels are late.",
        "Bob": "10% of parcels are late.",
        "Cy": "3 percent of parcels are late.",
    }
    answers = [{"question": "Q1", "role": "user", "person": who, "text": text} for who, text in texts.items()]
    found = compare_line(WORDS, {"answers": answers})["conflicts"]
    assert [item["between"] for item in found] == [["Ann", "Bob"], ["Bob", "Cy"]]


def test_a_line_keeps_its_other_fields_and_one_conflict_for_two_people() -> None:
    answers = [
        {"question": "Q19", "role": "sponsor", "person": "Ann", "text": "Within a minute. It may cost 500 a month."},
        {"question": "Q19", "role": "engineer", "person": "Bob", "text": "Within an hour. It costs 2,000 a month."},
    ]
    line = compare_line(WORDS, {"project": "late parcels", "answers": answers})
    assert line["project"] == "late parcels"
    assert [(item["question"], item["between"]) for item in line["conflicts"]] == [("Q19", ["Ann", "Bob"])]


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"answers": None},
        {"answers": "none"},
        {"answers": [None, 3, "text", {}, {"question": "Q1"}, {"text": "3%"}]},
        {"answers": [{"question": "Q99", "role": "nobody", "person": "Ann", "text": "3%"}]},
        {"answers": [{"question": 7, "role": None, "person": ["Ann"], "text": {"a": 1}}]},
    ],
)
def test_a_line_with_missing_or_unknown_fields_has_no_conflicts(record: Mapping[str, Any]) -> None:
    assert compare_line(WORDS, record)["conflicts"] == []


def test_an_unknown_question_is_compared_by_what_the_answers_have_in_common() -> None:
    (conflict,) = between("Q99", "3% of parcels are late.", "10% of parcels are late.")
    assert conflict.kind is Kind.FIGURE


@given(st.sampled_from(["Q1", "Q2", "Q5", "Q6", "Q7", "Q9", "Q10", "Q14", "Q19", "Q99"]), st.text(max_size=200))
@example("Q1", "1k%")
@example("Q1", "150% more of them")
def test_whatever_is_typed_agrees_with_itself(question: str, text: str) -> None:
    assert between(question, text, text) == ()


@given(
    st.sampled_from(["Q1", "Q4", "Q5", "Q10", "Q14", "Q19"]),
    st.lists(st.sampled_from([*"0123456789.,:%€$-()'", "May", "no", "per", "half", "a", "week", "İ", "\n", "Q3"])),
)
def test_no_mixture_of_signs_and_words_breaks_the_reading(question: str, pieces: list[str]) -> None:
    texts = {"Ann": " ".join(pieces), "Bob": "".join(pieces)}
    answers = [{"question": question, "role": "user", "person": who, "text": text} for who, text in texts.items()]
    assert compare_line(WORDS, {"answers": answers})["answers"] == answers
