"""Voting in a poll: by button, in a form, or typed; to be changed until votes are shown."""

from bot.services import Services
from bot.use_cases.access import Caller, project_here
from bot.use_cases.notices import Kind
from bot.use_cases.polls import ballot, end, theirs
from facilitation import polls as rules
from facilitation.errors import Refusal
from facilitation.model import Member, Project
from facilitation.polls import Ballot, Poll
from storage import audit, members, people, polls, projects
from storage.database import Transaction


def show(services: Services, caller: Caller, poll_id: int) -> Ballot:
    """Return the ballot of a voter. Raises Refusal as `vote`."""
    with services.database.reading() as tx:
        project, poll = theirs(tx, caller, poll_id)
        voter = _voter(tx, caller, project, poll)
        _still_open(services, poll, poll.round)
        return ballot(tx, project, poll, poll.round, voter.person.id)


def vote(
    services: Services, caller: Caller, poll_id: int, round_: int, score: int, reason: str | None = None
) -> Ballot:
    """Store the caller's vote, or change it; `reason` None keeps the one given before. With the last one all are shown.

    Raises Refusal `not_a_voter`, `poll_over` once votes are shown or the time is up, `score_unclear`,
    `reason_too_long`, and those of `project_by_id`.
    """
    with services.database.transaction() as tx:
        project, poll = theirs(tx, caller, poll_id, lock=True)
        return _vote(tx, services, caller, project, poll, round_, score, reason)


def vote_here(services: Services, caller: Caller, score: int, reason: str | None) -> Ballot:
    """Store a typed vote in the one open poll that asks the caller. Raises Refusal `nothing_to_vote`, `which_poll`."""
    with services.database.transaction() as tx:
        found = [
            poll
            for project in _within_reach(tx, caller)
            for poll in polls.open_of_project(tx, caller.ws, project.id)
            if _is_voter(tx, caller, poll)
        ]
        if not found:
            raise Refusal("nothing_to_vote")
        if len(found) > 1:
            raise Refusal("which_poll", polls=found)
        project, poll = theirs(tx, caller, found[0].id, lock=True)
        return _vote(tx, services, caller, project, poll, poll.round, score, reason)


def ballot_key(poll_id: int, round_: int, person_id: int) -> str:
    """Return the key of the notice that put a round to a voter: its message is brought up to date by it."""
    return f"{Kind.POLL_ASKED}:{poll_id}:{round_}:{person_id}"


def keys_of(poll: Poll, round_: int) -> list[str]:
    """Return the keys of everything that was posted when a round began."""
    opened = f"{Kind.POLL_OPENED}:{poll.id}:{round_}"
    return [opened, *(ballot_key(poll.id, round_, person_id) for person_id in poll.voters)]


def _vote(
    tx: Transaction,
    services: Services,
    caller: Caller,
    project: Project,
    poll: Poll,
    round_: int,
    score: int,
    reason: str | None,
) -> Ballot:
    now, ws = services.clock.now(), caller.ws
    voter = _voter(tx, caller, project, poll)
    _still_open(services, poll, round_)
    if score not in rules.SCORES:
        raise Refusal("score_unclear", field="score")
    if reason is not None and len(reason) > rules.MOST_IN_REASON:
        raise Refusal("reason_too_long", field="reason", length=len(reason), most=rules.MOST_IN_REASON)
    person_id = voter.person.id
    before = ballot(tx, project, poll, round_, person_id).mine
    after = polls.vote(
        tx, ws=ws, poll_id=poll.id, round=round_, person_id=person_id, score=score, reason=reason, now=now
    )
    if after != before:
        _audit(tx, services, project, poll, voter, changed=before is not None)
    cast = polls.votes(tx, ws, poll.id, round_)
    if rules.all_in(cast, poll.voters):
        end(tx, services, project, poll)
    return ballot(tx, project, polls.by_id(tx, ws, poll.id) or poll, round_, person_id)


def _voter(tx: Transaction, caller: Caller, project: Project, poll: Poll) -> Member:
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    member = members.of_person(tx, caller.ws, project.id, person.id) if person else None
    if member is None or member.person.id not in poll.voters:
        raise Refusal("not_a_voter", voters=[people.by_id(tx, caller.ws, each) for each in poll.voters])
    return member


def _is_voter(tx: Transaction, caller: Caller, poll: Poll) -> bool:
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    return person is not None and person.id in poll.voters


def _still_open(services: Services, poll: Poll, round_: int) -> None:
    if round_ != poll.round and poll.is_open:
        raise Refusal("poll_next_round")
    if round_ != poll.round or not poll.is_open or services.clock.now() >= poll.ends_at:
        raise Refusal("poll_over")


def _within_reach(tx: Transaction, caller: Caller) -> list[Project]:
    """Return the projects whose polls a typed vote may mean: the channel's, else all of the caller's."""
    here = None if caller.in_dm or not caller.channel else projects.active_in_channel(tx, caller.ws, caller.channel)
    if here is not None:
        return [here]
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    listed = projects.of_person(tx, caller.ws, person.id) if person else []
    return listed or [project_here(tx, caller)]


def _audit(tx: Transaction, services: Services, project: Project, poll: Poll, voter: Member, *, changed: bool) -> None:
    """Note that somebody voted, and not what: the audit can be read before votes are shown."""
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=voter.person.id,
        action="vote_changed" if changed else "voted",
        before=None,
        after={"poll": poll.id, "round": poll.round},
        at=services.clock.now(),
    )
