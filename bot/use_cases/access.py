"""Who acts, on which project, and whether they may (design §5, tenancy and access)."""

from dataclasses import dataclass

from facilitation.errors import Refusal
from facilitation.model import Member, Person, Project
from facilitation.roles import Action, Role, allowed, roles_that_may
from storage import members, people, projects
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Caller:
    """Who acts: the workspace's id, the person's Slack id, and the channel they act in ("" in App Home)."""

    ws: int
    slack_id: str
    channel: str = ""
    in_dm: bool = False  # the channel is their DM with the bot
    at: str = ""  # Slack's time of it, comparable with the `ts` of messages; "" where the payload has none


def project_here(tx: Transaction, caller: Caller, name: str = "") -> Project:
    """Return the project that the caller means: the channel's own, else the one they are listed on.

    `name` picks among several. Raises Refusal `archived`, `no_project` or `which_project`.
    """
    here = None if caller.in_dm or not caller.channel else projects.latest_in_channel(tx, caller.ws, caller.channel)
    if here and not name:
        if here.archived_at is not None:
            raise archived(tx, caller.ws, here)
        return here
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    listed = projects.of_person(tx, caller.ws, person.id) if person else []
    if here and here.archived_at is None and here not in listed:
        listed = [here, *listed]
    wanted = [project for project in listed if name.casefold() in project.name.casefold()] if name else listed
    exact = [project for project in wanted if project.name.casefold() == name.casefold()]
    if len(exact or wanted) == 1:
        return (exact or wanted)[0]
    if not wanted:
        raise Refusal("no_project_named" if name and listed else "no_project", name=name, projects=listed)
    raise Refusal("which_project", projects=wanted)


def project_by_id(tx: Transaction, caller: Caller, project_id: int, *, gone: str = "no_project") -> Project:
    """Return the project behind a button. To strangers it does not exist; archived ones raise Refusal `archived`.

    `gone` is the refusal for something of a project's that does not exist: no stranger can tell whether it does.
    """
    project = projects.by_id(tx, caller.ws, project_id)
    if project is None or (caller.channel != project.home_channel and member_of(tx, caller, project) is None):
        raise Refusal(gone, name="", projects=[])
    if project.archived_at is not None:
        raise archived(tx, caller.ws, project)
    return project


def archived(tx: Transaction, ws: int, project: Project) -> Refusal:
    """Return the refusal that says who archived the project and when."""
    by = people.by_id(tx, ws, project.archived_by) if project.archived_by is not None else None
    return Refusal("archived", project=project, by=by)


def member_of(tx: Transaction, caller: Caller, project: Project) -> Member | None:
    """Return the caller's membership of the project, if they are listed on it."""
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    return members.of_person(tx, caller.ws, project.id, person.id) if person else None


def require(tx: Transaction, caller: Caller, project: Project, action: Action) -> Member:
    """Return the caller's membership if their roles allow `action`.

    Raises Refusal `not_allowed`, which says which roles may and who holds them, or `not_listed` for a guest.
    """
    member = member_of(tx, caller, project)
    if member and allowed(action, member.roles):
        return member
    holders = holders_of(tx, caller.ws, project, roles_that_may(action))
    everybody = roles_that_may(action) == tuple(Role)
    if member is None and (everybody or action is Action.ANSWER):
        raise Refusal("not_listed", project=project, facilitator=facilitator_of(tx, caller.ws, project))
    raise Refusal("not_allowed", project=project, action=action, roles=roles_that_may(action), holders=holders)


def holders_of(tx: Transaction, ws: int, project: Project, roles: tuple[Role, ...]) -> list[Person]:
    """Return who holds any of `roles` on the project."""
    return [m.person for m in members.of_project(tx, ws, project.id) if not m.roles.isdisjoint(roles)]


def facilitator_of(tx: Transaction, ws: int, project: Project) -> Person:
    """Return the project's facilitator: there is always one."""
    return holders_of(tx, ws, project, (Role.FACILITATOR,))[0]
