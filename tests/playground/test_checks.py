"""What Slack refuses is refused: one offending call for each row of the table of checks."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from playground.calls import ApiError, Call
from playground.checks import CHECKS, Check
from playground.method_names import METHOD_NAMES
from playground.methods import METHODS
from playground.web_api import perform
from playground.workspace import Workspace
from tests.playground import offences
from tests.playground.offences import OFFENCES, Offence, Time
from tests.playground.sample import CHANNELS, PEOPLE


def refusal(offence: Offence) -> ApiError:
    """What the workspace answers to an offending call."""
    workspace = Workspace(PEOPLE, CHANNELS, offence.app, real=Time())
    offence.prepare(workspace)
    args = offence.args(workspace) if callable(offence.args) else offence.args
    with pytest.raises(ApiError) as caught:
        perform(Call(workspace, offence.method, args, offence.token))
    return caught.value


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_an_offending_call_is_refused_with_slacks_error(check: Check) -> None:
    assert check.name in OFFENCES, "this check has no offending call in offences.py"
    offence = OFFENCES[check.name]
    view = offence.method.startswith("views.")
    expected = "invalid_arguments" if check.about_blocks and view else check.error
    assert refusal(offence).code == expected


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_it_is_this_check_that_refuses(check: Check) -> None:
    offence = OFFENCES[check.name]
    workspace = Workspace(PEOPLE, CHANNELS, offence.app, real=Time())
    offence.prepare(workspace)
    args = offence.args(workspace) if callable(offence.args) else offence.args
    call = Call(workspace, offence.method, args, offence.token)
    first = next(one for one in CHECKS if one.find(call) is not None)
    assert first.name == check.name


def test_every_offending_call_belongs_to_a_check() -> None:
    assert set(OFFENCES) == {check.name for check in CHECKS}
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_a_missing_scope_is_named() -> None:
    error = refusal(OFFENCES["missing scope"])
    assert error.body()["needed"] == "chat:write"


def test_what_is_wrong_with_a_block_is_said_with_its_place() -> None:
    error = refusal(offences.blocks({"type": "divider"}, offences.section("x" * 3001)))
    assert error.body()["response_metadata"]["messages"] == [
        "[ERROR] text must be less than 3001 characters [json-pointer:/blocks/1]"
    ]


def test_blocks_of_a_view_are_refused_as_invalid_arguments() -> None:
    assert refusal(offences.opening(blocks=[offences.section("x" * 3001)])).code == "invalid_arguments"


def test_every_method_has_a_function() -> None:
    assert set(METHODS) == METHOD_NAMES


def test_the_pages_of_the_table_are_pages_that_slacks_own_library_names() -> None:
    spec = find_spec("slack_sdk")
    assert spec is not None and spec.origin is not None
    sources = "".join(path.read_text() for path in Path(spec.origin).parent.rglob("*.py"))
    known = set(re.findall(r"https://docs\.slack\.dev/[\w/.-]*[\w]", sources))
    others = {
        "https://docs.slack.dev/apis/web-api/rate-limits",
        "https://docs.slack.dev/messaging/message-metadata",
        "https://docs.slack.dev/reference/methods",
        "https://docs.slack.dev/reference/scopes",
        "https://docs.slack.dev/reference/views/modal-views",
    }
    assert {check.page for check in CHECKS} - known - others == set()
