"""How answers are cut into words and sentences, and what patterns find."""

import pytest

from facilitation.judging import volunteers
from facilitation.judging.patterns import Patterns
from facilitation.judging.words import sentences, stem
from tests.facilitation.judging_rules import RULES


@pytest.mark.parametrize(
    "forms",
    [
        ("improve", "improves", "improved", "improving"),
        ("optimise", "optimize", "optimising", "optimized"),
        ("plan", "plans", "planned", "planning"),
        ("company", "companies"),
        ("box", "boxes"),
    ],
)
def test_the_forms_of_a_word_are_cut_alike(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_sentences_end_at_stops_and_lines_but_not_after_a_title() -> None:
    text = "Dr. Levi reads it. Then:\n• Mrs. Probe signs\n— 👍\nDone!"
    assert [sentence.text for sentence in sentences(text)] == [
        "Dr. Levi reads it.",
        "Then:",
        "• Mrs. Probe signs",
        "Done!",
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("depend*", "that depends on it", True),
        ("depend*", "independent of it", False),
        ("don't/dont know", "i dont know", True),
        ("be ... decided", "will be most likely soon decided", True),
        ("be ... decided", "be this very long way off decided", False),
        ("= ask", "ask them", True),
        ("= ask", "they ask", False),
        ("= no =", "no", True),
        ("= no =", "no calls", False),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, found: bool) -> None:
    assert Patterns((pattern,)).found_in(text) is found


def test_a_pattern_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\.\.\."):
        Patterns(("...",))


def test_no_pattern_finds_nothing() -> None:
    assert not Patterns(()).found_in("anything")
    assert Patterns(()).covered("anything") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll do that myself", True),
        ("Me.", True),
        ("That would be me", True),
        ("Carlo, I trust him", False),
        ("I think the sales team", False),
        ("Myself and @Carlo Sample", False),
        ("The planning team", False),
        ("", False),
    ],
)
def test_who_names_nobody_but_themselves_volunteers(text: str, expected: bool) -> None:
    assert volunteers(RULES, text) is expected
