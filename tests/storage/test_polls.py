"""Polls: asked once, votes changed until the end, one re-vote."""

from concurrent.futures import ThreadPoolExecutor

from facilitation.polls import Poll
from storage import polls, projects
from storage.database import Database, Transaction
from tests.storage.sample import NOW, Sample, later, make_sample


def ask(tx: Transaction, sample: Sample, question: str = "Shall we?") -> Poll:
    made, _ = polls.create(
        tx,
        ws=sample.ws,
        project_id=sample.project.id,
        question=question,
        asked_by=sample.engineer.id,
        voters=(sample.sponsor.id, sample.champion.id),
        ends_at=later(hours=2),
        now=NOW,
    )
    return made


def cast(tx: Transaction, sample: Sample, poll: Poll, score: int, reason: str | None = None, round_: int = 1) -> None:
    person, now = sample.champion.id, later(hours=score)
    polls.vote(tx, ws=sample.ws, poll_id=poll.id, round=round_, person_id=person, score=score, reason=reason, now=now)


def test_the_same_question_is_asked_once_while_it_is_open(tx: Transaction, sample: Sample) -> None:
    poll = ask(tx, sample)
    assert (poll.round, poll.is_open, poll.ends_at, poll.voters) == (1, True, later(hours=2), poll.voters)
    assert ask(tx, sample) == poll
    assert ask(tx, sample, "Or shall we not?") != poll
    polls.close(tx, sample.ws, poll.id, NOW)
    assert ask(tx, sample).id != poll.id


def test_open_or_not_all_polls_of_a_project_are_found(tx: Transaction, sample: Sample) -> None:
    first, second = ask(tx, sample), ask(tx, sample, "Or shall we not?")
    polls.close(tx, sample.ws, first.id, NOW)
    assert [each.id for each in polls.of_project(tx, sample.ws, sample.project.id)] == [first.id, second.id]
    assert polls.of_project(tx, sample.ws + 1, sample.project.id) == []


def test_a_vote_is_changed_in_place_and_keeps_its_reason(tx: Transaction, sample: Sample) -> None:
    poll = ask(tx, sample)
    cast(tx, sample, poll, 2, "Too slow")
    cast(tx, sample, poll, 4)
    (vote,) = polls.votes(tx, sample.ws, poll.id, 1)
    assert (vote.score, vote.reason, vote.at) == (4, "Too slow", later(hours=4))
    cast(tx, sample, poll, 4, "")
    assert [each.reason for each in polls.votes(tx, sample.ws, poll.id, 1)] == [""]
    cast(tx, sample, poll, 1, round_=2)
    assert [each.score for each in polls.votes(tx, sample.ws, poll.id, 1)] == [4], "each round has its own"


def test_a_round_ends_once_and_there_is_one_re_vote(tx: Transaction, sample: Sample) -> None:
    poll = ask(tx, sample)
    assert not polls.open_again(tx, ws=sample.ws, poll_id=poll.id, ends_at=later(days=1)), "the first is not over"
    assert polls.close(tx, sample.ws, poll.id, NOW) and not polls.close(tx, sample.ws, poll.id, NOW)
    assert polls.open_of_project(tx, sample.ws, sample.project.id) == []
    assert polls.open_again(tx, ws=sample.ws, poll_id=poll.id, ends_at=later(days=1))
    assert not polls.open_again(tx, ws=sample.ws, poll_id=poll.id, ends_at=later(days=1))
    again = polls.by_id(tx, sample.ws, poll.id)
    assert again is not None and (again.round, again.is_open, again.ends_at) == (2, True, later(days=1))
    assert polls.close(tx, sample.ws, poll.id, NOW)
    assert not polls.open_again(tx, ws=sample.ws, poll_id=poll.id, ends_at=later(days=1)), "there is no third"


def test_a_poll_is_due_when_its_time_is_up(tx: Transaction, sample: Sample) -> None:
    poll = ask(tx, sample)
    assert polls.due(tx, later(hours=1)) == []
    assert polls.due(tx, later(hours=2)) == [poll]
    polls.close(tx, sample.ws, poll.id, later(hours=2))
    assert polls.due(tx, later(hours=2)) == []


def test_no_poll_of_an_archived_project_is_due(tx: Transaction, sample: Sample) -> None:
    ask(tx, sample)
    projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert polls.due(tx, later(days=9)) == []


def test_a_double_vote_is_one_vote(database: Database) -> None:
    with database.transaction() as tx:
        sample = make_sample(tx)
        poll = ask(tx, sample)

    def vote(score: int) -> None:
        with database.transaction() as tx:
            polls.by_id(tx, sample.ws, poll.id, lock=True)
            cast(tx, sample, poll, score)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(vote, [3, 3, 4, 4]))
    with database.reading() as tx:
        assert len(polls.votes(tx, sample.ws, poll.id, 1)) == 1
