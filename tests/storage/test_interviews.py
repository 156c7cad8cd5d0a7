"""Interviews: one per member, saved as they move, found by whoever needs them."""

from dataclasses import replace
from typing import Any

import pytest

from facilitation.model import Interview, InterviewState, Project
from facilitation.roles import Role
from storage import interviews, members, projects
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, interview_of, later, make_sample


def _second_project(tx: Transaction, sample: Sample) -> Project:
    project = projects.create(
        tx, ws=sample.ws, name="n", wish="w", home_channel="C0OTHER", created_by=sample.sponsor.id, now=NOW
    )
    assert project is not None
    return project


def _second_interview(tx: Transaction, sample: Sample) -> Interview:
    """An interview of the same person in another project."""
    project = _second_project(tx, sample)
    member = members.add_role(
        tx, ws=sample.ws, project_id=project.id, person_id=sample.sponsor.id, role=Role.USER, now=NOW
    )
    return interview_of(tx, sample.ws, member)


def test_an_interview_starts_at_its_first_question_and_is_made_once(tx: Transaction, sample: Sample) -> None:
    member = members.of_project(tx, sample.ws, sample.project.id)[1]
    times: dict[str, Any] = {"now": NOW, "window_ends_at": later(days=3), "next_check_at": None}
    made = interviews.create(
        tx, ws=sample.ws, project_id=sample.project.id, member_id=member.id, plan=["Q1", "Q7"], **times
    )
    assert made == Interview(
        id=made.id,
        workspace_id=sample.ws,
        project_id=sample.project.id,
        member_id=member.id,
        state=InterviewState.INVITED,
        plan=("Q1", "Q7"),
        at=0,
        visit=0,
        invited_at=NOW,
        window_ends_at=later(days=3),
    )
    again = interviews.create(tx, ws=sample.ws, project_id=sample.project.id, member_id=member.id, plan=["Q2"], **times)
    assert again == made


def test_everything_that_can_change_is_saved(tx: Transaction, sample: Sample) -> None:
    moved = replace(
        sample.interview,
        state=InterviewState.FINISHED,
        plan=("Q1", "Q9"),
        at=2,
        visit=7,
        invited_at=later(hours=1),
        window_ends_at=later(days=9),
        nudges=2,
        next_check_at=None,
        channel="C0HOME",
        thread_ts="17.000001",
        controls_ts="18.000001",
        started_at=later(hours=2),
        finished_at=later(hours=3),
    )
    interviews.save(tx, moved)
    assert interviews.by_id(tx, sample.ws, moved.id) == moved
    assert interviews.of_member(tx, sample.ws, sample.member.id) == moved
    assert interviews.of_project(tx, sample.ws, sample.project.id) == [moved]


def test_saving_an_interview_that_is_not_there_is_a_lookup_error(tx: Transaction, sample: Sample) -> None:
    with pytest.raises(LookupError):
        interviews.save(tx, replace(sample.interview, id=404))
    with pytest.raises(LookupError):
        interviews.save(tx, replace(sample.interview, workspace_id=404))


@pytest.mark.parametrize("state", InterviewState)
def test_only_an_active_interview_is_the_active_one(tx: Transaction, sample: Sample, state: InterviewState) -> None:
    interview = replace(sample.interview, state=state)
    interviews.save(tx, interview)
    for lock in (False, True):
        active = interviews.active_of_person(tx, sample.ws, sample.sponsor.id, lock=lock)
        assert active == (interview if state is InterviewState.ACTIVE else None)
    mine = interviews.of_person(tx, sample.ws, sample.sponsor.id)
    assert mine == ([] if state is InterviewState.CLOSED else [interview])
    assert interviews.of_person(tx, sample.ws, sample.champion.id) == []


def test_interviews_of_an_archived_project_are_over(tx: Transaction, sample: Sample) -> None:
    second = _second_interview(tx, sample)
    assert interviews.of_person(tx, sample.ws, sample.sponsor.id) == [sample.interview, second]
    projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert interviews.of_person(tx, sample.ws, sample.sponsor.id) == [second]
    assert interviews.active_of_person(tx, sample.ws, sample.sponsor.id) == second
    assert interviews.due(tx, later(days=9)) == [second]
    assert interviews.of_project(tx, sample.ws, sample.project.id) == [sample.interview]


def test_interviews_held_in_a_thread_are_found_by_it(tx: Transaction, sample: Sample) -> None:
    threaded = replace(sample.interview, channel="C0HOME", thread_ts="17.000001")
    interviews.save(tx, threaded)
    assert interviews.in_thread(tx, sample.ws, "C0HOME", "17.000001") == [threaded]
    assert interviews.in_thread(tx, sample.ws, "C0HOME", "17.000002") == []
    assert interviews.in_thread(tx, sample.ws, "C0OTHER", "17.000001") == []


def test_due_interviews_come_from_all_workspaces_the_longest_due_first(tx: Transaction, sample: Sample) -> None:
    other = make_sample(tx, team="T0OTHER")
    interviews.save(tx, replace(sample.interview, next_check_at=later(hours=2)))
    interviews.save(tx, replace(other.interview, next_check_at=later(hours=1)))

    def due(hours: float, limit: int = 100) -> list[int]:
        return [interview.workspace_id for interview in interviews.due(tx, later(hours=hours), limit=limit)]

    assert due(0.9) == []
    assert due(1) == [other.ws]
    assert due(2) == [other.ws, sample.ws]
    assert due(2, limit=1) == [other.ws]
    interviews.save(tx, replace(other.interview, next_check_at=None))
    assert due(2) == [sample.ws]
