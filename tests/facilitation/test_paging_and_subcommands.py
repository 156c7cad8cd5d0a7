"""Cutting long texts, and understanding what follows `/scope`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.paging import page_of, pages
from facilitation.subcommands import nearest, split

KNOWN = ["new", "people", "interview", "answers", "agree", "brief", "status", "archive", "help"]


@given(st.text(), st.integers(1, 50))
def test_pages_joined_give_the_text_back_and_none_is_too_long(text: str, size: int) -> None:
    found = pages(text, size)
    assert "".join(found) == text
    assert all(len(page) <= size for page in found) and (text == "" or all(found))


def test_a_page_ends_at_the_best_place() -> None:
    assert pages("one two\n\nthree four", 12) == ["one two\n\n", "three four"]
    assert pages("one two\nthree four", 12) == ["one two\n", "three four"]
    assert pages("one two three", 9) == ["one two ", "three"]
    assert pages("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@pytest.mark.parametrize(
    ("page", "expected"), [(0, ([1, 2], 0, 3)), (2, ([5], 2, 3)), (9, ([5], 2, 3)), (-1, ([1, 2], 0, 3))]
)
def test_a_page_out_of_range_is_the_nearest_there_is(page: int, expected: tuple[list[int], int, int]) -> None:
    assert page_of([1, 2, 3, 4, 5], page, 2) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ("", "")),
        ("  ", ("", "")),
        ("status", ("status", "")),
        ("STATUS late parcels ", ("status", "late parcels")),
        ("agree 7  the text", ("agree", "7  the text")),
        ("agree\n7 text", ("agree", "7 text")),
    ],
)
def test_the_first_word_is_the_sub_command(typed: str, expected: tuple[str, str]) -> None:
    assert split(typed) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("satus", "status"),
        ("inteview", "interview"),
        ("peple", "people"),
        ("anwsers", "answers"),
        ("arch", "archive"),
        ("breif", "brief"),
        ("xyzzy", None),
        ("", None),
        ("a", None),
    ],
)
def test_a_mistyped_sub_command_finds_the_nearest(typed: str, meant: str | None) -> None:
    assert nearest(typed, KNOWN) == meant
