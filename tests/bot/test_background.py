"""Work after the acknowledgement: finished before the end, never raising, never telling what people typed."""

import threading
from collections.abc import Iterator

import pytest
import structlog
from structlog.testing import capture_logs

from bot.background import Background, guarded, log_failure
from storage.errors import StorageUnavailable

SECONDS = 10.0


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.stop()


def test_stopping_waits_for_what_is_in_hand_and_for_what_comes_of_it(background: Background) -> None:
    done: list[str] = []
    may_go_on = threading.Event()

    def first() -> None:
        may_go_on.wait(SECONDS)
        background.run(done.append, "second")
        done.append("first")

    background.run(first)
    stopping = threading.Thread(target=background.stop)
    stopping.start()
    may_go_on.set()
    stopping.join(SECONDS)
    assert sorted(done) == ["first", "second"]


def test_after_the_stop_nothing_is_started_and_nothing_raised() -> None:
    background, done = Background(), list[str]()
    background.stop()
    with capture_logs() as logged:
        background.run(done.append, "late")
    assert done == []
    assert [entry["event"] for entry in logged] == ["not started, stopping"]


def test_many_threads_may_start_work_at_once(background: Background) -> None:
    done: list[int] = []
    threads = [threading.Thread(target=background.run, args=(done.append, number)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    background.wait()
    assert sorted(done) == list(range(50))


def test_what_fails_is_logged_with_a_reference_and_the_place_but_without_its_words(background: Background) -> None:
    def fail() -> None:
        int("what somebody typed")

    with capture_logs() as logged:
        background.run(fail)
        background.wait()
    (entry,) = logged
    assert entry["log_level"] == "error"
    assert len(entry["reference"]) == 8
    assert entry["error"] == "ValueError"
    assert "in fail" in entry["where"]
    assert "somebody typed" not in str({**entry, "where": ""})


def test_a_database_that_is_away_is_one_line_without_a_trace() -> None:
    def fail() -> None:
        raise StorageUnavailable("locked")

    with capture_logs() as logged:
        guarded(fail)
    (entry,) = logged
    assert (entry["log_level"], entry["reason"]) == ("warning", "locked")


def test_a_failure_names_what_it_came_of() -> None:
    def fail() -> None:
        try:
            raise ConnectionRefusedError(111, "Connection refused")
        except ConnectionRefusedError as error:
            raise StorageUnavailable("gone") from error

    with capture_logs() as logged:
        try:
            fail()
        except StorageUnavailable as error:
            reference = log_failure(structlog.get_logger(), "it failed", error, kind="nudge")
    assert logged[0]["reference"] == reference
    assert logged[0]["error"] == "StorageUnavailable(gone) from ConnectionRefusedError(Connection refused)"
    assert logged[0]["kind"] == "nudge"
