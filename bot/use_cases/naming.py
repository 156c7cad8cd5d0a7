"""Answers that name people (Q14, Q15): who is brought in, and who is told when nobody can be."""

from datetime import datetime

from bot.services import Services
from bot.use_cases import joining, notices
from bot.use_cases.access import facilitator_of
from bot.use_cases.notices import Kind
from bot.use_cases.places import Place
from facilitation.judging import volunteers
from facilitation.model import Answer
from facilitation.questions import Question
from facilitation.roles import Role
from storage import answers
from storage.database import Transaction


def bring_in_named(tx: Transaction, services: Services, place: Place, question: Question, now: datetime) -> None:
    """Bring in the people whom a given answer names; where it names nobody, tell the facilitator which case it is.

    A sponsor who names themselves as champion hears what a facilitator says to that, unless they were asked back.
    """
    interview, role = place.interview, question.names
    answer = answers.of_interview(tx, interview.workspace_id, interview.id).get(question.id)
    if answer is None or role is None:
        return
    if joining.name_people(tx, services, place.project, role, answer.mentions, by=place.person, now=now):
        return
    own = _names_themselves(services, place, role, answer)
    facilitator = facilitator_of(tx, place.project.workspace_id, place.project)
    key = f"{answer.id}:{answer.version}"
    facts = {"answer": answer.id, "asked": facilitator.id == place.person.id, "own": own}
    notices.to_person(tx, Kind.NAME_UNCLEAR, facilitator, place.project, key=key, now=now, **facts)
    if own and answer.probed == 0:
        facts = {"answer": answer.id}
        notices.to_interviewee(tx, Kind.NAMED_SELF, interview, place.person, place.project, key=key, now=now, **facts)


def _names_themselves(services: Services, place: Place, role: Role, answer: Answer) -> bool:
    """Whether a sponsor would be the champion, who is somebody that does the work (method §1, Q14)."""
    if role is not Role.CHAMPION:
        return False
    return place.person.slack_id in answer.mentions or volunteers(services.words.judging, answer.text)
