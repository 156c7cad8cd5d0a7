"""What the form of a decision begins with: nothing, a message, a poll, a decision to be replaced or corrected."""

from bot.services import Services
from bot.use_cases import polls
from bot.use_cases.access import Caller, project_by_id, project_here, require
from bot.use_cases.decisions import as_entry, may_correct, theirs
from facilitation import decisions as rules
from facilitation.decisions import Decision, Draft, Entry, standing_of
from facilitation.errors import Refusal
from facilitation.model import Project
from facilitation.roles import Action
from storage import decisions
from storage.database import Transaction

_MOST_CHOICES = 100  # that a select takes


def blank(services: Services, caller: Caller, name: str = "") -> Draft:
    """Return an empty form for the project the caller means. Refusals of `project_here` and `require`."""
    with services.database.reading() as tx:
        return _draft(tx, caller, project_here(tx, caller, name), Entry(decided_by=(caller.slack_id,)))


def blank_by_id(services: Services, caller: Caller, project_id: int) -> Draft:
    """Return an empty form for this project. Refusals of `project_by_id` and `require`."""
    with services.database.reading() as tx:
        return _draft(tx, caller, project_by_id(tx, caller, project_id), Entry(decided_by=(caller.slack_id,)))


def from_message(services: Services, caller: Caller, ts: str, entry: Entry) -> Draft:
    """Return the form that begins with what a message of the caller's channel says.

    Raises Refusal `decided_already` when it was recorded, `decide_where` for somebody on several projects, and those
    of `project_here` and `require`.
    """
    origin = f"message:{caller.channel}:{ts}"
    with services.database.reading() as tx:
        try:
            project = project_here(tx, caller)
        except Refusal as refusal:
            if refusal.kind != "which_project":
                raise
            raise Refusal("decide_where", projects=refusal.facts["projects"]) from refusal
        draft = _draft(tx, caller, project, entry, origin)
        _not_recorded(tx, project, origin)
        return draft


def from_poll(services: Services, caller: Caller, poll_id: int) -> Draft:
    """Return the form that begins with what a poll came to; dissent is kept with it.

    Raises Refusal `decided_already`, and those of `polls.final` and `require`.
    """
    with services.database.reading() as tx:
        shown = polls.final(tx, caller, poll_id)
        origin = f"poll:{poll_id}"
        by = tuple(person.slack_id for person in (shown.heard if shown.agreed else shown.sponsors))
        facts = {"agreed": shown.agreed, "votes": len(shown.heard), "voters": len(shown.voters)}
        why = services.words.label("polls.why", facts)
        draft = _draft(tx, caller, shown.project, Entry(shown.poll.question, why, decided_by=by), origin, shown.dissent)
        _not_recorded(tx, shown.project, origin)
        return draft


def replacing(services: Services, caller: Caller, decision_id: int) -> Draft:
    """Return the form of a decision that replaces this one, or what stands in its place by now.

    Raises Refusal `decision_gone`, and those of `project_by_id` and `require`.
    """
    with services.database.reading() as tx:
        project, decision = theirs(tx, caller, decision_id)
        later = rules.replaced_by(decisions.of_project(tx, caller.ws, project.id))
        standing = standing_of(decision, later)
        entry = Entry(decided_by=(caller.slack_id,), replaces=standing.number)
        asked = decision if decision.id != standing.id else None
        return _draft(tx, caller, project, entry, asked_to_replace=asked)


def correcting(services: Services, caller: Caller, decision_id: int) -> Draft:
    """Return the form that corrects a decision. Raises Refusal `decision_not_yours`, and those of `project_by_id`."""
    with services.database.reading() as tx:
        project, decision = theirs(tx, caller, decision_id)
        may_correct(tx, caller, project, decision)
        return Draft(project, as_entry(tx, decision), correcting=decision, dissent=decision.dissent)


def _draft(
    tx: Transaction,
    caller: Caller,
    project: Project,
    entry: Entry,
    origin: str = "",
    dissent: str = "",
    asked_to_replace: Decision | None = None,
) -> Draft:
    require(tx, caller, project, Action.DECIDE)
    everything = decisions.of_project(tx, caller.ws, project.id)
    gone = rules.replaced_by(everything)
    standing = tuple(each for each in everything if each.id not in gone)[:_MOST_CHOICES]
    return Draft(project, entry, origin, standing, asked_to_replace=asked_to_replace, dissent=dissent)


def _not_recorded(tx: Transaction, project: Project, origin: str) -> None:
    standing = decisions.by_source(tx, project.workspace_id, project.id, origin)
    if standing is not None:
        raise Refusal("decided_already", decision=standing)
