"""The Web API through Slack's own client, without an app connected."""

import json
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.driver import Driver
from playground.model import BOT_USER_ID, Json
from playground.server import Server
from playground.workspace import Workspace
from tests.playground.offences import button, modal, section


def error_of(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    """Slack's error code."""
    return str(caught.value.response["error"])


def test_auth_test_names_the_bot_and_lists_the_scopes(client: WebClient) -> None:
    answer = client.auth_test()
    assert answer["user_id"] == BOT_USER_ID
    assert answer["team"] == "Sample workspace"
    assert "chat:write" in str(answer.headers["x-oauth-scopes"]).split(",")


def test_arguments_come_as_json_as_a_form_and_in_the_address(server: Server) -> None:
    def call(body: bytes, content_type: str, query: str = "") -> Json:
        headers = {"authorization": "Bearer xoxb-playground", "content-type": content_type}
        request = urllib.request.Request(f"{server.url}/api/users.info{query}", body, headers)
        with urllib.request.urlopen(request) as answer:
            decoded: Json = json.loads(answer.read())
        return decoded

    form = "application/x-www-form-urlencoded"
    for answer in (
        call(b'{"user": "U1"}', "application/json"),
        call(b"user=U1", form),
        call(b"", form, "?user=U1"),
    ):
        assert answer["user"]["real_name"] == "Ines Sample"


def test_the_token_may_stand_in_the_body(server: Server) -> None:
    body = b"token=xoxb-playground&user=U2"
    with urllib.request.urlopen(f"{server.url}/api/users.info", body) as answer:
        assert json.loads(answer.read())["user"]["tz"] == "America/New_York"


def test_posting_to_a_person_opens_their_direct_message(client: WebClient, driver: Driver) -> None:
    answer = client.chat_postMessage(channel="U1", text="hello")
    ines = driver.as_("U1")
    assert answer["channel"] == ines.dm
    assert ines.messages()[0]["text"] == "hello"
    assert client.conversations_open(users="U1")["already_open"] is True


def test_a_thread_counts_its_replies_and_stays_out_of_the_history(client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C1", text="parent")["ts"]
    client.chat_postMessage(channel="C1", text="one", thread_ts=parent)
    client.chat_postMessage(channel="C1", text="two", thread_ts=parent, reply_broadcast=True)
    history = client.conversations_history(channel="C1")["messages"]
    assert [message["text"] for message in history] == ["two", "parent"]
    assert history[1]["reply_count"] == 2
    replies = client.conversations_replies(channel="C1", ts=parent)["messages"]
    assert [message["text"] for message in replies] == ["parent", "one", "two"]


def test_metadata_comes_back_whole_only_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "notice", "event_payload": {"id": "n1"}}
    ts = client.chat_postMessage(channel="C1", text="x", metadata=metadata)["ts"]
    whole = client.conversations_history(channel="C1", include_all_metadata=True, oldest=ts, inclusive=True)
    assert whole["messages"][0]["metadata"] == metadata
    assert client.conversations_history(channel="C1")["messages"][0]["metadata"] == {"event_type": "notice"}


def test_history_is_paged_and_bounded(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C1", text=str(number))["ts"] for number in range(5)]
    first = client.conversations_history(channel="C1", limit=2)
    assert [message["text"] for message in first["messages"]] == ["4", "3"]
    assert first["has_more"] is True
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_history(channel="C1", limit=2, cursor=cursor)
    assert [message["text"] for message in second["messages"]] == ["2", "1"]
    between = client.conversations_history(channel="C1", oldest=stamps[1], latest=stamps[3])
    assert [message["text"] for message in between["messages"]] == ["2"]
    inclusive = client.conversations_history(channel="C1", oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert [message["text"] for message in inclusive["messages"]] == ["3", "2", "1"]


def test_an_update_keeps_the_blocks_it_does_not_name(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C1", text="x", blocks=[section("first")])["ts"]
    kept = client.chat_update(channel="C1", ts=ts, text="y")["message"]
    assert kept["text"] == "y"
    assert kept["blocks"][0]["text"]["text"] == "first"
    assert "blocks" not in client.chat_update(channel="C1", ts=ts, text="y", blocks=[])["message"]


def test_blocks_and_elements_get_ids_when_they_have_none(client: WebClient) -> None:
    elements = [{key: value for key, value in button().items() if key != "action_id"}]
    message = client.chat_postMessage(channel="C1", text="x", blocks=[{"type": "actions", "elements": elements}])
    block = message["message"]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_a_file_is_uploaded_in_three_steps_and_shared(client: WebClient, driver: Driver) -> None:
    answer = client.files_upload_v2(
        channel="C1",
        content="# Brief\n",
        filename="brief.md",
        title="The brief",
        initial_comment="Here it is",
    )
    file_id = answer["file"]["id"]
    assert driver.file(file_id) == b"# Brief\n"
    shared = driver.as_("U1").sees("Here it is", "C1")
    assert shared is not None
    assert shared["subtype"] == "file_share"
    assert shared["files"][0]["title"] == "The brief"
    assert client.files_info(file=file_id)["file"]["mimetype"] == "text/markdown"


def test_an_ephemeral_message_is_seen_by_one_person_and_no_history(client: WebClient, driver: Driver) -> None:
    client.chat_postEphemeral(channel="C1", user="U1", text="psst")
    assert driver.as_("U1").sees("psst", "C1")
    assert not driver.as_("U2").sees("psst", "C1")
    assert client.conversations_history(channel="C1")["messages"] == []


def test_a_private_channel_without_the_bot_does_not_exist_for_it(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.conversations_info(channel="C3")
    assert error_of(caught) == "channel_not_found"
    everything = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert [channel["id"] for channel in everything] == ["C1", "C2", "C4"]


def test_the_bot_joins_a_public_channel_and_then_may_post(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C2", text="x")
    assert error_of(caught) == "not_in_channel"
    client.conversations_join(channel="C2")
    assert client.chat_postMessage(channel="#without-bot", text="x")["ok"]
    assert BOT_USER_ID in client.conversations_members(channel="C2")["members"]


def test_updating_takes_the_id_of_a_direct_message_and_not_of_a_person(client: WebClient) -> None:
    answer = client.chat_postMessage(channel="U1", text="x")
    with pytest.raises(SlackApiError) as caught:
        client.chat_update(channel="U1", ts=answer["ts"], text="y")
    assert error_of(caught) == "channel_not_found"
    assert client.chat_update(channel=answer["channel"], ts=answer["ts"], text="y")["ok"]


def test_a_deactivated_person_can_be_written_to_but_not_opened(client: WebClient, driver: Driver) -> None:
    driver.as_("U1").deactivate("U3")
    assert client.users_info(user="U3")["user"]["deleted"] is True
    assert client.chat_postMessage(channel="U3", text="x")["ok"]
    with pytest.raises(SlackApiError) as caught:
        client.conversations_open(users="U3")
    assert error_of(caught) == "user_disabled"


def test_a_permalink_leads_to_the_page_of_the_workspace(client: WebClient, server: Server) -> None:
    ts = client.chat_postMessage(channel="C1", text="x")["ts"]
    link = client.chat_getPermalink(channel="C1", message_ts=ts)["permalink"]
    assert link == f"{server.url}/archives/C1/p{ts.replace('.', '')}"


def test_a_deleted_message_with_replies_leaves_a_tombstone(client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C1", text="parent")["ts"]
    client.chat_postMessage(channel="C1", text="reply", thread_ts=parent)
    client.chat_delete(channel="C1", ts=parent)
    assert client.conversations_history(channel="C1")["messages"][0]["subtype"] == "tombstone"


def test_a_home_view_is_published_and_its_old_hash_refused(client: WebClient, driver: Driver) -> None:
    first = client.views_publish(user_id="U1", view={"type": "home", "blocks": [section("one")]})["view"]
    client.views_publish(user_id="U1", view={"type": "home", "blocks": [section("two")]}, hash=first["hash"])
    with pytest.raises(SlackApiError) as caught:
        client.views_publish(user_id="U1", view={"type": "home", "blocks": []}, hash=first["hash"])
    assert error_of(caught) == "hash_conflict"
    home = driver.as_("U1").home_view()
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == "two"
    assert home["id"] == first["id"]


def test_an_updated_view_keeps_what_was_typed_where_the_ids_stay(workspace: Workspace, client: WebClient) -> None:
    form = modal(
        submit={"type": "plain_text", "text": "Send"},
        blocks=[
            {
                "type": "input",
                "block_id": "b",
                "label": {"type": "plain_text", "text": "Name"},
                "element": {"type": "plain_text_input", "action_id": "a"},
            }
        ],
    )
    opened = client.views_open(trigger_id=workspace.triggers.issue("U1"), view=form)["view"]
    Driver(workspace.base_url).act("U1", "state", view_id=opened["id"], block_id="b", action_id="a", value="typed")
    updated = client.views_update(view_id=opened["id"], view=form)["view"]
    assert updated["state"]["values"]["b"]["a"]["value"] == "typed"
    assert updated["hash"] != opened["hash"]


def test_messages_are_limited_to_one_a_second_and_channel_when_asked(workspace: Workspace, client: WebClient) -> None:
    workspace.rate_limited = True
    client.chat_postMessage(channel="C1", text="one")
    client.chat_postMessage(channel="C4", text="another channel")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C1", text="two")
    assert caught.value.response.status_code == 429
    assert error_of(caught) == "ratelimited"
    assert caught.value.response.headers["retry-after"] == "1"


def test_reactions_are_added_listed_and_removed(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C1", text="x")["ts"]
    client.reactions_add(channel="C1", timestamp=ts, name="eyes")
    found = client.reactions_get(channel="C1", timestamp=ts)["message"]["reactions"]
    assert found == [{"name": "eyes", "users": [BOT_USER_ID], "count": 1}]
    client.reactions_remove(channel="C1", timestamp=ts, name="eyes")
    assert client.reactions_get(channel="C1", timestamp=ts)["message"]["reactions"] == []
