"""`whyfirst judge` and `compare`: a bad line is named with what to do, and the others are written all the same."""

import json
from pathlib import Path

import pytest

from tests.bot.test_command_line import whyfirst

JUDGED = '{"question": "Q1", "role": "sponsor", "text": "It depends."}'
COMPARED = '{"answers": [{"question": "Q1", "role": "user", "text": "Yes"}]}'


@pytest.mark.parametrize(
    ("command", "good", "bad", "said"),
    [
        ("judge", JUDGED, "{", "is not JSON"),
        ("judge", JUDGED, "[]", "is not a record"),
        ("judge", JUDGED, '{"text": "x"}', 'has no "question". Add it'),
        ("judge", JUDGED, '{"question": "Q99", "text": "x"}', "unknown \"question\", 'Q99'. Use one of Q1 to Q22."),
        ("judge", JUDGED, '{"question": 1, "text": "x"}', '"question" that is not text'),
        ("judge", JUDGED, '{"question": "Q1"}', 'has no "text"'),
        ("judge", JUDGED, '{"question": "Q1", "text": null}', '"text" that is not text'),
        ("judge", JUDGED, '{"question": "Q1", "text": "x", "role": 3}', '"role" that is not text'),
        ("compare", COMPARED, "{}", 'has no "answers"'),
        ("compare", COMPARED, '{"answers": "x"}', '"answers" that are no list'),
        ("compare", COMPARED, '{"answers": [1]}', "no record in answer 1"),
        ("compare", COMPARED, '{"answers": [{"question": "Q1", "text": "x"}]}', 'neither "person" nor "role"'),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_written(
    tmp_path: Path, command: str, good: str, bad: str, said: str
) -> None:
    (tmp_path / "lines").write_text(f"{good}\n{bad}\n\n{good}\n")
    done = whyfirst(tmp_path, command, "lines")
    assert done.code == 1
    assert len(done.out.splitlines()) == 2 and all(json.loads(line) for line in done.out.splitlines())
    assert "Line 2 " in done.err and said in done.err


@pytest.mark.parametrize("role", ["", ', "role": "gardener"', ', "role": null'])
def test_a_role_may_be_missing_or_unknown(tmp_path: Path, role: str) -> None:
    (tmp_path / "lines").write_text(f'{{"question": "q1", "text": "It depends."{role}}}\n')
    done = whyfirst(tmp_path, "judge", "lines")
    assert (done.code, json.loads(done.out)["weak"]) == (0, True)
