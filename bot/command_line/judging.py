"""`whyfirst judge` and `whyfirst compare`: JSON lines in, JSON lines out, so that anyone can measure the rules."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from bot.command_line import configured
from bot.command_line.output import Trouble
from facilitation.comparing import compare_line
from facilitation.judging import judge_line
from prompts import Words

Record = Mapping[str, Any]


def judge(file: Path | None) -> None:
    """Write every record of `file` (None: standard input) with `weak`, `reason` and `drift`. Raises Trouble."""
    rules = _words().judging
    _each(file, lambda record: {**record, **judge_line(rules, record)})


def compare(file: Path | None) -> None:
    """Write every record of `file` (None: standard input) with its `conflicts`. Raises Trouble."""
    words = _words().comparing
    _each(file, lambda record: {**record, **compare_line(words, record)})


def _words() -> Words:
    return Words(configured.settings().language)


def _each(file: Path | None, done: Callable[[Record], Record]) -> None:
    with sys.stdin if file is None else _opened(file) as lines:
        for record in _records(lines):
            sys.stdout.write(json.dumps(done(record), ensure_ascii=False) + "\n")


def _opened(file: Path) -> TextIO:
    try:
        return file.open(encoding="utf-8")
    except OSError as error:
        raise Trouble(f"{file} can't be read ({error.strerror}). Name a file of JSON lines.") from error


def _records(lines: TextIO) -> Iterator[Record]:
    """Return the records; raises Trouble that names the line of the first that is none."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise Trouble(f"Line {number} is not JSON ({error.msg}). Each line holds one record.") from error
        if not isinstance(record, dict):
            raise Trouble(f'Line {number} is not a record. Each line holds one, such as {{"question": "Q1", …}}.')
        yield record
