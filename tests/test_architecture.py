"""The house rules that a reader would otherwise have to keep in mind."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "storage", "prompts", "facilitation", "playground")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE = 300

# A rule is given `now`; it never looks at a clock, a file, the network or chance.
IMPURE_MODULES = {
    "io",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "threading",
    "time",
    "urllib",
}
IMPURE_CALLS = {"now", "utcnow", "today", "open", "print", "input", "uuid1", "uuid4"}


def files_of(*packages: str) -> list[Path]:
    return [file for package in packages for file in sorted((ROOT / package).rglob("*.py"))]


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imports_of(file: Path) -> Iterator[str]:
    """The first word of every module that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def called_in(file: Path) -> set[str]:
    """The last word of everything that is called: `now` for `datetime.now(UTC)`."""
    calls = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def plain(distribution: str) -> str:
    """The one spelling of a distribution's name."""
    return distribution.lower().replace("_", "-")


def dependencies() -> set[str]:
    """The distributions that pyproject.toml names for running."""
    return {plain(re.split(r"[\[<>=]", line)[0]) for line in PROJECT["project"]["dependencies"]}


@pytest.mark.parametrize("file", files_of("facilitation"), ids=named)
def test_a_rule_uses_only_the_standard_library_and_reads_no_clock(file: Path) -> None:
    outside = set(imports_of(file)) - sys.stdlib_module_names - {"facilitation"}
    assert (outside, set(imports_of(file)) & IMPURE_MODULES, called_in(file) & IMPURE_CALLS) == (
        set(),
        set(),
        set(),
    )


def test_the_contract_on_pure_rules_names_every_dependency() -> None:
    distributions = packages_distributions()
    importable = {
        module
        for module, owners in distributions.items()
        if dependencies() & {plain(owner) for owner in owners} and module.isidentifier() and module[0] != "_"
    }
    contracts = {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    assert set(contracts["facilitation is pure"]["forbidden_modules"]) == importable


def test_every_dependency_is_used() -> None:
    distributions = packages_distributions()
    used = {
        plain(owner)
        for file in files_of(*PACKAGES)
        for module in imports_of(file)
        for owner in distributions.get(module, ())
    }
    # Not imported by name: uvicorn's parser and its websockets, the time zones of zoneinfo.
    assert dependencies() - used == {"httptools", "tzdata", "websockets"}


def test_only_the_settings_read_the_environment() -> None:
    readers = {named(f) for f in files_of(*PACKAGES) if re.search(r"\bos\.environ\b|getenv", f.read_text("utf-8"))}
    assert readers == {"bot/settings.py"}


def test_files_stay_small() -> None:
    lengths = {named(f): len(f.read_text(encoding="utf-8").splitlines()) for f in files_of(*PACKAGES)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("file", sorted(ROOT.glob("requirements/*.lock")), ids=named)
def test_a_lock_holds_names_versions_and_hashes_only(file: Path) -> None:
    line = re.compile(
        r"[a-z0-9-]+(\[[a-z]+\])?==[\w.!+]+( ; [\w.'\" !<>=()]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    assert [text for text in file.read_text(encoding="utf-8").splitlines() if not line.fullmatch(text)] == []


def test_the_development_lock_holds_all_of_the_run_time_lock() -> None:
    run, dev = ((ROOT / "requirements" / name).read_text("utf-8") for name in ("run.lock", "dev.lock"))
    pins = re.compile(r"^[a-z0-9-]+(?:\[[a-z]+\])?==\S+", re.MULTILINE)
    assert set(pins.findall(run)) <= set(pins.findall(dev))
