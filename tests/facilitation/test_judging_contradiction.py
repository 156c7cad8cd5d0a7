"""When a figure contradicts what the same person said before, and when it does not."""

import pytest

from facilitation.judging import Reason, of_today
from facilitation.judging.quantities import spelled
from facilitation.judging.words import sentences
from tests.facilitation.judging_rules import RULES, judged

CONTRADICTIONS = [
    ("Q7", "About 15% of the claims are coded wrong; I want 5%.", "About 4% of the claims are wrong."),
    ("Q19", "We have about 5,000 parcels on a busy day.", "On a busy day around 600 parcels go over the belt."),
    ("Q6", "Up to 500k for building it.", "For building it my ceiling is 80k, and 10k a year."),
    ("Q7", "Monthly churn is 6% today.", "Monthly churn is 3.4% today and nobody notices."),
    ("Q3", "Seven of ten parcels are right today.", "Today 95% of the parcels are right."),
    ("Q4", "A list I can trust. At least 20% of parcels are late today.", "12% of parcels come late."),
]


@pytest.mark.parametrize(("question", "text", "earlier"), CONTRADICTIONS)
def test_another_figure_for_the_same_thing_is_a_contradiction(question: str, text: str, earlier: str) -> None:
    assert judged(question, text, earlier).reason is Reason.CONTRADICTION


AGREEMENTS = [
    ("Q7", "Wrong codes from 4% down to 2% by December.", "About 4% of the codes are wrong."),
    ("Q7", "At most 5 returned pallets a month; it's 11 now.", "11 returned pallets a month, each 400 euro."),
    ("Q19", "Thirty claims a day, ten minutes per claim.", "We lose 12 customers because claims take 30 days."),
    ("Q6", "90k once. 9k a year.", "We write off 300k a year on spoiled milk."),
    ("Q19", "About 620 parcels on a busy day.", "On a busy day around 600 parcels go over the belt."),
    ("Q7", "Today we want at least 20% of parcels checked.", "12% of parcels are checked."),
    ("Q7", "At least 10% of parcels are late today.", "12% of parcels come late."),
    ("Q4", "80 percent right would do, and we can make 50 calls a day.", "Each agent makes 30 calls a day."),
]


@pytest.mark.parametrize(("question", "text", "earlier"), AGREEMENTS)
def test_a_target_another_thing_or_a_rough_figure_is_none(question: str, text: str, earlier: str) -> None:
    assert judged(question, text, earlier).reason is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4%", 0.04),
        ("3.4 percent", 0.034),
        ("80k", 80_000),
        ("1,5 million", 1_500_000),
        ("1.250.000", 1_250_000),
        ("five hundred thousand", 500_000),
        ("twenty-five", None),
        ("seven of ten", 0.7),
        ("two million three hundred thousand", 2_300_000),
        ("$150,000", 150_000),
    ],
)
def test_figures_are_read_in_digits_and_in_words(text: str, value: float | None) -> None:
    (sentence,) = sentences(text)
    found = [figure.value for figure in spelled(RULES.numerals, sentence.tokens)]
    assert found == ([] if value is None else [pytest.approx(value)])


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("2% late would be perfect. At least 20% are late today.", "At least 20% are late today."),
        ("2% late parcels instead of 12% today", ""),
        ("I'd be happy with 5% of parcels late, unlike today", ""),
        ("Nothing is late", ""),
    ],
)
def test_of_a_wish_only_what_it_says_of_today_is_compared(wish: str, told: str) -> None:
    assert of_today(RULES, wish) == told
