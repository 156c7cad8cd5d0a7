"""Mistakes in the word lists of the comparison: each is told with file, line, what is wrong and what to do."""

from pathlib import Path

import pytest

from facilitation.comparing.words import ComparingWords
from prompts.comparing import load_comparing
from prompts.errors import WordsError

ENGLISH = Path(__file__).parents[2] / "prompts" / "en" / "comparing.yaml"

#: what to replace, by what, what is said to be wrong
MISTAKES = {
    "a missing section": ("\nfractions:\n", "\nfractons:\n", 'the word lists has no "fractions"'),
    "an unknown section": ("\nfractions:\n", "\nfractons:\n", 'has an unknown line "fractons"'),
    "a word for a number": ("  twelve: 12\n", "  twelve: a dozen\n", '"numbers" needs a number here'),
    "capitals": ("  twelve: 12\n", "  Twelve: 12\n", '"numbers" has "Twelve" with capitals'),
    "an interval of one number": ('  daily: "5 7"\n', '  daily: "5"\n', '"frequencies" needs two numbers'),
    "an interval from high to low": ('  daily: "5 7"\n', '  daily: "7 5"\n', '"frequencies" needs two numbers'),
    "a day that does not exist": ('"03-01 05-31"', '"03-01 05-32"', '"seasons" needs two days'),
    "a season in words": ('"03-01 05-31"', '"March to May"', '"seasons" needs two days'),
    "a month too few": ("  - [april, apr]\n", "", '"months" has 11 lines instead of 12'),
    "an unknown kind": ("compare: [date]", "compare: [dates]", 'Q5 in "questions" has "dates"'),
    "something else than yes": ('money: "yes"', 'money: "maybe"', 'has "maybe" as "money"'),
    "an unquoted yes": ('money: "yes"', "money: yes", "is not read as text"),
}


@pytest.fixture
def words() -> ComparingWords:
    return load_comparing(ENGLISH)


def test_the_english_lists_are_valid(words: ComparingWords) -> None:
    assert words.numbers["twelve"] == 12
    assert words.seasons["spring"] == ((3, 1), (5, 31))
    assert words.frequencies["daily"] == (5, 7)


@pytest.mark.parametrize(("replaced", "by", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, replaced: str, by: str, told: str) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    assert replaced in text
    path = tmp_path / "prompts" / "en" / "comparing.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(replaced, by, 1), encoding="utf-8")
    with pytest.raises(WordsError) as caught:
        load_comparing(path)
    assert told in str(caught.value)
    assert all("prompts/en/comparing.yaml, line " in mistake for mistake in caught.value.mistakes)


def test_a_question_that_the_lists_do_not_name_has_no_hints(words: ComparingWords) -> None:
    hints = words.about_question("Q99")
    assert not (hints.compare or hints.demands or hints.money or hints.limits)


def test_every_question_that_the_lists_name_is_one_of_the_pack(words: ComparingWords) -> None:
    questions = (ENGLISH.parent / "questions.yaml").read_text(encoding="utf-8")
    assert [question for question in words.questions if f"- id: {question}\n" not in questions] == []
