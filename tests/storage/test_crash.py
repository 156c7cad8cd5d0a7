"""A process killed at any moment leaves nothing half, and nothing that it had committed is lost."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from tests.databases import opened

ROOT = Path(__file__).parents[2]


@contextmanager
def killed(url: str, what: str) -> Iterator[Iterator[str]]:
    """Run `crashing.py` and give its lines; kill it (SIGKILL) at the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.crashing", url, what],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process:
        try:
            yield iter(process.stdout)
        finally:
            process.kill()


def test_what_was_not_committed_when_the_process_was_killed_is_not_there(database_url: str) -> None:
    with killed(database_url, "half") as lines:
        assert next(lines) == "written\n"
    with opened(database_url) as database, database.transaction() as tx:  # no lock is left either
        for table in ("workspaces", "people", "projects", "members", "interviews", "answers", "answer_parts"):
            assert tx.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_what_was_committed_when_the_process_was_killed_is_there_and_whole(database_url: str) -> None:
    with killed(database_url, "many") as lines:
        committed = int([next(lines) for _ in range(20)][-1])
    with opened(database_url) as database, database.reading() as tx:
        names = set(tx.scalars(text("SELECT slack_id FROM people")))
        if database_url.startswith("sqlite"):
            assert tx.scalar(text("PRAGMA integrity_check")) == "ok"
    assert {f"{side} {number}" for side in ("left", "right") for number in range(1, committed + 1)} <= names
    assert {name.removeprefix("left ") for name in names if name.startswith("left")} == {
        name.removeprefix("right ") for name in names if name.startswith("right")
    }
