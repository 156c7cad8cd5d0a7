"""What people see and do that needs no app."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest

from playground.clock import ClockRefused, MovableClock, SystemClock
from playground.clock_orders import target_time
from playground.driver import Driver, DriverError
from playground.model import BOT_USER_ID
from playground.server import Server
from playground.workspace import Workspace


def test_a_screen_shows_what_the_person_may_see(driver: Driver) -> None:
    screen = driver.screen("U2", "C1")
    assert [channel["name"] for channel in screen["channels"]] == ["late-parcels", "without-bot", "Echo"]
    assert screen["channels"][-1]["kind"] == "im"
    assert screen["me"]["title"] == "Champion"
    assert screen["people"][-1]["id"] == BOT_USER_ID
    assert screen["commands"] == [{"command": "/echo", "description": "Say it again", "usage_hint": ""}]
    assert screen["clock_movable"] is True
    assert screen["bot"]["connected"] is False


def test_a_thread_is_shown_with_its_parent_first(driver: Driver) -> None:
    ines, omar = driver.as_("U1"), driver.as_("U2")
    ts = ines.say("parent", "C1")
    reply = omar.say("reply", "C1", ts)
    omar.say("reply to the reply", "C1", reply)
    shown = ines.messages("C1", ts)
    assert [message["text"] for message in shown] == ["parent", "reply", "reply to the reply"]
    assert [message["author"] for message in shown] == ["Ines Sample", "Omar Sample", "Omar Sample"]
    assert [message["text"] for message in ines.messages("C1")] == ["parent"]


def test_unread_messages_are_counted_until_read(driver: Driver) -> None:
    driver.as_("U1").say("one", "C1")
    driver.as_("U1").say("two", "C1")

    def unread(user: str) -> int:
        return int(next(c["unread"] for c in driver.screen(user)["channels"] if c["id"] == "C1"))

    assert (unread("U1"), unread("U2")) == (0, 2)
    driver.as_("U2").read("C1")
    assert unread("U2") == 0


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ({"type": "message", "channel": "C3", "text": "x"}, "There is no such channel."),
        ({"type": "message", "channel": "C4", "text": "x"}, "There is no such channel."),
        ({"type": "message", "channel": "C1", "text": "  "}, "Type something first."),
        ({"type": "message", "channel": "C1", "text": "x" * 40_001}, "That message is too long."),
        ({"type": "edit", "channel": "C1", "ts": "1.1", "text": "x"}, "That message is no longer there."),
        ({"type": "action", "view_id": "V1"}, "That window is no longer open."),
        ({"type": "invite", "channel": "C1", "user": "U9"}, "There is no such person."),
        ({"type": "shortcut", "callback_id": "nope"}, "There is no such shortcut."),
        ({"type": "fly"}, "There is no such act."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(driver: Driver, act: dict[str, str], sentence: str) -> None:
    answer = driver.post("/ui/act", {"as": "U2"} | act)
    assert answer["ok"] is False
    assert answer["error"].startswith(sentence)


def test_nobody_changes_the_messages_of_others(driver: Driver) -> None:
    ts = driver.as_("U1").say("mine", "C1")
    with pytest.raises(DriverError, match="your own messages"):
        driver.as_("U2").edit(ts, "yours", "C1")


def test_a_deactivated_person_does_nothing(driver: Driver) -> None:
    driver.as_("U1").deactivate("U2")
    with pytest.raises(DriverError, match="deactivated"):
        driver.as_("U2").say("still here", "C1")


def test_an_archived_channel_takes_no_messages(driver: Driver) -> None:
    driver.as_("U1").archive("C1")
    with pytest.raises(DriverError, match="archived"):
        driver.as_("U1").say("too late", "C1")


def test_pages_of_other_sites_cannot_act(server: Server, driver: Driver) -> None:
    body = json.dumps({"as": "U1", "type": "message", "channel": "C1", "text": "x"}).encode()
    request = urllib.request.Request(f"{server.url}/ui/act", body, {"origin": "https://example.com"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    assert caught.value.code == 403
    caught.value.close()
    assert driver.as_("U1").messages("C1") == []


def test_the_front_page_is_served(server: Server) -> None:
    with urllib.request.urlopen(server.url) as answer:
        assert answer.status == 200


def test_an_uploaded_file_never_runs_as_a_page(driver: Driver, server: Server) -> None:
    driver.as_("U1").share("évil.svg", "<svg/>", "C1")
    shared = driver.as_("U1").messages("C1")[0]["files"][0]
    with urllib.request.urlopen(shared["url_private"]) as answer:
        assert answer.headers["content-security-policy"] == "sandbox"
        assert answer.headers["content-disposition"] == 'inline; filename="_vil.svg"'


def test_the_clock_moves_and_timestamps_follow(workspace: Workspace, driver: Driver) -> None:
    ines = driver.as_("U1")
    first = ines.say("before", "C1")
    moved: list[datetime] = []
    assert isinstance(workspace.clock, MovableClock)
    workspace.clock.on_move.append(moved.append)
    driver.move_clock("+1d", "U1")
    assert float(ines.say("after", "C1")) - float(first) >= 86_400
    assert len(moved) == 1
    with pytest.raises(DriverError, match="only moves forward"):
        driver.move_clock("2020-01-01T00:00", "U1")
    with pytest.raises(DriverError, match="Say"):
        driver.move_clock("yesterday", "U1")


def test_real_time_does_not_move() -> None:
    with pytest.raises(ClockRefused, match="does not move"):
        SystemClock().move_to(datetime.now(UTC))


@pytest.mark.parametrize(
    ("order", "zone", "expected"),
    [
        ("+1h", "Etc/UTC", "2026-03-27T13:00:00+00:00"),
        ("+30m", "Etc/UTC", "2026-03-27T12:30:00+00:00"),
        ("+1d", "Etc/UTC", "2026-03-28T12:00:00+00:00"),
        ("+1w", "Etc/UTC", "2026-04-03T12:00:00+00:00"),
        # A Friday; the weekend in between changes Madrid from UTC+1 to UTC+2, and nine o'clock stays nine.
        ("next_working_day", "Europe/Madrid", "2026-03-30T07:00:00+00:00"),
        ("next_working_day", "Asia/Shanghai", "2026-03-30T01:00:00+00:00"),
        ("2026-04-01T09:00", "Europe/Madrid", "2026-04-01T09:00:00+00:00"),
        ("2026-04-01T09:00:00+02:00", "Etc/UTC", "2026-04-01T07:00:00+00:00"),
    ],
)
def test_an_order_to_the_clock_means_a_time(order: str, zone: str, expected: str) -> None:
    now = datetime(2026, 3, 27, 12, tzinfo=UTC)
    assert target_time(order, now, zone).isoformat() == expected
