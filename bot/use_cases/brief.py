"""`/scope brief`: the scope document, posted in the home channel and given as a file."""

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from facilitation import brief as rules
from facilitation.brief import Brief
from facilitation.model import Project
from facilitation.roles import Action
from storage import agreed, answers, members
from storage.database import Transaction


def post(services: Services, caller: Caller, name: str, request: str) -> Project:
    """Have the brief posted in the home channel of the project the caller means; once per `request` (Slack's own id).

    Refusals of `project_here` and `require`.
    """
    with services.database.transaction() as tx:
        return _enqueue(tx, services, caller, project_here(tx, caller, name), request)


def post_by_id(services: Services, caller: Caller, project_id: int, request: str) -> Project:
    """Have the brief of this project posted. Refusals of `project_by_id` and `require`."""
    with services.database.transaction() as tx:
        return _enqueue(tx, services, caller, project_by_id(tx, caller, project_id), request)


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
    )


def _enqueue(tx: Transaction, services: Services, caller: Caller, project: Project, request: str) -> Project:
    require(tx, caller, project, Action.POST_BRIEF)
    notices.to_channel(tx, Kind.BRIEF, project, key=f"{project.id}:{request}", now=services.clock.now())
    return project
