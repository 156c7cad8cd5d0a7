"""How people come off a project: nothing more is asked of them, and votes wait for them no longer."""

from datetime import datetime

from facilitation import polls as rules
from facilitation.interview import close
from facilitation.model import Member, Person, Project
from storage import audit, interviews, members, polls
from storage.database import Transaction


def leave(tx: Transaction, project: Project, member: Member, *, by: Person, now: datetime) -> None:
    """Take a member off the project; what they answered and what they voted is kept."""
    ws = project.workspace_id
    members.leave(tx, ws=ws, project_id=project.id, person_id=member.person.id, now=now)
    interview = interviews.of_member(tx, ws, member.id)
    if interview is not None:
        interviews.save(tx, close(interview))
    audit.append(
        tx,
        ws=ws,
        project_id=project.id,
        actor_id=by.id,
        action="member_left",
        before={"person": member.person.slack_id, "roles": sorted(member.roles)},
        after=None,
        at=now,
    )
    _leave_polls(tx, project, member.person, now)


def _leave_polls(tx: Transaction, project: Project, person: Person, now: datetime) -> None:
    """Take somebody who has not voted off the open polls; one that waited for nobody else ends at the next look."""
    ws = project.workspace_id
    for seen in polls.open_of_project(tx, ws, project.id):
        poll = polls.by_id(tx, ws, seen.id, lock=True)
        if poll is None or not poll.is_open or person.id not in poll.voters:
            continue
        cast = polls.votes(tx, ws, poll.id, poll.round)
        voters = rules.without(poll.voters, cast, person.id)
        polls.keep_voters(tx, ws, poll.id, voters)
        if rules.all_in(cast, voters):
            polls.end_soon(tx, ws, poll.id, now)
