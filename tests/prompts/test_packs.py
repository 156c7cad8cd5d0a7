"""Mistakes in the question pack: each is told with file, line, what is wrong and what to do."""

from pathlib import Path

import pytest

from facilitation.roles import Role
from prompts.errors import PackError
from prompts.packs import load_pack

PACK = """\
questions:
  - id: Q1
    short: Why build it
    ask: Why do you want this built?
    purpose: A reason that everybody shares.
    probes:
      - Why now?
    asked_of: [sponsor, champion, user, ml_lead, engineer]
    weak:
      - sign: It is vague.
        say: Could you give an example?
  - id: Q2
    short: Who does it
    ask: Who does this work?
    purpose: A champion.
    probes:
      - Who else?
    asked_of: [sponsor]
    names: champion
    weak:
      - sign: A team.
        say: Who on that team?
private:
  sponsor: [Q1, Q2]
  champion: [Q1]
  user: [Q1]
  ml_lead: [Q1]
  engineer: [Q1]
more:
  sponsor: []
  champion: []
  user: []
  ml_lead: []
  engineer: []
done_when: [Q1, Q2]
"""

#: what to replace, by what, the line named, what is said to be wrong, what to do
MISTAKES = {
    "a missing line": (
        "    purpose: A champion.\n",
        "",
        12,
        'Q2 has no "purpose"',
        "Add a line 'purpose: …'.",
    ),
    "an unknown line": (
        "    names: champion",
        "    nmaes: champion",
        19,
        'Q2 has an unknown line "nmaes"',
        "Remove it, or correct",
    ),
    "an unknown part": ("done_when:", "done_wen:", 35, 'an unknown line "done_wen"', "done_when"),
    "a missing part": ("done_when: [Q1, Q2]\n", "", 1, 'the pack has no "done_when"', "Add a line"),
    "a list where a text belongs": (
        "short: Who does it",
        "short: [Who, does, it]",
        13,
        'the "short" of Q2 should be a text',
        "after the colon",
    ),
    "a number where a text belongs": (
        "short: Who does it",
        "short: 12",
        13,
        "is not read as text",
        'quotes: "12"',
    ),
    "a text where a list belongs": (
        "    probes:\n      - Who else?",
        "    probes: Who else?",
        16,
        'the "probes" of Q2 should be a list',
        "'- '",
    ),
    "a text where a question belongs": (
        "done_when: [Q1",
        "done_when: [{Q1: a}",
        35,
        "should be a text",
        "Write it",
    ),
    "an empty text": ("ask: Who does this work?", "ask:", 14, 'the "ask" of Q2 is empty', "Write its text"),
    "an empty list": (
        "      - Who else?\n",
        "      []\n",
        17,
        'the "probes" of Q2 is an empty list',
        "Add an item",
    ),
    "an id given twice": ("id: Q2", "id: Q1", 12, "Q1 is there twice", "Remove one of the two"),
    "a line given twice": (
        "    short: Who does it\n",
        "    short: Who does it\n    short: Who\n",
        14,
        'Q2 has "short" twice',
        "Remove",
    ),
    "an id that is none": ("id: Q2", "id: second", 12, '"second" is not an id', "such as Q7"),
    "an unknown role": (
        "asked_of: [sponsor]",
        "asked_of: [boss]",
        18,
        'has an unknown role "boss"',
        "Use one of: sponsor, champion",
    ),
    "an unknown role to name": ("names: champion", "names: hero", 19, 'an unknown role "hero"', "Use one of"),
    "an unknown role in the sets": (
        "  user: [Q1]\n",
        "  users: [Q1]\n",
        26,
        'an unknown line "users"',
        "Remove it",
    ),
    "a role without a set": ("  user: [Q1]\n", "", 24, '"private" has no "user"', "Add a line"),
    "an id that does not exist": (
        "  user: [Q1]",
        "  user: [Q9]",
        26,
        "has Q9, which does not exist",
        "Correct it, or add the question",
    ),
    "a repeated id": ("  user: [Q1]", "  user: [Q1, Q1]", 26, "has Q1 twice", "Remove one"),
    "an id in done_when that does not exist": (
        "done_when: [Q1, Q2]",
        "done_when: [Q1, Q7]",
        35,
        '"done_when" has Q7, which does not exist',
        "add the question",
    ),
    "a question put to a role it is not asked of": (
        "  user: [Q1]",
        "  user: [Q2]",
        26,
        "Q2, which is not asked of this role",
        'add user to the "asked_of" of Q2',
    ),
    "a weak answer without a sentence": (
        "        say: Who on that team?\n",
        "",
        21,
        'has no "say"',
        "Add a line 'say: …'.",
    ),
    "bad indentation": (
        "    short: Who does it",
        "   short: Who does it",
        13,
        "not valid YAML",
        "indent with spaces",
    ),
    "a colon in a text": (
        "ask: Who does this work?",
        "ask: Tell us: who does it?",
        14,
        "not valid YAML",
        "into quotes",
    ),
    "an open bracket": (
        "asked_of: [sponsor]",
        "asked_of: [sponsor",
        19,
        "not valid YAML",
        "Look at this line",
    ),
}


def load(folder: Path, text: str) -> None:
    path = folder / "prompts" / "en" / "questions.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    load_pack(path)


def test_a_pack_without_mistakes_is_loaded(tmp_path: Path) -> None:
    load(tmp_path, PACK)


@pytest.mark.parametrize(("old", "new", "line", "wrong", "advice"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_file_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, wrong: str, advice: str
) -> None:
    assert old in PACK
    with pytest.raises(PackError) as raised:
        load(tmp_path, PACK.replace(old, new, 1))
    told = [text for text in raised.value.mistakes if wrong in text]
    assert len(told) == 1, raised.value.mistakes
    assert told[0].startswith(f"prompts/en/questions.yaml, line {line}: ")
    assert advice in told[0]
    assert told[0][-1] in '."'


def test_the_commonest_mistake_is_told_word_for_word(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        load(tmp_path, PACK.replace("    purpose: A champion.\n", ""))
    assert str(raised.value) == ("prompts/en/questions.yaml, line 12: Q2 has no \"purpose\". Add a line 'purpose: …'.")


def test_seven_questions_in_private_are_one_too_many(tmp_path: Path) -> None:
    begin, end = PACK.index("  - id: Q1"), PACK.index("  - id: Q2")
    more = "".join(PACK[begin:end].replace("Q1", f"Q{number}") for number in range(3, 9))
    text = PACK.replace("  - id: Q2", more + "  - id: Q2").replace("user: [Q1]", "user: [Q1, Q3, Q4, Q5, Q6, Q7, Q8]")
    with pytest.raises(PackError) as raised:
        load(tmp_path, text)
    (told,) = raised.value.mistakes
    assert 'the "private" set of user has 7 questions; at most 6' in told
    assert 'Move the least urgent ones to the "more" set.' in told


def test_all_mistakes_are_reported_together(tmp_path: Path) -> None:
    text = (
        PACK.replace("    short: Why build it\n", "")
        .replace("  user: [Q1]", "  user: [Q9]")
        .replace("ask: Who does this work?", "ask: 3")
    )
    with pytest.raises(PackError) as raised:
        load(tmp_path, text)
    assert [text.partition(":")[0].rpartition(" ")[2] for text in raised.value.mistakes] == ["2", "13", "25"]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "the file is empty"),
        (b"- Q1\n", "should be lines of the form"),
        (b"short: \xff\n", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_pack_at_all_is_told_as_such(tmp_path: Path, content: bytes, wrong: str) -> None:
    path = tmp_path / "questions.yaml"
    path.write_bytes(content)
    with pytest.raises(PackError, match=wrong):
        load_pack(path)


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"questions\.yaml: the file is not there"):
        load_pack(tmp_path / "questions.yaml")


def test_the_order_of_the_sets_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(PACK.replace("sponsor: [Q1, Q2]", "sponsor: [Q2, Q1]"), encoding="utf-8")
    assert load_pack(path).private[Role.SPONSOR] == ("Q2", "Q1")
