"""After the reveal, an edited or deleted message only proposes a change."""

import pytest

from facilitation.model import Answer, AnswerState, AnswerVersion
from storage import answers
from storage.database import Transaction
from tests.storage.sample import NOW, Sample, later, say


@pytest.fixture
def answer(tx: Transaction, sample: Sample) -> Answer:
    """A given answer of two messages."""
    say(tx, sample.interview, "1.0", "We sort mail")
    say(tx, sample.interview, "2.0", "by hand")
    return answers.set_state(tx, interview=sample.interview, question_id="Q1", state=AnswerState.GIVEN, now=NOW)


def _propose(
    tx: Transaction,
    sample: Sample,
    answer: Answer,
    text: str,
    *,
    ts: str = "2.0",
    mentions: tuple[str, ...] = (),
) -> AnswerVersion:
    return answers.propose(
        tx, ws=sample.ws, answer_id=answer.id, text=text, mentions=mentions, channel="D0INES", ts=ts, now=NOW
    )


def _proposed(tx: Transaction, sample: Sample, answer: Answer) -> list[AnswerVersion]:
    return [version for version in answers.versions(tx, sample.ws, answer.id) if version.proposed]


def test_a_proposal_shows_the_whole_answer_and_changes_nothing(tx: Transaction, sample: Sample, answer: Answer) -> None:
    proposal = _propose(tx, sample, answer, "by machine")
    assert (proposal.text, proposal.cause, proposal.proposed) == (
        "We sort mail\nby machine",
        "proposed",
        True,
    )
    assert proposal.version == answer.version, "the version that it would replace"
    assert answers.by_id(tx, sample.ws, answer.id) == answer
    assert answers.versions(tx, sample.ws, answer.id)[-1] == proposal


def test_the_same_text_of_the_same_message_is_proposed_once(tx: Transaction, sample: Sample, answer: Answer) -> None:
    first = _propose(tx, sample, answer, "by machine")
    assert _propose(tx, sample, answer, "by machine") == first
    others = [_propose(tx, sample, answer, "by magic"), _propose(tx, sample, answer, "by machine", ts="1.0")]
    assert _proposed(tx, sample, answer) == [first, *others]
    assert answers.decline(tx, sample.ws, first.id, NOW)
    assert _propose(tx, sample, answer, "by machine").cause == "declined"
    assert _proposed(tx, sample, answer) == others


def test_an_accepted_proposal_becomes_the_next_version_once(tx: Transaction, sample: Sample, answer: Answer) -> None:
    proposal = _propose(tx, sample, answer, "by machine", mentions=("U9",))
    accepted = answers.accept(tx, sample.ws, proposal.id, later(hours=1))
    assert accepted is not None
    assert (accepted.text, accepted.mentions) == ("We sort mail\nby machine", ("U9",))
    assert (accepted.version, accepted.state, accepted.updated_at) == (3, AnswerState.GIVEN, later(hours=1))
    assert answers.by_id(tx, sample.ws, answer.id) == accepted
    stood = answers.versions(tx, sample.ws, answer.id)
    assert [(version.version, version.cause) for version in stood] == [
        (1, "typed"),
        (2, "typed"),
        (3, "accepted"),
    ]
    assert answers.accept(tx, sample.ws, proposal.id, NOW) is None
    assert not answers.decline(tx, sample.ws, proposal.id, NOW)
    assert answers.by_id(tx, sample.ws, answer.id) == accepted


def test_proposals_for_two_messages_can_both_be_accepted(tx: Transaction, sample: Sample, answer: Answer) -> None:
    second = _propose(tx, sample, answer, "by machine")
    first = _propose(tx, sample, answer, "We read mail", ts="1.0")
    for proposal in (second, first):
        accepted = answers.accept(tx, sample.ws, proposal.id, NOW)
    assert accepted is not None
    assert accepted.text == "We read mail\nby machine"
    assert answers.versions(tx, sample.ws, answer.id)[-1].text == accepted.text


def test_a_message_goes_on_proposing_after_a_proposal_of_it_was_accepted(
    tx: Transaction, sample: Sample, answer: Answer
) -> None:
    answers.accept(tx, sample.ws, _propose(tx, sample, answer, "by machine").id, NOW)
    assert answers.part(tx, sample.ws, "D0INES", "2.0") is not None
    assert _propose(tx, sample, answer, "by magic").text == "We sort mail\nby magic"


def test_a_deleted_message_proposes_the_answer_without_it(tx: Transaction, sample: Sample, answer: Answer) -> None:
    proposal = _propose(tx, sample, answer, "")
    assert proposal.text == "We sort mail"
    accepted = answers.accept(tx, sample.ws, proposal.id, NOW)
    assert accepted is not None
    assert accepted.text == "We sort mail"


def test_accepting_that_everything_was_deleted_leaves_the_question_open(
    tx: Transaction, sample: Sample, answer: Answer
) -> None:
    for ts in ("1.0", "2.0"):
        accepted = answers.accept(tx, sample.ws, _propose(tx, sample, answer, "", ts=ts).id, NOW)
    assert accepted is not None
    assert (accepted.text, accepted.state) == ("", AnswerState.DRAFT)


def test_a_message_that_is_no_part_proposes_the_whole_answer(tx: Transaction, sample: Sample, answer: Answer) -> None:
    proposal = _propose(tx, sample, answer, "We dream", ts="9.0")
    assert proposal.text == "We dream"
    accepted = answers.accept(tx, sample.ws, proposal.id, NOW)
    assert accepted is not None
    assert accepted.text == "We dream"


def test_a_declined_proposal_is_out_of_the_way_and_changes_nothing(
    tx: Transaction, sample: Sample, answer: Answer
) -> None:
    proposal = _propose(tx, sample, answer, "by machine")
    assert answers.decline(tx, sample.ws, proposal.id, NOW)
    assert not answers.decline(tx, sample.ws, proposal.id, NOW)
    assert answers.accept(tx, sample.ws, proposal.id, NOW) is None
    assert _proposed(tx, sample, answer) == []
    assert answers.by_id(tx, sample.ws, answer.id) == answer


def test_a_version_that_stood_can_not_be_accepted_or_declined(tx: Transaction, sample: Sample, answer: Answer) -> None:
    old = answers.versions(tx, sample.ws, answer.id)[0]
    assert answers.accept(tx, sample.ws, old.id, NOW) is None
    assert not answers.decline(tx, sample.ws, old.id, NOW)


def test_a_proposal_for_no_answer_is_a_lookup_error(tx: Transaction, sample: Sample, answer: Answer) -> None:
    with pytest.raises(LookupError):
        answers.propose(tx, ws=sample.ws, answer_id=404, text="x", mentions=(), channel="D0INES", ts="1.0", now=NOW)
