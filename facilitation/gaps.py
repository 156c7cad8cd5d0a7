"""The disagreement map: where members differ, what only one side knows, what is open; and the agenda made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitation.comparing import Answer as Said
from facilitation.comparing import ComparingWords, Conflict, compare
from facilitation.model import Answer, AnswerState, Member, Project
from facilitation.questions import Pack, Question
from facilitation.registers import OpenPoints
from facilitation.roles import INTERVIEWED, Role

#: The two sides that start with little overlap (method §1, moves).
BUSINESS = frozenset({Role.SPONSOR, Role.CHAMPION, Role.USER})
MACHINE_LEARNING = frozenset({Role.ML_LEAD, Role.ENGINEER})

#: The planning session's agenda (method §2.1): key, minutes, and the questions talked about there.
AGENDA: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("rules", 5, ()),
    ("why", 20, ("Q1", "Q4", "Q5", "Q6", "Q7")),
    ("today", 20, ("Q2", "Q3", "Q8", "Q10", "Q11")),
    ("journey", 15, ("Q12", "Q13", "Q15", "Q16", "Q17", "Q18")),
    ("limits", 10, ("Q9", "Q19", "Q20", "Q21")),
    ("close", 5, ("Q14", "Q22")),
)


class Side(StrEnum):
    """Who knows something."""

    BUSINESS = "business"
    MACHINE_LEARNING = "machine_learning"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two members who say different things, with the two quotes."""

    question: Question
    between: tuple[Member, Member]
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class OneSided:
    """A question that was put to both sides and answered by one only."""

    question: Question
    side: Side
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The map of a project, after the reveal."""

    project: Project
    disagreements: tuple[Disagreement, ...]
    one_sided: tuple[OneSided, ...]
    unanswered: tuple[Question, ...]  # what the scope needs, and nobody has answered
    open: OpenPoints  # unknowns, and assumptions and rules that nobody looks after

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to talk about."""
        return not (self.disagreements or self.one_sided or self.unanswered or self.open)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One part of the planning session, with what the map gives it to talk about. `minutes` are minutes."""

    key: str
    minutes: int
    disagreements: tuple[Disagreement, ...]
    open: tuple[Question, ...]


def find(
    pack: Pack,
    words: ComparingWords,
    project: Project,
    members: Sequence[Member],
    answers: Sequence[Answer],
    agreed: Mapping[str, object],
    open_points: OpenPoints,
) -> Gaps:
    """Return the map. What is agreed on by now is no gap any more."""
    by_id = {str(member.id): member for member in members}
    given = [
        answer
        for answer in answers
        if answer.state is AnswerState.GIVEN and answer.text.strip() and str(answer.member_id) in by_id
    ]
    open_answers = [answer for answer in given if answer.question_id not in agreed]
    said = [Said(a.question_id, _main_role(by_id[str(a.member_id)]), str(a.member_id), a.text) for a in open_answers]
    answered = {answer.question_id for answer in given}
    return Gaps(
        project=project,
        disagreements=tuple(
            Disagreement(pack[conflict.question], _pair(by_id, conflict), conflict)
            for conflict in compare(words, said)
            if conflict.question in pack
        ),
        one_sided=tuple(_one_sided(pack, by_id, open_answers)),
        unanswered=tuple(pack[q] for q in pack.done_when if q not in answered and q not in agreed),
        open=open_points,
    )


def agenda(gaps: Gaps) -> tuple[AgendaItem, ...]:
    """Return the draft agenda of the planning session: every gap in the part where its question is talked about."""
    waiting = {question.id: question for question in gaps.unanswered}
    waiting |= {unknown.question.id: unknown.question for unknown in gaps.open.unknowns}
    return tuple(
        AgendaItem(
            key,
            minutes,
            tuple(each for each in gaps.disagreements if each.question.id in questions),
            tuple(waiting[question_id] for question_id in questions if question_id in waiting),
        )
        for key, minutes, questions in AGENDA
    )


def _main_role(member: Member) -> str:
    return next((role.value for role in INTERVIEWED if role in member.roles), "")


def _pair(by_id: Mapping[str, Member], conflict: Conflict) -> tuple[Member, Member]:
    one, other = conflict.between
    return by_id[one], by_id[other]


def _one_sided(pack: Pack, by_id: Mapping[str, Member], given: Sequence[Answer]) -> list[OneSided]:
    """Return the questions that both sides were to answer, and only one did."""
    found = []
    for question in pack.questions:
        who = [by_id[str(answer.member_id)] for answer in given if answer.question_id == question.id]
        business = [member for member in who if member.roles & BUSINESS]
        technical = [member for member in who if member.roles & MACHINE_LEARNING and not member.roles & BUSINESS]
        both_asked = question.asked_of & BUSINESS and question.asked_of & MACHINE_LEARNING
        if both_asked and bool(business) != bool(technical):
            side = Side.BUSINESS if business else Side.MACHINE_LEARNING
            found.append(OneSided(question, side, tuple(business or technical)))
    return found
