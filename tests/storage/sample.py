"""A small project, plainly sample data."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from facilitation.model import Answer, Interview, InterviewState, Member, Person, Project
from facilitation.roles import Role
from storage import answers, interviews, members, people, projects, workspaces
from storage.database import Transaction

#: Monday morning.
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def later(**units: float) -> datetime:
    """Return a time after NOW: `later(hours=1)`."""
    return NOW + timedelta(**units)


@dataclass(frozen=True)
class Sample:
    """A project with a sponsor, a champion and an engineer; the sponsor is interviewed."""

    ws: int
    sponsor: Person
    champion: Person
    engineer: Person
    project: Project
    member: Member  # the sponsor
    interview: Interview


def make_sample(tx: Transaction, team: str = "T0SAMPLE") -> Sample:
    """Store the sample project in a workspace of its own."""
    ws = workspaces.ensure(tx, team_id=team, enterprise_id="", name="Sample workspace")
    sponsor, champion, engineer = (
        people.update_profile(tx, ws, f"U0{name.upper()}", name=f"{name} Sample", tz="Europe/Berlin", now=NOW)
        for name in ("Ines", "Omar", "Yuki")
    )
    project = projects.create(
        tx,
        ws=ws,
        name="Sorting mail",
        wish="Less sorting",
        home_channel="C0HOME",
        created_by=engineer.id,
        now=NOW,
    )
    assert project is not None
    for person, role in ((sponsor, Role.SPONSOR), (champion, Role.CHAMPION), (engineer, Role.ENGINEER)):
        members.add_role(tx, ws=ws, project_id=project.id, person_id=person.id, role=role, now=NOW)
    member = members.of_person(tx, ws, project.id, sponsor.id)
    assert member is not None
    interview = interview_of(tx, ws, member)
    return Sample(ws, sponsor, champion, engineer, project, member, interview)


def interview_of(tx: Transaction, ws: int, member: Member) -> Interview:
    """Invite the member and start their interview."""
    invited = interviews.create(
        tx,
        ws=ws,
        project_id=member.project_id,
        member_id=member.id,
        plan=("Q1", "Q2", "Q3"),
        now=NOW,
        window_ends_at=later(days=3),
        next_check_at=later(days=1),
    )
    started = replace(invited, state=InterviewState.ACTIVE, channel="D0INES", started_at=NOW, visit=1)
    interviews.save(tx, started)
    return started


def say(
    tx: Transaction,
    interview: Interview,
    ts: str,
    text: str,
    *,
    question: str = "Q1",
    mentions: tuple[str, ...] = (),
) -> Answer:
    """Type a message that was not there before, and return the answer that it made."""
    answer = answers.add_part(
        tx,
        interview=interview,
        question_id=question,
        channel="D0INES",
        ts=ts,
        text=text,
        mentions=mentions,
        now=NOW,
    )
    assert answer is not None
    return answer
