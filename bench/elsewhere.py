"""The measurements of precision and recall, which live in folders of their own with the samples they need."""

import importlib.util
import subprocess
import sys

from bench.programs import environment

FOLDERS = ("judging", "comparing")


def measure(folder: str) -> list[str] | None:
    """Return the lines that `python -m bench.<folder>.measure` prints, or None where it is not there.

    Raises RuntimeError with what it said when it failed.
    """
    module = f"bench.{folder}.measure"
    if importlib.util.find_spec(f"bench.{folder}") is None or importlib.util.find_spec(module) is None:
        return None
    done = subprocess.run([sys.executable, "-m", module], capture_output=True, text=True, env=environment())
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr}")
    return done.stdout.splitlines()
