"""One project as a line of JSON: answers in, conflicts out. For measuring, and for whoever wants to try it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facilitation.comparing.comparison import compare
from facilitation.comparing.model import Answer, Conflict
from facilitation.comparing.words import ComparingWords


def compare_line(words: ComparingWords, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record with `conflicts`: `question`, `between`, `kind`, `quotes` and the words that differ (`facts`).

    At most one conflict for a question and two people, the surest. Answers without a question, a person or a text are
    left out; nothing is raised for fields that are missing or of another type.
    """
    surest: dict[tuple[str, frozenset[str]], Conflict] = {}
    for conflict in compare(words, answers_of(record)):
        key = (conflict.question, frozenset(conflict.between))
        if key not in surest or conflict.strength > surest[key].strength:
            surest[key] = conflict
    return {**record, "conflicts": [_as_record(conflict) for conflict in surest.values()]}


def answers_of(record: Mapping[str, Any]) -> Iterator[Answer]:
    """Yield the answers of a record; what is no answer is left out."""
    answers = record.get("answers")
    if not isinstance(answers, Sequence) or isinstance(answers, str):
        return
    for answer in answers:
        if isinstance(answer, Mapping):
            question, role, person, text = (_text(answer.get(key)) for key in ("question", "role", "person", "text"))
            yield Answer(question.upper(), role, person or role, text)


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _as_record(conflict: Conflict) -> dict[str, Any]:
    return {
        "question": conflict.question,
        "between": list(conflict.between),
        "kind": conflict.kind.value,
        "quotes": list(conflict.quotes),
        "facts": dict(conflict.facts),
    }
