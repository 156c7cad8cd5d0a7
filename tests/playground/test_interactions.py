"""Commands, controls, modals and shortcuts, from the person's act to the app's payload and back."""

import json
import urllib.error
import urllib.request

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from playground.clock import MovableClock
from playground.driver import Driver, DriverError
from playground.model import Json
from playground.workspace import Workspace
from tests.playground.conftest import Connect
from tests.playground.offences import button, menu, modal, section, text

FORM = modal(
    callback_id="form",
    notify_on_close=True,
    submit=text("Send"),
    blocks=[
        {
            "type": "input",
            "block_id": "day",
            "label": text("Day"),
            "element": {"type": "datepicker", "action_id": "d"},
        },
        section(block_id="pick", accessory=menu()),
    ],
)


def open_form(app: App, view: Json = FORM) -> None:
    """Let /echo open a form."""

    @app.command("/echo")
    def opened(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()


def send(address: str, payload: Json) -> int:
    """The HTTP status of a post to a response_url."""
    request = urllib.request.Request(address, json.dumps(payload).encode(), {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_block_action_in_a_message_says_where_it_was_and_what_was_chosen(
    app: App, connect: Connect, client: WebClient, driver: Driver
) -> None:
    payloads: list[Json] = []

    @app.action("menu")
    def chosen(ack: Ack, body: Json) -> None:
        payloads.append(body)
        ack()

    connect(app)
    blocks: list[Json] = [
        {"type": "actions", "block_id": "one", "elements": [menu()]},
        {
            "type": "input",
            "block_id": "note",
            "label": text("Note"),
            "element": {"type": "plain_text_input", "action_id": "n"},
        },
    ]
    client.chat_postMessage(channel="C1", text="Pick", blocks=blocks)
    ines = driver.as_("U1")
    message = ines.wait_for("Pick", "C1")
    ines.type_into(message, "Note", "typed", "C1")
    assert payloads == []
    ines.choose(message, "menu", "1", "C1")
    payload = payloads[0]
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == message["ts"]
    assert payload["user"]["id"] == "U1"
    assert payload["channel"] == {"id": "C1", "name": "late-parcels"}
    assert payload["actions"][0]["selected_option"]["value"] == "1"
    values = payload["state"]["values"]
    assert values["one"]["menu"]["selected_option"]["value"] == "1"
    assert values["note"]["n"] == {"type": "plain_text_input", "value": "typed"}
    ines.choose(message, "menu", "0", "C1")
    assert payloads[1]["actions"][0]["selected_option"]["value"] == "0"


def test_a_double_click_is_two_actions(app: App, connect: Connect, client: WebClient, driver: Driver) -> None:
    payloads: list[Json] = []

    @app.action("go")
    def pressed(ack: Ack, body: Json, client: WebClient) -> None:
        payloads.append(body)
        client.chat_update(channel="C1", ts=body["message"]["ts"], text="Done", blocks=[])
        ack()

    connect(app)
    client.chat_postMessage(channel="C1", text="Go?", blocks=[{"type": "actions", "elements": [button()]}])
    ines = driver.as_("U1")
    ines.click(ines.wait_for("Go?", "C1"), "Go", channel="C1", twice=True)
    assert len(payloads) == 2


def test_a_choice_that_is_not_there_is_refused(client: WebClient, driver: Driver) -> None:
    client.chat_postMessage(channel="C1", text="Pick", blocks=[{"type": "actions", "elements": [menu()]}])
    ines = driver.as_("U1")
    with pytest.raises(DriverError, match='no choice "7"'):
        ines.choose(ines.wait_for("Pick", "C1"), "menu", "7", "C1")


def test_a_submission_carries_every_value_and_may_update_push_and_clear(
    app: App, connect: Connect, driver: Driver
) -> None:
    values: list[Json] = []
    answers: list[Json] = [
        {
            "response_action": "update",
            "view": modal(title=text("Updated"), callback_id="form", submit=text("Go")),
        },
        {
            "response_action": "push",
            "view": modal(title=text("Pushed"), callback_id="form", submit=text("Go")),
        },
        {"response_action": "clear"},
    ]
    open_form(app)

    @app.view("form")
    def submitted(ack: Ack, view: Json) -> None:
        values.append(view["state"]["values"])
        ack(answers.pop(0))

    connect(app)
    ines = driver.as_("U1")
    ines.command("/echo", "C1")
    ines.wait_for_modal("A form")
    ines.submit({"Day": "2026-03-02", "menu": "1"})
    assert values[0]["day"]["d"] == {"type": "datepicker", "selected_date": "2026-03-02"}
    assert values[0]["pick"]["menu"]["selected_option"]["value"] == "1"
    ines.wait_for_modal("Updated")
    ines.submit()
    pushed = ines.wait_for_modal("Pushed")
    assert pushed["previous_view_id"] == pushed["root_view_id"] != pushed["id"]
    ines.submit()
    assert driver.screen("U1")["modals"] == []


def test_closing_a_modal_tells_the_app_that_asked(app: App, connect: Connect, driver: Driver) -> None:
    closed: list[Json] = []
    open_form(app)

    @app.view_closed("form")
    def handle(ack: Ack, body: Json) -> None:
        closed.append(body)
        ack()

    connect(app)
    ines = driver.as_("U1")
    ines.command("/echo", "C1")
    ines.close()
    assert ines.modal() is None
    assert closed[0]["is_cleared"] is False


def test_errors_for_a_block_that_is_no_input_show_slacks_apology(app: App, connect: Connect, driver: Driver) -> None:
    open_form(app)

    @app.view("form")
    def submitted(ack: Ack) -> None:
        ack(response_action="errors", errors={"elsewhere": "No."})

    connect(app)
    ines = driver.as_("U1")
    ines.command("/echo", "C1")
    assert ines.submit({"Day": "2026-03-02"}) == {}
    assert ines.notices() == ["We had some trouble connecting. Try again?"]
    assert ines.modal() is not None


@pytest.mark.parametrize("ack_seconds", [0.2])
def test_a_command_nobody_acknowledges_ends_in_a_notice(app: App, connect: Connect, driver: Driver) -> None:
    @app.command("/echo")
    def silent() -> None:
        return

    connect(app)
    ines = driver.as_("U1")
    assert ines.command("/echo", "C1")["acknowledged"] is False
    assert ines.notices() == ["/echo failed: the app did not respond in time."]
    driver.act("U1", "dismiss")
    assert ines.notices() == []


def test_a_command_without_an_app_says_so_at_once(driver: Driver) -> None:
    ines = driver.as_("U1")
    assert ines.command("/echo", "C1")["acknowledged"] is False
    assert ines.notices() == ["/echo failed: the app is not connected."]


def test_an_unknown_command_is_refused(driver: Driver) -> None:
    with pytest.raises(DriverError, match="/nope is not a valid command"):
        driver.as_("U1").command("/nope", "C1")


def test_shortcuts_carry_their_message_or_none(app: App, connect: Connect, driver: Driver) -> None:
    payloads: list[Json] = []

    @app.shortcut("keep")
    @app.shortcut("start")
    def used(ack: Ack, body: Json) -> None:
        payloads.append(body)
        ack()

    connect(app)
    ines = driver.as_("U1")
    ts = ines.say("keep me", "C1")
    ines.shortcut("keep", "C1", ts)
    ines.shortcut("start")
    assert payloads[0]["type"] == "message_action"
    assert payloads[0]["message"]["text"] == "keep me"
    assert payloads[1]["type"] == "shortcut"
    assert "message" not in payloads[1]


def test_a_response_url_works_five_times_within_half_an_hour(
    app: App, connect: Connect, driver: Driver, workspace: Workspace
) -> None:
    addresses: list[str] = []

    @app.command("/echo")
    def keep(ack: Ack, body: Json) -> None:
        addresses.append(body["response_url"])
        ack()

    connect(app)
    ines = driver.as_("U1")
    ines.command("/echo", "C1")
    assert [send(addresses[0], {"text": str(number)}) for number in range(6)] == [200] * 5 + [404]
    ines.command("/echo", "C1")
    assert isinstance(workspace.clock, MovableClock)
    driver.move_clock("+1h", "U1")
    assert send(addresses[1], {"text": "late"}) == 404
    assert not ines.sees("late", "C1")


def test_a_response_url_keeps_slacks_limits_and_can_speak_to_the_channel(
    app: App, connect: Connect, driver: Driver
) -> None:
    addresses: list[str] = []

    @app.command("/echo")
    def keep(ack: Ack, body: Json) -> None:
        addresses.append(body["response_url"])
        ack()

    connect(app)
    driver.as_("U1").command("/echo", "C1")
    assert send(addresses[0], {"blocks": [section("x" * 3001)]}) == 400
    assert send(addresses[0], {"text": "to all", "response_type": "in_channel"}) == 200
    assert driver.as_("U2").sees("to all", "C1")


def test_delete_original_takes_the_message_away(app: App, connect: Connect, client: WebClient, driver: Driver) -> None:
    @app.action("menu")
    def chosen(ack: Ack, body: Json) -> None:
        ack()
        send(body["response_url"], {"delete_original": True})

    connect(app)
    client.chat_postMessage(channel="C1", text="Pick", blocks=[{"type": "actions", "elements": [menu()]}])
    ines = driver.as_("U1")
    ines.choose(ines.wait_for("Pick", "C1"), "menu", "1", "C1")
    assert not ines.sees("Pick", "C1")
