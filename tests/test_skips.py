"""Tests that are left out: visible everywhere, and a failure where everything is installed (.ci/run)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

LEFT_OUT = {
    "in the body": "import pytest\ndef test_a(): pytest.skip('no such thing here')\n",
    "by a mark": "import pytest\n@pytest.mark.skip(reason='no such thing here')\ndef test_a(): pass\n",
    "by a fixture": (
        "import pytest\n@pytest.fixture\ndef thing(): pytest.skip('no such thing here')\ndef test_a(thing): pass\n"
    ),
    "a whole file": "import pytest\npytest.skip('no such thing here', allow_module_level=True)\n",
}


def run(folder: Path, content: str, *options: str, no_skips: str) -> subprocess.CompletedProcess[str]:
    """Run one file of tests under our conftest."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_it.py").write_text(content, encoding="utf-8")
    environment = os.environ | {"WHYFIRST_NO_SKIPS": no_skips}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rsfE", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("content", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_where_nothing_may_be_left_out_a_skip_is_a_failure_with_its_reason(tmp_path: Path, content: str) -> None:
    done = run(tmp_path, content, "-n", "1", no_skips="1")
    assert done.returncode != 0
    assert "skipped" not in done.stdout.splitlines()[-1]
    assert "test_it.py" in done.stdout
    assert "no such thing here" in done.stdout


def test_elsewhere_a_skip_is_shown_with_its_reason(tmp_path: Path) -> None:
    done = run(tmp_path, LEFT_OUT["by a fixture"], "-n", "1", no_skips="")
    assert done.returncode == 0
    assert "1 skipped" in done.stdout.splitlines()[-1]
    assert "no such thing here" in done.stdout


def test_a_browser_test_is_skipped_where_there_is_no_browser(tmp_path: Path) -> None:
    shutil.copy(CONFTEST, tmp_path)
    content = "import pytest\n@pytest.mark.browser\ndef test_a(): pass\n"
    (tmp_path / "test_it.py").write_text(content, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: drives a browser\n", encoding="utf-8")
    environment = os.environ | {"WHYFIRST_NO_SKIPS": "", "PATH": str(tmp_path)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "no Chromium on this machine" in done.stdout
    assert "1 skipped" in done.stdout.splitlines()[-1]
