"""Learning the weights of the comparison from labelled projects."""

import pytest

from bench.comparing.fit import examples_of_facts, examples_of_remarks, labelled, learned, pairs_of_the_tests, written
from bench.comparing.measure import ENGLISH, SETS, UNSEEN, projects
from facilitation.comparing import Kind
from facilitation.comparing.comparison import chance
from prompts.comparing import load_comparing

WORDS = load_comparing(ENGLISH)


def project(first: str, second: str, *kinds: str) -> dict[str, object]:
    texts = {"Ann": first, "Bob": second}
    return {
        "answers": [{"question": "Q1", "role": "user", "person": who, "text": text} for who, text in texts.items()],
        "conflicts": [{"question": "Q1", "between": ["Ann", "Bob"], "kind": kind} for kind in kinds],
    }


def test_what_goes_with_conflicts_counts_for_one_and_what_does_not_against() -> None:
    clash, none = {"always": 1.0, "alike": 1.0}, {"always": 1.0, "far apart": 1.0}
    taught = learned([([clash], True), ([none], False)] * 20, {})
    assert taught["alike"] > 0 > taught["far apart"]
    assert chance(clash, taught) > 0.5 > chance(none, taught)


def test_the_likeliest_of_two_answers_stands_for_them() -> None:
    clash, chatter = {"always": 1.0, "alike": 1.0}, {"always": 1.0, "far apart": 1.0}
    taught = learned([([clash, chatter], True), ([chatter], False)] * 20, {"alike": 1.0, "always": -1.0})
    assert chance(clash, taught) > 0.5 > chance(chatter, taught)


def test_a_label_of_one_kind_teaches_nothing_of_another() -> None:
    told = list(labelled(WORDS, [project("3% of parcels are late.", "10% of parcels are late.", "figure")]))
    assert [kinds for _, kinds in told] == [{Kind.FIGURE}]
    assert [clash for _, clash in examples_of_facts(told)] == [True]
    assert examples_of_remarks(told) == []


def test_the_weights_are_written_as_python() -> None:
    module: dict[str, object] = {}
    exec(written({"alike": 1.5}, {"always": -2.0}), module)
    assert (module["FACTS"], module["REMARKS"]) == ({"alike": 1.5}, {"always": -2.0})


@pytest.mark.parametrize("name", [*SETS, *UNSEEN])
def test_every_label_names_two_who_answered_the_question(name: str) -> None:
    for record in projects(name):
        answered = {(answer["question"], answer["person"]) for answer in record["answers"]}
        for conflict in record["conflicts"]:
            assert len(set(conflict["between"])) == 2
            assert {(conflict["question"], person) for person in conflict["between"]} <= answered
            assert conflict["kind"] in list(Kind)


def test_the_pairs_of_the_tests_are_projects_of_their_own() -> None:
    kinds = [[conflict["kind"] for conflict in record["conflicts"]] for record in pairs_of_the_tests()]
    assert [] in kinds
    assert ["figure"] in kinds
