"""The questions as they are shipped: complete against the method, and fit to be read by anybody."""

import re
from collections.abc import Iterator

import pytest

from facilitation.questions import MOST_IN_PRIVATE, Pack, Question
from facilitation.roles import INTERVIEWED, Role
from prompts import Words

PACK: Pack = Words().pack
ALL = "SCUME"
LETTERS = dict(zip(ALL, INTERVIEWED, strict=True))

#: Method §1: question, who can answer it, the sign of a weak answer, part of what the facilitator says to it.
#: Q3 has the sponsor as well: "ask S and C Q1-4 separately and show the gap" (method §1, Moves; design §6).
METHOD = [
    ("Q1", "SC", "Rivals use AI", "what hurts today"),
    ("Q2", "CUS", "Predict churn", "what do you do next"),
    ("Q3", "CUS", "It isn't", "who notices when it goes wrong"),
    ("Q4", "CS", "100%", "how often is today's way right"),
    ("Q5", "S", "ASAP", "what happens that day"),
    ("Q6", "S", "No idea", "more or less than one salary"),
    ("Q7", "SCM", "Better insight", "which figure"),
    ("Q8", "C", "It's in the data", "three things do new"),
    ("Q9", "CS", "None", "would embarrass us"),
    ("Q10", "CE", "Loads", "by Friday"),
    ("Q11", "CUE", "It's clean", "open five records now"),
    ("Q12", "UC", "Silence", "what's missing"),
    ("Q13", ALL, "Nods", "one line"),
    ("Q14", "S", "Sponsor volunteers", "does the work every day; you keep the decision"),
    ("Q15", "CU", "Everyone", "first ten"),
    ("Q16", "UC", "Boxes and servers", "what the person sees"),
    ("Q17", "CS", "All", "which three"),
    ("Q18", ALL, "Debate", "isn't part of the first version"),
    ("Q19", "CES", "Real time", "within a second"),
    ("Q20", "SCME", "Nothing", "a year has passed and it failed"),
    ("Q21", "MC", "Must be AI", "the one to beat"),
    ("Q22", "SEM", "IT", "one name and one date"),
]

#: The left-hand column of method §6, then the method's own shorthand.
JARGON = (
    *("algorithm", "model", "features", "label", "target", "training", "inference", "accuracy", "precision"),
    *("recall", "false positive", "false negative", "RMSE", "MAE", "MAPE", "R²", "AUC", "overfitting"),
    *(
        "cross-validation",
        "hyperparameter",
        "baseline",
        "drift",
        "retraining",
        "latency",
        "batch",
        "real-time",
    ),
    *("pipeline", "ETL", "deployment", "ensemble", "embedding", "confidence interval", "class imbalance"),
    *("NDCG", "ranking metric", "cold start", "feature importance", "A/B test"),
    *("MVP", "SME", "UAT", "stakeholder"),
)


def put_to_people(question: Question) -> Iterator[str]:
    """Yield everything of a question that is said to a person, signs apart: those quote what people say."""
    yield from (question.ask, question.purpose, *question.probes)
    yield from (weak.say for weak in question.weak)


def everything(question: Question) -> Iterator[str]:
    """Yield every text of a question that is a sentence."""
    yield from put_to_people(question)
    yield from (weak.sign for weak in question.weak)


def test_the_pack_has_the_22_questions_of_the_method_in_order() -> None:
    assert [question.id for question in PACK.questions] == [f"Q{number}" for number in range(1, 23)]


@pytest.mark.parametrize(("question_id", "who", "sign", "say"), METHOD, ids=[row[0] for row in METHOD])
def test_a_question_follows_the_method(question_id: str, who: str, sign: str, say: str) -> None:
    question = PACK[question_id]
    assert question.asked_of == {LETTERS[letter] for letter in who} | ({Role.SPONSOR} if question_id == "Q3" else set())
    first = question.weak[0]
    assert sign in first.sign
    assert say.casefold() in first.say.casefold()


def test_every_question_has_the_probes_of_the_method() -> None:
    least = (3, 3, 3, 3, 2, 3, 3, 3, 3, 3, 3, 3, 2, 3, 3, 3, 2, 1, 4, 4, 2, 3)
    for question, count in zip(PACK.questions, least, strict=True):
        assert len(question.probes) >= count, question.id
        assert all(probe.endswith("?") for probe in question.probes), question.id


def test_the_private_sets_are_those_of_the_design() -> None:
    assert PACK.private == {
        Role.SPONSOR: ("Q1", "Q2", "Q3", "Q4", "Q5", "Q14"),
        Role.CHAMPION: ("Q1", "Q2", "Q3", "Q4", "Q7", "Q17"),
        Role.USER: ("Q2", "Q3", "Q12"),
        Role.ML_LEAD: ("Q7", "Q20", "Q21"),
        Role.ENGINEER: ("Q10", "Q19"),
    }
    assert all(len(ids) <= MOST_IN_PRIVATE for ids in PACK.private.values())


@pytest.mark.parametrize("role", INTERVIEWED)
def test_whatever_a_role_can_answer_is_asked_in_private_or_offered_next(role: Role) -> None:
    can_answer = {question.id for question in PACK.questions if role in question.asked_of}
    assert not set(PACK.private[role]) & set(PACK.more[role])
    assert {*PACK.private[role], *PACK.more[role]} == can_answer


def test_the_champion_is_offered_the_question_that_names_the_users_first() -> None:
    assert PACK.more[Role.CHAMPION][0] == "Q15"


def test_two_questions_name_people() -> None:
    named = {question.id: question.names for question in PACK.questions if question.names}
    assert named == {"Q14": Role.CHAMPION, "Q15": Role.USER}
    assert all("@" in PACK[question_id].ask for question_id in named)


def test_the_done_when_rule_is_the_method_s() -> None:
    assert PACK.done_when == ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q14", "Q17", "Q19", "Q22")


def test_q5_asks_when_the_value_ends_and_for_no_delivery() -> None:
    ask = PACK["Q5"].ask
    assert "no longer matter" in ask
    assert "latest date on which it would still be useful" in ask
    assert not re.search(r"deliver|deadline|ready|finish|done by|need it by", ask)


@pytest.mark.parametrize("question", PACK.questions, ids=lambda question: question.id)
def test_a_question_reads_well(question: Question) -> None:
    assert 2 <= len(question.short.split()) <= 5
    assert len(question.ask) <= 300
    assert len(re.findall(r"[.?](?=\s|$)", question.ask)) <= 2
    assert re.search(r"\b(you|your)\b", question.ask)
    assert "\n" not in question.purpose and len(question.purpose) <= 140
    for text in everything(question):
        assert text[-1] in ".?", text
        assert "!" not in text and "  " not in text, text
    assert len(question.weak) >= 2


@pytest.mark.parametrize("question", PACK.questions, ids=lambda question: question.id)
def test_a_question_is_free_of_jargon(question: Question) -> None:
    text = " ".join((question.short, *put_to_people(question)))
    found = [word for word in JARGON if re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE)]
    assert not found
