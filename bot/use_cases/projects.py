"""`/scope new` and `archive`: a project begins and ends in its home channel."""

from bot.services import Services
from bot.text import Typed
from bot.use_cases import joining, notices
from bot.use_cases.access import Caller, archived, member_of, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from facilitation.errors import Refusal, together
from facilitation.model import Person, Project
from facilitation.roles import Action, Role
from storage import audit, people, projects
from storage.database import Transaction

MOST_IN_NAME = 80  # characters; it stands in headings, buttons and file names
MOST_IN_WISH = 500  # characters; one sentence


def may_start(services: Services, caller: Caller) -> None:
    """Return quietly if a project can start in the caller's channel.

    Raises Refusal `start_in_channel` in a DM, `channel_taken` where a project stands already.
    """
    if not caller.channel or caller.in_dm:
        raise Refusal("start_in_channel")
    with services.database.reading() as tx:
        standing = projects.active_in_channel(tx, caller.ws, caller.channel)
        if standing:
            raise Refusal("channel_taken", project=standing)


def start(services: Services, caller: Caller, name: Typed, wish: Typed, sponsor: str | None) -> Project:
    """Begin a project in the caller's channel: they facilitate and lead the ML work, the sponsor is interviewed.

    The same form sent twice begins one project. Raises Refusal with the field it belongs to, or `channel_taken`.
    """
    together(
        lambda: _check_name(name.text.strip()), lambda: _check_wish(wish.text.strip()), lambda: _check_sponsor(sponsor)
    )
    now = services.clock.now()
    with services.database.transaction() as tx:
        requester = people.ensure(tx, caller.ws, caller.slack_id)
        project = projects.create(
            tx,
            ws=caller.ws,
            name=" ".join(name.text.split()),
            wish=wish.text.strip(),
            home_channel=caller.channel,
            created_by=requester.id,
            now=now,
        )
        if project is None:
            return _same_again(tx, caller, name, requester)
        audit.append(
            tx,
            ws=caller.ws,
            project_id=project.id,
            actor_id=requester.id,
            action="project_started",
            before=None,
            after={"name": project.name, "wish": project.wish, "channel": project.home_channel},
            at=now,
        )
        notices.to_channel(tx, Kind.PROJECT_STARTED, project, key=str(project.id), now=now)
        if sponsor:
            person = people.ensure(tx, caller.ws, sponsor)
            joining.give_role(tx, services, project, person, Role.SPONSOR, by=requester, now=now)
        for role in (Role.FACILITATOR, Role.ML_LEAD):
            joining.give_role(tx, services, project, requester, role, by=requester, now=now)
        return project


def ask_to_archive(services: Services, caller: Caller, name: str = "") -> Project:
    """Return the project that the caller may archive. Refusals of `project_here` and `require`."""
    with services.database.reading() as tx:
        project = project_here(tx, caller, name)
        require(tx, caller, project, Action.ARCHIVE)
        return project


def ask_to_archive_by_id(services: Services, caller: Caller, project_id: int) -> Project:
    """Return this project if the caller may archive it. Refusals of `project_by_id` and `require`."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        require(tx, caller, project, Action.ARCHIVE)
        return project


def archive(services: Services, caller: Caller, project_id: int) -> Project:
    """Close the project: nothing more is asked or posted, everything is kept. Refusals as `ask_to_archive`.

    Who has archived it may do so again, as a double click does; nothing more comes of it.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id, closed=True)
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        if project.archived_at is not None and (person is None or project.archived_by != person.id):
            raise archived(tx, caller.ws, project)
        member = require(tx, caller, project, Action.ARCHIVE)
        if projects.archive(tx, caller.ws, project.id, by=member.person.id, now=now):
            audit.append(
                tx,
                ws=caller.ws,
                project_id=project.id,
                actor_id=member.person.id,
                action="project_archived",
                before=None,
                after=None,
                at=now,
            )
            notices.to_channel(tx, Kind.PROJECT_ARCHIVED, project, key=str(project.id), now=now, by=member.person.id)
        return project


def _check_name(name: str) -> None:
    if not name:
        raise Refusal("name_missing", field="name")
    if len(name) > MOST_IN_NAME:
        raise Refusal("name_too_long", field="name", length=len(name), most=MOST_IN_NAME)


def _check_wish(wish: str) -> None:
    if not wish:
        raise Refusal("wish_missing", field="wish")
    if len(wish) > MOST_IN_WISH:
        raise Refusal("wish_too_long", field="wish", length=len(wish), most=MOST_IN_WISH)


def _check_sponsor(sponsor: str | None) -> None:
    if not sponsor:
        raise Refusal("sponsor_missing", field="sponsor")


def _same_again(tx: Transaction, caller: Caller, name: Typed, requester: Person) -> Project:
    standing = projects.active_in_channel(tx, caller.ws, caller.channel)
    if standing and standing.created_by == requester.id and standing.name == " ".join(name.text.split()):
        return standing
    # The form lets people pick any channel they can find, so that only a member may read here which project it is.
    known = standing is not None and member_of(tx, caller, standing) is not None
    raise Refusal("channel_taken", field="name", project=standing if known else None)
