"""Who is not on a project, elsewhere or in another workspace, learns nothing: not even that it exists."""

import json

import pytest
from slack_bolt import BoltRequest

from playground.actor import words
from playground.model import Json
from storage import agreed, answers, interviews, members, projects
from tests.bot.journeys.revealing import revealed
from tests.world import HOME, World

ELSEWHERE = "C2GENERAL"
SECRETS = ("Fewer late parcels", "late parcels", "Refunds", "Ines", "U1INES", "Mila", "U5MILA", "C1PARCELS")
COMMANDS = ("", "status", "people", "answers", "interview", "brief", "archive", "agree 1 text")
NAMED = ("status fewer", "people fewer", "answers fewer", "interview fewer", "brief fewer", "archive fewer")


@pytest.mark.parametrize("place", ["another channel", "direct message"])
def test_a_stranger_learns_nothing_by_commands(world: World, place: str) -> None:
    revealed(world)
    uma = world.uma
    where = ELSEWHERE if place == "another channel" else uma.dm
    for command in (*COMMANDS, *NAMED):
        here = uma.messages(where)
        uma.command(f"/scope {command}", where)
        told = words(uma.wait_for_ephemeral("", where, after=here[-1]["ts"] if here else ""))
        assert not any(secret in told for secret in SECRETS), (command, told)
    if place == "direct message":
        uma.say("Why build it: because of refunds")
        assert not any(secret in words(uma.wait_for(lambda m: m["user"] != "U3UMA")) for secret in SECRETS[:2])
    uma.home()
    assert "You are on no project yet" in words(uma.wait_for_home("My projects"))


def test_a_stranger_gets_nothing_from_a_forged_button(world: World) -> None:
    revealed(world)
    before = stored(world)
    for action, value in BUTTONS:
        body = press(world, action, value, user="U3UMA", channel=ELSEWHERE)
        assert dispatch(world, body) == 200
    world.settle()
    assert stored(world) == before
    told = [words(message) for message in (*world.uma.messages(ELSEWHERE), *world.uma.messages())]
    assert len(told) == len(BUTTONS)
    assert not [each for each in told if any(secret in each for secret in SECRETS)]


def test_another_workspace_sees_and_changes_nothing(world: World) -> None:
    revealed(world)
    for command in (*COMMANDS, *NAMED):
        body = slash(command)
        told = json.dumps(answer(world, body))
        assert not any(secret in told for secret in SECRETS), (command, told)
    before = stored(world)
    for action, value in BUTTONS:
        dispatch(world, press(world, action, value, user="U5MILA", channel=HOME, team="T0OTHER"))
    world.settle()
    assert stored(world) == before
    new = slash("new Same channel | Another company's wish | <@U1INES|ines>")
    assert "has begun" in json.dumps(answer(world, new)), "a channel id means another channel there"
    assert stored(world) == before


#: A button of each kind, as another project of that id would carry it.
BUTTONS = [
    ("people_show", "1"),
    ("people_add", "1"),
    ("people_remove", "1"),
    ("status_show", "1"),
    ("answers_show", "1"),
    ("answers_page_next", "1:1"),
    ("reveal", "1"),
    ("reveal_yes", "1"),
    ("agree_pick_1", "1"),
    ("agree_merge", "1:Q1"),
    ("agree_edit", "1:Q1"),
    ("brief_post", "1"),
    ("project_archive", "1"),
    ("project_archive_yes", "1"),
    ("interview_start", "1"),
    ("interview_next", "1:1"),
    ("change_take", "1:1"),
]


def slash(text: str) -> Json:
    """A slash command of Mila's double in another workspace, whose channel has the same id."""
    return {
        "team_id": "T0OTHER", "channel_id": HOME, "channel_name": "late-parcels", "user_id": "U5MILA",
        "command": "/scope", "text": text, "trigger_id": "1.2.3", "api_app_id": "A0APP",
        "is_enterprise_install": "false", "response_url": "http://127.0.0.1:9/nowhere",
    }  # fmt: skip


def press(world: World, action: str, value: str, *, user: str, channel: str, team: str = "T0PLAYGROUND") -> Json:
    """A pressed button, put together by somebody who knows what ours look like."""
    return {
        "type": "block_actions",
        "team": {"id": team},
        "user": {"id": user, "team_id": team},
        "channel": {"id": channel, "name": "x"},
        "container": {"type": "message", "channel_id": channel, "message_ts": "1.0", "is_ephemeral": True},
        "trigger_id": "1.2.3",
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1.0"}],
    }


def dispatch(world: World, body: Json) -> int:
    """Hand a payload to the app in process, as Socket Mode does; returns the status."""
    assert world.bot is not None
    return int(world.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body)).status)


def answer(world: World, body: Json) -> Json:
    assert world.bot is not None
    response = world.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))
    found: Json = json.loads(response.body) if response.body else {}
    return found


def stored(world: World) -> list[object]:
    """Everything that could change in the project of the first workspace."""

    with world.services.database.reading() as tx:
        project = projects.by_id(tx, 1, 1)
        return [
            project,
            members.of_project(tx, 1, 1),
            interviews.of_project(tx, 1, 1),
            answers.of_project(tx, 1, 1),
            agreed.current(tx, 1, 1),
        ]
