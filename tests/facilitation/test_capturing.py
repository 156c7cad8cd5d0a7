"""Which answers, and what of them, may be an assumption or a business rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.capturing import assumption_in, rule_in
from prompts.capturing import load_cues
from tests.facilitation.judging_rules import ENGLISH

CUES = load_cues(ENGLISH / "capturing.yaml")


@pytest.mark.parametrize(
    ("text", "assumption"),
    [
        (
            "We plan by hand. We assume the depots scan every parcel. It takes an hour.",
            "We assume the depots scan every parcel.",
        ),
        ("I think the codes are always right", "I think the codes are always right"),
        (
            "I think that customers in the north always call first",
            "I think that customers in the north always call first",
        ),
        ("The scans should be complete by six", "The scans should be complete by six"),
        ("As far as I know nobody checks it.", "As far as I know nobody checks it."),
        ("I think 12% of parcels come late", ""),
        ("Two dispatchers look through the board every evening", ""),
        ("", ""),
    ],
)
def test_a_sentence_that_takes_something_for_true_is_an_assumption(text: str, assumption: str) -> None:
    assert assumption_in(CUES, "Q3", text) == assumption


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A van leaves at six. It must never leave empty.", "It must never leave empty."),
        ("The list may not name customers", "The list may not name customers"),
        ("We never call before eight because people sleep", "We never call before eight because people sleep"),
        ("Every parcel MUST be scanned.\nThat is all", "Every parcel MUST be scanned."),
        ("We never look at it", ""),
        ("Muster rolls are kept in May", ""),
    ],
)
def test_a_sentence_that_says_what_has_to_be_is_a_rule(text: str, rule: str) -> None:
    assert rule_in(CUES, "Q1", text) == rule


@pytest.mark.parametrize("question_id", ["Q8", "Q11", "Q12"])
def test_where_the_question_asks_for_it_the_whole_answer_is_one(question_id: str) -> None:
    assert assumption_in(CUES, question_id, "August is quiet. It must be.") == "August is quiet. It must be."
    assert rule_in(CUES, question_id, "August is quiet. It must be.") == "It must be."
    assert rule_in(CUES, "Q9", "Quiet in August") == "Quiet in August" and assumption_in(CUES, "Q9", "Quiet") == ""


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assumption_in(CUES, "Q1", text)
    rule_in(CUES, "Q1", text)
