"""Notices of decisions."""

from bot.notices.case import Case, Drop, Outgoing
from bot.use_cases import decisions as use_case
from bot.views import decisions as view
from bot.views.blocks import Message
from facilitation.decisions import Recorded
from storage import decisions


def decision(case: Case) -> Outgoing:
    """Post a decision, as it stands by now."""
    return Outgoing(view.posted(case.services.words, _record(case)))


def revised(case: Case) -> Message | None:
    """Return the post of a decision that was corrected or replaced while it was on its way."""
    record = _record(case)
    changed = record.decision.corrected or record.replaced_by is not None
    return view.posted(case.services.words, record) if changed else None


def review(case: Case) -> Outgoing:
    """Tell that a decision is to be looked at again, while it stands and the day is still this one."""
    record = _record(case)
    if record.replaced_by is not None:
        raise Drop("it was replaced")
    if not case.notice.dedupe_key.endswith(f":{record.decision.review_on}"):
        raise Drop("its review was moved")
    return Outgoing(view.review(case.services.words, record))


def _record(case: Case) -> Recorded:
    ws = case.notice.workspace_id
    found = decisions.by_id(case.tx, ws, case.notice.subject["decision"])
    if found is None:
        raise Drop("the decision is gone")
    return use_case.load(case.tx, ws, case.project, found)
