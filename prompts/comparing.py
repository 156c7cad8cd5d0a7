"""Loads and validates the word lists of the comparison, `prompts/<language>/comparing.yaml`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from yaml.nodes import Node, ScalarNode

from facilitation.comparing.model import Kind, StandsFor
from facilitation.comparing.words import CUES, ComparingWords, Interval, QuestionHints, Stretch
from prompts.errors import WordsError
from prompts.yamlfile import YamlFile

_NUMBERS = ("numbers", "multipliers", "fractions", "durations", "periods", "period_adverbs", "ordinals", "times_words")
_NAMES = ("currencies", "units", "systems")
_INTERVALS = ("parts_of_day", "frequencies")
_Word = TypeVar("_Word", Kind, StandsFor)
_GROUPS = {"months": 12, "weekdays": 7, "same": None}  # how many groups there must be


def load_comparing(path: Path) -> ComparingWords:
    """Return the validated word lists in `path`.

    Raises WordsError with every mistake found: each names file, line, what is wrong and what to do.
    """
    file = YamlFile(path)
    root = file.root()
    words = None if root is None else _words(file, root)
    if words is None or file.mistakes:
        raise WordsError(file.mistakes)
    return words


def _words(file: YamlFile, root: Node) -> ComparingWords | None:
    names = [field.name for field in fields(ComparingWords)]
    top = file.fields(root, "the word lists", names)
    if len(top) < len(names):
        return None
    # Each section is read by the reader for its shape, so the types fit though they cannot be seen to.
    read: dict[str, Any] = {name: _reader(name)(file, top[name], f'"{name}"') for name in names}
    return ComparingWords(**read)


def _reader(name: str) -> Callable[[YamlFile, Node, str], object]:
    if name in _NUMBERS:
        return _numbers
    if name in _NAMES:
        return _named
    if name in _INTERVALS:
        return _intervals
    if name in _GROUPS:
        return lambda file, node, what: _groups(file, node, what, _GROUPS[name])
    if name == "event_often":
        return _interval
    return {"seasons": _seasons, "questions": _questions, "cues": _cues}.get(name, _list)


def _list(file: YamlFile, node: Node, what: str) -> tuple[str, ...]:
    return tuple(_small(file, item, text, what) for item, text in file.texts(node, what))


def _small(file: YamlFile, node: Node, text: str, what: str) -> str:
    """Return a word of the lists; one with capitals would never be found, because texts are read in small letters."""
    if text != text.lower():
        file.note(node, f'{what} has "{text}" with capitals. Write it in small letters.')
    return text


def _keys(file: YamlFile, node: Node, what: str) -> Mapping[str, Node]:
    entries = file.mapping(node, what)
    return {_small(file, value, key, what): value for key, value in entries.items()}


def _number(file: YamlFile, node: Node, what: str) -> float:
    try:
        return float(node.value) if isinstance(node, ScalarNode) else _no_number(file, node, what)
    except ValueError:
        return _no_number(file, node, what)


def _no_number(file: YamlFile, node: Node, what: str) -> float:
    file.note(node, f"{what} needs a number here. Write one after the colon, such as 12 or 0.5.")
    return 0.0


def _cues(file: YamlFile, node: Node, what: str) -> dict[str, tuple[str, ...]]:
    entries = file.fields(node, what, CUES)
    return {name: _list(file, entry, f'"{name}" in {what}') for name, entry in entries.items()}


def _numbers(file: YamlFile, node: Node, what: str) -> dict[str, float]:
    return {key: _number(file, value, what) for key, value in _keys(file, node, what).items()}


def _named(file: YamlFile, node: Node, what: str) -> dict[str, str]:
    return {key: file.text(value, f"a name in {what}") for key, value in _keys(file, node, what).items()}


def _intervals(file: YamlFile, node: Node, what: str) -> dict[str, Interval]:
    return {key: _interval(file, value, what) for key, value in _keys(file, node, what).items()}


def _interval(file: YamlFile, node: Node, what: str) -> Interval:
    parts = file.text(node, f"an entry of {what}").split()
    try:
        low, high = (float(part) for part in parts)
    except ValueError:
        low, high = 1.0, 0.0
    if low > high:
        file.note(node, f'{what} needs two numbers, from and to. Write them in quotes: "5 7".')
    return low, high


def _groups(file: YamlFile, node: Node, what: str, count: int | None) -> tuple[tuple[str, ...], ...]:
    items = file.items(node, what)
    if count is not None and items and len(items) != count:
        file.note(node, f"{what} has {len(items)} lines instead of {count}. Add or remove lines.")
    return tuple(_list(file, item, f"a line of {what}") for item in items)


def _seasons(file: YamlFile, node: Node, what: str) -> dict[str, Stretch]:
    return {key: _season(file, value, what) for key, value in _keys(file, node, what).items()}


def _season(file: YamlFile, node: Node, what: str) -> Stretch:
    written = re.fullmatch(r"(\d\d)-(\d\d) (\d\d)-(\d\d)", file.text(node, f"an entry of {what}"))
    if written is not None:
        first_month, first_day, last_month, last_day = (int(part) for part in written.groups())
        try:
            date(4, first_month, first_day), date(4, last_month, last_day)  # a leap year: 29 February exists
        except ValueError:
            written = None
    if written is None:
        file.note(node, f'{what} needs two days, each as month-day. Write them in quotes: "03-01 05-31".')
        return (1, 1), (12, 31)
    return (first_month, first_day), (last_month, last_day)


def _questions(file: YamlFile, node: Node, what: str) -> dict[str, QuestionHints]:
    return {key: _hints(file, value, f"{key} in {what}") for key, value in file.mapping(node, what).items()}


def _hints(file: YamlFile, node: Node, what: str) -> QuestionHints:
    entries = file.fields(
        node, what, ("stands_for", "compare"), ("demands", "money", "limits", "same_work", "definitions")
    )
    stands_for = _one_of(file, entries["stands_for"], what, StandsFor) if "stands_for" in entries else None
    compare = (
        [_one_of(file, item, what, Kind) for item in file.items(entries["compare"], what, may_be_empty=True)]
        if "compare" in entries
        else []
    )
    return QuestionHints(
        stands_for=stands_for or StandsFor.UNKNOWN,
        compare=frozenset(kind for kind in compare if kind is not None),
        demands=_says_yes(file, entries, "demands", what),
        limits=_says_yes(file, entries, "limits", what),
        same_work=_says_yes(file, entries, "same_work", what),
        money=_says_yes(file, entries, "money", what),
        definitions=_says_yes(file, entries, "definitions", what),
    )


def _says_yes(file: YamlFile, entries: Mapping[str, Node], key: str, what: str) -> bool:
    text = file.text(entries[key], what) if key in entries else ""
    if text not in {"", "yes"}:
        file.note(entries[key], f'{what} has "{text}" as "{key}". Write "yes" in quotes, or remove it.')
    return text == "yes"


def _one_of(file: YamlFile, node: Node, what: str, known: type[_Word]) -> _Word | None:
    text = file.text(node, what)
    if text and text not in list(known):
        file.note(node, f'{what} has "{text}". Use one of: {", ".join(known)}.')
    return known(text) if text in list(known) else None
