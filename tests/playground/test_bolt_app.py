"""A real Bolt app over Socket Mode against the local workspace, acted on through the UI API."""

import pytest
from slack_bolt import Ack, App, BoltContext, BoltRequest, Respond, Say
from slack_sdk import WebClient

from playground.driver import Driver
from playground.model import Json
from tests.playground.conftest import Connect

FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "who",
            "optional": True,
            "label": {"type": "plain_text", "text": "Who"},
            "element": {"type": "users_select", "action_id": "user"},
        },
    ],
}


def buttons(*labels: str) -> list[Json]:
    """An actions block with a button for each label."""
    elements = [
        {
            "type": "button",
            "action_id": f"press_{label}",
            "text": {"type": "plain_text", "text": label},
            "value": label,
        }
        for label in labels
    ]
    return [{"type": "actions", "block_id": "buttons", "elements": elements}]


def test_a_direct_message_is_echoed(app: App, connect: Connect, driver: Driver) -> None:
    @app.message("")
    def echo(message: Json, say: Say) -> None:
        assert message["channel_type"] == "im"
        say(f"You said: {message['text']}")

    connect(app)
    ines = driver.as_("U1")
    ines.say("a <b> & @omar in #late-parcels, see https://example.com/x?a=1&b=2.")
    reply = ines.wait_for("You said")
    assert reply["text"] == (
        "You said: a &lt;b&gt; &amp; <@U2> in <#C1|late-parcels>, see <https://example.com/x?a=1&amp;b=2>."
    )
    assert reply["author"] == "Echo"


def test_a_command_opens_a_modal_whose_errors_come_back(app: App, connect: Connect, driver: Driver) -> None:
    @app.command("/echo")
    def open_form(ack: Ack, body: Json, client: WebClient) -> None:
        assert body["text"] == "for <@U2|omar>"
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @app.view("form")
    def submitted(ack: Ack, view: Json, context: BoltContext, client: WebClient) -> None:
        values = view["state"]["values"]
        if values["name"]["text"]["value"] == "bad":
            ack(response_action="errors", errors={"name": "Not this one."})
            return
        ack()
        user = values["who"]["user"]["selected_user"]
        client.chat_postMessage(channel=context["user_id"], text=f"{values['name']['text']['value']} {user}")

    connect(app)
    ines = driver.as_("U1")
    ines.command("/echo for @omar", "C1")
    ines.wait_for_modal("A form")
    assert ines.submit({}) == {"name": "Please complete this required field."}
    assert ines.submit({"Name": "bad"}) == {"name": "Not this one."}
    assert ines.submit({"Name": "good", "Who": "U2"}) == {}
    assert ines.modal() is None
    assert ines.wait_for("good")["text"] == "good U2"


def test_a_button_replaces_its_message_by_response_url(app: App, connect: Connect, driver: Driver) -> None:
    payloads: list[Json] = []

    @app.command("/echo")
    def offer(ack: Ack, respond: Respond) -> None:
        ack(text="Choose", blocks=buttons("Yes", "No"))

    @app.action("press_Yes")
    def pressed(ack: Ack, body: Json, respond: Respond) -> None:
        payloads.append(body)
        ack()
        respond(text=f"You chose {body['actions'][0]['value']}", replace_original=True)

    connect(app)
    ines = driver.as_("U1")
    ines.command("/echo", "C1")
    offered = ines.wait_for_ephemeral("Choose", "C1")
    ines.click(offered, "Yes", channel="C1")
    replaced = ines.wait_for_ephemeral("You chose Yes", "C1")
    assert replaced["ts"] == offered["ts"]
    assert not driver.as_("U2").sees("You chose", "C1")
    assert payloads[0]["container"]["is_ephemeral"] is True
    assert "message" not in payloads[0]


@pytest.mark.parametrize("retry_after", [(0.1, 0.1, 0.1)])
def test_an_event_not_acknowledged_comes_again_with_the_same_id(app: App, connect: Connect, driver: Driver) -> None:
    seen: list[tuple[str, str]] = []

    @app.event("message")
    def fail_twice(body: Json, request: BoltRequest, context: BoltContext, say: Say) -> None:
        seen.append((body["event_id"], request.headers["x-slack-retry-num"][0]))
        if len(seen) < 3:
            raise RuntimeError("not now")
        say("At last")

    connect(app)
    ines = driver.as_("U1")
    ines.say("hello")
    ines.wait_for("At last")
    assert [retry for _, retry in seen[:3]] == ["0", "1", "2"]
    assert len({event_id for event_id, _ in seen}) == 1
