"""Notices about assumptions and business rules: to their owners, and to the sponsor when one breaks."""

from datetime import date

from bot.notices.case import Case, Drop, Outgoing
from bot.views import registers as view
from facilitation.model import Assumption, AssumptionStatus
from facilitation.registers import BusinessRule, Entry, RuleStatus, listed
from storage import assumptions, members, rules


def owner_given(case: Case) -> Outgoing:
    entry, number = _rule(case) if "rule" in case.notice.subject else _assumption(case)
    _check_owner(case, entry)
    return Outgoing(view.owner_given(case.services.words, case.project, entry, number, case.person("by")))


def assumption_due(case: Case) -> Outgoing:
    entry, number = _assumption(case)
    _check_owner(case, entry)
    day = _day(case, entry.due_on)
    return Outgoing(view.assumption_due(case.services.words, case.project, entry, number, day))


def rule_due(case: Case) -> Outgoing:
    entry, number = _rule(case)
    _check_owner(case, entry)
    day = _day(case, entry.review_on)
    return Outgoing(view.rule_due(case.services.words, case.project, entry, number, day))


def assumption_broken(case: Case) -> Outgoing:
    entry, number = _assumption(case)
    if entry.status is not AssumptionStatus.BROKEN:
        raise Drop("it stands again")
    return Outgoing(view.assumption_broken(case.services.words, case.project, entry, number, case.person("by")))


def _check_owner(case: Case, entry: Entry) -> None:
    """Raise Drop unless the person still looks after an entry that is still open."""
    ws, person_id = case.notice.workspace_id, case.notice.subject["person"]
    if entry.status not in (AssumptionStatus.OPEN, RuleStatus.STANDING):
        raise Drop("it is settled already")
    if entry.owner is None or entry.owner.id != person_id:
        raise Drop("somebody else looks after it")
    if members.of_person(case.tx, ws, case.project.id, person_id) is None:
        raise Drop("they are not on the project any more")


def _day(case: Case, standing: date | None) -> date:
    """Return the day that this is about. Raises Drop when it was moved."""
    asked = date.fromisoformat(case.notice.subject["day"])
    if standing != asked:
        raise Drop("the day was moved")
    return asked


def _assumption(case: Case) -> tuple[Assumption, int]:
    """Return the assumption that the notice is about, and its number."""
    for each in listed(assumptions.of_project(case.tx, case.notice.workspace_id, case.project.id), None):
        if isinstance(each.entry, Assumption) and each.entry.id == case.notice.subject["assumption"]:
            return each.entry, each.number
    raise Drop("it is gone")


def _rule(case: Case) -> tuple[BusinessRule, int]:
    """Return the rule that the notice is about, and its number."""
    for each in listed(rules.of_project(case.tx, case.notice.workspace_id, case.project.id), None):
        if isinstance(each.entry, BusinessRule) and each.entry.id == case.notice.subject["rule"]:
            return each.entry, each.number
    raise Drop("it is gone")
