"""Projects, members and roles."""

from dataclasses import replace

import pytest

from facilitation.model import Project
from facilitation.roles import Role
from storage import members, projects
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, later


def _create(tx: Transaction, sample: Sample, channel: str) -> Project | None:
    return projects.create(
        tx, ws=sample.ws, name="n", wish="w", home_channel=channel, created_by=sample.sponsor.id, now=NOW
    )


def test_a_second_project_in_the_channel_is_refused(tx: Transaction, sample: Sample) -> None:
    assert _create(tx, sample, "C0HOME") is None
    assert _create(tx, sample, "C0OTHER") is not None
    assert projects.active_in_channel(tx, sample.ws, "C0HOME") == sample.project


def test_the_channel_is_free_again_once_its_project_is_archived(tx: Transaction, sample: Sample) -> None:
    assert projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=later(days=1))
    archived = replace(sample.project, archived_at=later(days=1), archived_by=sample.sponsor.id)
    assert projects.by_id(tx, sample.ws, sample.project.id) == archived
    assert projects.active_in_channel(tx, sample.ws, "C0HOME") is None
    assert projects.latest_in_channel(tx, sample.ws, "C0HOME") == archived
    second = _create(tx, sample, "C0HOME")
    assert projects.active_in_channel(tx, sample.ws, "C0HOME") == second
    assert projects.latest_in_channel(tx, sample.ws, "C0HOME") == second


def test_archiving_twice_keeps_who_did_it_first(tx: Transaction, sample: Sample) -> None:
    assert projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert not projects.archive(tx, sample.ws, sample.project.id, by=sample.engineer.id, now=later(days=1))
    archived = projects.by_id(tx, sample.ws, sample.project.id)
    assert archived is not None
    assert (archived.archived_by, archived.archived_at) == (sample.sponsor.id, NOW)


def test_the_reveal_happens_once(tx: Transaction, sample: Sample) -> None:
    assert projects.reveal(tx, sample.ws, sample.project.id, NOW)
    assert not projects.reveal(tx, sample.ws, sample.project.id, later(days=1))
    assert projects.by_id(tx, sample.ws, sample.project.id) == replace(sample.project, revealed_at=NOW)


def test_an_archived_project_is_not_revealed(tx: Transaction, sample: Sample) -> None:
    projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert not projects.reveal(tx, sample.ws, sample.project.id, NOW)


def test_somebodys_projects_are_those_they_are_a_member_of_now(tx: Transaction, sample: Sample) -> None:
    def mine(*, archived: bool = False) -> list[Project]:
        return projects.of_person(tx, sample.ws, sample.champion.id, archived=archived)

    second = _create(tx, sample, "C0OTHER")
    assert second is not None
    assert mine() == [sample.project]
    ids = {"ws": sample.ws, "person_id": sample.champion.id}
    members.add_role(tx, **ids, project_id=second.id, role=Role.USER, now=NOW)
    assert mine() == [second, sample.project]
    members.leave(tx, **ids, project_id=second.id, now=NOW)
    assert mine(archived=True) == [sample.project]
    projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert mine() == []
    assert [project.id for project in mine(archived=True)] == [sample.project.id]


def test_a_role_is_added_once_and_taken_away(tx: Transaction, sample: Sample) -> None:
    ids = {"ws": sample.ws, "project_id": sample.project.id, "person_id": sample.sponsor.id}
    for _ in range(2):
        member = members.add_role(tx, **ids, role=Role.FACILITATOR, now=later(days=1))
        assert member == replace(sample.member, roles=frozenset({Role.SPONSOR, Role.FACILITATOR}))
    for _ in range(2):
        assert members.remove_role(tx, **ids, role=Role.FACILITATOR) == sample.member


def test_members_are_listed_in_the_order_in_which_they_joined(tx: Transaction, sample: Sample) -> None:
    found = members.of_project(tx, sample.ws, sample.project.id)
    assert [member.person for member in found] == [sample.sponsor, sample.champion, sample.engineer]
    assert found[0] == members.by_id(tx, sample.ws, sample.member.id) == sample.member


def test_who_left_has_no_roles_and_is_found_only_when_asked_for(tx: Transaction, sample: Sample) -> None:
    ids = {"ws": sample.ws, "project_id": sample.project.id, "person_id": sample.sponsor.id}
    for when in (NOW, later(days=1)):
        members.leave(tx, **ids, now=when)
    gone = replace(sample.member, roles=frozenset(), left_at=NOW)
    assert members.by_id(tx, sample.ws, sample.member.id) == gone
    assert members.of_person(tx, sample.ws, sample.project.id, sample.sponsor.id) is None
    assert len(members.of_project(tx, sample.ws, sample.project.id)) == 2
    assert members.of_project(tx, sample.ws, sample.project.id, left=True)[0] == gone


def test_who_comes_back_is_the_same_member_with_the_new_role_only(tx: Transaction, sample: Sample) -> None:
    ids = {"ws": sample.ws, "project_id": sample.project.id, "person_id": sample.sponsor.id}
    members.leave(tx, **ids, now=NOW)
    back = members.add_role(tx, **ids, role=Role.USER, now=later(days=1))
    assert back == replace(sample.member, roles=frozenset({Role.USER}))


@pytest.mark.parametrize("person", ["stranger", "left"])
def test_a_role_of_somebody_who_is_no_member_is_a_lookup_error(tx: Transaction, sample: Sample, person: str) -> None:
    ids = {"ws": sample.ws, "project_id": sample.project.id}
    members.leave(tx, **ids, person_id=sample.sponsor.id, now=NOW)
    person_id = 404 if person == "stranger" else sample.sponsor.id
    with pytest.raises(LookupError):
        members.remove_role(tx, **ids, person_id=person_id, role=Role.USER)
