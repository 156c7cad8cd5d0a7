"""The bot, started by hand, against another server of Slack's protocol that offers as little as one may."""

from collections.abc import Iterator

import pytest

from tests.bot.test_serving import process
from tests.fakes.plain_slack import APP_TOKEN, BOT_TOKEN, CHANNEL, Json, PlainSlack, dm_of, words

LEAD, SPONSOR = "U_LEAD", "U_SPONSOR"
SECOND_LEAD, SECOND_SPONSOR = "U_LEAD.2", "U_SPONSOR.2"
THIRD_LEAD = "U_LEAD.3"
WISH = "Know by noon which parcels will be late"
TYPED = f"/scope new Late parcels | {WISH} | <@{SPONSOR}>"


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainSlack]:
    """The other server, with the bot connected to it: nothing set but its address, the two tokens, the database.

    All tests share it, each with a channel and people of its own.
    """
    folder = tmp_path_factory.mktemp("other")
    with PlainSlack() as server:
        given = {
            "SLACK_API_URL": server.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "WHYFIRST_DATABASE_URL": f"sqlite:///{folder / 'other.sqlite3'}",
        }
        with process(folder, "run", **given):
            server.wait_connected()
            yield server


def interview_by_words(slack: PlainSlack, user: str, *texts: str) -> None:
    """Answer all questions by typing alone: the text, then the word "next"; once more where it is asked back."""
    slack.command(user, "/scope interview")
    asked = slack.wait_for(f"· question 1 of {len(texts)}", dm_of(user))
    for number, text in enumerate(texts, start=1):
        typed = slack.say(user, text, channel_type=number % 2 == 1)
        slack.wait_for("Saved", dm_of(user), after=typed)
        last = number == len(texts)
        ahead = "That was the last question" if last else f"· question {number + 1} of {len(texts)}"
        asked = next_question(slack, user, ahead, asked["ts"], channel_type=number % 2 == 0)


def next_question(slack: PlainSlack, user: str, ahead: str, after: str, *, channel_type: bool) -> Json:
    """Type "next" until what lies ahead is there: an answer in a few words may be asked back about."""
    said = slack.say(user, "next", channel_type=channel_type)
    came = slack.wait_for(("press *That's my answer*", ahead), dm_of(user), after=after)
    if ahead not in words(came):
        slack.say(user, "next", channel_type=channel_type)
        came = slack.wait_for(ahead, dm_of(user), after=said)
    return came


def test_a_project_goes_from_its_wish_to_a_brief_by_typing(slack: PlainSlack) -> None:
    assert "Late parcels" in slack.command(LEAD, TYPED)
    assert WISH in words(slack.wait_for("starts here"))
    interview_by_words(
        slack, SPONSOR, "Refunds &lt;hurt&gt;", "A list", "By hand", "9 of 10", "End of 2030", "<@U_CHAMP> knows"
    )
    # The champion that was named is on the project now, and is left out again so that nobody is missing.
    assert "U_CHAMP" in slack.command(LEAD, "/scope people")
    slack.command(LEAD, "/scope people remove <@U_CHAMP>")
    interview_by_words(slack, LEAD, "Half the refunds", "Data may be missing", "A simple rule")
    ready = slack.wait_for("Everyone has finished", dm_of(LEAD))
    slack.press(LEAD, ready, "Reveal the answers")
    ask = slack.wait_for("Reveal the answers for", dm_of(LEAD), after=ready["ts"])
    slack.press(LEAD, ask, "Reveal the answers")
    slack.wait_for("are revealed")
    assert "Refunds &lt;hurt&gt;" in slack.command(LEAD, "/scope answers")
    assert "agreed" in slack.command(LEAD, "/scope agree 1 Refunds hurt our margin")
    slack.command(LEAD, "/scope brief")
    brief = slack.wait_for(": the brief")
    text = slack.wait_for("Markdown text of the brief", after=brief["ts"])
    assert "Refunds hurt our margin" in words(text)
    in_thread = [post for post in slack.posts if post.get("thread_ts") == brief["ts"]]
    assert in_thread, "without files the brief comes as text in its thread"
    assert "files.getUploadURLExternal" in slack.unknown


def test_a_project_is_started_by_a_form_and_answered_by_buttons(slack: PlainSlack) -> None:
    slack.command(SECOND_LEAD, "/scope new", "room-8")
    assert slack.submit(SECOND_LEAD, {"name": {}, "wish": {}, "sponsor": {}})["response_action"] == "errors"
    fields = {
        "name": {"type": "plain_text_input", "value": "Late parcels"},
        "wish": {"type": "plain_text_input", "value": WISH},
        "sponsor": {"type": "users_select", "selected_user": SECOND_SPONSOR},
    }
    assert slack.submit(SECOND_LEAD, fields) == {}
    slack.wait_for("starts here", "room-8")
    slack.command(SECOND_SPONSOR, "/scope interview", "room-8")
    asked = slack.wait_for("· question 1 of 6", dm_of(SECOND_SPONSOR))
    slack.press(SECOND_SPONSOR, asked, "Skip")
    second = slack.wait_for("· question 2 of 6", dm_of(SECOND_SPONSOR))
    slack.press(SECOND_SPONSOR, second, "Next")
    slack.wait_for("There is no answer yet", dm_of(SECOND_SPONSOR), after=second["ts"])
    typed = slack.say(SECOND_SPONSOR, "A list by noon", channel_type=False)
    slack.press(SECOND_SPONSOR, slack.wait_for("Saved", dm_of(SECOND_SPONSOR), after=typed), "Next")
    came = slack.wait_for(("press *That's my answer*", "· question 3 of 6"), dm_of(SECOND_SPONSOR), after=typed)
    if "question 3" not in words(came):
        slack.press(SECOND_SPONSOR, came, "That's my answer")
    slack.wait_for("· question 3 of 6", dm_of(SECOND_SPONSOR))
    assert "A list by noon" in slack.command(SECOND_SPONSOR, "/scope answers", "room-8")


def test_what_this_server_lacks_is_never_an_error_to_anybody(slack: PlainSlack) -> None:
    assert "/scope" in slack.command(THIRD_LEAD, "/scope help")
    assert "new" in slack.command(THIRD_LEAD, "/scope nwe")
    slack.command(THIRD_LEAD, TYPED, "room-9")
    slack.wait_for("starts here", "room-9")
    for sub in ("", " status", " people", " answers", " archive"):
        answered = slack.command(THIRD_LEAD, f"/scope{sub}", "room-9")
        assert "Reference" not in answered
        assert "reference" not in answered
    slack.say("U_STRANGER", "Hello?", channel="room-9", thread="1000.000100")
    slack.say("U_STRANGER", "Hello?")
    slack.wait_for("", dm_of("U_STRANGER"))


def test_what_the_bot_does_not_know_is_acknowledged_and_an_unknown_button_says_so(slack: PlainSlack) -> None:
    slack.tell({"type": "room_painted", "colour": "green"})
    slack.tell({"type": "message", "subtype": "room_topic", "channel": CHANNEL, "ts": slack.stamp()})
    slack.tell({"type": "app_home_opened", "user": LEAD})
    row = {
        "type": "actions",
        "block_id": "b",
        "elements": [button("Old", "retired", "1"), button("Odd", "interview_next", "x")],
    }
    post = {"channel": CHANNEL, "ts": slack.stamp(), "text": "From last year", "blocks": [row]}
    for label in ("Old", "Odd"):
        before = slack.stamp()
        slack.press(LEAD, post, label)
        slack.wait_for("older message", dm_of(LEAD), after=before)


def button(label: str, action_id: str, value: str) -> dict[str, object]:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action_id, "value": value}
