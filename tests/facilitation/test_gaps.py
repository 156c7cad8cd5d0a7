"""The disagreement map, and the agenda made of it."""

from datetime import UTC, datetime

from facilitation.gaps import AGENDA, Gaps, Side, agenda, find
from facilitation.model import Answer, AnswerState, Member, Person, Project
from facilitation.registers import OpenPoints, Unknown
from facilitation.roles import Role
from tests.world import words

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PACK = words().pack
PROJECT = Project(1, 1, "Parcels", "Fewer late ones", "C1", 1, NOW, NOW)


def member(number: int, role: Role) -> Member:
    return Member(number, 1, Person(number, 1, f"U{number}", f"{role} Sample", "UTC"), frozenset({role}))


SPONSOR, CHAMPION, LEAD = member(1, Role.SPONSOR), member(2, Role.CHAMPION), member(3, Role.ML_LEAD)


def said(who: Member, question_id: str, text: str, state: AnswerState = AnswerState.GIVEN) -> Answer:
    return Answer(who.id * 100 + int(question_id[1:]), 1, who.id, who.id, question_id, state, text, 1, NOW)


def gaps(*answers: Answer, agreed: tuple[str, ...] = (), open_points: OpenPoints | None = None) -> Gaps:
    everyone = [SPONSOR, CHAMPION, LEAD]
    points = open_points or OpenPoints()
    return find(PACK, words().comparing, PROJECT, everyone, answers, dict.fromkeys(agreed), points)


THREE = said(SPONSOR, "Q3", "Two dispatchers look through the board every evening; 3% of parcels come late")
TWELVE = said(CHAMPION, "Q3", "Two dispatchers look through the board once a week; 12% of parcels come late")


def test_members_who_say_different_things_stand_side_by_side() -> None:
    found = gaps(THREE, TWELVE).disagreements
    assert {each.between for each in found} == {(SPONSOR, CHAMPION)}
    assert {each.question.id for each in found} == {"Q3"}
    assert all("3%" in each.conflict.quotes[0] and "12%" in each.conflict.quotes[1] for each in found)


def test_the_same_in_other_words_is_no_disagreement() -> None:
    assert gaps(THREE, said(LEAD, "Q3", "I hear that three of a hundred parcels come late")).disagreements == ()


def test_what_is_agreed_on_is_no_gap_any_more() -> None:
    found = gaps(THREE, TWELVE, agreed=("Q3",))
    assert found.disagreements == () and "Q3" not in {question.id for question in found.unanswered}


def test_a_draft_is_not_compared() -> None:
    draft = said(CHAMPION, "Q3", TWELVE.text, AnswerState.DRAFT)
    assert gaps(THREE, draft).disagreements == ()


def test_a_question_put_to_both_sides_and_answered_by_one_is_named() -> None:
    found = gaps(said(LEAD, "Q7", "Refunds fall by half by June")).one_sided
    assert [(each.question.id, each.side, each.members) for each in found] == [("Q7", Side.MACHINE_LEARNING, (LEAD,))]
    assert gaps(THREE).one_sided == ()  # how it is done today is not asked of the ML side


def test_what_the_scope_needs_and_nobody_answered_is_open() -> None:
    assert [question.id for question in gaps(THREE).unanswered] == [
        question_id for question_id in PACK.done_when if question_id != "Q3"
    ]


def test_every_question_has_its_part_of_the_agenda_and_the_parts_fill_the_session() -> None:
    planned = [question_id for _, _, questions in AGENDA for question_id in questions]
    assert sorted(planned) == sorted(question.id for question in PACK.questions)
    assert sum(minutes for _, minutes, _ in AGENDA) == 75


def test_the_agenda_holds_each_gap_where_its_question_is_talked_about() -> None:
    unknown = Unknown(PACK["Q10"], said(LEAD, "Q10", "", AnswerState.UNKNOWN))
    found = gaps(THREE, TWELVE, open_points=OpenPoints(unknowns=(unknown,)))
    today = next(item for item in agenda(found) if item.key == "today")
    assert {each.question.id for each in today.disagreements} == {"Q3"}
    assert [question.id for question in today.open] == ["Q2", "Q10"]
