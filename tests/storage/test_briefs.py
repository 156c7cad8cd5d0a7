"""Features, versions of the brief, signatures."""

import pytest

from facilitation.baseline import BriefVersion, Feature, FeatureKind
from facilitation.roles import Role
from storage import briefs, features
from storage.database import Database, Transaction
from tests.storage.sample import NOW, Sample, later, make_sample


def _add(
    tx: Transaction,
    sample: Sample,
    text: str,
    kind: FeatureKind = FeatureKind.CORE,
    *,
    test: str = "Show it",
    days: float | None = 2.5,
) -> Feature:
    return features.add(
        tx,
        ws=sample.ws,
        project_id=sample.project.id,
        kind=kind,
        text=text,
        test=test,
        days=days,
        added_by=sample.engineer.id,
        now=NOW,
    )


def _offer(tx: Transaction, sample: Sample, text: str, problem: str = "Mail is late") -> BriefVersion:
    return briefs.offer(
        tx,
        ws=sample.ws,
        project_id=sample.project.id,
        problem=problem,
        content={"agreed": {"Q1": text}, "features": []},
        created_by=sample.engineer.id,
        decision_id=None,
        now=NOW,
    )


def test_features_are_kept_apart_by_kind_and_the_same_is_added_once(tx: Transaction, sample: Sample) -> None:
    nice = _add(tx, sample, "Colours", FeatureKind.NICE)
    core = _add(tx, sample, "A list")
    assert _add(tx, sample, "A list", test="Other") == core
    assert features.of_project(tx, sample.ws, sample.project.id) == [core, nice]
    assert core.days == 2.5


def test_a_feature_is_changed_and_taken_off(tx: Transaction, sample: Sample) -> None:
    core = _add(tx, sample, "A list", days=None)
    moved = features.change(
        tx, ws=sample.ws, feature_id=core.id, kind=FeatureKind.IDEAL, text="A map", test="", days=0.5, now=later(days=1)
    )
    assert moved is not None and (moved.kind, moved.text, moved.days) == (FeatureKind.IDEAL, "A map", 0.5)
    assert features.by_id(tx, sample.ws, core.id) == moved
    assert features.remove(tx, sample.ws, core.id, NOW)
    assert not features.remove(tx, sample.ws, core.id, NOW)
    assert features.by_id(tx, sample.ws, core.id) is None
    assert features.of_project(tx, sample.ws, sample.project.id) == []


def test_the_same_content_is_the_same_version(tx: Transaction, sample: Sample) -> None:
    first, again = _offer(tx, sample, "Sorted"), _offer(tx, sample, "Sorted")
    second, other_problem = _offer(tx, sample, "Read"), _offer(tx, sample, "Read", problem="Mail is lost")
    assert first == again
    assert [v.version for v in (first, second, other_problem)] == [1, 2, 3]
    assert briefs.of_project(tx, sample.ws, sample.project.id) == [other_problem, second, first]
    assert briefs.latest(tx, sample.ws, sample.project.id) == other_problem


def test_each_role_signs_a_version_once_and_both_make_it_the_baseline(tx: Transaction, sample: Sample) -> None:
    version = _offer(tx, sample, "Sorted")
    assert briefs.baseline(tx, sample.ws, sample.project.id) is None
    for person, role in ((sample.sponsor, Role.SPONSOR), (sample.champion, Role.CHAMPION)):
        assert briefs.sign(tx, ws=sample.ws, brief_id=version.id, person_id=person.id, role=role, now=NOW)
        assert not briefs.sign(tx, ws=sample.ws, brief_id=version.id, person_id=person.id, role=role, now=NOW)
    assert briefs.make_baseline(tx, sample.ws, version.id, NOW)
    assert not briefs.make_baseline(tx, sample.ws, version.id, later(days=1))
    signed = briefs.baseline(tx, sample.ws, sample.project.id)
    assert signed is not None and signed.baseline_at == NOW
    assert [s.role for s in signed.signatures] == [Role.SPONSOR, Role.CHAMPION]
    assert briefs.by_id(tx, sample.ws, version.id, lock=True) == signed


def test_another_workspace_sees_no_brief_and_no_feature(database: Database) -> None:
    with database.transaction() as tx:
        sample, other = make_sample(tx), make_sample(tx, "T0OTHER")
        core, version = _add(tx, sample, "A list"), _offer(tx, sample, "Sorted")
        briefs.make_baseline(tx, sample.ws, version.id, NOW)
        assert features.of_project(tx, other.ws, sample.project.id) == []
        assert features.by_id(tx, other.ws, core.id) is None
        assert not features.remove(tx, other.ws, core.id, NOW)
        assert briefs.by_id(tx, other.ws, version.id) is None
        assert briefs.latest(tx, other.ws, sample.project.id) is None
        assert briefs.baseline(tx, other.ws, sample.project.id) is None
        with pytest.raises(LookupError):
            briefs.offer(
                tx,
                ws=other.ws,
                project_id=sample.project.id,
                problem="",
                content={},
                created_by=other.engineer.id,
                decision_id=None,
                now=NOW,
            )
