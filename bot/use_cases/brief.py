"""`/scope brief`: the scope document, posted in the home channel and given as a file."""

from hashlib import sha256

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, project_by_id, project_here, require
from bot.use_cases.baseline import signed_version
from bot.use_cases.notices import Kind
from facilitation import brief as rules
from facilitation.brief import Brief
from facilitation.model import Project
from facilitation.roles import Action
from storage import agreed, answers, assumptions, features, glossary, members
from storage import rules as business_rules
from storage.database import Transaction

_SECONDS_TOGETHER = 30  # of business time


def post(services: Services, caller: Caller, name: str) -> Project:
    """Have the brief posted in the home channel of the project the caller means.

    The same brief asked for again right away is posted once. Refusals of `project_here` and `require`.
    """
    with services.database.transaction() as tx:
        return _enqueue(tx, services, caller, project_here(tx, caller, name))


def post_by_id(services: Services, caller: Caller, project_id: int) -> Project:
    """Have the brief of this project posted. Refusals of `project_by_id` and `require`."""
    with services.database.transaction() as tx:
        return _enqueue(tx, services, caller, project_by_id(tx, caller, project_id))


def load(tx: Transaction, services: Services, project: Project) -> Brief:
    """Return the project's brief as it stands."""
    ws = project.workspace_id
    return rules.write(
        services.words.pack,
        project,
        members.of_project(tx, ws, project.id, left=True),
        answers.of_project(tx, ws, project.id),
        agreed.current(tx, ws, project.id),
        services.clock.now(),
        assumptions=assumptions.of_project(tx, ws, project.id),
        rules=business_rules.of_project(tx, ws, project.id),
        words=glossary.of_project(tx, ws, project.id),
        features=features.of_project(tx, ws, project.id),
        signed=signed_version(tx, project),
    )


def _enqueue(tx: Transaction, services: Services, caller: Caller, project: Project) -> Project:
    require(tx, caller, project, Action.POST_BRIEF)
    now = services.clock.now()
    # A double click is two requests. What makes them one is what they would post, and when.
    key = f"{project.id}:{_content(tx, project)}:{now.timestamp() // _SECONDS_TOGETHER:.0f}"
    notices.to_channel(tx, Kind.BRIEF, project, key=key, now=now)
    return project


def _content(tx: Transaction, project: Project) -> str:
    """Return a short text that is another one whenever the brief would say something else."""
    ws = project.workspace_id
    facts = (
        project.revealed_at,
        [(each.question_id, each.version) for each in agreed.current(tx, ws, project.id).values()],
        [(each.id, each.version, each.state) for each in answers.of_project(tx, ws, project.id)],
        [(each.id, sorted(each.roles)) for each in members.of_project(tx, ws, project.id)],
        assumptions.of_project(tx, ws, project.id),
        business_rules.of_project(tx, ws, project.id),
        glossary.of_project(tx, ws, project.id),
        features.of_project(tx, ws, project.id),
        signed_version(tx, project),
    )
    return sha256(repr(facts).encode()).hexdigest()[:16]
