"""`/scope features`: what version one must have, what would be nice, and the ideal, kept apart."""

from dataclasses import dataclass

from bot.services import Services
from bot.text import Typed
from bot.use_cases.access import Caller, member_of, project_by_id, project_here, require
from bot.use_cases.baseline import guard
from facilitation.baseline import Feature, FeatureKind, FeatureList, lines_of
from facilitation.errors import Refusal, together
from facilitation.model import Member, Project
from facilitation.roles import Action
from storage import agreed, audit, features
from storage.database import Transaction

MOST_IN_FEATURE = 500  # characters; longer is a description, not a feature
MOST_DAYS = 1000  # person-days

#: The question whose agreed answer lists the features of a kind (method §1).
_NAMED_BY = {FeatureKind.CORE: "Q17", FeatureKind.NICE: "Q18"}


def show(services: Services, caller: Caller, name: str = "") -> FeatureList:
    """Return the features of the project the caller means. Refusals of `project_here`."""
    with services.database.reading() as tx:
        return _shown(tx, caller, project_here(tx, caller, name))


def show_or_explain(services: Services, caller: Caller, typed: str) -> FeatureList:
    """Return the features of the project that was named.

    Raises Refusal `features_typed` where no project is called so: it was meant for the list of the project at hand.
    """
    try:
        return show(services, caller, typed)
    except Refusal as refusal:
        if refusal.kind not in ("no_project", "no_project_named") or not typed:
            raise
        show(services, caller)  # without a project at hand it says so
        raise Refusal("features_typed", typed=typed) from refusal


def show_by_id(services: Services, caller: Caller, project_id: int) -> FeatureList:
    """Return the features of this project. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return _shown(tx, caller, project_by_id(tx, caller, project_id))


def may_edit(services: Services, caller: Caller, project_id: int) -> Project:
    """Return this project if the caller may change its features now. Refusals of `require` and `guard`."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        require(tx, caller, project, Action.EDIT_FEATURES)
        guard(tx, project)
        return project


def feature(services: Services, caller: Caller, feature_id: int) -> Feature:
    """Return a feature that the caller may change. Raises Refusal `feature_gone`, and those of `require`."""
    with services.database.reading() as tx:
        project, found, _ = _theirs(tx, caller, feature_id, lock=False)
        guard(tx, project)
        return found


def add(
    services: Services, caller: Caller, project_id: int, kind: FeatureKind, text: Typed, test: Typed, days: str
) -> FeatureList:
    """Add a feature; one that stands already gets the test and the days that it lacks.

    Raises Refusal with its field: `feature_empty`, `feature_too_long`, `days_unclear`; `feature_exists` where it says
    something else of a feature that stands.
    """
    together(lambda: _check(text), lambda: days_of(days))
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        member = require(tx, caller, project, Action.EDIT_FEATURES)
        guard(tx, project)
        wanted = _Wanted(kind, text.text.strip(), test.text.strip(), days_of(days))
        touched = _complete(tx, services, project, member, wanted) or _add(tx, services, project, member, wanted)
        return _shown(tx, caller, project, touched.id)


def change(
    services: Services, caller: Caller, feature_id: int, kind: FeatureKind, text: Typed, test: Typed, days: str
) -> FeatureList:
    """Change a feature. Refusals as `add`, and `feature_gone`."""
    together(lambda: _check(text), lambda: days_of(days))
    now = services.clock.now()
    with services.database.transaction() as tx:
        project, before, member = _theirs(tx, caller, feature_id)
        guard(tx, project)
        after = features.change(
            tx,
            ws=caller.ws,
            feature_id=feature_id,
            kind=kind,
            text=text.text.strip(),
            test=test.text.strip(),
            days=days_of(days),
            now=now,
        )
        if after is not None and after != before:
            _audit(tx, services, project, member, before, after)
        return _shown(tx, caller, project, feature_id)


def remove(services: Services, caller: Caller, feature_id: int) -> FeatureList:
    """Take a feature off. Refusals as `change`."""
    with services.database.transaction() as tx:
        project, before, member = _theirs(tx, caller, feature_id)
        guard(tx, project)
        if features.remove(tx, caller.ws, feature_id, services.clock.now()):
            _audit(tx, services, project, member, before, None)
        return _shown(tx, caller, project)


def remove_numbered(services: Services, caller: Caller, number: str) -> FeatureList:
    """Take off the feature that `/scope features` shows under this number. Raises Refusal `no_such_feature`."""
    listed = show(services, caller).features
    if not number.isdecimal() or not 1 <= int(number) <= len(listed):
        raise Refusal("no_such_feature", typed=number)
    return remove(services, caller, listed[int(number) - 1].id)


def take_over(services: Services, caller: Caller, project_id: int, kind: FeatureKind) -> FeatureList:
    """Make a feature of every line of the agreed answer that lists them; those already there stay as they are.

    Raises Refusal `nothing_to_take` when nothing is agreed on them yet.
    """
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        member = require(tx, caller, project, Action.EDIT_FEATURES)
        guard(tx, project)
        answer = agreed.current(tx, caller.ws, project.id).get(_NAMED_BY.get(kind, ""))
        if answer is None:
            raise Refusal("nothing_to_take")
        for line in lines_of(answer.text):
            _add(tx, services, project, member, _Wanted(kind, line[:MOST_IN_FEATURE]))
        return _shown(tx, caller, project)


def days_of(text: str) -> float | None:
    """Return person-days as a number; None for an empty text. Raises Refusal `days_unclear` (field "days")."""
    bare = text.strip().replace(",", ".").removesuffix("days").removesuffix("day").removesuffix("d").strip()
    if not bare:
        return None
    try:
        days = float(bare)
    except ValueError:
        raise Refusal("days_unclear", field="days") from None
    if not 0 < days <= MOST_DAYS:
        raise Refusal("days_unclear", field="days")
    return days


def _check(text: Typed) -> None:
    if not text.text.strip():
        raise Refusal("feature_empty", field="text")
    if len(text.text.strip()) > MOST_IN_FEATURE:
        raise Refusal("feature_too_long", field="text", most=MOST_IN_FEATURE)


def _theirs(tx: Transaction, caller: Caller, feature_id: int, *, lock: bool = True) -> tuple[Project, Feature, Member]:
    found = features.by_id(tx, caller.ws, feature_id, lock=lock)
    if found is None:
        raise Refusal("feature_gone")
    project = project_by_id(tx, caller, found.project_id, gone="feature_gone")
    return project, found, require(tx, caller, project, Action.EDIT_FEATURES)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is said of a feature, cleaned."""

    kind: FeatureKind
    text: str
    test: str = ""
    days: float | None = None


def _add(tx: Transaction, services: Services, project: Project, member: Member, wanted: _Wanted) -> Feature:
    standing = {f.id for f in features.of_project(tx, project.workspace_id, project.id)}
    added = features.add(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        kind=wanted.kind,
        text=wanted.text,
        test=wanted.test,
        days=wanted.days,
        added_by=member.person.id,
        now=services.clock.now(),
    )
    if added.id not in standing:
        _audit(tx, services, project, member, None, added)
    return added


def _complete(tx: Transaction, services: Services, project: Project, member: Member, wanted: _Wanted) -> Feature | None:
    """Give a feature that stands in these words the test and days that it lacks; None where there is none.

    Raises Refusal `feature_exists`, with its number, where it has others.
    """
    ws, listed = project.workspace_id, features.of_project(tx, project.workspace_id, project.id)
    words = wanted.text.casefold()
    before = next((f for f in listed if f.kind is wanted.kind and f.text.casefold() == words), None)
    if before is None:
        return None
    other_test = wanted.test and before.test not in ("", wanted.test)
    if other_test or (wanted.days is not None and before.days not in (None, wanted.days)):
        raise Refusal("feature_exists", field="text", feature=before, number=listed.index(before) + 1)
    test, days = before.test or wanted.test, wanted.days if before.days is None else before.days
    if (test, days) == (before.test, before.days):
        return before
    after = features.change(
        tx,
        ws=ws,
        feature_id=before.id,
        kind=before.kind,
        text=before.text,
        test=test,
        days=days,
        now=services.clock.now(),
    )
    if after is not None:
        _audit(tx, services, project, member, before, after)
    return after


def _shown(tx: Transaction, caller: Caller, project: Project, touched: int | None = None) -> FeatureList:
    standing = features.of_project(tx, caller.ws, project.id)
    answers = agreed.current(tx, caller.ws, project.id)
    held = {f.kind for f in standing}
    to_take = tuple(kind for kind, question_id in _NAMED_BY.items() if question_id in answers and kind not in held)
    return FeatureList(project, tuple(standing), member_of(tx, caller, project), to_take, touched)


def _audit(
    tx: Transaction,
    services: Services,
    project: Project,
    member: Member,
    before: Feature | None,
    after: Feature | None,
) -> None:
    audit.append(
        tx,
        ws=project.workspace_id,
        project_id=project.id,
        actor_id=member.person.id,
        action="feature",
        before=_as_facts(before),
        after=_as_facts(after),
        at=services.clock.now(),
    )


def _as_facts(feature: Feature | None) -> dict[str, object] | None:
    if feature is None:
        return None
    return {"id": feature.id, "kind": feature.kind, "text": feature.text, "test": feature.test, "days": feature.days}
