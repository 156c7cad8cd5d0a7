"""`/scope status`, the hub and App Home: where a person and their projects stand."""

from bot.services import Services
from bot.use_cases.access import Caller, member_of, project_by_id, project_here
from bot.use_cases.people import roster
from bot.use_cases.unknowns import is_found
from facilitation.facts import Home, Hub, Status
from facilitation.model import Project
from facilitation.questions import still_missing
from storage import agreed, answers, interviews, people, projects
from storage.database import Transaction


def status(services: Services, caller: Caller, name: str = "") -> Status:
    """Return where the project that the caller means stands. Refusals of `project_here`."""
    with services.database.reading() as tx:
        return status_of(tx, services, caller, project_here(tx, caller, name))


def status_by_id(services: Services, caller: Caller, project_id: int) -> Status:
    """Return where this project stands. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return status_of(tx, services, caller, project_by_id(tx, caller, project_id))


def hub(services: Services, caller: Caller) -> Hub:
    """Return the status of the project at hand, or the projects to choose from, and whether one can start here."""
    with services.database.reading() as tx:
        in_channel = bool(caller.channel) and not caller.in_dm
        standing = projects.active_in_channel(tx, caller.ws, caller.channel) if in_channel else None
        may_start = in_channel and standing is None
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        mine = projects.of_person(tx, caller.ws, person.id) if person else []
        at_hand = standing or (mine[0] if len(mine) == 1 else None)
        if at_hand is None:
            return Hub(None, tuple(mine), may_start)
        return Hub(status_of(tx, services, caller, at_hand), (), may_start)


def home(services: Services, caller: Caller) -> Home:
    """Return what App Home shows to the caller."""
    with services.database.transaction() as tx:
        person = people.ensure(tx, caller.ws, caller.slack_id)
        people.mark_home_opened(tx, caller.ws, person.id)
        mine = projects.of_person(tx, caller.ws, person.id)
        unknowns = [
            (project, answer)
            for project in mine
            for answer in answers.of_project(tx, caller.ws, project.id)
            if answer.state == "unknown"
            and answer.owner is not None
            and answer.owner.id == person.id
            and not is_found(tx, caller.ws, answer)
        ]
        return Home(person, tuple(status_of(tx, services, caller, p) for p in mine), tuple(unknowns))


def status_of(tx: Transaction, services: Services, caller: Caller, project: Project) -> Status:
    """Return where a project stands, inside a transaction."""
    me = member_of(tx, caller, project)
    recorded = agreed.current(tx, caller.ws, project.id)
    missing = still_missing(services.words.pack, recorded)
    return Status(
        roster(tx, caller, project),
        interviews.of_member(tx, caller.ws, me.id) if me else None,
        len(recorded),
        tuple(services.words.pack[question_id] for question_id in missing),
    )
