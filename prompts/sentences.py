"""One compiled sentence or message, and how a mistake in it is told."""

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, Template, TemplateSyntaxError
from yaml.nodes import MappingNode, Node

from prompts.environments import unknown_names
from prompts.errors import WordsError
from prompts.yamlfile import YamlFile, shown


class _Text:
    """A template in which there is nothing to fill in: most labels are, and compiling them takes a while."""

    def __init__(self, environment: Environment, text: str) -> None:
        self._text: str = environment.concat([text])

    def render(self, _facts: Mapping[str, object]) -> str:
        """Return the text."""
        return self._text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A compiled template and where it stands; `line` is None if it has a file of its own."""

    template: Template | _Text
    path: Path
    line: int | None = None

    def render(self, facts: Mapping[str, object]) -> str:
        """Return the text, stripped at the ends. Raises WordsError with file and line if facts don't fit."""
        try:
            text = self.template.render(dict(facts))
        except Exception as error:  # whatever a template raises is a mistake in it or in its facts
            raise WordsError(f"{self._where(error)}: {_told(error)}") from error
        return type(text)(text.strip())

    def _where(self, error: Exception) -> str:
        """Return file and line; Jinja makes the traceback lead through the lines of the template."""
        if self.line is not None:
            return f"{shown(self.path)}, line {self.line}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.endswith(".j2"):
                return f"{shown(Path(frame.filename))}, line {frame.lineno}"
        return shown(self.path)


def _told(error: Exception) -> str:
    if isinstance(error, WordsError):
        return str(error)
    return f"{error}. Correct the name or the filter here, or have the program pass a fact that fits."


def load_messages(folder: Path, environment: Environment, ending: str, mistakes: list[str]) -> dict[str, Sentence]:
    """Return the compiled templates of a language by name ("interview/question"), noting mistakes.

    `ending` is ".j2" for messages and ".md.j2" for Markdown files, which do not count as messages.
    """
    messages: dict[str, Sentence] = {}
    for path in sorted(folder.rglob("*.j2")):
        if path.name.endswith(".md.j2") != (ending == ".md.j2"):
            continue
        name = path.relative_to(folder).as_posix()
        template = _compiled(path, path.read_text(encoding="utf-8"), environment, None, mistakes, name)
        if template is not None:
            messages[name.removesuffix(ending)] = Sentence(template, path)
    return messages


def load_sentences(path: Path, environment: Environment, mistakes: list[str]) -> dict[str, Sentence]:
    """Return the compiled templates of a YAML file by address ("interview.next"), noting mistakes."""
    file = YamlFile(path)
    root = file.root()
    sentences: dict[str, Sentence] = {}
    for address, node in _leaves(file, root, ()) if root is not None else ():
        source, line = file.text(node, f'"{address}"'), node.start_mark.line + 1
        template = _compiled(path, source, environment, line, mistakes) if source else None
        if template is not None:
            sentences[address] = Sentence(template, path, line)
    mistakes += file.mistakes
    return sentences


def _leaves(file: YamlFile, node: Node, above: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
    for key, value in file.mapping(node, f'"{".".join(above)}"' if above else "the file").items():
        if isinstance(value, MappingNode):
            yield from _leaves(file, value, (*above, key))
        else:
            yield ".".join((*above, key)), value


def _compiled(
    path: Path,
    source: str,
    environment: Environment,
    line: int | None,
    mistakes: list[str],
    name: str | None = None,
) -> Template | _Text | None:
    """Return a template, of this name if it has one; None, and its mistakes noted, if any can be seen without facts."""
    try:
        if "{" not in source:
            return _Text(environment, source)
        tree = environment.parse(source)
        found = unknown_names(environment, tree)
        if not found:
            code = environment.compile(tree, name, None if name is None else str(path))
            return Template.from_code(environment, code, environment.make_globals(None))
    except TemplateSyntaxError as error:
        advice = "Correct it: each {{ needs its }}, each {% if … %} its {% endif %}."
        found = [(error.lineno, f"{str(error.message).rstrip('.')}. {advice}")]
    mistakes += [f"{shown(path)}, line {line or at}: {what}" for at, what in found]
    return None
