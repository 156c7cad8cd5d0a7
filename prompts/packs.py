"""Loads and validates the question pack, `prompts/<language>/questions.yaml` (method §1)."""

import re
from collections.abc import Mapping
from pathlib import Path

from yaml.nodes import Node

from facilitation.questions import MOST_IN_PRIVATE, Pack, Question, WeakAnswer
from facilitation.roles import INTERVIEWED, Role
from prompts.errors import PackError
from prompts.yamlfile import YamlFile

_REQUIRED = ("id", "short", "ask", "purpose", "probes", "asked_of", "weak")
_OPTIONAL = ("names",)
_ROLES = ", ".join(INTERVIEWED)

_AskedOf = Mapping[str, frozenset[Role]]  # question id → roles


def load_pack(path: Path) -> Pack:
    """Return the validated pack in `path`.

    Raises PackError with every mistake found: each names file, line, what is wrong and what to do.
    """
    file = YamlFile(path)
    root = file.root()
    pack = None if root is None else _pack(file, root)
    if pack is None or file.mistakes:
        raise PackError(file.mistakes)
    return pack


def _pack(file: YamlFile, root: Node) -> Pack:
    top = file.fields(root, "the pack", ("questions", "private", "more", "done_when"))
    questions = _questions(file, top["questions"]) if "questions" in top else ()
    asked_of = {question.id: question.asked_of for question in questions}
    private = _sets(file, top["private"], "private", asked_of) if "private" in top else {}
    more = _sets(file, top["more"], "more", asked_of) if "more" in top else {}
    done_when = _ids(file, top["done_when"], '"done_when"', asked_of) if "done_when" in top else ()
    return Pack(questions, private, more, done_when)


def _questions(file: YamlFile, node: Node) -> tuple[Question, ...]:
    questions: dict[str, Question] = {}
    for item in file.items(node, '"questions"'):
        question = _question(file, item)
        if question.id in questions:
            file.note(item, f"{question.id} is there twice. Remove one of the two, or give it another id.")
        questions.setdefault(question.id, question)
    return tuple(questions.values())


def _question(file: YamlFile, node: Node) -> Question:
    name = _name(node)
    fields = file.fields(node, name, _REQUIRED, _OPTIONAL)

    def text(key: str) -> str:
        return file.text(fields[key], f'the "{key}" of {name}') if key in fields else ""

    return Question(
        id=_id(file, fields["id"]) if "id" in fields else "",
        short=text("short"),
        ask=text("ask"),
        purpose=text("purpose"),
        probes=_texts(file, fields, "probes", name),
        asked_of=_roles(file, fields, name),
        weak=_weak(file, fields["weak"], name) if "weak" in fields else (),
        names=_role(file, fields["names"], f'the "names" of {name}') if "names" in fields else None,
    )


def _name(node: Node) -> str:
    """Return how to call a question in a sentence about its mistakes: by its id, if that can be read."""
    if isinstance(node.value, list):
        for entry in node.value:
            if isinstance(entry, tuple) and entry[0].value == "id" and isinstance(entry[1].value, str):
                return str(entry[1].value) or "a question"
    return "a question"


def _id(file: YamlFile, node: Node) -> str:
    question_id = file.text(node, "the id of a question")
    if question_id and not re.fullmatch(r"Q[1-9]\d*", question_id):
        file.note(node, f'"{question_id}" is not an id of a question. Write Q and a number, such as Q7.')
    return question_id


def _texts(file: YamlFile, fields: Mapping[str, Node], key: str, name: str) -> tuple[str, ...]:
    if key not in fields:
        return ()
    return tuple(text for _, text in file.texts(fields[key], f'the "{key}" of {name}'))


def _weak(file: YamlFile, node: Node, name: str) -> tuple[WeakAnswer, ...]:
    what = f'the "weak" of {name}'
    weak: list[WeakAnswer] = []
    for item in file.items(node, what):
        fields = file.fields(item, f"an item of {what}", ("sign", "say"))
        texts = {key: file.text(value, f'the "{key}" in {what}') for key, value in fields.items()}
        weak.append(WeakAnswer(texts.get("sign", ""), texts.get("say", "")))
    return tuple(weak)


def _roles(file: YamlFile, fields: Mapping[str, Node], name: str) -> frozenset[Role]:
    if "asked_of" not in fields:
        return frozenset()
    what = f'the "asked_of" of {name}'
    roles = [_role(file, item, what) for item in file.items(fields["asked_of"], what)]
    return frozenset(role for role in roles if role is not None)


def _role(file: YamlFile, node: Node, what: str) -> Role | None:
    text = file.text(node, what)
    if not text:
        return None
    if text not in INTERVIEWED:
        file.note(node, f'{what} has an unknown role "{text}". Use one of: {_ROLES}.')
        return None
    return Role(text)


def _sets(file: YamlFile, node: Node, key: str, asked_of: _AskedOf) -> dict[Role, tuple[str, ...]]:
    """Return the sets of ids by role; each role needs one (which may be empty in "more")."""
    sets: dict[Role, tuple[str, ...]] = {}
    for role, ids_node in file.fields(node, f'"{key}"', INTERVIEWED).items():
        what = f'the "{key}" set of {role}'
        ids = _ids(file, ids_node, what, asked_of, Role(role), may_be_empty=key == "more")
        if key == "private" and len(ids) > MOST_IN_PRIVATE:
            file.note(
                ids_node,
                f"{what} has {len(ids)} questions; at most {MOST_IN_PRIVATE} are asked in private."
                ' Move the least urgent ones to the "more" set.',
            )
        sets[Role(role)] = ids
    return sets


def _ids(
    file: YamlFile,
    node: Node,
    what: str,
    asked_of: _AskedOf,
    role: Role | None = None,
    *,
    may_be_empty: bool = False,
) -> tuple[str, ...]:
    """Return the question ids of a list, in order; unknown, repeated and misplaced ones are noted."""
    ids: dict[str, None] = {}
    for item, question_id in file.texts(node, what, may_be_empty=may_be_empty):
        if question_id in ids:
            file.note(item, f"{what} has {question_id} twice. Remove one of the two.")
        elif question_id not in asked_of:
            file.note(item, f"{what} has {question_id}, which does not exist. Correct it, or add the question.")
        elif role is not None and role not in asked_of[question_id]:
            file.note(
                item,
                f"{what} has {question_id}, which is not asked of this role. Remove it here,"
                f' or add {role} to the "asked_of" of {question_id}.',
            )
        ids.setdefault(question_id, None)
    return tuple(ids)
