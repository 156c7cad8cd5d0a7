"""What each kind of notice says: facts looked up at the moment of delivery, drawn by a view, or dropped with a reason.

`NOTICES` is the one list. To add a kind: a name in `use_cases.notices.Kind`, a function beside its journey's, a view,
a template.
"""

from collections.abc import Callable

from bot.notices import answers, baseline, decisions, export, interviews, polls, projects, registers
from bot.notices.case import Case, Drop, File, Outgoing
from bot.services import Services
from bot.use_cases.notices import Kind
from bot.views.blocks import Message
from facilitation.model import Notice, Project
from storage import projects as stored
from storage.database import Transaction

__all__ = ["NOTICES", "Case", "Drop", "File", "Outgoing", "compose", "revised", "standing"]


def compose(tx: Transaction, services: Services, notice: Notice) -> Outgoing:
    """Return what the notice says now. Raises Drop when there is nothing left to say."""
    return NOTICES[Kind(notice.kind)](_case(tx, services, notice))


def standing(tx: Transaction, services: Services, notice: Notice) -> Outgoing:
    """Return what a notice that was posted some time ago says by now. Raises Drop when it stays as it is."""
    return STANDING[Kind(notice.kind)](_case(tx, services, notice))


def revised(tx: Transaction, services: Services, notice: Notice) -> Message | None:
    """Return what a notice just posted looks like if somebody has acted on it meanwhile; None: as it was posted."""
    project = _project(tx, notice)
    kind = Kind(notice.kind)
    if kind not in REVISED or project is None or project.archived_at is not None:
        return None
    return REVISED[kind](Case(tx, services, notice, project))


def _case(tx: Transaction, services: Services, notice: Notice) -> Case:
    project = _project(tx, notice)
    if project is None:
        raise Drop("the project is gone")
    if project.archived_at is not None and notice.kind not in AFTER_THE_END:
        raise Drop("the project is archived")
    return Case(tx, services, notice, project)


def _project(tx: Transaction, notice: Notice) -> Project | None:
    return stored.by_id(tx, notice.workspace_id, notice.project_id) if notice.project_id is not None else None


NOTICES: dict[Kind, Callable[[Case], Outgoing]] = {
    Kind.PROJECT_STARTED: projects.project_started,
    Kind.PROJECT_ARCHIVED: projects.project_archived,
    Kind.BOT_NOT_IN_CHANNEL: projects.bot_not_in_channel,
    Kind.ROLE_GIVEN: projects.role_given,
    Kind.INVITE: interviews.invite,
    Kind.THREAD_INVITE: interviews.thread_invite,
    Kind.UNREACHABLE: interviews.unreachable,
    Kind.QUESTION: interviews.question,
    Kind.DRIFT: interviews.drift,
    Kind.FINISHED: interviews.finished,
    Kind.LOOSE: interviews.loose_message,
    Kind.NUDGE: interviews.nudge,
    Kind.WINDOW_OVER: interviews.window_over,
    Kind.ALL_IN: interviews.all_in,
    Kind.NAME_UNCLEAR: interviews.name_unclear,
    Kind.NAMED_SELF: interviews.named_self,
    Kind.UNKNOWN_ASKED: interviews.unknown("notices/unknown_asked"),
    Kind.UNKNOWN_DUE: interviews.unknown("notices/unknown_due"),
    Kind.CHANGE_PROPOSED: answers.change_proposed,
    Kind.CHANGE_SETTLED: answers.change_settled,
    Kind.REVEALED: answers.revealed,
    Kind.BRIEF: answers.brief,
    Kind.SIGN_ASKED: baseline.sign_asked,
    Kind.BASELINE: baseline.baseline,
    Kind.AGENDA: baseline.agenda,
    Kind.OWNER_GIVEN: registers.owner_given,
    Kind.ASSUMPTION_DUE: registers.assumption_due,
    Kind.ASSUMPTION_BROKEN: registers.assumption_broken,
    Kind.RULE_DUE: registers.rule_due,
    Kind.EXPORT: export.export,
    Kind.DECISION: decisions.decision,
    Kind.DECISION_REVIEW: decisions.review,
    Kind.POLL_OPENED: polls.opened,
    Kind.POLL_ASKED: polls.asked,
    Kind.POLL_SHOWN: polls.shown,
}

#: What is said of an archived project all the same.
AFTER_THE_END = (Kind.PROJECT_ARCHIVED, Kind.EXPORT)

#: What people act on at once, which may be while it is on its way.
REVISED: dict[Kind, Callable[[Case], Message | None]] = {
    Kind.QUESTION: interviews.revised,
    Kind.DECISION: decisions.revised,
    Kind.POLL_OPENED: polls.opened_revised,
    Kind.POLL_ASKED: polls.asked_revised,
    Kind.POLL_SHOWN: polls.shown_revised,
}

#: The same for what stands posted already: a ballot says that the vote is over, where it would not be sent any more.
STANDING: dict[Kind, Callable[[Case], Outgoing]] = NOTICES | {Kind.POLL_ASKED: polls.ballot}
