"""What every kind of notice works with, and what comes of it."""

from dataclasses import dataclass

from bot.services import Services
from bot.views.blocks import Message
from facilitation.interview import OPEN
from facilitation.model import Answer, AnswerState, Interview, Member, Notice, Person, Project
from storage import answers, interviews, members, people
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a post, and the messages that stand in for it where files cannot be uploaded."""

    name: str
    title: str
    content: str
    instead: list[Message]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What to post: a message, in a thread if `thread_ts` says so, then more messages and files in its own thread."""

    message: Message
    thread_ts: str | None = None
    more: tuple[Message, ...] = ()
    files: tuple[File, ...] = ()


class Drop(Exception):
    """The notice is no longer true; the text says why, for `/scope why`."""


@dataclass(frozen=True, slots=True)
class Case:
    """A notice with what every kind needs."""

    tx: Transaction
    services: Services
    notice: Notice
    project: Project

    def interview(self) -> tuple[Interview, Member]:
        """Return the interview that the notice is about, and its member."""
        ws = self.notice.workspace_id
        interview = interviews.by_id(self.tx, ws, self.notice.subject["interview"])
        if interview is None:
            raise Drop("the interview is gone")
        return interview, members.by_id(self.tx, ws, interview.member_id)

    def answer(self) -> tuple[Answer, Member]:
        """Return the answer that the notice is about, and its author."""
        ws = self.notice.workspace_id
        answer = answers.by_id(self.tx, ws, self.notice.subject["answer"])
        if answer is None:
            raise Drop("the answer is gone")
        return answer, members.by_id(self.tx, ws, answer.member_id)

    def person(self, key: str) -> Person:
        """Return the person whose id stands in the subject under `key`."""
        return people.by_id(self.tx, self.notice.workspace_id, self.notice.subject[key])

    def settled(self, interview: Interview) -> int:
        """Return how many of an interview's questions are settled."""
        found = answers.of_interview(self.tx, self.notice.workspace_id, interview.id).values()
        return sum(answer.state is not AnswerState.DRAFT for answer in found)

    def waiting_for(self) -> list[Person]:
        """Return who was asked and has not finished."""
        ws = self.notice.workspace_id
        waiting = [iv for iv in interviews.of_project(self.tx, ws, self.project.id) if iv.state in OPEN]
        return [members.by_id(self.tx, ws, iv.member_id).person for iv in waiting]
