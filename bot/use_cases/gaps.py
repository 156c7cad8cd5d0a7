"""`/scope gaps`: the disagreement map after the reveal, and the draft agenda made of it."""

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, member_of, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from bot.use_cases.registers import load_open_points
from facilitation.errors import Refusal
from facilitation.gaps import Gaps, find
from facilitation.model import Project
from facilitation.roles import Action, allowed
from storage import agreed, answers, members
from storage.database import Transaction


def show(services: Services, caller: Caller, name: str = "") -> Gaps:
    """Return the map of the project the caller means.

    Raises Refusal `gaps_not_revealed` before the reveal, and those of `project_here`.
    """
    with services.database.reading() as tx:
        return load(tx, services, project_here(tx, caller, name))


def show_by_id(services: Services, caller: Caller, project_id: int) -> Gaps:
    """Return the map of this project. Refusals as `show`."""
    with services.database.reading() as tx:
        return load(tx, services, project_by_id(tx, caller, project_id))


def post_agenda(services: Services, caller: Caller, project_id: int, request: str) -> Project:
    """Have the draft agenda of the planning session posted in the home channel; once per `request`.

    Refusals of `project_by_id` and `require`, and `gaps_not_revealed`.
    """
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        require(tx, caller, project, Action.AGREE)
        _revealed(project)
        notices.to_channel(tx, Kind.AGENDA, project, key=f"{project.id}:{request}", now=services.clock.now())
        return project


def may_post(services: Services, caller: Caller, project: Project) -> bool:
    """Return whether the caller can post the agenda: the facilitator can."""
    with services.database.reading() as tx:
        member = member_of(tx, caller, project)
    return member is not None and allowed(Action.AGREE, member.roles)


def load(tx: Transaction, services: Services, project: Project) -> Gaps:
    """Return the project's map, inside a transaction. Raises Refusal `gaps_not_revealed`."""
    _revealed(project)
    ws = project.workspace_id
    return find(
        services.words.pack,
        services.words.comparing,
        project,
        members.of_project(tx, ws, project.id, left=True),
        answers.of_project(tx, ws, project.id),
        agreed.current(tx, ws, project.id),
        load_open_points(tx, services, project),
    )


def _revealed(project: Project) -> None:
    if project.revealed_at is None:
        raise Refusal("gaps_not_revealed")
