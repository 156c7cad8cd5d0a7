"""Words and program fit together: what the program says exists, and what exists is said.

The program's source is read, not run: what `.say("…")`, `.label("…")`, `.markdown("…")` and `Refusal("…")`
name must exist. A name that is put together is matched by its fixed parts.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "prompts" / "en"
FOLDERS = ("bot", "facilitation", "storage", "prompts")


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    paths = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def calls(name: str) -> Iterator[tuple[str, str]]:
    """Yield place and first argument of each call of a method of this name (Refusal: of the class)."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and called(node.func) == name:
                for literal in literals(node.args[0]):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", literal


def called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) and function.id == "Refusal" else ""


def literals(node: ast.expr) -> Iterator[str]:
    """Yield the names written out in an expression: a text, or either side of `a if x else b`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def addresses(content: object, above: str = "") -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from addresses(value, f"{above}.{key}" if above else str(key))
    else:
        yield above


def in_yaml(name: str) -> set[str]:
    # BaseLoader: every key stays the text it is, also "yes" and "no".
    return set(addresses(yaml.load((ENGLISH / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)))


def templates(ending: str) -> set[str]:
    names = {path.relative_to(ENGLISH).as_posix() for path in ENGLISH.rglob("*.j2")}
    return {name.removesuffix(ending) for name in names if name.endswith(".md.j2") == (ending == ".md.j2")}


EXISTING = {
    "say": lambda: templates(".j2"),
    "markdown": lambda: templates(".md.j2"),
    "label": lambda: in_yaml("labels.yaml"),
    "Refusal": lambda: in_yaml("refusals.yaml"),
}


@pytest.mark.parametrize("name", EXISTING)
def test_whatever_the_program_says_by_name_exists(name: str) -> None:
    existing = EXISTING[name]()
    missing = sorted(f'{place}: {name}("{literal}")' for place, literal in calls(name) if literal not in existing)
    assert not missing, "\n" + "\n".join(missing)


def has_modules(folder: Path) -> bool:
    return any(path.name != "__init__.py" for path in folder.glob("*.py"))


@pytest.mark.skipif(
    not (has_modules(ROOT / "bot" / "use_cases") and has_modules(ROOT / "bot" / "listeners")),
    reason="the program does not say anything yet",
)
@pytest.mark.parametrize("name", EXISTING)
def test_whatever_exists_is_said_somewhere(name: str) -> None:
    unused = sorted(item for item in EXISTING[name]() if not is_used(item))
    assert not unused, "\n" + "\n".join(unused)


def is_used(name: str) -> bool:
    if name.rpartition("/")[2].startswith("_"):  # a part of messages, found by those that include it
        return True
    return name in texts() or any(pattern.fullmatch(name) for pattern in patterns())


@cache
def texts() -> frozenset[str]:
    """Every text in the program, and every label that a template names."""
    found = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in ENGLISH.rglob("*.j2"):
        found.update(re.findall(r"label\(\s*[\"']([^\"']+)", path.read_text(encoding="utf-8")))
    return frozenset(found)


@cache
def patterns() -> frozenset[re.Pattern[str]]:
    """Names that the program puts together, such as f"notices/{kind}": the fixed parts, anything between."""
    found = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr):
                values = node.args[0].values
                parts = [part.value if isinstance(part, ast.Constant) else None for part in values]
                if isinstance(parts[0], str) and re.fullmatch(r"\w+[./]\w*", parts[0]):
                    found.add("".join(re.escape(part) if isinstance(part, str) else r"\w+" for part in parts))
    return frozenset(map(re.compile, found))
