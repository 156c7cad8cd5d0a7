"""Loads and validates the technical words and their plain replacements, `prompts/<language>/jargon.yaml`."""

from pathlib import Path

from yaml.nodes import Node

from facilitation.jargon import Table, Term
from prompts.errors import WordsError
from prompts.yamlfile import YamlFile


def load_jargon(path: Path) -> Table:
    """Return the validated table in `path`.

    Raises WordsError with every mistake found: each names file, line, what is wrong and what to do.
    """
    file = YamlFile(path)
    root = file.root()
    table = None if root is None else _table(file, root)
    if table is None or file.mistakes:
        raise WordsError(file.mistakes)
    return table


def _table(file: YamlFile, root: Node) -> Table:
    top = file.fields(root, "the file", ("terms",))
    items = file.items(top["terms"], '"terms"') if "terms" in top else []
    seen: set[tuple[str, ...]] = set()
    return tuple(_term(file, item, seen) for item in items)


def _term(file: YamlFile, node: Node, seen: set[tuple[str, ...]]) -> Term:
    fields = file.fields(node, "a term", ("words", "plain"), ("near", "everyday"))
    lists = {
        key: tuple(text for _, text in file.texts(fields[key], f'the "{key}" of a term'))
        for key in ("words", "near", "everyday")
        if key in fields
    }
    plain = file.text(fields["plain"], 'the "plain" of a term') if "plain" in fields else ""
    term = Term(lists.get("words", ()), plain, lists.get("near", ()), lists.get("everyday", ()))
    for word, phrase in zip(term.words, term.phrases, strict=True):
        if not phrase:
            file.note(node, f'"{word}" has no letter, so it is never found. Write a word.')
        elif phrase in seen:
            file.note(node, f'"{word}" is there twice. Remove one of the two.')
    seen.update(term.phrases)
    return term
