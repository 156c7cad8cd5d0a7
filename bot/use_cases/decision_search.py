"""`/scope decisions`: found again by words, person or date; and brought up when their review is due."""

from datetime import UTC, datetime, time, timedelta

from bot.services import Services
from bot.text import from_message, mentioned
from bot.use_cases import notices
from bot.use_cases.access import Caller, facilitator_of, member_of, project_by_id, project_here
from bot.use_cases.decisions import load, theirs
from bot.use_cases.notices import Kind
from facilitation.decisions import Decision, Found, Recorded, matches, search_of
from facilitation.errors import Refusal
from facilitation.model import Person, Project
from facilitation.working_time import next_working_moment, zone
from storage import decisions, members, people, projects
from storage.database import Transaction

_AT_ONCE = 100  # looked at in one transaction
#: Nowhere does a day begin earlier than this before it begins in UTC.
_EAST = timedelta(hours=14)


def find(services: Services, caller: Caller, query: str = "") -> Found:
    """Return the decisions that a typed search finds; somebody on several projects may type a project's name instead.

    Refusals of `project_here`.
    """
    with services.database.reading() as tx:
        try:
            return _find(tx, caller, project_here(tx, caller), query)
        except Refusal as refusal:
            if refusal.kind != "which_project" or not query:
                raise
        return _find(tx, caller, project_here(tx, caller, query), "")


def find_by_id(services: Services, caller: Caller, project_id: int, query: str = "") -> Found:
    """Return the decisions of this project that a search finds. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return _find(tx, caller, project_by_id(tx, caller, project_id), query)


def show(services: Services, caller: Caller, decision_id: int) -> Recorded:
    """Return one decision. Raises Refusal `decision_gone`, and those of `project_by_id`."""
    with services.database.reading() as tx:
        project, decision = theirs(tx, caller, decision_id)
        return load(tx, caller.ws, project, decision, member_of(tx, caller, project))


def plan_reviews(services: Services) -> int:
    """Have those told whose decisions are to be looked at again, each once; returns how many were looked at.

    Who recorded it is told in their working hours of that day; the facilitator, if they left.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        due = decisions.review_due(tx, (now + _EAST).date(), limit=_AT_ONCE)
        for decision in due:
            project = projects.by_id(tx, decision.workspace_id, decision.project_id)
            if project is not None and decisions.replacing(tx, decision.workspace_id, decision.id) is None:
                _remind(tx, services, project, decision, now)
            decisions.mark_reminded(tx, decision.workspace_id, decision.id, now)
        return len(due)


def _remind(tx: Transaction, services: Services, project: Project, decision: Decision, now: datetime) -> None:
    ws = decision.workspace_id
    stays = members.of_person(tx, ws, project.id, decision.recorded_by) is not None
    person = people.by_id(tx, ws, decision.recorded_by) if stays else facilitator_of(tx, ws, project)
    key = f"{decision.id}:{decision.review_on}"
    at = _on_the_day(services, decision, person, now)
    notices.to_person(tx, Kind.DECISION_REVIEW, person, project, key=key, now=at, decision=decision.id)


def _on_the_day(services: Services, decision: Decision, person: Person, now: datetime) -> datetime:
    """Return when the person's work begins on the day of review, where they live; now, if that is over."""
    if decision.review_on is None:
        return now
    begins = datetime.combine(decision.review_on, time(), tzinfo=zone(person.tz)).astimezone(UTC)
    return next_working_moment(max(now, begins), person.tz, services.hours)


def _find(tx: Transaction, caller: Caller, project: Project, query: str) -> Found:
    everyone = mentioned(query)
    plain = from_message(_without_people(query), {}).text
    search = search_of(plain, everyone)
    member = member_of(tx, caller, project)
    records = [load(tx, caller.ws, project, each, member) for each in decisions.of_project(tx, caller.ws, project.id)]
    found = tuple(record for record in records if matches(record, search))
    return Found(project, member, query, found, len(records))


def _without_people(query: str) -> str:
    return " ".join(word for word in query.split() if not word.startswith("<@"))
