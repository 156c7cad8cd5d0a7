"""Guarding the baseline: once signed, only a decision opens it again (design §6)."""

from facilitation.errors import Refusal
from facilitation.model import Project
from storage import briefs, decisions
from storage.database import Transaction


def guard(tx: Transaction, project: Project) -> int | None:
    """Return the id of the decision that opened the signed baseline, or None while nothing is signed.

    Raises Refusal `baseline_signed` when there is a baseline and no decision since that changes it.
    """
    signed = briefs.baseline(tx, project.workspace_id, project.id)
    if signed is None:
        return None
    opened = decisions.latest_baseline_change(tx, project.workspace_id, project.id, signed.baseline_at)
    if opened is None:
        raise Refusal("baseline_signed", version=signed.version, at=signed.baseline_at)
    return opened.id
