"""The manifest: made from one table, which asks for what the program uses and nothing else."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from bot import manifest

BOT = Path(manifest.__file__).parent

# Web API methods (slack_sdk's names) and the bot scope each takes, from Slack's reference of the method.
# None: no scope. A method of conversations.* takes the one for the kind of conversation.
SCOPES_OF_METHODS: dict[str, frozenset[str]] = {
    name: frozenset(scopes.split())
    for name, scopes in {
        "apps_connections_open": "",
        "auth_test": "",
        "chat_postMessage": "chat:write",
        "chat_postEphemeral": "chat:write",
        "chat_update": "chat:write",
        "chat_delete": "chat:write",
        "chat_getPermalink": "",
        "conversations_open": "im:write",
        "conversations_join": "channels:join",
        "conversations_info": "channels:read groups:read",
        "conversations_members": "channels:read groups:read",
        "conversations_history": "channels:history groups:history im:history",
        "conversations_replies": "channels:history groups:history im:history",
        "files_getUploadURLExternal": "files:write",
        "files_completeUploadExternal": "files:write",
        "files_upload_v2": "files:write",
        "users_info": "users:read",
        "views_open": "",
        "views_push": "",
        "views_update": "",
        "views_publish": "",
    }.items()
}
# What a scope is for when it is not a method.
COMMANDS = {"commands"}


def calls_of_the_bot() -> set[str]:
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in BOT.rglob("*.py"))
    names = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    prefixes = (
        "apps_",
        "auth_",
        "bots_",
        "chat_",
        "conversations_",
        "files_",
        "reactions_",
        "users_",
        "views_",
    )
    return {name for name in names if name.startswith(prefixes)}


def subscriptions_of_the_bot() -> set[str]:
    """The events for which a listener is registered, `message` for all kinds of messages."""
    found: set[str] = set()
    for file in (BOT / "listeners").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "event":
                found.update(_event_names(node.args[0]))
    return found


def _event_names(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    if isinstance(argument, ast.Dict):
        pairs = zip(argument.keys, argument.values, strict=True)
        return {str(v.value) for k, v in pairs if _is(k, "type") and isinstance(v, ast.Constant)}
    raise AssertionError(f"an event by another name: {ast.dump(argument)}")


def _is(key: ast.expr | None, word: str) -> bool:
    return isinstance(key, ast.Constant) and key.value == word


def scope_names() -> set[str]:
    return {scope.name for scope in manifest.BOT_SCOPES}


def test_the_file_is_up_to_date() -> None:
    assert manifest.is_current(), "run: make manifest"


def test_a_file_that_differs_or_is_missing_is_not_current(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    assert not manifest.is_current(file)
    manifest.write(file)
    assert manifest.is_current(file)
    file.write_text(file.read_text(encoding="utf-8").replace("/scope", "/scape"), encoding="utf-8")
    assert not manifest.is_current(file)


def test_every_scope_and_event_says_why_and_stands_once() -> None:
    rows: list[manifest.Scope | manifest.Event] = [*manifest.BOT_SCOPES, *manifest.BOT_EVENTS]
    assert all(row.why for row in rows)
    assert len({row.name for row in rows}) == len(rows)


@pytest.mark.parametrize("event", manifest.BOT_EVENTS, ids=lambda event: event.name)
def test_the_scopes_an_event_takes_are_asked_for(event: manifest.Event) -> None:
    assert set(event.scopes) <= scope_names()


def test_every_method_the_bot_calls_is_known_and_its_scopes_are_asked_for() -> None:
    needed = {name: SCOPES_OF_METHODS[name] for name in calls_of_the_bot()}
    assert {name: scopes - scope_names() for name, scopes in needed.items() if scopes - scope_names()} == {}


def test_no_scope_is_asked_for_that_nothing_uses() -> None:
    by_method = {scope for name in calls_of_the_bot() for scope in SCOPES_OF_METHODS[name]}
    by_event = {scope for event in manifest.BOT_EVENTS for scope in event.scopes}
    assert scope_names() - by_method - by_event - COMMANDS == set()


def test_the_bot_listens_to_the_events_it_subscribes_to_and_to_no_other() -> None:
    assert {event.name.partition(".")[0] for event in manifest.BOT_EVENTS} == subscriptions_of_the_bot()


def test_the_app_can_be_talked_to_over_socket_mode() -> None:
    built: dict[str, Any] = json.loads(manifest.text())
    assert built["settings"]["socket_mode_enabled"] is True
    assert built["settings"]["interactivity"] == {"is_enabled": True}
    home = built["features"]["app_home"]
    assert home["home_tab_enabled"] and home["messages_tab_enabled"]
    assert home["messages_tab_read_only_enabled"] is False
    (command,) = built["features"]["slash_commands"]
    assert command["command"] == "/scope"
    assert command["should_escape"] is True, "else @names in a command arrive as plain words"


# Limits of Slack's manifest reference (docs.slack.dev/reference/app-manifest), in characters.
@pytest.mark.parametrize(
    ("path", "most"),
    [
        (("display_information", "name"), 35),
        (("display_information", "description"), 140),
        (("features", "bot_user", "display_name"), 80),
        (("features", "slash_commands", 0, "command"), 32),
        (("features", "slash_commands", 0, "description"), 2000),
        (("features", "slash_commands", 0, "usage_hint"), 1000),
    ],
)
def test_slack_takes_texts_of_this_length(path: tuple[str | int, ...], most: int) -> None:
    value: Any = manifest.build()
    for step in path:
        value = value[step]
    assert 0 < len(value) <= most
