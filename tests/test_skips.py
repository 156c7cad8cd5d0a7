"""Tests that are left out: visible everywhere, and a failure where everything is installed (.ci/run)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

TESTS = {
    "in_the_body": "import pytest\ndef test_a(): pytest.skip('no such body')\n",
    "by_a_mark": "import pytest\n@pytest.mark.skip(reason='no such mark')\ndef test_a(): pass\n",
    "by_a_fixture": (
        "import pytest\n@pytest.fixture\ndef thing(): pytest.skip('no such fixture')\ndef test_a(thing): pass\n"
    ),
}
WHOLE_FILE = {"whole_file": "import pytest\npytest.skip('no such file', allow_module_level=True)\n"}
IN_A_BROWSER = {"in_a_browser": "import pytest\n@pytest.mark.browser\ndef test_a(): pass\n"}


def run(folder: Path, files: dict[str, str], **environment: str) -> tuple[int, list[str]]:
    """Run files of tests under our conftest, in a worker; returns the exit code and the lines that were shown."""
    shutil.copy(CONFTEST, folder)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: drives a browser\n", encoding="utf-8")
    for name, content in files.items():
        (folder / f"test_{name}.py").write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rsfE", "-n", "1"]
    wide = {"COLUMNS": "200"}  # reasons are shown whole
    done = subprocess.run(
        command, cwd=folder, env=os.environ | wide | environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines()


def told(shown: list[str], *of: str) -> bool:
    """Whether one line of the summary has all these words."""
    return any(all(words in line for words in of) for line in shown if line.startswith(("FAILED", "ERROR", "SKIPPED")))


@pytest.mark.parametrize("files", [TESTS, WHOLE_FILE], ids=["tests", "a whole file"])
def test_where_nothing_may_be_left_out_a_skip_is_a_failure_with_its_reason(
    tmp_path: Path, files: dict[str, str]
) -> None:
    code, shown = run(tmp_path, files, WHYFIRST_NO_SKIPS="1")
    assert code != 0
    assert "skipped" not in shown[-1]
    assert "passed" not in shown[-1]
    for name in files:
        assert told(shown, f"test_{name}.py", "no such " + name.split("_")[-1]), shown


def test_elsewhere_a_skip_is_shown_with_its_reason_and_so_is_a_missing_browser(tmp_path: Path) -> None:
    code, shown = run(tmp_path, TESTS | WHOLE_FILE | IN_A_BROWSER, WHYFIRST_NO_SKIPS="", PATH=str(tmp_path))
    assert code == 0
    assert "5 skipped" in shown[-1]
    for reason in ("no such body", "no such mark", "no such fixture", "no such file", "no Chromium on this machine"):
        assert told(shown, "SKIPPED", reason), shown
