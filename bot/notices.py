"""What each kind of notice says: facts looked up at the moment of delivery, drawn by a view, or dropped with a reason.

`NOTICES` is the one list. To add a kind: a name in `use_cases.notices.Kind`, a function here, a view, a template.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.services import Services
from bot.use_cases import brief as brief_use_case
from bot.use_cases import loose as loose_use_case
from bot.use_cases import unknowns
from bot.use_cases.access import facilitator_of
from bot.use_cases.notices import Kind
from bot.views import answers as answers_view
from bot.views import brief as brief_view
from bot.views import interview as interview_view
from bot.views import notices as view
from bot.views import projects as projects_view
from bot.views.blocks import Message
from facilitation.interview import OPEN
from facilitation.model import Answer, AnswerState, Interview, InterviewState, Member, Notice, Person, Project
from facilitation.questions import further_questions
from facilitation.roles import Role
from storage import answers, interviews, loose, members, people, projects
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
    """What to post: a message, in a thread if `thread_ts` says so, then more messages and a file in its own thread."""

    message: Message
    thread_ts: str | None = None
    more: tuple[Message, ...] = ()
    file: File | None = None


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


def compose(tx: Transaction, services: Services, notice: Notice) -> Outgoing:
    """Return what the notice says now. Raises Drop when there is nothing left to say."""
    project = projects.by_id(tx, notice.workspace_id, notice.project_id) if notice.project_id is not None else None
    if project is None:
        raise Drop("the project is gone")
    if project.archived_at is not None and notice.kind != Kind.PROJECT_ARCHIVED:
        raise Drop("the project is archived")
    return NOTICES[Kind(notice.kind)](Case(tx, services, notice, project))


def revised(tx: Transaction, services: Services, notice: Notice) -> Message | None:
    """Return what a question just posted looks like if it was answered or left meanwhile; None: as it was posted."""
    project = projects.by_id(tx, notice.workspace_id, notice.project_id) if notice.project_id is not None else None
    if notice.kind != Kind.QUESTION or project is None:
        return None
    case = Case(tx, services, notice, project)
    interview, _ = case.interview()
    asked = services.words.pack[notice.subject["question"]]
    if interview.visit == notice.subject["visit"] and interview.state is InterviewState.ACTIVE:
        shown = interview_view.being_answered(services.words, project, interview, asked)
        return shown if interview.controls_ts else None
    answer = answers.of_interview(tx, notice.workspace_id, interview.id).get(asked.id)
    at = interview.plan.index(asked.id) if asked.id in interview.plan else interview.at
    return interview_view.left(services.words, project, replace(interview, at=at), asked, answer)


def _project_started(case: Case) -> Outgoing:
    project, services = case.project, case.services
    listed = members.of_project(case.tx, project.workspace_id, project.id)
    sponsor = next((m.person for m in listed if Role.SPONSOR in m.roles), None)
    by = people.by_id(case.tx, project.workspace_id, project.created_by)
    days = services.settings.response_window_days
    return Outgoing(projects_view.started(services.words, project, by, sponsor, days))


def _project_archived(case: Case) -> Outgoing:
    return Outgoing(projects_view.archived(case.services.words, case.project, case.person("by")))


def _invite(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state is not InterviewState.INVITED:
        raise Drop("the interview has begun already")
    by = facilitator_of(case.tx, case.project.workspace_id, case.project)
    message = view.invite(case.services.words, case.project, member, interview, by, case.settled(interview))
    return Outgoing(message, interview.thread_ts)


def _thread_invite(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state not in OPEN:
        raise Drop("the interview is over")
    return Outgoing(view.thread_invite(case.services.words, case.project, member, interview))


def _unreachable(case: Case) -> Outgoing:
    gone = bool(case.notice.subject["gone"])
    return Outgoing(view.unreachable(case.services.words, case.project, case.person("who"), gone=gone))


def _bot_not_in_channel(case: Case) -> Outgoing:
    return Outgoing(view.bot_not_in_channel(case.services.words, case.project))


def _question(case: Case) -> Outgoing:
    interview, _ = case.interview()
    if interview.state is not InterviewState.ACTIVE or interview.visit != case.notice.subject["visit"]:
        raise Drop("the interview has moved on")
    asked = case.services.words.pack[interview.question_id]
    answer = answers.of_interview(case.tx, interview.workspace_id, interview.id).get(asked.id)
    message = interview_view.question(case.services.words, case.project, interview, asked, answer)
    return Outgoing(message, interview.thread_ts)


def _finished(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state is not InterviewState.FINISHED:
        raise Drop("the interview goes on")
    words, ws = case.services.words, interview.workspace_id
    given = list(answers.of_interview(case.tx, ws, interview.id).values())
    facilitator = facilitator_of(case.tx, ws, case.project)
    more = len(further_questions(words.pack, member.roles, interview.plan))
    message = interview_view.finished(words, case.project, interview, given, facilitator, more)
    return Outgoing(message, interview.thread_ts)


def _loose(case: Case) -> Outgoing:
    ws, person, kept = case.notice.workspace_id, case.person("person"), case.notice.subject["loose"]
    messages = loose_use_case.asked_together(case.tx, ws, person.id, kept)
    if not messages or messages[-1].id != kept:
        raise Drop("it is settled, or was taken back")
    if any(m.id > kept and m.channel == messages[-1].channel for m in loose.of_person(case.tx, ws, person.id)):
        raise Drop("a later message asks about both")
    interview, _ = case.interview()
    question = case.services.words.pack[case.notice.subject["question"]]
    text = "\n".join(message.text for message in messages)
    message = interview_view.loose(case.services.words, case.project, interview, question, kept, text)
    return Outgoing(message, case.notice.subject.get("thread_ts"))


def _nudge(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state not in OPEN or case.settled(interview) >= len(interview.plan):
        raise Drop("nothing is left to remind of")
    message = view.nudge(case.services.words, case.project, member, interview, case.settled(interview))
    return Outgoing(message, interview.thread_ts)


def _window_over(case: Case) -> Outgoing:
    missing = case.waiting_for()
    if case.project.revealed_at is not None or not missing:
        raise Drop("nobody is missing any more")
    return Outgoing(view.facilitator_turn(case.services.words, "notices/window_over", case.project, missing))


def _all_in(case: Case) -> Outgoing:
    if case.project.revealed_at is not None or case.waiting_for():
        raise Drop("revealed already, or somebody is still to answer")
    return Outgoing(view.facilitator_turn(case.services.words, "notices/all_in", case.project, []))


def _role_given(case: Case) -> Outgoing:
    role = Role(case.notice.subject["role"])
    return Outgoing(view.role_given(case.services.words, case.project, role, case.person("by")))


def _name_unclear(case: Case) -> Outgoing:
    answer, author = case.answer()
    question = case.services.words.pack[answer.question_id]
    return Outgoing(view.name_unclear(case.services.words, case.project, question, answer, author.person))


def _unknown(name: str) -> Callable[[Case], Outgoing]:
    def composed(case: Case) -> Outgoing:
        answer, asker = case.answer()
        owner = answer.owner
        if owner is None or owner.id != case.notice.subject["person"]:
            raise Drop("somebody else finds it out")
        if unknowns.is_found(case.tx, case.notice.workspace_id, answer):
            raise Drop("it is known by now")
        question = case.services.words.pack[answer.question_id]
        return Outgoing(view.unknown(case.services.words, name, case.project, question, answer, asker.person))

    return composed


def _change_proposed(case: Case) -> Outgoing:
    answer, author = case.answer()
    wanted = case.notice.subject["version"]
    found = [v for v in answers.versions(case.tx, case.notice.workspace_id, answer.id) if v.id == wanted and v.proposed]
    if not found:
        raise Drop("the change was settled already")
    words, question = case.services.words, case.services.words.pack[answer.question_id]
    return Outgoing(answers_view.change_proposed(words, case.project, question, author.person, answer, found[0]))


def _change_settled(case: Case) -> Outgoing:
    answer, _ = case.answer()
    question, taken = case.services.words.pack[answer.question_id], bool(case.notice.subject["taken"])
    return Outgoing(view.change_settled(case.services.words, case.project, question, taken=taken))


def _revealed(case: Case) -> Outgoing:
    found = answers.of_project(case.tx, case.project.workspace_id, case.project.id)
    given = [answer for answer in found if answer.state is AnswerState.GIVEN and answer.text]
    people_count = len({answer.member_id for answer in given})
    return Outgoing(answers_view.revealed(case.services.words, case.project, people_count, len(given)))


def _brief(case: Case) -> Outgoing:
    words = case.services.words
    brief = brief_use_case.load(case.tx, case.services, case.project)
    first, *more = brief_view.messages(words, brief)
    file = File(
        brief_view.file_name(brief),
        words.label("brief.file_title", {"project": brief.project}),
        brief_view.document(words, brief),
        brief_view.as_text(words, brief),
    )
    return replace(Outgoing(first), more=tuple(more), file=file)


NOTICES: dict[Kind, Callable[[Case], Outgoing]] = {
    Kind.PROJECT_STARTED: _project_started,
    Kind.PROJECT_ARCHIVED: _project_archived,
    Kind.INVITE: _invite,
    Kind.THREAD_INVITE: _thread_invite,
    Kind.UNREACHABLE: _unreachable,
    Kind.BOT_NOT_IN_CHANNEL: _bot_not_in_channel,
    Kind.QUESTION: _question,
    Kind.FINISHED: _finished,
    Kind.LOOSE: _loose,
    Kind.NUDGE: _nudge,
    Kind.WINDOW_OVER: _window_over,
    Kind.ALL_IN: _all_in,
    Kind.ROLE_GIVEN: _role_given,
    Kind.NAME_UNCLEAR: _name_unclear,
    Kind.UNKNOWN_ASKED: _unknown("notices/unknown_asked"),
    Kind.UNKNOWN_DUE: _unknown("notices/unknown_due"),
    Kind.CHANGE_PROPOSED: _change_proposed,
    Kind.CHANGE_SETTLED: _change_settled,
    Kind.REVEALED: _revealed,
    Kind.BRIEF: _brief,
}
