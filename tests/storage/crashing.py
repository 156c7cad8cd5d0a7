"""Run as a process of its own by `test_crash.py`, which kills it.

`crashing.py URL half` writes a whole project, does not commit, and waits to be killed.
`crashing.py URL many` commits one pair of people after the other, and says so after each commit.
"""

import sys
from itertools import count

from storage import people, workspaces
from storage.database import Database
from tests.storage.sample import make_sample, say


def half(database: Database) -> None:
    """Write and never commit."""
    with database.transaction() as tx:
        sample = make_sample(tx)
        say(tx, sample.interview, "1.0", "half")
        print("written", flush=True)
        sys.stdin.read()


def many(database: Database) -> None:
    """Commit pairs until killed."""
    with database.transaction() as tx:
        ws = workspaces.ensure(tx, team_id="T1", enterprise_id="")
    for number in count(1):
        with database.transaction() as tx:
            people.ensure(tx, ws, f"left {number}")
            people.ensure(tx, ws, f"right {number}")
        print(number, flush=True)


if __name__ == "__main__":
    {"half": half, "many": many}[sys.argv[2]](Database(sys.argv[1]))
