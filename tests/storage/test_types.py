"""What goes in comes back: any text, any aware time, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from facilitation.model import Answer, Interview
from storage import answers, audit, interviews, projects
from storage.database import Database, Transaction
from tests.storage.sample import NOW, Sample, later, make_sample, say

#: For properties whose every example leaves the test's transaction as it was.
IN_ONE_TRANSACTION = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

SCRIPTS = (
    "Straße, προϊόν, Приёмка, 発注書, خروجی, הזמנה, आदेश, ใบสั่ง, 주문 👩‍🔬🇺🇳, e\u0301, "
    "'quote\" \\ %s :x {y} <@U1> \t|\r\n"
)


def test_40_000_characters_of_mixed_scripts_are_kept_whole(database: Database) -> None:
    long = (SCRIPTS * 500)[:40_000]
    assert len(long) == 40_000
    with database.transaction() as tx:
        sample = make_sample(tx)
        typed = say(tx, sample.interview, "1.0", long)
        say(tx, sample.interview, "2.0", long)
    with database.reading() as tx:
        kept = answers.by_id(tx, sample.ws, typed.id)
        assert kept is not None
        assert kept.text == f"{long}\n{long}"
        assert [version.text for version in answers.versions(tx, sample.ws, kept.id)] == [long, kept.text]


@IN_ONE_TRANSACTION
@given(text=st.text(min_size=1))
def test_any_text_is_kept(tx: Transaction, sample: Sample, text: str) -> None:
    def store() -> Answer:
        return answers.set_text(
            tx, interview=sample.interview, question_id="Q1", text=text, mentions=[], cause="form", now=NOW
        )

    example = tx.begin_nested()
    kept = store()
    assert kept.text == text.replace("\x00", "\ufffd")
    assert store() == kept
    example.rollback()


def test_what_no_database_takes_is_replaced_and_not_refused(tx: Transaction, sample: Sample) -> None:
    assert say(tx, sample.interview, "1.0", "a\x00b\ud800c").text == "a\ufffdb\ufffdc"
    audit.append(
        tx,
        ws=sample.ws,
        project_id=sample.project.id,
        actor_id=None,
        action="answer",
        before=None,
        after={"text": "a\x00b\ud800c"},
        at=NOW,
    )
    (entry,) = audit.of_project(tx, sample.ws, sample.project.id)
    assert entry.after == {"text": "a\x00b\ud800c"}


ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), timezone(timedelta(hours=14))])


@IN_ONE_TRANSACTION
@given(time=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=ZONES))
def test_any_aware_time_comes_back_as_the_same_moment_in_utc(tx: Transaction, sample: Sample, time: datetime) -> None:
    example = tx.begin_nested()
    assert projects.reveal(tx, sample.ws, sample.project.id, time)
    kept = projects.by_id(tx, sample.ws, sample.project.id)
    assert kept is not None
    assert kept.revealed_at == time.astimezone(UTC)
    assert kept.revealed_at.tzinfo is UTC
    example.rollback()


def test_times_of_other_zones_are_compared_as_moments(tx: Transaction, sample: Sample) -> None:
    def due(at: datetime) -> list[Interview]:
        return interviews.due(tx, at.astimezone(ZoneInfo("Pacific/Kiritimati")))

    assert due(later(hours=23)) == []
    assert due(later(days=1)) == [sample.interview]


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"), database.transaction() as tx:
        projects.reveal(tx, 1, 1, datetime(2026, 1, 1))
