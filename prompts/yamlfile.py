"""Reads YAML so that every mistake can name its line: all of them are collected, then reported together."""

from collections.abc import Iterable
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_TEXT = "tag:yaml.org,2002:str"
_REPLACE = "Put it back as it was, or copy it from another language."


def shown(path: Path) -> str:
    """Return the path as people know it: "prompts/en/questions.yaml", without what lies above."""
    parts = path.parts
    above = max((at for at, part in enumerate(parts) if part == "prompts"), default=len(parts) - 3)
    return "/".join(parts[max(above, 0) :])


def _composed(text: str) -> Node | None:
    """Return the document in `text`; the fast loader where it is built in, the one with the better words for mistakes.

    Raises YAMLError.
    """
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


class YamlFile:
    """One YAML file being read: hands out its nodes as plain values and notes what is wrong with them.

    Nothing raises on a mistake in the content: the reader gets an empty value, `mistakes` gets a sentence.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mistakes: list[str] = []

    def root(self) -> Node | None:
        """Return the file's one document, or None after noting why there is none."""
        try:
            node = _composed(self.path.read_text(encoding="utf-8"))
        except OSError:
            self.note(None, f"the file is not there, or cannot be read. {_REPLACE}")
        except UnicodeDecodeError:
            self.note(None, "the file is not UTF-8 text. Save it again with the encoding UTF-8.")
        except yaml.YAMLError as error:
            self._note_syntax(error)
        else:
            if node is None:
                self.note(None, f"the file is empty. {_REPLACE}")
            return node
        return None

    def note(self, place: Node | int | None, what: str) -> None:
        """Note a mistake at a node, a line (from 1), or the file as a whole."""
        line = place.start_mark.line + 1 if isinstance(place, Node) else place
        where = shown(self.path) if line is None else f"{shown(self.path)}, line {line}"
        self.mistakes.append(f"{where}: {what}")

    def mapping(self, node: Node, what: str) -> dict[str, Node]:
        """Return the entries of a mapping by key; a key given twice is noted and its first value kept."""
        if not isinstance(node, MappingNode):
            self.note(node, f"{what} should be lines of the form 'name: …'. Write it that way.")
            return {}
        entries: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.note(key, f"{what} begins with a brace or bracket. Put the whole text in quotes.")
                continue
            if key.value in entries:
                self.note(key, f'{what} has "{key.value}" twice. Remove one of the two.')
            entries.setdefault(key.value, value)
        return entries

    def fields(self, node: Node, what: str, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Node]:
        """Return the entries of a mapping whose keys are fixed; unknown and missing ones are noted."""
        entries = self.mapping(node, what)
        if not isinstance(node, MappingNode):
            return entries
        required, known = tuple(required), (*required, *optional)
        for key_node, _ in node.value:
            if key_node.value in entries and key_node.value not in known:
                advice = f"Remove it, or correct its name; known are: {', '.join(known)}."
                self.note(key_node, f'{what} has an unknown line "{key_node.value}". {advice}')
        for key in required:
            if key not in entries:
                self.note(node, f"{what} has no \"{key}\". Add a line '{key}: …'.")
        return {key: value for key, value in entries.items() if key in known}

    def text(self, node: Node, what: str) -> str:
        """Return a text; numbers, yes/no, lists and empty texts are noted."""
        if not isinstance(node, ScalarNode):
            advice = "Write it after the colon, in quotes if it holds a colon itself."
            self.note(node, f"{what} should be a text. {advice}")
            return ""
        if not node.value.strip():
            self.note(node, f"{what} is empty. Write its text after the colon.")
            return ""
        if node.tag != _TEXT:
            self.note(node, f'{what} is not read as text. Put it in quotes: "{node.value}".')
            return ""
        return str(node.value).strip()

    def items(self, node: Node, what: str, *, may_be_empty: bool = False) -> list[Node]:
        """Return the items of a list; something else is noted, and an empty list unless it may be."""
        if not isinstance(node, SequenceNode):
            self.note(node, f"{what} should be a list. Begin each item on its own line with '- '.")
            return []
        if not node.value and not may_be_empty:
            self.note(node, f"{what} is an empty list. Add an item on its own line, beginning with '- '.")
        return list(node.value)

    def texts(self, node: Node, what: str, *, may_be_empty: bool = False) -> list[tuple[Node, str]]:
        """Return the non-empty texts of a list with their nodes."""
        items = self.items(node, what, may_be_empty=may_be_empty)
        pairs = [(item, self.text(item, f"an item of {what}")) for item in items]
        return [(item, text) for item, text in pairs if text]

    def _note_syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        self.note(
            line,
            f"this is not valid YAML ({problem}). Look at this line and the one above: indent with spaces as"
            " the neighbours do, and put a text that holds a colon or begins with a quote into quotes.",
        )
