"""How an interview moves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation import interview as rules
from facilitation.errors import Refusal
from facilitation.model import Interview, InterviewState

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
INVITED = Interview(
    id=1,
    workspace_id=1,
    project_id=1,
    member_id=1,
    state=InterviewState.INVITED,
    plan=("Q1", "Q2", "Q3"),
    at=0,
    visit=0,
    invited_at=NOW,
    window_ends_at=NOW,
)
ACTIVE = rules.begin(INVITED, NOW)


def test_beginning_presents_the_first_question_and_notes_when() -> None:
    assert (ACTIVE.state, ACTIVE.question_id, ACTIVE.visit, ACTIVE.started_at) == ("active", "Q1", 1, NOW)


def test_resuming_presents_the_same_question_again_and_keeps_the_first_start() -> None:
    paused = rules.pause(rules.move_on(ACTIVE, {"Q1"}, NOW))
    resumed = rules.begin(paused, NOW.replace(hour=12))
    assert (resumed.state, resumed.question_id, resumed.visit) == ("active", "Q2", 3)
    assert resumed.started_at == NOW


@pytest.mark.parametrize(
    ("at", "settled", "expected"),
    [
        pytest.param(0, {"Q1"}, "Q2", id="the next one"),
        pytest.param(0, {"Q1", "Q2"}, "Q3", id="an answered one is passed over"),
        pytest.param(2, {"Q3"}, "Q1", id="left open by going back and forth: comes round again"),
        pytest.param(1, {"Q1", "Q2"}, "Q3", id="back at an earlier one: on to where they were"),
        pytest.param(1, {"Q1", "Q3"}, "Q2", id="the present one itself, if it is all that is open"),
    ],
)
def test_moving_on_finds_the_next_open_question(at: int, settled: set[str], expected: str) -> None:
    assert rules.move_on(replace(ACTIVE, at=at), settled, NOW).question_id == expected


def test_moving_on_from_the_last_open_question_finishes() -> None:
    finished = rules.move_on(ACTIVE, {"Q1", "Q2", "Q3"}, NOW)
    assert (finished.state, finished.finished_at, finished.next_check_at) == ("finished", NOW, None)


@pytest.mark.parametrize(
    ("move", "kind"),
    [
        pytest.param(lambda: rules.go_back(ACTIVE), "first_question", id="back from the first"),
        pytest.param(lambda: rules.extend(ACTIVE, ()), "no_more_questions", id="more, but there are none"),
        pytest.param(lambda: rules.begin(rules.close(ACTIVE), NOW), "interview_closed", id="begin after leaving"),
        pytest.param(
            lambda: rules.begin(rules.move_on(ACTIVE, {"Q1", "Q2", "Q3"}, NOW), NOW),
            "interview_finished",
            id="begin after the end",
        ),
    ],
)
def test_a_move_that_cannot_be_is_refused(move: Callable[[], Interview], kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        move()
    assert refused.value.kind == kind


def test_ten_more_minutes_go_on_after_the_last_question() -> None:
    finished = rules.move_on(ACTIVE, {"Q1", "Q2", "Q3"}, NOW)
    longer = rules.extend(finished, ("Q7", "Q8"))
    assert (longer.plan, longer.question_id, longer.state) == (("Q1", "Q2", "Q3", "Q7", "Q8"), "Q7", "active")


def test_going_to_a_question_that_is_not_in_the_plan_adds_it() -> None:
    gone = rules.go_to(ACTIVE, "Q19")
    assert (gone.plan, gone.question_id) == (("Q1", "Q2", "Q3", "Q19"), "Q19")


def test_only_an_active_interview_can_be_paused() -> None:
    assert rules.pause(INVITED) is INVITED


@given(st.lists(st.sampled_from(["next", "back", "skip"]), max_size=40))
def test_whatever_is_pressed_the_place_stays_in_the_plan_and_every_visit_is_new(presses: list[str]) -> None:
    interview, settled, visits = ACTIVE, set[str](), [ACTIVE.visit]
    for press in presses:
        if interview.state is not InterviewState.ACTIVE:
            break
        if press == "back" and interview.at > 0:
            interview = rules.go_back(interview)
        elif press != "back":
            settled.add(interview.question_id)
            interview = rules.move_on(interview, settled, NOW)
        else:
            continue
        visits.append(interview.visit)
    assert interview.question_id in interview.plan
    assert visits == sorted(set(visits))


@given(st.permutations(["Q1", "Q2", "Q3"]))
def test_settling_every_question_once_finishes_in_whatever_order(order: list[str]) -> None:
    interview, settled = ACTIVE, set[str]()
    for question_id in order:
        interview = rules.go_to(interview, question_id)
        settled.add(question_id)
        interview = rules.move_on(interview, settled, NOW)
    assert interview.state is InterviewState.FINISHED
