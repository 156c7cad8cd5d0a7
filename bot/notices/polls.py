"""Notices of polls."""

from bot.notices.case import Case, Drop, Outgoing
from bot.use_cases import polls as use_case
from bot.views import polls as view
from bot.views.blocks import Message
from facilitation.polls import Poll
from storage import members, polls


def opened(case: Case) -> Outgoing:
    """Say in the home channel that a vote is held."""
    return Outgoing(view.opened(case.services.words, use_case.load(case.tx, case.project, *_round(case))))


def asked(case: Case) -> Outgoing:
    """Put the vote to a voter, while it is open and they are on the project."""
    poll, round_ = _round(case)
    person_id = case.notice.subject["person"]
    if not poll.is_open or poll.round != round_:
        raise Drop("the vote is over")
    if members.of_person(case.tx, case.notice.workspace_id, case.project.id, person_id) is None:
        raise Drop("they left the project")
    return ballot(case)


def ballot(case: Case) -> Outgoing:
    """Return a ballot that was posted, as it stands by now."""
    poll, round_ = _round(case)
    person_id = case.notice.subject["person"]
    return Outgoing(view.ballot(case.services.words, use_case.ballot(case.tx, case.project, poll, round_, person_id)))


def shown(case: Case) -> Outgoing:
    """Show what a round came to."""
    found = use_case.load(case.tx, case.project, *_round(case))
    if found.outcome is None:
        raise Drop("the votes are hidden")
    first, *more = view.result(case.services.words, found)
    return Outgoing(first, more=tuple(more))


def opened_revised(case: Case) -> Message | None:
    """Return what the channel reads of a vote that was over before this stood there."""
    poll, round_ = _round(case)
    return opened(case).message if use_case.is_over(poll, round_) else None


def asked_revised(case: Case) -> Message | None:
    """Return the ballot of somebody who voted before it stood there, or whose vote is not wanted any more."""
    poll, round_ = _round(case)
    mine = use_case.ballot(case.tx, case.project, poll, round_, case.notice.subject["person"]).mine
    return ballot(case).message if mine is not None or use_case.is_over(poll, round_) else None


def shown_revised(case: Case) -> Message | None:
    """Return what a round came to, if the re-vote began or the decision was recorded before this stood there."""
    poll, round_ = _round(case)
    found = use_case.load(case.tx, case.project, poll, round_)
    return shown(case).message if found.decision is not None or poll.round > round_ else None


def _round(case: Case) -> tuple[Poll, int]:
    poll = polls.by_id(case.tx, case.notice.workspace_id, case.notice.subject["poll"])
    if poll is None:
        raise Drop("the poll is gone")
    return poll, int(case.notice.subject["round"])
