"""Asking back, kindly."""

import pytest

from facilitation.judging import Reason
from facilitation.probing import may_probe, probe_for
from facilitation.questions import Question
from tests.world import words

PACK = words().pack


@pytest.mark.parametrize(
    ("probes", "probed_version", "version", "expected"),
    [
        pytest.param(0, 0, 1, True, id="a first weak answer"),
        pytest.param(1, 0, 1, True, id="a second in the interview"),
        pytest.param(2, 0, 1, False, id="never a third"),
        pytest.param(1, 3, 3, False, id="gone on without a change: that is the answer"),
        pytest.param(1, 3, 4, True, id="changed, and still weak"),
    ],
)
def test_a_weak_answer_is_asked_back_at_most_twice_in_an_interview(
    probes: int, probed_version: int, version: int, expected: bool
) -> None:
    assert may_probe(probes, probed_version, version) is expected


@pytest.mark.parametrize("question", PACK.questions, ids=lambda question: question.id)
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.CONTRADICTION])
def test_every_question_has_something_to_say_to_every_weakness(question: Question, reason: Reason) -> None:
    first, second = probe_for(question, reason, again=False), probe_for(question, reason, again=True)
    assert first and second
    assert first != second or not (question.probes and question.weak)


def test_the_facilitators_sentence_answers_asap_and_a_probe_a_short_answer() -> None:
    assert probe_for(PACK["Q5"], Reason.ABSOLUTE, again=False) == PACK["Q5"].weak[0].say
    assert probe_for(PACK["Q5"], Reason.TOO_SHORT, again=False) == PACK["Q5"].probes[0]


def test_a_contradiction_has_a_sentence_of_its_own() -> None:
    assert probe_for(PACK["Q7"], Reason.CONTRADICTION, again=False) is None
