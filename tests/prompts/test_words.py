"""Words by name, and what is told when a file, a name or a fact is wrong."""

import shutil
from pathlib import Path

import pytest

import prompts
from facilitation.errors import Refusal
from prompts import PackError, Words, WordsError

ENGLISH = Path(prompts.__file__).parent / "en"


@pytest.fixture
def language(tmp_path: Path) -> Path:
    """A small language: the real questions and labels, one message, one document, one refusal."""
    folder = tmp_path / "prompts" / "en"
    (folder / "interview").mkdir(parents=True)
    for name in ("questions.yaml", "labels.yaml"):
        shutil.copy(ENGLISH / name, folder / name)
    (folder / "refusals.yaml").write_text('taken: "{{ channel_ }} already has <b>{{ name }}</b>."\n', encoding="utf-8")
    (folder / "interview" / "hello.j2").write_text(
        "{% if name %}\nHello {{ name }}.\n{% endif %}\n\n{{ text }}\n\n", encoding="utf-8"
    )
    (folder / "interview" / "record.md.j2").write_text("# {{ name|line }}\n\n{{ text }}\n", encoding="utf-8")
    return folder


def words(folder: Path) -> Words:
    return Words(folder.name, folder.parent)


def test_a_message_keeps_the_line_breaks_of_its_text_and_is_stripped_at_the_ends(language: Path) -> None:
    facts = {"name": "R&D", "text": "one\n\n\n\ntwo"}
    assert words(language).say("interview/hello", facts) == "Hello R&amp;D.\n\none\n\n\n\ntwo"


def test_a_document_is_written_as_markdown(language: Path) -> None:
    facts = {"name": "A\n# B", "text": "<i>*x*"}
    assert words(language).markdown("interview/record", facts) == "# A # B\n\n\\<i\\>\\*x\\*"


def test_a_refusal_has_its_sentence_filled_in(language: Path) -> None:
    refusal = Refusal("taken", field="name", channel_="#ops", name="<!here>")
    assert words(language).refusal(refusal) == "#ops already has <b>&lt;!here&gt;</b>."


def test_a_message_within_a_message_is_escaped_once(language: Path) -> None:
    ours = words(language)
    inner = ours.say("interview/hello", {"name": "", "text": "a & b"})
    assert ours.say("interview/hello", {"name": "", "text": inner}) == "a &amp; b"


def test_labels_are_addressed_by_journey_and_name(language: Path) -> None:
    ours = words(language)
    assert ours.label("interview.dont_know") == "I don't know"
    assert ours.label("calendar.day_and_year", {"day": "Monday 2 March", "year": "2026"}) == "Monday 2 March 2026"


def test_a_message_may_name_a_label(language: Path) -> None:
    (language / "interview" / "next.j2").write_text('Press *{{ label("interview.next") }}*.', encoding="utf-8")
    assert words(language).say("interview/next") == "Press *Next*."


def test_the_pack_comes_with_the_words() -> None:
    assert len(Words().pack.questions) == 22


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("say", r"prompts/en has no file interview/gone\.j2\. Add it"),
        ("markdown", r"prompts/en has no file interview/gone\.md\.j2\. Add it"),
        ("label", r"prompts/en has no label interview/gone in labels\.yaml\. Add it"),
    ],
)
def test_what_does_not_exist_is_named(language: Path, name: str, wrong: str) -> None:
    with pytest.raises(WordsError, match=wrong):
        getattr(words(language), name)("interview/gone")


def test_an_unknown_refusal_is_named(language: Path) -> None:
    with pytest.raises(WordsError, match=r"prompts/en has no sentence gone in refusals\.yaml"):
        words(language).refusal(Refusal("gone"))


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (
            "interview/hello.j2",
            "one\n{{ text|qoute }}",
            'interview/hello.j2, line 2: there is no filter "qoute"',
        ),
        ("interview/hello.j2", "{% if x %}\n{{ y|nope }}\n{% endif %}", 'line 2: there is no filter "nope"'),
        ("interview/hello.j2", "a\nb\n{{ text|safe }}", 'line 3: there is no filter "safe"'),
        ("interview/hello.j2", "{% if x is odder %}{% endif %}", 'line 1: there is no test "odder"'),
        ("interview/hello.j2", "a\n{{ menton('U1') }}", 'line 2: there is no function "menton"'),
        ("interview/hello.j2", "{% include 'gone.j2' %}", 'line 1: this language has no file "gone.j2"'),
        ("interview/hello.j2", "a\n{{ text", "hello.j2, line 2: "),
        ("interview/hello.j2", "a\n{% if x %}\nb", "hello.j2, line "),
        (
            "interview/record.md.j2",
            "{{ 'U1'|mention }}",
            'record.md.j2, line 1: there is no filter "mention"',
        ),
        ("refusals.yaml", "a: A.\ntaken: '{{ x|nope }}'", 'refusals.yaml, line 2: there is no filter "nope"'),
        ("refusals.yaml", "taken: '{{ x'", "refusals.yaml, line 1: "),
        ("refusals.yaml", "taken: {{ x }} is taken", "refusals.yaml, line 1: "),
        ("refusals.yaml", "taken: {{ x }}", "begins with a brace or bracket. Put the whole text in quotes"),
        ("refusals.yaml", "a: [b]", 'refusals.yaml, line 1: "a" should be a text'),
        ("refusals.yaml", "a: A.\na: B.", 'refusals.yaml, line 2: the file has "a" twice'),
        ("refusals.yaml", "a: Yes", '"a" is not read as text. Put it in quotes: "Yes"'),
        ("labels.yaml", "common:\n  and:\n", 'labels.yaml, line 2: "common.and" is empty'),
    ],
)
def test_a_mistake_in_a_file_stops_the_start(language: Path, file: str, content: str, told: str) -> None:
    (language / file).write_text(content, encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        words(language)
    (mistake,) = raised.value.mistakes
    assert mistake.startswith(f"prompts/en/{file}, line ")
    assert told in mistake


def test_mistakes_in_several_files_are_reported_together(language: Path) -> None:
    (language / "interview" / "hello.j2").write_text("{{ a|nope }}{{ b|never }}", encoding="utf-8")
    (language / "refusals.yaml").write_text("a: Yes", encoding="utf-8")
    (language / "questions.yaml").unlink()
    with pytest.raises(WordsError) as raised:
        words(language)
    assert len(raised.value.mistakes) == 4


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a\nb {{ txt }}", "hello.j2, line 2: 'txt' is undefined. Correct the name"),
        ("{% if nmae %}{% endif %}", "hello.j2, line 1: 'nmae' is undefined"),
        ("\n\n{{ text.gone }}", "hello.j2, line 3: 'str object' has no attribute 'gone'"),
        ("\n{{ text|person }}", "hello.j2, line 2: the filter person needs a Person"),
    ],
)
def test_a_fact_that_is_missing_or_does_not_fit_names_file_and_line(language: Path, content: str, told: str) -> None:
    (language / "interview" / "hello.j2").write_text(content, encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        words(language).say("interview/hello", {"text": "x"})
    assert told in str(raised.value)


def test_a_missing_fact_of_a_refusal_names_file_and_line(language: Path) -> None:
    with pytest.raises(WordsError, match=r"prompts/en/refusals\.yaml, line 1: 'name' is undefined"):
        words(language).refusal(Refusal("taken", channel_="#ops"))


def test_an_unknown_language_is_refused_with_those_there_are(language: Path) -> None:
    with pytest.raises(WordsError, match=r'There is no language "xx"\. Use one of: en\.'):
        Words("xx", language.parent)


def test_a_language_that_lacks_something_is_told_all_of_it(language: Path) -> None:
    french = language.parent / "fr"
    shutil.copytree(language, french)
    assert Words("fr", language.parent).label("interview.next") == "Next"
    (french / "interview" / "hello.j2").unlink()
    (french / "refusals.yaml").write_text("other: Autre.", encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        Words("fr", language.parent)
    assert raised.value.mistakes == (
        "prompts/fr has no file interview/hello.j2. Translate it from prompts/en.",
        "prompts/fr has no sentence taken in refusals.yaml. Translate it from prompts/en.",
    )


def test_a_mistake_in_the_questions_is_a_pack_error_of_the_loader_and_stops_the_words(language: Path) -> None:
    assert issubclass(PackError, WordsError)
    (language / "questions.yaml").write_text("questions: []", encoding="utf-8")
    with pytest.raises(WordsError, match='the pack has no "done_when"'):
        words(language)
