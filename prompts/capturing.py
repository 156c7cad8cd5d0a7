"""Loads and validates the words that show an assumption or a rule, `prompts/<language>/capturing.yaml`."""

from pathlib import Path

from facilitation.capturing import Cues
from prompts.errors import WordsError
from prompts.judging import read_patterns
from prompts.yamlfile import YamlFile

_KINDS = ("assumption", "rule")


def load_cues(path: Path) -> Cues:
    """Return the validated words in `path`.

    Raises WordsError with every mistake found: each names file, line, what is wrong and what to do.
    """
    file = YamlFile(path)
    root = file.root()
    parts = {} if root is None else file.fields(root, "the file", _KINDS)
    found = {kind: read_patterns(file, part, kind) for kind, part in parts.items()}
    if file.mistakes:
        raise WordsError(file.mistakes)
    return Cues(**found)
