"""Notices of the baseline and of the planning session's agenda."""

from bot.notices.case import Case, Drop, Outgoing
from bot.use_cases import gaps as gaps_use_case
from bot.use_cases import signing
from bot.use_cases.baseline import signers_of
from bot.views import baseline as view
from bot.views import gaps as gaps_view
from facilitation.baseline import SIGNERS
from storage import briefs, members


def sign_asked(case: Case) -> Outgoing:
    """Ask a signer for their signature, while the version still waits for it."""
    ws, person = case.notice.workspace_id, case.person("person")
    version = briefs.by_id(case.tx, ws, case.notice.subject["brief"])
    newest = briefs.latest(case.tx, ws, case.project.id)
    member = members.of_person(case.tx, ws, case.project.id, person.id)
    if version is None or newest is None or newest.id != version.id:
        raise Drop("there is a newer version")
    offer = signing.offer_for(case.tx, ws, person.slack_id, case.project, version)
    roles = [role for role in SIGNERS if member and role in member.roles and role not in offer.signed]
    if version.baseline_at is not None or not roles:
        raise Drop("signed already")
    return Outgoing(view.sign_asked(case.services.words, offer, roles[0]))


def baseline(case: Case) -> Outgoing:
    """Say in the home channel that both have signed."""
    version = briefs.by_id(case.tx, case.notice.workspace_id, case.notice.subject["brief"])
    if version is None:
        raise Drop("the version is gone")
    signers = signers_of(case.tx, case.notice.workspace_id, version)
    both = len({each.person.id for each in signers}) < len(signers)
    return Outgoing(view.baseline(case.services.words, case.project, version, signers, both))


def agenda(case: Case) -> Outgoing:
    """Post the draft agenda that the disagreement map makes."""
    first, *more = gaps_view.agenda_messages(
        case.services.words, gaps_use_case.load(case.tx, case.services, case.project)
    )
    return Outgoing(first, more=tuple(more))
