"""What only one side knows, and what nobody answered."""

from pathlib import Path

from facilitation.comparing import Answer, OneSided, Side, only_one_side, unanswered
from prompts.comparing import load_comparing
from prompts.packs import load_pack

ENGLISH = Path(__file__).parents[2] / "prompts" / "en"
WORDS = load_comparing(ENGLISH / "comparing.yaml")
BUSINESS = Answer("Q3", "champion", "Ann Sample", "Ines checks the returns. Two contracts end on 30 September.")
ML = Answer("Q20", "ml_lead", "Bob Sample", "Returns have only 300 records. Sensors were replaced in 2024.")


def test_what_one_side_states_and_the_other_never_mentions_is_told_with_its_sentence() -> None:
    assert only_one_side(WORDS, (BUSINESS, ML)) == (
        OneSided(Side.BUSINESS, "Q3", "Ann Sample", "Two contracts end on 30 September."),
        OneSided(Side.ML, "Q20", "Bob Sample", "Sensors were replaced in 2024."),
    )


def test_nothing_is_one_sided_while_only_one_side_has_answered() -> None:
    assert only_one_side(WORDS, (BUSINESS,)) == ()


def test_the_facilitator_is_on_neither_side() -> None:
    facilitator = Answer("Q20", "facilitator", "Cy Sample", "Contracts end on 30 September.")
    found = only_one_side(WORDS, (BUSINESS, ML, facilitator))
    assert OneSided(Side.BUSINESS, "Q3", "Ann Sample", "Two contracts end on 30 September.") in found
    assert "Cy Sample" not in {item.person for item in found}


def test_questions_without_a_text_are_unanswered_in_the_order_of_the_pack() -> None:
    pack = load_pack(ENGLISH / "questions.yaml")
    empty = Answer("Q1", "sponsor", "Ann Sample", "  ")
    open_ones = unanswered(pack, (BUSINESS, ML, empty))
    assert open_ones == tuple(question.id for question in pack.questions if question.id not in {"Q3", "Q20"})
