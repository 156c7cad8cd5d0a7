"""What is typed about an entry of the registers: a typing mistake changes nothing, another text is meant as one."""

import pytest

from playground.actor import words
from tests.bot.journeys.entries import RULE, staffed, told
from tests.world import HOME, World

KEPT = "Assumption 1: the codes are right"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("brokn", "“brokn” is no word that I know here, and it did not replace the text. Did you mean `broken`?"),
        ("Confimed.", "Did you mean `confirmed`?"),
        ("opne", "Did you mean `open`?"),
        ("brokn @carlo 2026-04-01", "Did you mean `broken`?"),
        ("broken | @carlo", "Did you mean `broken`? Type that word alone."),
        ("retire", "Say which one and what"),
        ("bananas", "Another text for an assumption has more than one word, or `text:` in front"),
    ],
)
def test_a_single_word_never_replaces_an_assumption(world: World, typed: str, refusal: str) -> None:
    staffed(world)
    told(world.mila, "/scope assume data: the codes are right")
    assert refusal in words(told(world.mila, f"/scope registers assumption 1 {typed}"))
    listed = words(told(world.mila, "/scope registers"))
    assert f"{KEPT}\n_Nobody checks it yet._" in listed


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("text: Holidays", "Holidays"),
        ("text: brokn", "brokn"),
        ("depots close at six", "depots close at six"),
        ("data:complete", "complete"),
    ],
)
def test_another_text_has_several_words_or_says_that_it_is_one(world: World, typed: str, text: str) -> None:
    staffed(world)
    told(world.mila, "/scope assume data: the codes are right")
    assert f"Assumption 1: {text}\n" in words(told(world.mila, f"/scope registers assumption 1 {typed}"))


@pytest.mark.parametrize(("typed", "nearest"), [("retier", "retire"), ("restor", "restore"), ("kep", "keep")])
def test_a_mistyped_word_for_a_rule_suggests_the_nearest(world: World, typed: str, nearest: str) -> None:
    staffed(world)
    told(world.mila, f"{RULE} | @carlo | 2026-03-05")
    assert f"Did you mean `{nearest}`?" in words(told(world.mila, f"/scope registers rule 1 {typed}"))
    assert "leave out closed depots" in words(told(world.mila, "/scope registers rule 1 keep"))


def test_the_help_says_how_a_text_is_replaced(world: World) -> None:
    assert "`registers assumption 3 text: another text`" in words(told(world.mila, "/scope help", HOME))
