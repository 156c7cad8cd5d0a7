"""Two who do the same at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from facilitation.model import AgreedAnswer, Answer, Interview, Member, Project
from facilitation.roles import Role
from storage import agreed, answers, interviews, members, outbox, people, projects, workspaces
from storage.database import Database, Transaction
from tests.databases import opened
from tests.storage.sample import NOW, Sample, interview_of, later, make_sample

Outcome = TypeVar("Outcome")


def at_once(database: Database, act: Callable[[Transaction, int], Outcome], times: int = 4) -> list[Outcome]:
    """Do `act` in as many threads, each in a transaction of its own, all at once; return the outcomes."""
    start = Barrier(times)

    def one(number: int) -> Outcome:
        start.wait()
        with database.transaction() as tx:
            return act(tx, number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def _sample(database: Database) -> Sample:
    with database.transaction() as tx:
        return make_sample(tx)


def test_two_projects_created_in_one_channel_are_one(database: Database) -> None:
    sample = _sample(database)

    def create(tx: Transaction, number: int) -> Project | None:
        return projects.create(
            tx,
            ws=sample.ws,
            name=str(number),
            wish="w",
            home_channel="C0NEW",
            created_by=sample.sponsor.id,
            now=NOW,
        )

    (made,) = [project for project in at_once(database, create) if project is not None]
    with database.reading() as tx:
        assert projects.active_in_channel(tx, sample.ws, "C0NEW") == made


def test_a_notice_is_claimed_by_one(database: Database) -> None:
    sample = _sample(database)
    _enqueue(database, sample, 40)

    def claim(tx: Transaction, _: int) -> list[int]:
        return [
            notice.id for _ in range(5) for notice in outbox.claim(tx, now=NOW, real_now=NOW, lease_seconds=30, limit=2)
        ]

    claimed = [notice for share in at_once(database, claim) for notice in share]
    assert len(claimed) == len(set(claimed)) == 40


@pytest.mark.postgres
def test_a_claim_on_postgres_skips_what_another_is_claiming_instead_of_waiting(postgres_url: str) -> None:
    with opened(postgres_url) as database:
        sample = _sample(database)
        _enqueue(database, sample, 2)
        with database.transaction() as first, database.transaction() as second:
            (mine,) = outbox.claim(first, now=NOW, real_now=NOW, lease_seconds=30, limit=1)
            (yours,) = outbox.claim(second, now=NOW, real_now=NOW, lease_seconds=30, limit=10)
        assert (mine.dedupe_key, yours.dedupe_key) == ("0", "1")


def _enqueue(database: Database, sample: Sample, times: int) -> None:
    with database.transaction() as tx:
        for number in range(times):
            outbox.enqueue(
                tx,
                ws=sample.ws,
                kind="nudge",
                subject={},
                project_id=None,
                channel=f"C{number}",
                due_at=NOW,
                dedupe_key=str(number),
            )


def test_the_same_message_delivered_at_once_is_one_part(database: Database) -> None:
    sample = _sample(database)

    def add(tx: Transaction, _: int) -> Answer | None:
        return answers.add_part(
            tx,
            interview=sample.interview,
            question_id="Q1",
            channel="D0INES",
            ts="1.0",
            text="once",
            mentions=[],
            now=NOW,
        )

    (stored,) = [answer for answer in at_once(database, add) if answer is not None]
    assert stored.text == "once"


def test_the_same_message_delivered_at_once_for_two_interviews_is_one_part(database: Database) -> None:
    sample = _sample(database)
    with database.transaction() as tx:
        champion = members.of_project(tx, sample.ws, sample.project.id)[1]
        first, second = sample.interview, interview_of(tx, sample.ws, champion)

    def add(tx: Transaction, number: int) -> Answer | None:
        return answers.add_part(
            tx,
            interview=(first, second)[number],
            question_id="Q1",
            channel="D0INES",
            ts="1.0",
            text="once",
            mentions=[],
            now=NOW,
        )

    (stored,) = [answer for answer in at_once(database, add, times=2) if answer is not None]
    with database.reading() as tx:
        assert answers.of_project(tx, first.workspace_id, first.project_id) == [stored]


def test_messages_typed_at_once_are_all_kept(database: Database) -> None:
    sample = _sample(database)

    def add(tx: Transaction, number: int) -> Answer | None:
        return answers.add_part(
            tx,
            interview=sample.interview,
            question_id="Q1",
            channel="D0INES",
            ts=f"{number}.0",
            text=str(number),
            mentions=[],
            now=NOW,
        )

    assert None not in at_once(database, add)
    with database.reading() as tx:
        (answer,) = answers.of_project(tx, sample.ws, sample.project.id)
        assert (answer.text, answer.version) == ("0\n1\n2\n3", 4)


def test_somebody_met_at_once_is_one_person_with_one_membership_and_interview(database: Database) -> None:
    sample = _sample(database)

    def meet(tx: Transaction, _: int) -> tuple[int, Member, Interview]:
        ws = workspaces.ensure(tx, team_id="T0SAMPLE", enterprise_id="")
        person = people.ensure(tx, ws, "U0NEW")
        member = members.add_role(tx, ws=ws, project_id=sample.project.id, person_id=person.id, role=Role.USER, now=NOW)
        interview = interviews.create(
            tx,
            ws=ws,
            project_id=sample.project.id,
            member_id=member.id,
            plan=["Q1"],
            now=NOW,
            window_ends_at=later(days=1),
            next_check_at=None,
        )
        return ws, member, interview

    assert len(set(at_once(database, meet))) == 1


def test_agreed_answers_recorded_at_once_are_versions_one_after_the_other(database: Database) -> None:
    sample = _sample(database)

    def record(tx: Transaction, number: int) -> AgreedAnswer:
        return agreed.record(
            tx,
            ws=sample.ws,
            project_id=sample.project.id,
            question_id="Q1",
            text=str(number),
            sources=[],
            agreed_by=[],
            recorded_by=sample.sponsor.id,
            now=NOW,
        )

    assert sorted(answer.version for answer in at_once(database, record)) == [1, 2, 3, 4]
