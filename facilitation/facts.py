"""What a person may see of a project: gathered by use cases, drawn by views."""

from dataclasses import dataclass

from facilitation.interview import OPEN
from facilitation.model import AgreedAnswer, Answer, Interview, InterviewState, Member, Person, Project
from facilitation.questions import Question
from facilitation.roles import SINGLE, Action, Role, action_to_add, allowed


@dataclass(frozen=True, slots=True)
class Standing:
    """One member, and how far their interview is."""

    member: Member
    interview: Interview | None
    settled: int  # questions answered, skipped or handed to somebody

    @property
    def asked(self) -> Interview | None:
        """Their interview, unless it was closed."""
        closed = self.interview is None or self.interview.state is InterviewState.CLOSED
        return None if closed else self.interview


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a project, as the caller may see them."""

    project: Project
    standings: tuple[Standing, ...]
    caller: Member | None  # None: a guest in the home channel
    open_roles: tuple[Role, ...]  # roles nobody holds yet

    @property
    def may_give(self) -> tuple[Role, ...]:
        """The roles that the caller may give to people now; one that is held by somebody is handed over instead."""
        held = self.caller.roles if self.caller else frozenset()
        free = (role for role in Role if role not in SINGLE or role in self.open_roles)
        return tuple(role for role in free if allowed(action_to_add(role), held))

    @property
    def may_manage(self) -> bool:
        """Whether the caller may hand over roles and take people off."""
        return self.caller is not None and allowed(Action.MANAGE_PEOPLE, self.caller.roles)


@dataclass(frozen=True, slots=True)
class Said:
    """One member's answer."""

    member: Member
    answer: Answer


@dataclass(frozen=True, slots=True)
class OnQuestion:
    """What was said and agreed on one question, as far as the caller may see it."""

    question: Question
    said: tuple[Said, ...]
    agreed: AgreedAnswer | None
    agreed_by: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a project, as the caller may see them."""

    project: Project
    caller: Member | None
    mine: Interview | None  # the caller's own interview
    questions: tuple[OnQuestion, ...]
    waiting_for: tuple[Member, ...]  # asked, and not finished

    @property
    def may_agree(self) -> bool:
        """Whether the caller records agreed answers."""
        return self.caller is not None and allowed(Action.AGREE, self.caller.roles)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form for an agreed answer starts from."""

    project: Project
    question: Question
    text: str
    agreed_by: tuple[str, ...]  # Slack ids


@dataclass(frozen=True, slots=True)
class Status:
    """Where a project stands."""

    roster: Roster
    mine: Interview | None  # the caller's own interview
    agreed: int  # questions with an agreed answer
    missing: tuple[Question, ...]  # what the done-when rule still asks for

    @property
    def project(self) -> Project:
        """The project."""
        return self.roster.project

    @property
    def caller(self) -> Member | None:
        """The caller's membership; None for a guest of the home channel."""
        return self.roster.caller

    @property
    def left(self) -> int:
        """How many questions the caller has still to settle."""
        mine = next((each for each in self.roster.standings if self.caller and each.member.id == self.caller.id), None)
        return len(mine.asked.plan) - mine.settled if mine and mine.asked else 0


@dataclass(frozen=True, slots=True)
class Hub:
    """What `/scope` alone can offer: one project, or several to choose from, or none."""

    status: Status | None
    choices: tuple[Project, ...]
    may_start: bool  # whether a project can begin in this channel


@dataclass(frozen=True, slots=True)
class Home:
    """What App Home shows: the person's projects, and what is asked of them."""

    person: Person
    statuses: tuple[Status, ...]
    unknowns: tuple[tuple[Project, Answer], ...]  # what they promised to find out

    @property
    def open_interviews(self) -> tuple[Status, ...]:
        """Projects with questions open for this person."""
        return tuple(s for s in self.statuses if s.mine is not None and s.mine.state in OPEN)
