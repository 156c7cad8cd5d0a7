"""Technical words are found with their plain replacement, everyday ones are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.jargon import Term, find
from prompts.jargon import load_jargon
from tests.facilitation.judging_rules import ENGLISH

TABLE = load_jargon(ENGLISH / "jargon.yaml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The model's false positives rose.", ["model", "false positives"]),
        ("We train the model on historic data.", ["train", "model"]),
        ("Precision and recall of the classifier", ["Precision", "recall"]),
        ("Our recall and false positives matter.", ["recall", "false positives"]),
        ("A/B tests and R² in real time", ["A/B tests", "R²", "real time"]),
        ("Cross-validation avoids overfitting.", ["Cross-validation", "overfitting"]),
        ("LATENCY", ["LATENCY"]),
    ],
)
def test_technical_words_are_found_as_typed(text: str, words: list[str]) -> None:
    assert [word for word, _ in find(text, TABLE)] == words


@pytest.mark.parametrize(
    "text",
    [
        "I wait at the train station with the trained staff.",
        "A product recall is bad for us.",
        "We recall the batch of beer because of the label on the bottle.",
        "The gas pipeline leaks, snow drifts cover it.",
        "Our business model is simple, and the core features are few.",
        "The sales target is high.",
        "Remodelling the pipelineless house",
    ],
)
def test_everyday_words_are_left_alone(text: str) -> None:
    assert find(text, TABLE) == []


def test_the_longer_word_wins_and_each_is_told_once() -> None:
    table = (Term(("tuning",), "adjusting"), Term(("hyperparameter tuning",), "adjusting its settings"))
    assert find("Hyperparameter tuning, then more hyperparameter tuning, then tuning.", table) == [
        ("Hyperparameter tuning", "adjusting its settings"),
        ("tuning", "adjusting"),
    ]


@pytest.mark.parametrize("term", TABLE, ids=lambda term: term.words[0])
def test_every_word_of_the_table_is_found_and_replaced_without_jargon(term: Term) -> None:
    for word in term.words:
        text = " ".join([word, *term.near[:1]])
        assert (word, term.plain) in find(text, TABLE)
    assert find(term.plain, TABLE) == []


@given(st.text(max_size=100))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    typed = text.replace("\u2019", "'")
    assert all(word in typed for word, _ in find(text, TABLE))
