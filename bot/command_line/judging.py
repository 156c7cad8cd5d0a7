"""`whyfirst judge` and `whyfirst compare`: JSON lines in, JSON lines out, so that anyone can measure the rules."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from bot.command_line import configured
from bot.command_line.output import Trouble, complain
from facilitation.comparing import compare_line
from facilitation.judging import judge_line
from facilitation.questions import Pack
from prompts import Words

Record = Mapping[str, Any]


def judge(file: Path | None) -> None:
    """Write every record of `file` (None: standard input) with `weak`, `reason` and `drift`. Raises Trouble."""
    words = _words()
    rules = words.judging
    _each(file, lambda record: _wrong_answer(words.pack, record), lambda record: judge_line(rules, record))


def compare(file: Path | None) -> None:
    """Write every record of `file` (None: standard input) with its `conflicts`. Raises Trouble."""
    words = _words().comparing
    _each(file, _wrong_project, lambda record: compare_line(words, record))


def _words() -> Words:
    return Words(configured.settings().language)


def _each(file: Path | None, wrong: Callable[[Record], str], done: Callable[[Record], Record]) -> None:
    """Write what comes of each good line; complain about each bad one, and raise Trouble at the end."""
    bad = 0
    with sys.stdin.buffer if file is None else _opened(file) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = _record(line, wrong)
                written = json.dumps({**record, **done(record)}, ensure_ascii=False)
                written.encode()
            except UnicodeEncodeError:
                sentence = "holds half of a character. Write it whole, or leave it out."
            except _Wrong as error:
                sentence = str(error)
            else:
                sys.stdout.write(written + "\n")
                continue
            bad += 1
            complain(f"Line {number} {sentence}")
    if bad:
        raise Trouble(f"Left out: {bad} {'line' if bad == 1 else 'lines'}. All others are written.")


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise Trouble(f"{file} can't be read ({error.strerror}). Name a file of JSON lines.") from error


class _Wrong(Exception):
    """What is wrong with a line, and what to do."""


def _record(line: bytes, wrong: Callable[[Record], str]) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", "") or getattr(error, "reason", "") or "nested too deep"
        raise _Wrong(f"is not JSON ({why}). Each line holds one record.") from error
    if not isinstance(record, dict):
        raise _Wrong('is not a record. Each line holds one, such as {"question": "Q1", …}.')
    if sentence := wrong(record):
        raise _Wrong(sentence)
    return record


def _wrong_answer(pack: Pack, record: Record) -> str:
    """Return what is wrong with an answer to be judged; nothing: an empty text."""
    if sentence := _wrong_texts(record, ""):
        return sentence
    if record["question"].strip().upper() not in pack:
        known = f"{pack.questions[0].id} to {pack.questions[-1].id}"
        return f'has an unknown "question", {record["question"][:40]!r}. Use one of {known}.'
    if not isinstance(record.get("role"), str | None):
        return 'has a "role" that is not text. Write a role such as "user", or leave it out.'
    return ""


def _wrong_project(record: Record) -> str:
    """Return what is wrong with a project to be compared; nothing: an empty text."""
    if not isinstance(record.get("answers"), list):
        fault = 'has "answers" that are no list' if "answers" in record else 'has no "answers"'
        return f'{fault}. Write a list: "answers": [{{"question": "Q1", "person": "Ann", "text": "…"}}].'
    return next(filter(None, _wrong_answers(record["answers"])), "")


def _wrong_answers(answers: list[Any]) -> Iterator[str]:
    for number, answer in enumerate(answers, start=1):
        where = f"in answer {number}"
        if not isinstance(answer, dict):
            yield f'has no record {where} of "answers". Write one with "question", "person" and "text".'
            continue
        yield _wrong_texts(answer, f" {where}")
        for field in ("person", "role"):
            if not isinstance(answer.get(field), str | int | float | None):
                yield f'has a "{field}" {where} that is not text. Write a name in quotes.'
        if answer.get("person") in (None, "") and answer.get("role") in (None, ""):
            yield f'has neither "person" nor "role" {where}. Say whose answer it is.'


def _wrong_texts(record: Record, where: str) -> str:
    for field in ("question", "text"):
        if field not in record:
            return f'has no "{field}"{where}. Add it, as text.'
        if not isinstance(record[field], str):
            return f'has a "{field}"{where} that is not text. Put it in quotes.'
    return ""
