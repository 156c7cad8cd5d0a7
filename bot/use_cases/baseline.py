"""Guarding the baseline: once signed, only a decision opens it again (design §6)."""

from typing import Any

from facilitation.baseline import BriefVersion, Signed, Signer, content_of
from facilitation.errors import Refusal
from facilitation.model import Project
from storage import agreed, briefs, decisions, features, people
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


def signed_version(tx: Transaction, project: Project) -> Signed | None:
    """Return the baseline as the brief speaks of it, or None while there is none."""
    version = briefs.baseline(tx, project.workspace_id, project.id)
    if version is None or version.baseline_at is None:
        return None
    changed = version.content != content_now(tx, project)
    return Signed(version.version, version.baseline_at, signers_of(tx, project.workspace_id, version), changed)


def content_now(tx: Transaction, project: Project) -> dict[str, Any]:
    """Return what would be signed now."""
    ws = project.workspace_id
    return content_of(agreed.current(tx, ws, project.id), features.of_project(tx, ws, project.id))


def signers_of(tx: Transaction, ws: int, version: BriefVersion) -> tuple[Signer, ...]:
    """Return who has signed a version, as what."""
    return tuple(Signer(s.role, people.by_id(tx, ws, s.person_id)) for s in version.signatures)
