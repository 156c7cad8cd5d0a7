"""From brief to baseline: features, versions, what keeps one from being signed, and what changed between two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from facilitation.model import AgreedAnswer, Member, Person, Project
from facilitation.questions import Pack, Question, still_missing
from facilitation.roles import Action, Role, allowed

#: Who signs (design §2): both, under the same version and problem sentence.
SIGNERS = (Role.SPONSOR, Role.CHAMPION)
#: The question whose agreed answer is the problem sentence.
PROBLEM = "Q1"


class FeatureKind(StrEnum):
    """Kept apart, so that no nice-to-have slips into version one (method §1, Q17 and Q18)."""

    CORE = "core"
    NICE = "nice"
    IDEAL = "ideal"


@dataclass(frozen=True, slots=True)
class Feature:
    """Something the result does. `test` answers "how would you test it?"; `days` are person-days, if known."""

    id: int
    project_id: int
    kind: FeatureKind
    text: str
    test: str
    days: float | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature under a version."""

    role: Role
    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BriefVersion:
    """The brief as it stood when it was offered for signature. With both signatures it is the baseline."""

    id: int
    project_id: int
    version: int
    problem: str
    content: Mapping[str, Any]
    created_by: int  # person id
    at: datetime
    baseline_at: datetime | None
    decision_id: int | None
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """Who put a signature under a version, and as what."""

    role: Role
    person: Person


@dataclass(frozen=True, slots=True)
class Signed:
    """The baseline, as the brief speaks of it: who signed it, and whether anything has changed since."""

    version: int
    at: datetime
    signers: tuple[Signer, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps the brief from being signed; empty when nothing does."""

    questions: tuple[Question, ...]
    roles: tuple[Role, ...]  # signers whom nobody is
    no_core: bool
    untested: tuple[Feature, ...]  # core features without a test
    ownerless: int  # assumptions and rules that nobody owns

    def __bool__(self) -> bool:
        """Return whether anything is missing."""
        return bool(self.questions or self.roles or self.no_core or self.untested or self.ownerless)


class Change(StrEnum):
    """What happened to a part of the brief between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `part` is a question id or a kind of feature; texts are empty where there was or is none."""

    change: Change
    part: str
    before: str
    after: str
    moved_from: str = ""  # the kind that a feature had before, if it has another one now


@dataclass(frozen=True, slots=True)
class FeatureList:
    """The features of a project, as the caller may see and change them."""

    project: Project
    features: tuple[Feature, ...]
    caller: Member | None
    to_take: tuple[FeatureKind, ...]  # kinds that an agreed answer lists and nobody has taken over yet
    touched: int | None = None  # the feature that the caller has just added or changed

    @property
    def may_change(self) -> bool:
        """Whether the caller may add and change features."""
        return self.caller is not None and allowed(Action.EDIT_FEATURES, self.caller.roles)


@dataclass(frozen=True, slots=True)
class Offer:
    """A version to be signed, or read: who has signed, who signs next, and what is new since the baseline."""

    project: Project
    version: BriefVersion
    signed: tuple[Role, ...]
    waiting_for: tuple[Person, ...]  # signers who have not signed
    may_sign: bool  # the caller signs, and has not
    since: BriefVersion | None  # the version it is compared with
    changes: tuple[Difference, ...]
    signers: tuple[Signer, ...] = ()
    stands: bool = True  # the brief still says what this version said


@dataclass(frozen=True, slots=True)
class Listed:
    """A version in the list of versions."""

    version: BriefVersion
    signers: tuple[Signer, ...]
    stands: bool  # the brief still says what it said


def what_is_missing(
    pack: Pack,
    agreed: Mapping[str, AgreedAnswer],
    features: Sequence[Feature],
    members: Sequence[Member],
    ownerless: int,
) -> Missing:
    """Return what the done-when rule still asks for (method §1), with the core features and their tests."""
    core = [feature for feature in features if feature.kind is FeatureKind.CORE]
    held = {role for member in members for role in member.roles}
    return Missing(
        tuple(pack[question_id] for question_id in still_missing(pack, agreed)),
        tuple(role for role in SIGNERS if role not in held),
        not core,
        tuple(feature for feature in core if not feature.test.strip()),
        ownerless,
    )


def content_of(agreed: Mapping[str, AgreedAnswer], features: Sequence[Feature]) -> dict[str, Any]:
    """Return what is signed, in a form that can be stored and compared: agreed texts and features."""
    return {
        "agreed": {question_id: agreed[question_id].text for question_id in sorted(agreed, key=_number)},
        "features": [
            {"id": f.id, "kind": f.kind.value, "text": f.text, "test": f.test, "days": f.days} for f in features
        ],
    }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return what changed from one version's content to another's: agreed answers first, then features."""
    old, new = before.get("agreed", {}), after.get("agreed", {})
    ids = sorted({*old, *new}, key=_number)
    found = [_difference(question_id, old.get(question_id, ""), new.get(question_id, "")) for question_id in ids]
    was = {feature["id"]: feature for feature in before.get("features", [])}
    now = {feature["id"]: feature for feature in after.get("features", [])}
    for feature_id in dict.fromkeys([*was, *now]):
        found.append(_feature_difference(was.get(feature_id), now.get(feature_id)))
    return [difference for difference in found if difference is not None]


def feature_line(feature: Mapping[str, Any] | None) -> str:
    """Return a stored feature as one line, so that a change of test or days shows too; "" for none."""
    if feature is None:
        return ""
    days = f", {feature['days']:g} d" if feature["days"] is not None else ""
    test = f" ({feature['test']})" if feature["test"] else ""
    return f"{feature['text']}{test}{days}"


def lines_of(text: str) -> list[str]:
    """Return the items of an agreed answer: its lines without bullets and numbers, empty ones left out."""
    stripped = (line.strip().lstrip("-*•·").strip() for line in text.splitlines())
    return [line for line in (_without_number(each) for each in stripped) if line]


def signed_by(signatures: Iterable[Signature]) -> tuple[Role, ...]:
    """Return the roles that have signed, in the order of `SIGNERS`."""
    done = {signature.role for signature in signatures}
    return tuple(role for role in SIGNERS if role in done)


def _difference(part: str, before: str, after: str) -> Difference | None:
    if before == after:
        return None
    change = Change.ADDED if not before else Change.REMOVED if not after else Change.CHANGED
    return Difference(change, part, before, after)


def _feature_difference(was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Difference | None:
    before, after = feature_line(was), feature_line(now)
    if was is not None and now is not None and was["kind"] != now["kind"]:
        return Difference(Change.CHANGED, now["kind"], before, after, moved_from=was["kind"])
    return _difference((now or was or {})["kind"], before, after)


def _without_number(line: str) -> str:
    head, mark, rest = line.partition(" ")
    return rest.strip() if mark and head.rstrip(".)").isdigit() and head[-1:] in ".)" else line


def _number(question_id: str) -> int:
    return int(question_id[1:]) if question_id[1:].isdigit() else 0
