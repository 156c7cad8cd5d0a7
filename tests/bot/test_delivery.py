"""Delivery: every notice once, in order, whoever crashes, and nothing waits for another's trouble."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot import delivery, scheduler
from bot import notices as registry
from bot.app import Running, build
from bot.delivery import history, posting, rounds
from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.notices import Kind
from facilitation.model import Notice, Person, Project
from facilitation.roles import Role
from playground.actor import words as words_of
from playground.model import Json
from storage import interviews, outbox, people, projects
from storage.database import Transaction
from tests.world import HOME, World, open_world, words

LONG_AGO = timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the test itself delivers."""
    for interval in ("PLAN_SECONDS", "DELIVER_SECONDS"):
        monkeypatch.setattr(scheduler, interval, 3600)


@pytest.fixture
def team(world: World) -> World:
    """A workspace with a project in it, everything said that was to be said, and no ticks but those of the test."""
    world.new_project()
    world.mila.wait_for("questions for you")
    world.settle()
    return world


def project(tx: Transaction) -> Project:
    found = projects.by_id(tx, 1, 1)
    assert found is not None
    return found


def person(tx: Transaction, world: World, who: str) -> Person:
    return people.ensure(tx, 1, world.people[who].user)


def to_channel(world: World, key: str, kind: Kind = Kind.PROJECT_STARTED) -> int:
    """Enqueue a post in the home channel; returns its id."""
    with world.services.database.transaction() as tx:
        made = notices.to_channel(tx, kind, project(tx), key=key, now=world.clock.now())
    assert made is not None
    return made


def to_person(world: World, who: str, key: str) -> int:
    """Enqueue a direct message; returns its id."""
    with world.services.database.transaction() as tx:
        mila, addressee = person(tx, world, "mila"), person(tx, world, who)
        facts = {"role": Role.USER, "by": mila.id, "asked": True}  # at any hour
        made = notices.to_person(tx, Kind.ROLE_GIVEN, addressee, project(tx), key=key, now=world.clock.now(), **facts)
    assert made is not None
    return made


def to_thread(world: World, key: str) -> int:
    """Let Ines be asked in a thread of the channel; returns the id of a nudge there."""
    root = next(m for m in world.mila.messages(HOME) if not m.get("ephemeral"))
    with world.services.database.transaction() as tx:
        ines = person(tx, world, "ines")
        interview = replace(interviews.of_person(tx, 1, ines.id)[0], thread_ts=root["ts"], channel=HOME)
        interviews.save(tx, interview)
        now = world.clock.now()
        made = notices.to_interviewee(tx, Kind.NUDGE, interview, ines, project(tx), key=key, now=now)
    assert made is not None
    return made


def posted(world: World) -> Counter[int]:
    """Return how often each notice's message stands anywhere in the workspace."""
    found: Counter[int] = Counter()
    for conversation in world.server.workspace.conversations.values():
        for message in conversation.messages:
            data = message.get("metadata") or {}
            payload = data.get("event_payload") or {}
            if data.get("event_type") == history.EVENT_TYPE and payload.get("part") == 0:
                found[payload["notice"]] += 1
    return found


def row(world: World, notice_id: int) -> dict[str, object]:
    """Return a notice as it is stored."""
    with world.services.database.reading() as tx:
        found = tx.execute(text("SELECT * FROM notices WHERE id = :id"), {"id": notice_id}).mappings().one()
    return dict(found)


def claim(services: Services, real_now: datetime) -> list[Notice]:
    with services.database.transaction() as tx:
        return outbox.claim(tx, now=services.clock.now(), real_now=real_now, lease_seconds=1, limit=10)


def post_and_die(services: Services) -> None:
    """Post what is due and be gone before it is marked, an hour ago, so that the claim has run out."""
    for notice in claim(services, datetime.now(UTC)):
        with services.database.transaction() as tx:
            outgoing = registry.compose(tx, services, notice)
            tx.execute(text("UPDATE notices SET claimed_until = :until WHERE id = :id"), _lease(notice, 60))
        posting.post(services, notice, outgoing)
        with services.database.transaction() as tx:
            tx.execute(text("UPDATE notices SET claimed_until = :until WHERE id = :id"), _lease(notice, -60))


def _lease(notice: Notice, seconds: float) -> dict[str, object]:
    return {"id": notice.id, "until": datetime.now(UTC) + timedelta(seconds=seconds)}


def deliver(world: World) -> int:
    return delivery.deliver_due(world.services)


def forward(world: World, seconds: float) -> None:
    """Let business time pass, and do what becomes due."""
    world.clock.move_to(world.clock.now() + timedelta(seconds=seconds))
    world.services.background.wait()


WHERE = {
    "channel": lambda world: to_channel(world, "crash"),
    "direct message": lambda world: to_person(world, "uma", "crash"),
    "thread": lambda world: to_thread(world, "crash"),
}


@pytest.mark.parametrize("where", WHERE)
def test_what_was_posted_before_a_crash_is_found_again_and_not_posted_twice(team: World, where: str) -> None:
    notice = WHERE[where](team)
    post_and_die(team.services)
    assert posted(team)[notice] == 1
    assert row(team, notice)["sent_at"] is None
    assert deliver(team) == 1
    assert posted(team)[notice] == 1
    assert row(team, notice)["sent_ts"]


def talk(world: World, number: int) -> Json:
    """Return what somebody said in the channel, as the workspace keeps it."""
    return {"type": "message", "user": world.uma.user, "ts": world.server.workspace.stamp(), "text": f"Talk {number}"}


def test_a_crash_behind_much_talk_is_found_all_the_same(team: World) -> None:
    notice = to_channel(team, "crash")
    post_and_die(team.services)
    for number in range(history._PAGE + 1):
        team.server.workspace.conversations[HOME].messages.append(talk(team, number))
    assert deliver(team) == 1
    assert posted(team)[notice] == 1


def test_without_metadata_a_notice_may_come_twice_but_never_not_at_all(team: World) -> None:
    team.driver.fault(missing=["metadata"])
    before = len(team.uma.messages(HOME))
    notice = to_channel(team, "crash")
    post_and_die(team.services)
    deliver(team)
    assert len(team.uma.messages(HOME)) == before + 2
    assert row(team, notice)["sent_at"]


def test_history_that_can_not_be_read_now_is_waited_for_rather_than_posting_blindly(team: World) -> None:
    notice = to_channel(team, "crash")
    post_and_die(team.services)
    team.driver.fault(method="conversations.history", retry_after=20)
    assert deliver(team) == 0
    forward(team, 21)
    assert row(team, notice)["sent_at"]
    assert posted(team)[notice] == 1


def test_a_long_brief_cut_off_in_the_middle_goes_on_where_it_stopped(team: World) -> None:
    notice = to_channel(team, "brief", Kind.BRIEF)
    team.driver.fault(method="files.completeUploadExternal", retry_after=5)
    assert deliver(team) == 0
    assert posted(team)[notice] == 1
    assert row(team, notice)["sent_at"] is None
    forward(team, 6)
    assert row(team, notice)["sent_at"]
    assert posted(team)[notice] == 1
    (brief,) = [m for m in team.uma.messages(HOME) if ": the brief" in words_of(m)]
    thread = team.uma.messages(HOME, brief["ts"])
    assert len([m for m in thread if m.get("files")]) == 1


def test_nobody_posts_what_another_has_claimed_until_the_claim_runs_out(team: World) -> None:
    notice = to_channel(team, "claimed")
    (claimed,) = claim(team.services, datetime.now(UTC) + LONG_AGO)
    assert claimed.id == notice
    assert deliver(team) == 0
    assert posted(team)[notice] == 0
    with team.services.database.transaction() as tx:
        tx.execute(text("UPDATE notices SET claimed_until = :until WHERE id = :id"), _lease(claimed, -1))
    assert deliver(team) == 1
    assert posted(team)[notice] == 1


def test_a_claim_that_would_run_out_during_the_call_is_not_used(team: World) -> None:
    notice = to_channel(team, "late")
    (claimed,) = claim(team.services, datetime.now(UTC))
    with team.services.database.reading() as tx:
        outgoing = registry.compose(tx, team.services, claimed)
    with pytest.raises(posting.TakenOver):
        posting.post(team.services, claimed, outgoing)
    assert posted(team)[notice] == 0


def test_what_is_no_longer_true_is_dropped_with_the_reason(team: World) -> None:
    waiting = to_person(team, "uma", "late")
    with team.services.database.transaction() as tx:
        projects.archive(tx, 1, 1, by=person(tx, team, "mila").id, now=team.clock.now())
    assert deliver(team) == 0
    assert row(team, waiting)["drop_reason"] == "the project is archived"
    assert posted(team)[waiting] == 0


def test_a_notice_that_slack_keeps_refusing_is_given_up_and_holds_up_no_other(team: World) -> None:
    refused, other = to_channel(team, "refused"), to_channel(team, "other")
    team.driver.fault(method="chat.postMessage", error="invalid_blocks")
    deliver(team)
    assert (posted(team)[refused], posted(team)[other]) == (0, 1)
    team.driver.fault(method="chat.postMessage", error="invalid_blocks", times=100, channel=HOME)
    for _ in range(rounds._GIVE_UP_AFTER):
        forward(team, 3600)
    assert row(team, refused)["drop_reason"] == "invalid_blocks"
    assert row(team, refused)["attempt"] == rounds._GIVE_UP_AFTER


def test_what_waits_for_a_channel_is_posted_in_order_once_the_bot_is_let_in(world: World) -> None:
    world.mila.invite("C3RETURNS")
    world.mila.command("/scope new Fewer returns | Know why parcels come back | @ines", "C3RETURNS")
    world.ines.wait_for("questions for you")
    world.settle()
    world.mila.kick("C3RETURNS")
    first = to_channel(world, "first")
    second = to_channel(world, "second", Kind.BRIEF)
    deliver(world)
    world.mila.wait_for("invite")
    assert (posted(world)[first], posted(world)[second]) == (0, 0)
    world.mila.invite("C3RETURNS")
    world.mila.wait_for(": the brief", "C3RETURNS")
    world.settle()
    assert (posted(world)[first], posted(world)[second]) == (1, 1)
    assert str(row(world, first)["sent_ts"]) < str(row(world, second)["sent_ts"])


@pytest.fixture
def two_bots(postgres_url: str) -> Iterator[tuple[World, Running]]:
    """Two processes' worth of bots on one PostgreSQL database."""
    with open_world(postgres_url) as world:
        other = build(world.settings, clock=world.clock, words=words())
        yield world, other
        other.stop()


@pytest.mark.postgres
def test_two_bots_post_each_notice_once_and_keep_the_order_in_each_channel(two_bots: tuple[World, Running]) -> None:
    world, other = two_bots
    world.new_project()
    world.mila.wait_for("questions for you")
    world.settle()
    made = [to_channel(world, f"post {number}") for number in range(10)]
    made += [to_person(world, who, f"{who}{number}") for who in world.people for number in range(5)]
    with ThreadPoolExecutor(6) as threads:
        bots = [world.services, other.services] * 3
        counts = list(threads.map(delivery.deliver_due, bots))
    while delivery.deliver_due(world.services):
        pass
    found = posted(world)
    assert [found[notice] for notice in made] == [1] * len(made)
    assert sum(counts) <= len(made)
    for conversation in world.server.workspace.conversations.values():
        order = [_notice_of(message) for message in conversation.messages]
        kept = [notice for notice in order if notice in made]
        assert kept == sorted(kept)


def _notice_of(message: Json) -> int:
    payload: Json = (message.get("metadata") or {}).get("event_payload") or {}
    return int(payload.get("notice", 0))
