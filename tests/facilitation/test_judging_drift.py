"""Ideas on how to build it, and promises of when, are noticed; today's tools and everyday words are not."""

import pytest

from tests.facilitation.judging_rules import judged

DRIFT = [
    ("Q1", "Returns eat 7% of our margin. A neural network would fix that."),
    ("Q2", "A list of late parcels before nine. Please build it with XGBoost."),
    ("Q4", "Nine of ten boxes. A fine-tuned transformer can do that."),
    ("Q14", "Deniz from the port. I'd build it in React with a Python backend."),
    ("Q16", "The frontend calls the backend, which asks the model server."),
    ("Q17", "Plate in, gate out. The first version has to be ready by the end of May."),
    ("Q22", "Lars owns it. We will roll out to all branches in autumn."),
    ("Q5", "The old one is switched off in November. We'll deliver the new one in three sprints."),
]


@pytest.mark.parametrize(("question", "text"), DRIFT)
def test_how_to_build_it_and_delivery_promises_are_drift(question: str, text: str) -> None:
    judgement = judged(question, text)
    assert judgement.drift
    assert all(sentence in text for sentence in judgement.drift_sentences)


NO_DRIFT = [
    ("Q3", "We use a random forest in Python at night, then Tableau."),
    ("Q10", "Kafka topic meter.readings, then Snowflake; Lena looks after it."),
    ("Q11", "The ETL job drops rows with two postcodes."),
    ("Q1", "We react too late to frost, and the dockers wait an hour a shift."),
    ("Q2", "Tell me which containers to put on the train first."),
    ("Q5", "The lease on the depot is up in August 2029."),
    ("Q12", "We deliver within three days, so leave out what is out of stock."),
    ("Q15", "Claude and Bert at the gate."),
    ("Q19", "The API must answer in 300 ms, and the cloud may cost 200 euros a month."),
    ("Q20", "The model may treat older customers unfairly, then we compare the groups."),
    ("Q20", "A transformer overheats and the village is dark."),
    ("Q21", "Sort the orders by amount and check the top fifty by hand."),
]


@pytest.mark.parametrize(("question", "text"), NO_DRIFT)
def test_tools_of_today_limits_risks_and_everyday_words_are_none(question: str, text: str) -> None:
    assert judged(question, text).drift_sentences == ()


def test_only_the_sentence_that_drifts_is_parked() -> None:
    text = "A list of late parcels before nine.\nPlease build it with XGBoost."
    assert judged("Q2", text).drift_sentences == ("Please build it with XGBoost.",)


def test_an_answer_that_only_says_how_is_asked_back_and_a_sum_of_money_beside_it_is_not() -> None:
    assert judged("Q17", "Use GPT on Azure.").weak
    assert not judged("Q6", "Thirty thousand, including the AWS bill for the GPUs.").weak
