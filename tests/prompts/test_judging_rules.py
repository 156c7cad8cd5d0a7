"""Mistakes in the rules of judging and in the table of jargon: told with file, line, what is wrong and what to do."""

import shutil
from pathlib import Path

import pytest

import prompts
from prompts.capturing import load_cues
from prompts.errors import WordsError
from prompts.jargon import load_jargon
from prompts.judging import load_rules
from prompts.packs import load_pack

ENGLISH = Path(prompts.__file__).parent / "en"
RULES = (ENGLISH / "judging.yaml").read_text(encoding="utf-8")
PACK = load_pack(ENGLISH / "questions.yaml")
JARGON = (
    "terms:\n  - words: [model]\n    plain: learned rule\n  - words: [train]\n    plain: learning\n    near: [model]\n"
)

#: what to replace, by what, what is said to be wrong, what to do
MISTAKES = {
    "a missing part": ("\npatterns:\n", "\npattern:\n", 'the file has no "patterns"', "Add a line"),
    "a missing list": ("  selves: i me myself\n", "", '"words" has no "selves"', "Add a line"),
    "a list of words in brackets": (
        "  selves: i me",
        "  selves: [i, me]\n  x: ",
        'the list "selves" should be',
        "Write it",
    ),
    "a pattern without a word": ("    - dunno\n", "    - ...\n", '"..." is no pattern', "Write the words"),
    "a question that does not exist": ("  Q8: {", "  Q88: {", "has Q88, which does not exist", "Correct it"),
    "an unknown setting": (
        "  Q9: {too_short",
        "  Q9: {tooshort",
        'the rules of Q9 has an unknown line "tooshort"',
        "too_short",
    ),
    "a word where a number belongs": ("without: 99", "without: much", 'the "without" in the rules of Q6', "in digits"),
    "an unknown choice": ("number: amount", "number: money", 'is unknown: "money"', "Use one of: nothing, amount"),
    "a switch that is none": (
        "drift: false, off",
        "drift: maybe, off",
        'the "drift" in the rules of Q3',
        "true or false",
    ),
    "no general rules": ("  general: {", "  generally: {", 'has no "general"', "Add a line"),
    "a number word without a number": ("seven: 7", "seven: many", '"seven" in "values"', "in digits"),
}


@pytest.mark.parametrize(("old", "new", "wrong", "advice"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_the_rules_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, wrong: str, advice: str
) -> None:
    assert old in RULES
    path = tmp_path / "prompts" / "en" / "judging.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        load_rules(path, PACK)
    told = [text for text in raised.value.mistakes if wrong in text]
    assert len(told) == 1, raised.value.mistakes
    assert told[0].startswith("prompts/en/judging.yaml, line ")
    assert advice in told[0]


def test_a_question_without_rules_of_its_own_has_the_general_ones(tmp_path: Path) -> None:
    path = tmp_path / "judging.yaml"
    path.write_text(RULES.replace("  Q16: {too_short: 3, absolute: 5}\n", ""), encoding="utf-8")
    rules = load_rules(path, PACK)
    assert rules.of("Q16").too_short == rules.of("general").too_short
    assert rules.of("Q16").question_words


def test_missing_files_are_told_as_such(tmp_path: Path) -> None:
    for load in (load_jargon, load_cues, lambda path: load_rules(path, PACK)):
        with pytest.raises(WordsError, match="the file is not there"):
            load(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("    plain: learning\n", "", 'a term has no "plain"'),
        ("[train]", "[models]", '"models" is there twice'),
        ("[train]", '["?"]', '"?" has no letter'),
        ("terms:", "words:", 'the file has no "terms"'),
        ("near:", "nearby:", 'unknown line "nearby"'),
    ],
)
def test_a_mistake_in_the_jargon_is_told_with_its_line(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    path = tmp_path / "prompts" / "en" / "jargon.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(JARGON.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        load_jargon(path)
    assert [
        text for text in raised.value.mistakes if wrong in text and text.startswith("prompts/en/jargon.yaml, line ")
    ]


def test_the_files_that_ship_are_without_mistakes(tmp_path: Path) -> None:
    shutil.copy(ENGLISH / "jargon.yaml", tmp_path / "jargon.yaml")
    assert load_jargon(tmp_path / "jargon.yaml")
    assert {question.id for question in PACK.questions} < set(load_rules(ENGLISH / "judging.yaml", PACK).questions)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("assumption:\n  - we assume\n", 'the file has no "rule"'),
        ("assumption:\n  - ...\nrule:\n  - must\n", '"..." is no pattern'),
        ("assumption:\n  - we assume\nrule: must\n", 'the patterns "rule" should be'),
        ("assumption:\n  - we assume\nrule:\n  - must\nrules:\n  - must\n", 'the file has an unknown line "rules"'),
    ],
)
def test_a_mistake_in_the_words_of_the_registers_is_told_with_its_line(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "prompts" / "en" / "capturing.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        load_cues(path)
    told = [each for each in raised.value.mistakes if wrong in each]
    assert len(told) == 1 and told[0].startswith("prompts/en/capturing.yaml, line "), raised.value.mistakes
