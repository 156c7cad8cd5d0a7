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


def project_here(tx: Transaction, caller: Caller, name: str = "", *, closed: bool = False) -> Project:
    """Return the project that the caller means: the channel's own, else the one they are listed on.

    `name` picks among several. `closed`: archived ones too. Raises Refusal `archived`, `no_project` or `which_project`.
    """
    here = None if caller.in_dm or not caller.channel else projects.latest_in_channel(tx, caller.ws, caller.channel)
    if here and not name:
        return _open(tx, caller, here, closed=closed)
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    known = projects.of_person(tx, caller.ws, person.id, archived=True) if person else []
    if here and here not in known:
        known = [here, *known]
    listed = [project for project in known if project.archived_at is None]
    wanted = _named(listed, name)
    if len(wanted) == 1:
        return wanted[0]
    over = _named(known, name) if name and not wanted else []
    if over:
        return _open(tx, caller, over[0], closed=closed)
    if not wanted:
        raise Refusal("no_project_named" if name and listed else "no_project", name=name, projects=listed)
    raise Refusal("which_project", projects=wanted)


def project_by_id(
    tx: Transaction, caller: Caller, project_id: int, *, gone: str = "no_project", closed: bool = False
) -> Project:
    """Return the project behind a button. To strangers it does not exist.

    An archived one raises Refusal `archived`, unless it may be `closed`. `gone` is the refusal for something of a
    project's that does not exist: no stranger can tell whether it does.
    """
    project = projects.by_id(tx, caller.ws, project_id)
    if project is None or (caller.channel != project.home_channel and member_of(tx, caller, project) is None):
        raise Refusal(gone, name="", projects=[])
    return _open(tx, caller, project, closed=closed)


def _open(tx: Transaction, caller: Caller, project: Project, *, closed: bool) -> Project:
    """Return the project. Raises Refusal `archived` for one that is, unless it may be `closed`."""
    if project.archived_at is not None and not closed:
        raise archived(tx, caller.ws, project)
    return project


def _named(among: list[Project], name: str) -> list[Project]:
    """Return those that are called `name`, else those that have it in their name; all have the empty one."""
    wanted = [project for project in among if name.casefold() in project.name.casefold()]
    return [project for project in wanted if project.name.casefold() == name.casefold()] or wanted


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
