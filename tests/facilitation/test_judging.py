"""Which answers a facilitator would ask back, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.judging import Reason, judge_line
from tests.facilitation.judging_rules import RULES, judged

WEAK = [
    ("Q3", "By hand.", Reason.TOO_SHORT),
    ("Q12", "Easy and fast.", Reason.TOO_SHORT),
    ("Q7", "Patients should wait less and the desk should get fewer complaints.", Reason.NO_NUMBER),
    ("Q6", "That has to be in proportion to what it saves.", Reason.NO_NUMBER),
    ("Q5", "Before the new tool comes.", Reason.NO_NUMBER),
    ("Q4", "100%.", Reason.ABSOLUTE),
    ("Q17", "All of it.", Reason.ABSOLUTE),
    ("Q19", "In real time, around the clock.", Reason.ABSOLUTE),
    ("Q14", "The planning team.", Reason.NO_NAME),
    ("Q15", "Nurses and doctors.", Reason.NO_NAME),
    ("Q22", "The IT department takes over.", Reason.NO_NAME),
    ("Q10", "Customer data. The BI department looks after it.", Reason.NO_NAME),
    ("Q16", "One ordinary use, from what sets it off to what I do afterwards.", Reason.REPEATS_QUESTION),
    ("Q1", "To leverage synergies and become a truly data-driven organisation.", Reason.BUZZWORDS),
    ("Q3", "It depends.", Reason.EVASION),
    ("Q3", "No idea, ask the warehouse.", Reason.EVASION),
    ("Q18", "We'll see.", Reason.EVASION),
    ("Q2", "An XGBoost model behind a REST API on Kubernetes.", Reason.OFF_TOPIC),
]


@pytest.mark.parametrize(("question", "text", "reason"), WEAK)
def test_a_weak_answer_is_told_with_its_fault(question: str, text: str, reason: Reason) -> None:
    judgement = judged(question, text, role="sponsor")
    assert (judgement.weak, judgement.reason) == (True, reason)


GOOD = [
    ("Q3", "Two clerks, 30 hours a week, about 4% wrong."),
    ("Q3", "It depends on the doctor: Dr. Muster dictates, Dr. Probe types and picks the first code."),
    ("Q3", "100% of the invoices are checked twice, by the site manager and in accounts."),
    ("Q4", "A missed leak is worse than driving out for nothing."),
    ("Q5", "The licence ends in March."),
    ("Q6", "One salary, twice that for building."),
    ("Q7", "Late trains: eighteen of a hundred today, twelve would do, above sixteen we stop."),
    ("Q9", "Never suggest a dose, the pharmacist decides."),
    ("Q12", "Undo. And big letters."),
    ("Q14", "Not me. Take @halina."),
    ("Q14", "maria from the night shift"),
    ("Q14", "<@U012ABCD>"),
    ("Q15", "Everyone at gate B, first Mehmet and Rosa."),
    ("Q17", "Only the room number and how long the patient has waited."),
    ("Q18", "Nothing for me, but the drivers would like to swap rounds."),
    ("Q19", "Once a day before the baker starts, 40 euros a month."),
    ("Q22", "The IT department, that is Marek Vzor; first look in May."),
]


@pytest.mark.parametrize(("question", "text"), GOOD)
def test_an_answer_to_act_on_is_good_whatever_words_stand_in_it(question: str, text: str) -> None:
    judgement = judged(question, text, role="sponsor")
    assert (judgement.weak, judgement.reason) == (False, None)


def test_a_sponsor_may_not_volunteer_as_champion_but_a_user_may_name_themselves() -> None:
    assert judged("Q14", "I'll do that myself.", role="sponsor").reason is Reason.NO_NAME
    assert judged("Q15", "Me and the two next to me.", role="user").reason is None


def test_thinking_aloud_is_no_naming_of_oneself() -> None:
    assert judged("Q15", "I think the sales department.").reason is Reason.NO_NAME


def test_a_long_answer_without_substance_is_weak() -> None:
    text = (
        "We believe that this is an important step for our organisation, because the requirements of our customers are"
        " changing and it is essential to make better decisions. It will help us to work more efficiently and to create"
        " real value for everybody involved, and of course it is also about people."
    )
    assert judged("Q1", text).weak


def test_a_question_without_rules_is_judged_by_the_general_ones() -> None:
    assert judged("Q99", "It depends.").reason is Reason.EVASION
    assert not judged("Q99", "Jana sorts 40 parcels by hand every evening.").weak


@pytest.mark.parametrize("text", ["", "  \n ", "👍", "...", "-"])
def test_an_answer_without_a_word_is_too_short(text: str) -> None:
    assert judged("Q1", text).reason is Reason.TOO_SHORT


@given(st.sampled_from([f"Q{number}" for number in range(1, 23)]), st.text(max_size=200))
def test_any_text_can_be_judged_and_gets_a_reason_only_if_weak(question: str, text: str) -> None:
    judgement = judged(question, text, text)
    assert judgement.weak == (judgement.reason is not None)
    assert judgement.drift == bool(judgement.drift_sentences)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": None},
        {"question": 3, "role": ["user"], "text": []},
        {"question": "Q3", "text": "", "earlier": None},
        {"question": "Q3", "text": [], "earlier": [{"question": "Q1"}, None, 3]},
    ],
)
def test_a_line_that_lacks_something_is_judged_all_the_same(record: dict[str, object]) -> None:
    assert judge_line(RULES, record) == {"weak": True, "reason": "too_short", "drift": False}


def test_a_line_may_hold_a_list_and_a_small_q() -> None:
    record = {"question": "q3", "text": ["Jana reads the order.", "She calls the supplier before nine."]}
    assert judge_line(RULES, record) == {"weak": False, "reason": None, "drift": False}


def test_a_line_takes_earlier_answers_as_texts_or_records() -> None:
    later = {"question": "Q19", "text": "About 5,000 parcels on a busy day."}
    earlier = "On a busy day around 600 parcels go over the belt."
    for given_as in (earlier, [earlier], [{"question": "Q3", "text": earlier}]):
        assert judge_line(RULES, {**later, "earlier": given_as})["reason"] == "contradiction"
