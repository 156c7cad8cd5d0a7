"""What a test asks to go wrong goes wrong, and no more than that."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.driver import Driver, DriverError


def refused(client: WebClient, method: str, **args: object) -> str:
    """Slack's error code for a call, "" when it succeeds."""
    try:
        client.api_call(method, json=dict(args))
    except SlackApiError as error:
        return str(error.response["error"])
    return ""


def test_a_call_fails_as_often_as_asked(client: WebClient, driver: Driver) -> None:
    driver.fault(method="chat.postMessage", error="token_revoked", times=2)
    answers = [refused(client, "chat.postMessage", channel="C1", text="x") for _ in range(3)]
    assert answers == ["token_revoked", "token_revoked", ""]


def test_a_call_fails_only_in_the_channel_named(client: WebClient, driver: Driver) -> None:
    driver.fault(method="chat.postMessage", error="is_archived", channel=driver.as_("U1").dm)
    assert refused(client, "chat.postMessage", channel="C1", text="x") == ""
    assert refused(client, "chat.postMessage", channel="U1", text="x") == "is_archived"


def test_a_rate_limit_says_when_to_come_again(client: WebClient, driver: Driver) -> None:
    driver.fault(method="chat.postMessage", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C1", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["retry-after"] == "7"


def test_an_answer_can_be_lost_after_the_call_took_effect(client: WebClient, driver: Driver) -> None:
    driver.fault(method="chat.postMessage", error="internal_error", after=True)
    assert refused(client, "chat.postMessage", channel="C1", text="said all the same") == "internal_error"
    assert driver.as_("U1").sees("said all the same", "C1")


def test_a_server_may_lack_methods_and_metadata(client: WebClient, driver: Driver) -> None:
    driver.fault(missing=["files.getUploadURLExternal", "metadata"])
    assert refused(client, "files.getUploadURLExternal", filename="a", length=1) == "unknown_method"
    client.chat_postMessage(channel="C1", text="x", metadata={"event_type": "a", "event_payload": {}})
    assert "metadata" not in client.conversations_history(channel="C1", include_all_metadata=True)["messages"][0]


@pytest.mark.parametrize("error", ["messages_tab_disabled", "cannot_dm_bot"])
def test_nobody_can_write_to_a_person(client: WebClient, driver: Driver, error: str) -> None:
    dm = driver.as_("U3").dm
    driver.fault(no_dm=["U3"], error=error)
    assert refused(client, "chat.postMessage", channel="U3", text="x") == error
    assert refused(client, "chat.postMessage", channel=dm, text="x") == error
    assert refused(client, "conversations.open", users="U3") == error
    assert refused(client, "chat.postMessage", channel="U1", text="x") == ""


def test_a_revoked_token_is_revoked_until_reset(client: WebClient, driver: Driver) -> None:
    driver.fault(revoked=True)
    assert refused(client, "auth.test") == refused(client, "users.list") == "token_revoked"
    driver.fault(reset=True)
    assert refused(client, "auth.test") == ""


def test_an_order_that_is_none_is_refused(driver: Driver) -> None:
    with pytest.raises(DriverError, match="A fault is one of"):
        driver.fault(metod="chat.postMessage")
