"""Answers as they are typed, edited and deleted in Slack, or given by a form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.model import Answer, AnswerState
from storage import answers, members, projects
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, interview_of, later, say
from tests.storage.test_types import IN_ONE_TRANSACTION

TODAY = date(2026, 3, 2)


def _state(tx: Transaction, sample: Sample, state: AnswerState, question: str = "Q1") -> Answer:
    return answers.set_state(tx, interview=sample.interview, question_id=question, state=state, now=NOW)


def _form(tx: Transaction, sample: Sample, text: str, *mentions: str) -> Answer:
    return answers.set_text(
        tx,
        interview=sample.interview,
        question_id="Q1",
        text=text,
        mentions=mentions,
        cause="form",
        now=later(hours=1),
    )


def _causes(tx: Transaction, sample: Sample, answer: Answer) -> list[tuple[int, str, str]]:
    found = answers.versions(tx, sample.ws, answer.id)
    return [(version.version, version.cause, version.text) for version in found]


def test_what_is_typed_in_bursts_is_one_answer(tx: Transaction, sample: Sample) -> None:
    first = say(tx, sample.interview, "1.0", "We sort mail", mentions=("U1", "U2"))
    assert first == Answer(
        id=first.id,
        project_id=sample.project.id,
        interview_id=sample.interview.id,
        member_id=sample.member.id,
        question_id="Q1",
        state=AnswerState.DRAFT,
        text="We sort mail",
        version=1,
        updated_at=NOW,
        mentions=("U1", "U2"),
    )
    both = say(tx, sample.interview, "2.0", "by hand.", mentions=("U3", "U1"))
    assert (both.id, both.text, both.version) == (first.id, "We sort mail\nby hand.", 2)
    assert both.mentions == ("U1", "U2", "U3")
    assert answers.of_interview(tx, sample.ws, sample.interview.id) == {"Q1": both}
    assert answers.by_id(tx, sample.ws, both.id) == both
    assert _causes(tx, sample, both) == [(1, "typed", "We sort mail"), (2, "typed", both.text)]


@pytest.mark.parametrize("question", ["Q1", "Q2"])
def test_the_same_message_again_changes_nothing(tx: Transaction, sample: Sample, question: str) -> None:
    kept = say(tx, sample.interview, "1.0", "once")
    again = answers.add_part(
        tx,
        interview=sample.interview,
        question_id=question,
        channel="D0INES",
        ts="1.0",
        text="once",
        mentions=[],
        now=later(hours=1),
    )
    assert again is None
    assert answers.of_interview(tx, sample.ws, sample.interview.id) == {"Q1": kept}


@IN_ONE_TRANSACTION
@given(order=st.permutations(["9.5", "10.000001", "10.000002", "1700000000.000100", "1700000000.000099"]))
def test_messages_are_joined_in_slacks_order_however_they_arrive(
    tx: Transaction, sample: Sample, order: list[str]
) -> None:
    example = tx.begin_nested()
    for ts in order:
        whole = say(tx, sample.interview, ts, ts)
    assert whole.text.splitlines() == sorted(order, key=lambda ts: [int(part) for part in ts.split(".")])
    example.rollback()


def test_the_same_time_in_two_channels_is_two_messages(tx: Transaction, sample: Sample) -> None:
    say(tx, sample.interview, "1.0", "in the DM")
    in_thread = answers.add_part(
        tx,
        interview=sample.interview,
        question_id="Q1",
        channel="C0HOME",
        ts="1.0",
        text="in the thread",
        mentions=[],
        now=NOW,
    )
    assert in_thread is not None
    assert in_thread.text == "in the DM\nin the thread"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (AnswerState.DRAFT, AnswerState.DRAFT),
        (AnswerState.GIVEN, AnswerState.GIVEN),
        (AnswerState.SKIPPED, AnswerState.DRAFT),
        (AnswerState.UNKNOWN, AnswerState.DRAFT),
    ],
)
@pytest.mark.parametrize("how", ["typed", "form"])
def test_saying_something_after_all_makes_a_draft_of_what_was_not_given(
    tx: Transaction, sample: Sample, before: AnswerState, after: AnswerState, how: str
) -> None:
    answers.set_state(
        tx,
        interview=sample.interview,
        question_id="Q1",
        state=before,
        now=NOW,
        owner_id=sample.champion.id,
        due_on=TODAY,
    )
    said = say(tx, sample.interview, "1.0", "Found it") if how == "typed" else _form(tx, sample, "Found it")
    assert (said.state, said.owner, said.due_on) == (after, None, None)


def test_an_edited_message_changes_its_part_and_keeps_what_was_said(tx: Transaction, sample: Sample) -> None:
    say(tx, sample.interview, "1.0", "We sort male", mentions=("U1",))
    say(tx, sample.interview, "2.0", "by hand")
    edited = answers.edit_part(tx, sample.ws, "D0INES", "1.0", text="We sort mail", mentions=["U2"], now=later(hours=1))
    assert edited is not None
    assert (edited.text, edited.mentions) == ("We sort mail\nby hand", ("U2",))
    assert (edited.version, edited.updated_at) == (3, later(hours=1))
    assert answers.part(tx, sample.ws, "D0INES", "1.0") == edited
    assert _causes(tx, sample, edited)[-2:] == [
        (2, "typed", "We sort male\nby hand"),
        (3, "edited", "We sort mail\nby hand"),
    ]


def test_an_edit_that_changes_nothing_is_none(tx: Transaction, sample: Sample) -> None:
    """Slack also tells of an edit when it only unfurled a link."""
    kept = say(tx, sample.interview, "1.0", "https://sample.invalid")
    assert (
        answers.edit_part(tx, sample.ws, "D0INES", "1.0", text="https://sample.invalid", mentions=[], now=NOW) is None
    )
    assert answers.by_id(tx, sample.ws, kept.id) == kept


def test_a_message_of_no_answer_is_no_part(tx: Transaction, sample: Sample) -> None:
    assert answers.part(tx, sample.ws, "D0INES", "1.0") is None
    assert answers.edit_part(tx, sample.ws, "D0INES", "1.0", text="x", mentions=[], now=NOW) is None
    assert answers.remove_part(tx, sample.ws, "D0INES", "1.0", now=NOW) is None


def test_a_deleted_message_leaves_the_rest_and_stays_deleted(tx: Transaction, sample: Sample) -> None:
    say(tx, sample.interview, "1.0", "We sort mail")
    say(tx, sample.interview, "2.0", "and I am bored", mentions=("U1",))
    rest = answers.remove_part(tx, sample.ws, "D0INES", "2.0", now=NOW)
    assert rest is not None
    assert (rest.text, rest.mentions, rest.version) == ("We sort mail", (), 3)
    assert _causes(tx, sample, rest)[1:] == [
        (2, "typed", "We sort mail\nand I am bored"),
        (3, "deleted", "We sort mail"),
    ]
    assert answers.part(tx, sample.ws, "D0INES", "2.0") is None
    assert answers.remove_part(tx, sample.ws, "D0INES", "2.0", now=NOW) is None
    assert answers.edit_part(tx, sample.ws, "D0INES", "2.0", text="x", mentions=[], now=NOW) is None


def test_an_answer_whose_every_message_was_deleted_is_open_again(tx: Transaction, sample: Sample) -> None:
    say(tx, sample.interview, "1.0", "We sort mail")
    _state(tx, sample, AnswerState.GIVEN)
    empty = answers.remove_part(tx, sample.ws, "D0INES", "1.0", now=NOW)
    assert empty is not None
    assert (empty.text, empty.state) == ("", AnswerState.DRAFT)


def test_a_form_replaces_what_was_typed_and_its_messages_no_longer_count(tx: Transaction, sample: Sample) -> None:
    say(tx, sample.interview, "1.0", "We sort male", mentions=("U1",))
    replaced = _form(tx, sample, "We sort mail", "U2")
    assert (replaced.text, replaced.mentions, replaced.version) == ("We sort mail", ("U2",), 2)
    assert _causes(tx, sample, replaced)[-1] == (2, "form", "We sort mail")
    assert answers.edit_part(tx, sample.ws, "D0INES", "1.0", text="x", mentions=[], now=NOW) is None
    assert say(tx, sample.interview, "2.0", "by hand").text == "We sort mail\nby hand"


def test_the_same_text_from_a_form_again_changes_nothing(tx: Transaction, sample: Sample) -> None:
    say(tx, sample.interview, "1.0", "We sort mail")
    once = _form(tx, sample, "We sort mail")
    assert once == _form(tx, sample, "We sort mail")
    assert once.version == 1
    assert answers.part(tx, sample.ws, "D0INES", "1.0") == once, "the message still counts"


def test_starting_over_empties_the_answer_and_keeps_what_was_said(tx: Transaction, sample: Sample) -> None:
    typed = say(tx, sample.interview, "1.0", "We sort mail", mentions=("U1",))
    _state(tx, sample, AnswerState.GIVEN)
    for _ in range(2):
        answers.clear(tx, interview=sample.interview, question_id="Q1", now=NOW)
        cleared = answers.by_id(tx, sample.ws, typed.id)
        assert cleared is not None
        assert (cleared.text, cleared.mentions, cleared.state) == ("", (), AnswerState.DRAFT)
    assert _causes(tx, sample, typed) == [(1, "typed", "We sort mail"), (2, "cleared", "")]
    assert answers.edit_part(tx, sample.ws, "D0INES", "1.0", text="x", mentions=[], now=NOW) is None
    assert say(tx, sample.interview, "2.0", "We read mail").text == "We read mail"


def test_a_question_can_be_skipped_before_anything_was_said(tx: Transaction, sample: Sample) -> None:
    skipped = _state(tx, sample, AnswerState.SKIPPED)
    assert (skipped.state, skipped.text, skipped.version) == (AnswerState.SKIPPED, "", 0)
    assert _causes(tx, sample, skipped) == []
    assert _state(tx, sample, AnswerState.SKIPPED) == skipped


def test_an_unknown_answer_has_somebody_who_finds_out_by_a_date(tx: Transaction, sample: Sample) -> None:
    unknown = answers.set_state(
        tx,
        interview=sample.interview,
        question_id="Q1",
        state=AnswerState.UNKNOWN,
        now=NOW,
        owner_id=sample.champion.id,
        due_on=TODAY,
    )
    assert (unknown.owner, unknown.due_on) == (sample.champion, TODAY)
    assert answers.by_id(tx, sample.ws, unknown.id) == unknown
    given_after_all = _state(tx, sample, AnswerState.GIVEN)
    assert (given_after_all.owner, given_after_all.due_on) == (None, None)


def test_unknown_answers_are_chased_once_when_their_date_has_come(tx: Transaction, sample: Sample) -> None:
    def unknown(day: date) -> Answer:
        return answers.set_state(
            tx,
            interview=sample.interview,
            question_id="Q1",
            state=AnswerState.UNKNOWN,
            now=NOW,
            owner_id=sample.champion.id,
            due_on=day,
        )

    tomorrow = TODAY + timedelta(days=1)
    answer = unknown(tomorrow)
    assert answers.unknown_due(tx, TODAY) == []
    assert answers.unknown_due(tx, tomorrow) == [(sample.ws, answer)]
    assert answers.unknown_due(tx, tomorrow, limit=0) == []
    answers.mark_chased(tx, sample.ws, answer.id, NOW)
    assert unknown(tomorrow) == answer
    assert answers.unknown_due(tx, tomorrow) == []
    postponed = unknown(tomorrow + timedelta(days=7))
    assert answers.unknown_due(tx, tomorrow + timedelta(days=7)) == [(sample.ws, postponed)]
    projects.archive(tx, sample.ws, sample.project.id, by=sample.sponsor.id, now=NOW)
    assert answers.unknown_due(tx, tomorrow + timedelta(days=7)) == []


def test_answers_of_a_project_come_by_number_then_in_the_order_of_joining(tx: Transaction, sample: Sample) -> None:
    champion = members.of_project(tx, sample.ws, sample.project.id)[1]
    second = interview_of(tx, sample.ws, champion)
    for number, (interview, question) in enumerate(
        [(second, "Q10"), (second, "Q2"), (sample.interview, "Q10"), (sample.interview, "Q2")]
    ):
        say(tx, interview, f"{number}.0", "x", question=question)
    members.leave(tx, ws=sample.ws, project_id=sample.project.id, person_id=champion.person.id, now=NOW)
    found = answers.of_project(tx, sample.ws, sample.project.id)
    assert [(answer.question_id, answer.member_id) for answer in found] == [
        ("Q2", sample.member.id),
        ("Q2", champion.id),
        ("Q10", sample.member.id),
        ("Q10", champion.id),
    ]


def test_an_answer_to_no_interview_is_a_lookup_error(tx: Transaction, sample: Sample) -> None:
    with pytest.raises(LookupError):
        say(tx, replace(sample.interview, id=404), "1.0", "x")
