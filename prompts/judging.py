"""Loads and validates the rules that answers are judged by, `prompts/<language>/judging.yaml`."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from yaml.nodes import Node, ScalarNode

from facilitation.judging.patterns import Patterns
from facilitation.judging.quantities import Numerals
from facilitation.judging.rules import (
    GENERAL,
    SETTINGS,
    Asked,
    DriftRules,
    Lexicon,
    Named,
    QuestionRules,
    Rules,
    WordList,
)
from facilitation.judging.words import sentences, stem
from facilitation.questions import Pack, Question
from prompts.errors import WordsError
from prompts.yamlfile import YamlFile

_LISTS = tuple(field.name for field in fields(Lexicon))
_CHOICES: Mapping[str, type[StrEnum]] = {"number": Asked, "name": Named}
_SWITCHES = ("off_topic", "drift")


def load_rules(path: Path, pack: Pack) -> Rules:
    """Return the validated rules in `path` for the questions of `pack`.

    Raises WordsError with every mistake found: each names file, line, what is wrong and what to do.
    """
    file = YamlFile(path)
    root = file.root()
    rules = None if root is None else _rules(file, root, pack)
    if rules is None or file.mistakes:
        raise WordsError(file.mistakes)
    return rules


def _rules(file: YamlFile, root: Node, pack: Pack) -> Rules | None:
    top = file.fields(root, "the file", ("words", "numerals", "patterns", "drift", "questions"))
    if file.mistakes:
        return None
    words = file.fields(top["words"], '"words"', _LISTS)
    patterns = file.fields(top["patterns"], '"patterns"', ("evasion", "absolute"))
    lists = {name: _words(file, words[name], name) for name in words}
    found = {name: read_patterns(file, patterns[name], name) for name in patterns}
    numerals, drift = _numerals(file, top["numerals"]), _drift(file, top["drift"])
    settings = _questions(file, top["questions"], pack)
    if file.mistakes or numerals is None or drift is None:
        return None
    lexicon = Lexicon(**lists)
    questions = {name: _of_question(lexicon, pack, name, values) for name, values in settings.items()}
    return Rules(lexicon, numerals, found["evasion"], found["absolute"], drift, questions)


def _words(file: YamlFile, node: Node, name: str) -> WordList:
    return WordList(file.text(node, f'the list "{name}"').split())


def read_patterns(file: YamlFile, node: Node, name: str) -> Patterns:
    """Return the patterns of a list; what is none is noted."""
    written = []
    for item, pattern in file.texts(node, f'the patterns "{name}"'):
        try:
            Patterns((pattern,))
        except ValueError:
            file.note(item, f'"{pattern}" is no pattern: it has no word. Write the words to look for.')
        else:
            written.append(pattern)
    return Patterns(written)


def _numerals(file: YamlFile, node: Node) -> Numerals | None:
    names = ("values", "scales", "percent", "out_of", "currencies", "targets", "bounds", "today", "each", "periods")
    parts = file.fields(node, '"numerals"', names)
    if file.mistakes:
        return None
    texts = {name: frozenset(_words(file, parts[name], name).words) for name in names[2:]}
    return Numerals(
        values=_figures(file, parts["values"], '"values"'),
        scales=_figures(file, parts["scales"], '"scales"'),
        percent=texts["percent"],
        out_of=texts["out_of"],
        currencies=texts["currencies"],
        targets=texts["targets"],
        bounds=texts["bounds"],
        today=texts["today"],
        each=texts["each"],
        periods=frozenset(stem(word) for word in texts["periods"]),
    )


def _figures(file: YamlFile, node: Node, what: str) -> dict[str, float]:
    return {key: _figure(file, value, f'"{key}" in {what}') for key, value in file.mapping(node, what).items()}


def _figure(file: YamlFile, node: Node, what: str) -> float:
    """Return a number from zero on; anything else is noted."""
    try:
        figure = float(node.value) if isinstance(node, ScalarNode) else -1.0
    except ValueError:
        figure = -1.0
    if not 0 <= figure < float("inf"):
        file.note(node, f"{what} should be a number from 0 on. Write it in digits, such as 3 or 2.5.")
        return 0.0
    return figure


def _drift(file: YamlFile, node: Node) -> DriftRules | None:
    lists, patterns = ("strong", "medium", "building", "proposing"), ("strong_patterns", "delivery")
    parts = file.fields(node, '"drift"', (*lists, "cased", *patterns))
    if file.mistakes:
        return None
    # Each part is read by the reader for its shape, so the types fit though they cannot be seen to.
    read: dict[str, Any] = {name: _words(file, parts[name], name) for name in lists}
    read["cased"] = frozenset(file.text(parts["cased"], 'the list "cased"').split())
    read |= {name: read_patterns(file, parts[name], name) for name in patterns}
    return DriftRules(**read)


def _questions(file: YamlFile, node: Node, pack: Pack) -> dict[str, dict[str, Any]]:
    """Return the settings by question id: the general ones, and each question's own over them."""
    parts = file.mapping(node, '"questions"')
    general = _settings(file, parts[GENERAL], GENERAL) if GENERAL in parts else {}
    if GENERAL not in parts:
        file.note(node, f'"questions" has no "{GENERAL}". Add a line \'{GENERAL}: {{too_short: 2, …}}\'.')
    for name, part in parts.items():
        if name != GENERAL and name not in pack:
            advice = "Correct it, or add the question to questions.yaml."
            file.note(part, f'"questions" has {name}, which does not exist. {advice}')
    own = {name: _settings(file, part, name) for name, part in parts.items() if name in pack}
    ids = (question.id for question in pack.questions)
    return {GENERAL: general, **{name: {**general, **own.get(name, {})} for name in ids}}


def _settings(file: YamlFile, node: Node, name: str) -> dict[str, Any]:
    what = f"the rules of {name}"
    return {key: _setting(file, value, key, what) for key, value in file.fields(node, what, (), SETTINGS).items()}


def _setting(file: YamlFile, node: Node, key: str, what: str) -> object:
    if key in _CHOICES:
        text, known = str(node.value), [choice.value for choice in _CHOICES[key]]
        if text not in known:
            file.note(node, f'the "{key}" in {what} is unknown: "{text}". Use one of: {", ".join(known)}.')
            return _CHOICES[key](known[0])
        return _CHOICES[key](text)
    if key == "answered_by":
        return read_patterns(file, node, f"answered_by of {what}")
    if key in _SWITCHES:
        if node.value not in ("true", "false"):
            file.note(node, f'the "{key}" in {what} should be true or false. Write one of the two.')
        return node.value == "true"
    return _figure(file, node, f'the "{key}" in {what}')


def _of_question(lexicon: Lexicon, pack: Pack, name: str, values: Mapping[str, Any]) -> QuestionRules:
    asked = _stems(lexicon, pack[name]) if name in pack else frozenset[str]()
    return QuestionRules(**values, question_words=asked)


def _stems(lexicon: Lexicon, question: Question) -> frozenset[str]:
    """Return the words of a question that an answer may give back."""
    tokens = (token for sentence in sentences(f"{question.ask} {question.short}") for token in sentence.tokens)
    return frozenset(token.stem for token in tokens if token.low not in lexicon.function.words)
