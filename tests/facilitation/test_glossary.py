"""The project's own words as they are typed, and who arbitrates."""

from datetime import UTC, datetime

import pytest

from facilitation.glossary import Glossary, GlossaryWord, key_of, read_word, usual_arbiter
from facilitation.model import Member, Person, Project
from facilitation.roles import Role

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def member(number: int, *roles: Role) -> Member:
    return Member(number, 1, Person(number, 1, f"U{number}", f"Person {number}", "UTC"), frozenset(roles))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("late = after  noon", ("late", "after noon")),
        ("very\tlate=after\nnoon", ("very late", "after noon")),
        ("late = a = b", ("late", "a = b")),
        ("late =", ("late", "")),
        ("= x", ("", "x")),
        ("late", ("late", None)),
    ],
)
def test_a_word_and_its_line_are_read(typed: str, expected: tuple[str, str | None]) -> None:
    assert read_word(typed) == expected


def test_two_spellings_of_a_word_are_one() -> None:
    assert key_of(" Straße  LATE ") == key_of("strasse late")


def test_the_champion_arbitrates_else_the_facilitator() -> None:
    champion, facilitator = member(1, Role.CHAMPION), member(2, Role.FACILITATOR)
    assert usual_arbiter([facilitator, champion]) == champion.person
    assert usual_arbiter([member(3, Role.SPONSOR), facilitator]) == facilitator.person
    with pytest.raises(LookupError):
        usual_arbiter([member(3, Role.SPONSOR)])


def test_members_add_words_and_the_arbiter_and_the_facilitator_change_them() -> None:
    champion, facilitator, user = member(1, Role.CHAMPION), member(2, Role.FACILITATOR), member(3, Role.USER)
    word = GlossaryWord(1, 1, "late", "after noon", champion.person, NOW)
    seen = [
        Glossary(Project(1, 1, "p", "w", "C1", 1, NOW), who, (word,)) for who in (champion, facilitator, user, None)
    ]
    assert [each.may_add for each in seen] == [True, True, True, False]
    assert [each.may_change(word) for each in seen] == [True, True, False, False]
