"""`/scope poll`: hidden, simultaneous votes; shown at once when all are in or the time is up (method §2.4)."""

from collections.abc import Sequence

from bot.services import Services
from bot.text import Typed
from bot.use_cases import notices
from bot.use_cases.access import (
    Caller,
    facilitator_of,
    holders_of,
    member_of,
    project_by_id,
    project_here,
    require,
)
from bot.use_cases.notices import Kind
from facilitation import polls as rules
from facilitation.errors import Refusal
from facilitation.model import Member, Person, Project
from facilitation.polls import Asking, Ballot, Poll, Shown
from facilitation.roles import Action, Role, allowed
from storage import audit, decisions, members, people, polls, projects
from storage.database import Transaction

_AT_ONCE = 100  # ended in one transaction


def asking(services: Services, caller: Caller, name: str = "") -> Asking:
    """Return what the form of a new poll begins with. Refusals of `project_here` and `require`."""
    with services.database.reading() as tx:
        return _asking(tx, caller, project_here(tx, caller, name))


def asking_by_id(services: Services, caller: Caller, project_id: int) -> Asking:
    """The same for this project. Refusals of `project_by_id` and `require`."""
    with services.database.reading() as tx:
        return _asking(tx, caller, project_by_id(tx, caller, project_id))


def ask(
    services: Services, caller: Caller, project_id: int, question: Typed, voters: Sequence[str], length: str
) -> Shown:
    """Put a question to the vote, at once to all voters (Slack ids; none: sponsor, champion and users).

    The same again, while it is open, changes nothing. Raises Refusal with its field: `poll_empty`, `poll_too_long`,
    `voter_not_member`, `no_voters`, `too_many_voters`, `length_unclear`; and those of `require`.
    """
    with services.database.transaction() as tx:
        return _ask(tx, services, caller, project_by_id(tx, caller, project_id), question, voters, length)


def ask_here(services: Services, caller: Caller, question: Typed, voters: Sequence[str], length: str) -> Shown:
    """The same on the project the caller means. Refusals of `project_here`, and as `ask`."""
    with services.database.transaction() as tx:
        return _ask(tx, services, caller, project_here(tx, caller), question, voters, length)


def again(services: Services, caller: Caller, poll_id: int) -> Shown | None:
    """Begin the one re-vote among the voters who are still on the project; None when it has begun already.

    Raises Refusal `poll_hidden` while votes are out, `poll_settled` when nothing is left to vote on,
    `poll_nobody_left`, `poll_not_yours`, and those of `project_by_id`.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        project, poll = theirs(tx, caller, poll_id, lock=True)
        member = _may_vote_again(tx, caller, project, poll)
        if poll.round == rules.ROUNDS:  # begun already
            if not poll.is_open:
                raise Refusal("poll_settled")
            return None
        shown = load(tx, project, poll, poll.round)
        if shown.outcome is None:
            raise Refusal("poll_hidden", poll=poll)
        if shown.outcome.is_final:
            raise Refusal("poll_settled")
        _keep_present(tx, project, poll)
        asker = people.by_id(tx, caller.ws, poll.asked_by)
        ends = rules.ends_again(poll, now, asker.tz, services.hours)
        polls.open_again(tx, ws=caller.ws, poll_id=poll.id, ends_at=ends)
        _audit(tx, services, project, member.person, "poll_again", {"poll": poll.id, "ends_at": ends.isoformat()})
        return _announce(tx, services, project, _reload(tx, poll))


def end_due(services: Services) -> list[tuple[Poll, int]]:
    """Show the polls whose time is up; returns each with the round that ended."""
    ended: list[tuple[Poll, int]] = []
    with services.database.transaction() as tx:
        for seen in polls.due(tx, services.clock.now(), limit=_AT_ONCE):
            poll = polls.by_id(tx, seen.workspace_id, seen.id, lock=True)
            project = projects.by_id(tx, seen.workspace_id, seen.project_id)
            if poll is not None and project is not None and poll.is_open and poll.round == seen.round:
                end(tx, services, project, poll)
                ended.append((poll, poll.round))
    return ended


def end(tx: Transaction, services: Services, project: Project, poll: Poll) -> None:
    """Show a round: its votes become common, in the home channel and in the audit."""
    ws, now = poll.workspace_id, services.clock.now()
    if polls.close(tx, ws, poll.id, now):
        cast = [
            {"person": vote.person_id, "score": vote.score, "reason": vote.reason}
            for vote in polls.votes(tx, ws, poll.id, poll.round)
        ]
        _audit(tx, services, project, None, "poll_shown", {"poll": poll.id, "round": poll.round, "votes": cast})
        notices.to_channel(tx, Kind.POLL_SHOWN, project, key=round_key(poll), now=now, poll=poll.id, round=poll.round)


def theirs(tx: Transaction, caller: Caller, poll_id: int, *, lock: bool = False) -> tuple[Project, Poll]:
    """Return a poll with its project. Raises Refusal `poll_gone`, and those of `project_by_id`."""
    poll = polls.by_id(tx, caller.ws, poll_id, lock=lock)
    if poll is None:
        raise Refusal("poll_gone")
    return project_by_id(tx, caller, poll.project_id, gone="poll_gone"), poll


def final(tx: Transaction, caller: Caller, poll_id: int) -> Shown:
    """Return the round that a decision can be recorded from. Raises Refusal `poll_not_final`; others as `theirs`."""
    project, poll = theirs(tx, caller, poll_id)
    shown = load(tx, project, poll, poll.round)
    if shown.outcome is None or not shown.outcome.is_final:
        raise Refusal("poll_not_final")
    return shown


def load(tx: Transaction, project: Project, poll: Poll, round_: int) -> Shown:
    """Return a round with everything a reader may see of it: votes only once the round is over."""
    ws = poll.workspace_id
    cast = polls.votes(tx, ws, poll.id, round_) if is_over(poll, round_) else None
    voted = [vote.person_id for vote in cast or ()]
    return Shown(
        project=project,
        poll=poll,
        asker=people.by_id(tx, ws, poll.asked_by),
        round=round_,
        voters=tuple(people.by_id(tx, ws, person_id) for person_id in dict.fromkeys([*poll.voters, *voted])),
        outcome=None if cast is None else rules.outcome(cast, poll.voters, round_),
        sponsors=tuple(holders_of(tx, ws, project, (Role.SPONSOR,))),
        decision=decisions.by_source(tx, ws, project.id, f"poll:{poll.id}"),
    )


def ballot(tx: Transaction, project: Project, poll: Poll, round_: int, person_id: int) -> Ballot:
    """Return a round as one of its voters sees it: their own vote and nobody else's."""
    cast = polls.votes(tx, poll.workspace_id, poll.id, round_)
    mine = next((vote for vote in cast if vote.person_id == person_id), None)
    asker = people.by_id(tx, poll.workspace_id, poll.asked_by)
    return Ballot(project, poll, asker, round_, mine, is_over(poll, round_))


def is_over(poll: Poll, round_: int) -> bool:
    """Return whether a round has ended, so that its votes are common."""
    return round_ < poll.round or not poll.is_open


def round_key(poll: Poll) -> str:
    """Return what tells a round from every other."""
    return f"{poll.id}:{poll.round}"


def _asking(tx: Transaction, caller: Caller, project: Project) -> Asking:
    require(tx, caller, project, Action.POLL)
    return Asking(project, rules.usual_voters(members.of_project(tx, caller.ws, project.id)))


def _ask(
    tx: Transaction,
    services: Services,
    caller: Caller,
    project: Project,
    question: Typed,
    voters: Sequence[str],
    length: str,
) -> Shown:
    now, ws = services.clock.now(), caller.ws
    member = require(tx, caller, project, Action.POLL)
    text = question.text.strip()
    if not text:
        raise Refusal("poll_empty", field="text")
    if len(text) > rules.MOST_IN_QUESTION:
        raise Refusal("poll_too_long", field="text", length=len(text), most=rules.MOST_IN_QUESTION)
    chosen = _voters(tx, ws, project, voters)
    poll, new = polls.create(
        tx,
        ws=ws,
        project_id=project.id,
        question=text,
        asked_by=member.person.id,
        voters=tuple(person.id for person in chosen),
        ends_at=rules.ends_at(now, length, member.person.tz, services.hours),
        now=now,
    )
    if not new:
        return load(tx, project, poll, poll.round)
    facts = {"poll": poll.id, "question": text, "voters": list(poll.voters), "ends_at": poll.ends_at.isoformat()}
    _audit(tx, services, project, member.person, "poll_asked", facts)
    return _announce(tx, services, project, poll)


def _voters(tx: Transaction, ws: int, project: Project, chosen: Sequence[str]) -> tuple[Person, ...]:
    listed = members.of_project(tx, ws, project.id)
    if not chosen:
        voters = rules.usual_voters(listed)
    else:
        known = {member.person.slack_id: member.person for member in listed}
        strangers = [people.ensure(tx, ws, each) for each in dict.fromkeys(chosen) if each not in known]
        if strangers:
            raise Refusal("voter_not_member", field="voters", strangers=strangers)
        voters = tuple(known[slack_id] for slack_id in dict.fromkeys(chosen))
    if not voters:
        raise Refusal("no_voters", field="voters")
    if len(voters) > rules.MOST_VOTERS:
        raise Refusal("too_many_voters", field="voters", most=rules.MOST_VOTERS)
    return voters


def _announce(tx: Transaction, services: Services, project: Project, poll: Poll) -> Shown:
    """Have a round told in the home channel, and put to every voter who is still on the project."""
    now, ws, facts = services.clock.now(), poll.workspace_id, {"poll": poll.id, "round": poll.round}
    notices.to_channel(tx, Kind.POLL_OPENED, project, key=round_key(poll), now=now, **facts)
    for person_id in poll.voters:
        voter = members.of_person(tx, ws, project.id, person_id)
        if voter is not None:
            at = rules.ask_at(now, poll.ends_at, voter.person.tz, services.hours)
            key = f"{round_key(poll)}:{person_id}"
            notices.to_person(tx, Kind.POLL_ASKED, voter.person, project, key=key, now=at, **facts)
    return load(tx, project, poll, poll.round)


def _keep_present(tx: Transaction, project: Project, poll: Poll) -> None:
    """Ask only voters who are still on the project. Raises Refusal `poll_nobody_left`."""
    present = {member.person.id for member in members.of_project(tx, poll.workspace_id, project.id)}
    voters = tuple(voter for voter in poll.voters if voter in present)
    if not voters:
        raise Refusal("poll_nobody_left")
    if voters != poll.voters:
        polls.keep_voters(tx, poll.workspace_id, poll.id, voters)


def _may_vote_again(tx: Transaction, caller: Caller, project: Project, poll: Poll) -> Member:
    member = member_of(tx, caller, project)
    if member is not None and (member.person.id == poll.asked_by or allowed(Action.VOTE_AGAIN, member.roles)):
        return member
    asker = people.by_id(tx, caller.ws, poll.asked_by)
    raise Refusal("poll_not_yours", asker=asker, facilitator=facilitator_of(tx, caller.ws, project))


def _reload(tx: Transaction, poll: Poll) -> Poll:
    return polls.by_id(tx, poll.workspace_id, poll.id) or poll


def _audit(
    tx: Transaction, services: Services, project: Project, actor: Person | None, action: str, after: dict[str, object]
) -> None:
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=actor.id if actor else None,
        action=action,
        before=None,
        after=after,
        at=services.clock.now(),
    )
