"""A database full of plainly sample people who are being interviewed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.payloads import MEMBERS, TEAM, dm, home, person
from facilitation import interview as rules
from facilitation.model import Person, Project
from facilitation.questions import Pack, private_questions
from facilitation.roles import Role
from prompts import Words
from storage import interviews, members, people, projects, workspaces
from storage.database import Database, Transaction

_ROLES = (Role.FACILITATOR, Role.SPONSOR, Role.CHAMPION, Role.USER, Role.USER, Role.ENGINEER)
_LONG = timedelta(days=30)  # nothing falls due while we measure


def database(folder: Path, count: int) -> str:
    """Make a database with `count` people, six a project, each before their first question; return its address."""
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    made = Database(url)
    made.migrate()
    pack, now = Words().pack, datetime.now(UTC)
    with made.transaction() as tx:
        ws = workspaces.ensure(tx, team_id=TEAM, enterprise_id="")
        for number in range(count):
            _member(tx, pack, ws, number, now)
    made.dispose()
    return url


def _member(tx: Transaction, pack: Pack, ws: int, number: int, now: datetime) -> None:
    known = people.update_profile(tx, ws, person(number), name=f"Sample {number}", tz="Europe/Berlin", now=now)
    people.set_dm_channel(tx, ws, known.id, dm(number))
    project = _project(tx, ws, number, known, now)
    role = _ROLES[number % MEMBERS]
    roles = (role, Role.ML_LEAD) if role is Role.FACILITATOR else (role,)
    for each in roles:
        member = members.add_role(tx, ws=ws, project_id=project.id, person_id=known.id, role=each, now=now)
    invited = interviews.create(
        tx,
        ws=ws,
        project_id=project.id,
        member_id=member.id,
        plan=private_questions(pack, member.roles),
        now=now,
        window_ends_at=now + _LONG,
        next_check_at=now + _LONG,
    )
    interviews.save(tx, replace(rules.begin(invited, now), next_check_at=now + _LONG))


def _project(tx: Transaction, ws: int, number: int, starter: Person, now: datetime) -> Project:
    channel = home(number)
    standing = projects.active_in_channel(tx, ws, channel)
    made = standing or projects.create(
        tx,
        ws=ws,
        name=f"Fewer late parcels {number // MEMBERS}",
        wish="We want to know by noon which parcels will be late.",
        home_channel=channel,
        created_by=starter.id,
        now=now,
    )
    if made is None:
        raise RuntimeError("a new database has no project in the channel")
    return made
