"""The outbox: claimed by one at a time, marked only by who holds the claim."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import text

from facilitation.model import Notice
from storage import outbox
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, later


def _enqueue(tx: Transaction, sample: Sample, key: str, due_at: datetime = NOW, channel: str = "C0HOME") -> int | None:
    return outbox.enqueue(
        tx,
        ws=sample.ws,
        kind="nudge",
        subject={"interview": sample.interview.id, "words": ["größer", None]},
        project_id=sample.project.id,
        channel=channel,
        due_at=due_at,
        dedupe_key=key,
    )


def _claim(
    tx: Transaction,
    now: datetime = NOW,
    real_now: datetime = NOW,
    limit: int = 10,
    only: list[int] | None = None,
) -> list[Notice]:
    return outbox.claim(tx, now=now, real_now=real_now, lease_seconds=30, limit=limit, only=only)


def _keys(notices: list[Notice]) -> list[str]:
    return [notice.dedupe_key for notice in notices]


def test_a_notice_comes_back_as_it_was_stored(tx: Transaction, sample: Sample) -> None:
    notice_id = _enqueue(tx, sample, "a")
    (claimed,) = _claim(tx)
    assert claimed.claim_token
    assert claimed == Notice(
        id=notice_id or 0,
        workspace_id=sample.ws,
        kind="nudge",
        subject={"interview": sample.interview.id, "words": ["größer", None]},
        project_id=sample.project.id,
        channel="C0HOME",
        due_at=NOW,
        dedupe_key="a",
        attempt=1,
        claim_token=claimed.claim_token,
    )
    assert outbox.pending(tx, sample.ws) == [claimed]


def test_a_key_is_taken_once_also_after_its_notice_was_sent_or_dropped(tx: Transaction, sample: Sample) -> None:
    for key in ("sent", "dropped"):
        assert _enqueue(tx, sample, key, channel=f"C0{key}") is not None
        assert _enqueue(tx, sample, key, later(days=1)) is None
    first, second = _claim(tx)
    assert outbox.mark_sent(tx, first, channel="C0HOME", ts="1.0", now=NOW)
    assert outbox.mark_dropped(tx, second, reason="no longer true", now=NOW)
    assert outbox.pending(tx, sample.ws) == []
    assert [_enqueue(tx, sample, key) for key in ("sent", "dropped")] == [None, None]
    assert outbox.sent(tx, sample.ws, "sent") == ("C0HOME", "1.0")
    assert outbox.sent(tx, sample.ws, "dropped") is None
    assert outbox.sent(tx, sample.ws, "never") is None


def test_due_notices_are_claimed_the_longest_due_first(tx: Transaction, sample: Sample) -> None:
    for key, hours in (("late", 3), ("b", 1), ("a", 1), ("early", 0)):
        _enqueue(tx, sample, key, later(hours=hours), channel=f"C0{key}")
    assert _keys(_claim(tx, now=later(hours=1), limit=2)) == ["early", "b"]
    assert _keys(_claim(tx, now=later(hours=1))) == ["a"]
    assert _keys(outbox.pending(tx, sample.ws)) == ["early", "b", "a", "late"]


def test_only_the_named_notices_are_claimed_if_any_are_named(tx: Transaction, sample: Sample) -> None:
    ids = [_enqueue(tx, sample, key, channel=f"C0{key}") or 0 for key in "abc"]
    assert _claim(tx, only=[]) == []
    assert _keys(_claim(tx, only=ids[1:])) == ["b", "c"]


def test_a_claim_can_be_taken_over_once_its_real_time_ran_out(tx: Transaction, sample: Sample) -> None:
    _enqueue(tx, sample, "a")
    (first,) = _claim(tx)
    assert outbox.is_mine(tx, first, later(seconds=29))
    assert not outbox.is_mine(tx, first, later(seconds=30))
    assert _claim(tx, now=later(days=9), real_now=later(seconds=29)) == [], "business time may jump"
    (second,) = _claim(tx, real_now=later(seconds=30))
    assert second.attempt == 2
    assert second.claim_token != first.claim_token
    assert not outbox.is_mine(tx, first, NOW)
    assert outbox.is_mine(tx, second, later(seconds=59))


def _sent(tx: Transaction, notice: Notice) -> bool:
    return outbox.mark_sent(tx, notice, channel="C0HOME", ts="1.0", now=NOW)


def _dropped(tx: Transaction, notice: Notice) -> bool:
    return outbox.mark_dropped(tx, notice, reason="no longer true", now=NOW)


def _postponed(tx: Transaction, notice: Notice) -> bool:
    return outbox.postpone(tx, notice, due_at=later(hours=1), error="not_in_channel")


@pytest.mark.parametrize("mark", [_sent, _dropped, _postponed])
def test_who_lost_the_claim_can_not_mark(
    tx: Transaction, sample: Sample, mark: Callable[[Transaction, Notice], bool]
) -> None:
    _enqueue(tx, sample, "a")
    (first,) = _claim(tx)
    (second,) = _claim(tx, real_now=later(minutes=1))
    assert not mark(tx, first)
    assert outbox.pending(tx, sample.ws) == [second]
    assert mark(tx, second)
    assert not mark(tx, second), "once"


def test_a_claim_that_ran_out_but_was_not_taken_over_still_marks(tx: Transaction, sample: Sample) -> None:
    """It was posted: better late to say so than to post it again."""
    _enqueue(tx, sample, "a")
    (notice,) = _claim(tx)
    assert not outbox.is_mine(tx, notice, later(hours=1))
    assert outbox.mark_sent(tx, notice, channel="C0HOME", ts="1.0", now=later(hours=1))


def test_a_postponed_notice_is_free_at_once_and_due_later(tx: Transaction, sample: Sample) -> None:
    _enqueue(tx, sample, "a")
    (notice,) = _claim(tx)
    assert outbox.postpone(tx, notice, due_at=later(hours=1), error="not_in_channel")
    assert _claim(tx) == []
    (again,) = _claim(tx, now=later(hours=1))
    assert (again.attempt, again.due_at) == (2, later(hours=1))


def test_waking_a_channel_makes_only_what_was_postponed_for_it_due(tx: Transaction, sample: Sample) -> None:
    for key, channel in (("a", "C0HOME"), ("b", "C0OTHER")):
        _enqueue(tx, sample, key, channel=channel)
    for notice in _claim(tx):
        outbox.postpone(tx, notice, due_at=later(hours=1), error="not_in_channel")
    _enqueue(tx, sample, "planned", later(hours=2))
    assert outbox.wake(tx, sample.ws, "C0HOME", NOW) == 1
    assert outbox.wake(tx, sample.ws, "C0HOME", NOW) == 0
    assert _keys(_claim(tx)) == ["a"]


def test_one_channel_gets_its_notices_in_the_order_they_were_stored(tx: Transaction, sample: Sample) -> None:
    for key in ("a", "b"):
        _enqueue(tx, sample, key)
    (first,) = _claim(tx)
    assert _claim(tx) == [], "the second waits until the first is out"
    assert outbox.postpone(tx, first, due_at=later(hours=1), error="ratelimited")
    assert _claim(tx, now=later(minutes=59)) == []
    (again,) = _claim(tx, now=later(hours=1))
    assert outbox.mark_sent(tx, again, channel="C0HOME", ts="1.0", now=NOW)
    assert [first.dedupe_key, again.dedupe_key, *_keys(_claim(tx))] == ["a", "a", "b"]


def test_what_is_planned_for_later_or_faulty_itself_holds_up_nothing(tx: Transaction, sample: Sample) -> None:
    _enqueue(tx, sample, "planned", later(hours=2))
    for key in ("faulty", "next"):
        _enqueue(tx, sample, key)
    (faulty,) = _claim(tx)
    assert outbox.postpone(tx, faulty, due_at=later(hours=1), error="invalid_blocks", hold=False)
    assert _keys(_claim(tx)) == ["next"]


def test_waking_all_makes_everything_postponed_due_in_its_order(tx: Transaction, sample: Sample) -> None:
    for key, channel in (("a", "C0HOME"), ("b", "C0HOME"), ("c", "C0OTHER")):
        _enqueue(tx, sample, key, channel=channel)
    for notice in _claim(tx):
        outbox.postpone(tx, notice, due_at=later(hours=1), error="token_revoked")
    assert outbox.wake_all(tx, NOW) == 2
    assert sorted(_keys(_claim(tx))) == ["a", "c"]


def test_planning_and_claiming_use_the_indexes_of_open_notices(tx: Transaction, sample: Sample) -> None:
    plan = "EXPLAIN QUERY PLAN" if tx.get_bind().dialect.name == "sqlite" else "EXPLAIN"
    if plan == "EXPLAIN":
        tx.execute(text("SET LOCAL enable_seqscan = off"))  # a table this small would be read as a whole
    for query, index in (
        (
            "SELECT id FROM notices WHERE sent_at IS NULL AND dropped_at IS NULL AND due_at <= '2026-03-02' "
            "ORDER BY due_at, id LIMIT 10",
            "ix_notices_due_at",
        ),
        ("SELECT id FROM interviews WHERE next_check_at <= '2026-03-02'", "ix_interviews_next_check_at"),
        (
            "SELECT id FROM answers WHERE state = 'unknown' AND chased_at IS NULL AND due_on <= '2026-03-02'",
            "ix_answers_due_on",
        ),
    ):
        assert index in str(tx.execute(text(f"{plan} {query}")).all())
