"""`/scope sign`: sponsor and champion confirm the same version and problem sentence; then it is the baseline."""

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, holders_of, member_of, project_by_id, project_here, require
from bot.use_cases.baseline import content_now, guard, signers_of
from bot.use_cases.notices import Kind
from bot.use_cases.registers import load_open_points
from facilitation.baseline import (
    PROBLEM,
    SIGNERS,
    BriefVersion,
    Listed,
    Offer,
    content_of,
    differences,
    signed_by,
    what_is_missing,
)
from facilitation.errors import Refusal
from facilitation.model import Member, Project
from facilitation.roles import Action, Role
from storage import agreed, audit, briefs, features, members
from storage.database import Transaction


def offer(services: Services, caller: Caller, name: str = "") -> Offer:
    """Return the version to sign, made anew if anything changed, and ask its signers. Refusals as `offer_by_id`."""
    with services.database.transaction() as tx:
        return _offer(tx, services, caller, project_here(tx, caller, name))


def offer_by_id(services: Services, caller: Caller, project_id: int) -> Offer:
    """The same for this project.

    Raises Refusal `not_ready` with what is missing, `signed_already` when the baseline says just this,
    `baseline_signed` when a changed one needs a decision first, and those of `require`.
    """
    with services.database.transaction() as tx:
        return _offer(tx, services, caller, project_by_id(tx, caller, project_id))


def sign(services: Services, caller: Caller, brief_id: int) -> Offer:
    """Put the caller's signature under a version; with both it becomes the baseline. The second time changes nothing.

    Raises Refusal `version_changed` when the brief has changed since it was shown, and those of `offer_by_id`.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        version = briefs.by_id(tx, caller.ws, brief_id, lock=True)
        if version is None:
            raise Refusal("not_yours")
        project = project_by_id(tx, caller, version.project_id, gone="not_yours")
        member = require(tx, caller, project, Action.SIGN)
        if version.baseline_at is None:
            _still_stands(tx, services, project, version)
            for role in [role for role in SIGNERS if role in member.roles]:
                if briefs.sign(tx, ws=caller.ws, brief_id=brief_id, person_id=member.person.id, role=role, now=now):
                    _audit(tx, services, project, member, "signed", version, role)
        signed = _reload(tx, caller.ws, version)
        if signed_by(signed.signatures) == SIGNERS and briefs.make_baseline(tx, caller.ws, brief_id, now):
            _audit(tx, services, project, member, "baseline", version, None)
            notices.to_channel(tx, Kind.BASELINE, project, key=str(brief_id), now=now, brief=brief_id)
        return as_offer(tx, caller, project, _reload(tx, caller.ws, version))


def versions(services: Services, caller: Caller, name: str = "") -> tuple[Project, list[Listed]]:
    """Return every version of the brief, the newest first. Refusals of `project_here`."""
    with services.database.reading() as tx:
        project = project_here(tx, caller, name)
        return project, _listed(tx, project)


def versions_by_id(services: Services, caller: Caller, project_id: int) -> tuple[Project, list[Listed]]:
    """Return every version of this project's brief, the newest first. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        return project, _listed(tx, project)


def read(services: Services, caller: Caller, brief_id: int) -> Offer:
    """Return a version with what it says, and what changed since the one before it. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        version = briefs.by_id(tx, caller.ws, brief_id)
        if version is None:
            raise Refusal("not_yours")
        project = project_by_id(tx, caller, version.project_id, gone="not_yours")
        return as_offer(tx, caller, project, version)


def _listed(tx: Transaction, project: Project) -> list[Listed]:
    found = briefs.of_project(tx, project.workspace_id, project.id)
    content = content_now(tx, project)
    return [Listed(v, signers_of(tx, project.workspace_id, v), v.content == content) for v in found]


def _offer(tx: Transaction, services: Services, caller: Caller, project: Project) -> Offer:
    member = require(tx, caller, project, Action.OFFER_BRIEF)
    ws, now = caller.ws, services.clock.now()
    current, listed = agreed.current(tx, ws, project.id), features.of_project(tx, ws, project.id)
    standing = briefs.baseline(tx, ws, project.id)
    content = content_of(current, listed)
    if standing is not None and standing.content == content:
        raise Refusal("signed_already", version=standing.version, at=standing.baseline_at)
    opened = guard(tx, project)
    everyone = members.of_project(tx, ws, project.id)
    ownerless = load_open_points(tx, services, project).ownerless
    missing = what_is_missing(services.words.pack, current, listed, everyone, ownerless)
    if missing:
        raise Refusal("not_ready", missing=missing)
    version = briefs.offer(
        tx,
        ws=ws,
        project_id=project.id,
        problem=current[PROBLEM].text,
        content=content,
        created_by=member.person.id,
        decision_id=opened,
        now=now,
    )
    done = signed_by(version.signatures)
    for role in SIGNERS:
        for person in holders_of(tx, ws, project, (role,)):
            if role not in done and person.id != member.person.id:
                key = f"{version.id}:{person.id}"
                notices.to_person(tx, Kind.SIGN_ASKED, person, project, key=key, now=now, brief=version.id)
    return as_offer(tx, caller, project, version)


def _still_stands(tx: Transaction, services: Services, project: Project, version: BriefVersion) -> None:
    ws = project.workspace_id
    newest = briefs.latest(tx, ws, project.id)
    if newest is None or newest.id != version.id or version.content != content_now(tx, project):
        raise Refusal("version_changed", version=version.version)


def _reload(tx: Transaction, ws: int, version: BriefVersion) -> BriefVersion:
    """Return the version with the signatures it has by now."""
    return briefs.by_id(tx, ws, version.id) or version


def offer_for(tx: Transaction, ws: int, slack_id: str, project: Project, version: BriefVersion) -> Offer:
    """Return a version as somebody on the project sees it."""
    return as_offer(tx, Caller(ws, slack_id), project, version)


def as_offer(tx: Transaction, caller: Caller, project: Project, version: BriefVersion) -> Offer:
    member = member_of(tx, caller, project)
    done = signed_by(version.signatures)
    open_roles = tuple(role for role in SIGNERS if role not in done)
    every = briefs.of_project(tx, caller.ws, project.id)
    newest = every[0].version if every else version.version
    earlier = [v for v in every if v.version < version.version]
    since = next((v for v in earlier if v.baseline_at is not None), earlier[0] if earlier else None)
    return Offer(
        project=project,
        version=version,
        signed=done,
        waiting_for=tuple(holders_of(tx, caller.ws, project, open_roles)) if open_roles else (),
        may_sign=version.baseline_at is None
        and version.version == newest
        and member is not None
        and any(role in member.roles for role in open_roles),
        since=since,
        changes=tuple(differences(since.content, version.content)) if since else (),
        signers=signers_of(tx, caller.ws, version),
        stands=version.content == content_now(tx, project),
    )


def _audit(
    tx: Transaction,
    services: Services,
    project: Project,
    member: Member,
    action: str,
    version: BriefVersion,
    role: Role | None,
) -> None:
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=member.person.id,
        action=action,
        before=None,
        after={"version": version.version, "role": role},
        at=services.clock.now(),
    )
