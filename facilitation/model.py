"""The records that cross the house: frozen, named as in design §2. Times are aware UTC; dates are calendar days."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from facilitation.roles import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a workspace. `name` is safe to show as plain text; `tz` is an IANA zone."""

    id: int
    workspace_id: int
    slack_id: str
    name: str
    tz: str
    dm_channel: str | None = None  # the DM with the bot, once it has been opened
    home_opened: bool = False  # whether they ever opened App Home, so that it is worth refreshing


@dataclass(frozen=True, slots=True)
class Project:
    """One ML project, bound to one home channel for as long as it is not archived."""

    id: int
    workspace_id: int
    name: str
    wish: str
    home_channel: str
    created_by: int  # person id
    created_at: datetime
    revealed_at: datetime | None = None
    archived_at: datetime | None = None
    archived_by: int | None = None  # person id


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a project, with their roles. One who left keeps their answers and has no roles."""

    id: int
    project_id: int
    person: Person
    roles: frozenset[Role]
    left_at: datetime | None = None


class InterviewState(StrEnum):
    """Where an interview stands."""

    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    FINISHED = "finished"
    CLOSED = "closed"  # the member left or was replaced


@dataclass(frozen=True, slots=True)
class Interview:
    """The questions put to one member, and the place reached.

    `at` is the index into `plan` of the question before the person; `visit` grows each time a question is presented,
    so that a button pressed twice, or an old one, is recognised. `thread_ts` is set when the person is asked in a
    thread of the home channel because no DM reaches them.
    """

    id: int
    workspace_id: int
    project_id: int
    member_id: int
    state: InterviewState
    plan: tuple[str, ...]
    at: int
    visit: int
    invited_at: datetime
    window_ends_at: datetime
    nudges: int = 0
    next_check_at: datetime | None = None
    channel: str | None = None
    thread_ts: str | None = None
    controls_ts: str | None = None  # the message with the buttons below what was typed last
    started_at: datetime | None = None
    finished_at: datetime | None = None
    probes: int = 0  # how often a weak answer was asked back; at most `probing.MOST_PROBES`

    @property
    def question_id(self) -> str:
        """The id of the question before the person."""
        return self.plan[min(self.at, len(self.plan) - 1)]


class AnswerState(StrEnum):
    """What became of a question in an interview."""

    DRAFT = "draft"  # typed, not yet moved on from
    GIVEN = "given"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"  # "I don't know": somebody finds out by a date


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member said to a question: the text as it stands; earlier versions are kept in storage.

    `mentions` are the Slack ids of the people named in it. `owner` and `due_on` belong to an UNKNOWN answer.
    """

    id: int
    project_id: int
    interview_id: int
    member_id: int
    question_id: str
    state: AnswerState
    text: str
    version: int
    updated_at: datetime
    mentions: tuple[str, ...] = ()
    owner: Person | None = None
    due_on: date | None = None
    probed: int = 0  # the version that was asked back last; 0: none


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """An answer as it once stood, or a change proposed after the reveal (`proposed`)."""

    id: int
    answer_id: int
    version: int
    text: str
    cause: str  # typed, form, edited, deleted, cleared, proposed, accepted
    at: datetime
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class AgreedAnswer:
    """After the reveal, what all hold true: one per question, versioned."""

    id: int
    project_id: int
    question_id: str
    version: int
    text: str
    sources: tuple[int, ...]  # member ids whose answers it rests on
    agreed_by: tuple[int, ...]  # person ids
    recorded_by: int  # person id
    at: datetime


@dataclass(frozen=True, slots=True)
class ParkedIdea:
    """A "how" or "when" that came too early, kept for the research review."""

    id: int
    project_id: int
    text: str
    author: Person
    at: datetime
    question_id: str | None = None
    link: str | None = None  # where it was said, if in a channel


class AssumptionKind(StrEnum):
    """The method's three kinds of hidden assumption."""

    BUSINESS_KNOWLEDGE = "business_knowledge"
    DATA_QUALITY = "data_quality"
    FUNCTIONALITY = "functionality"


class AssumptionStatus(StrEnum):
    """Whether an assumption still stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something taken for true, with somebody who checks it by a date."""

    id: int
    project_id: int
    kind: AssumptionKind
    text: str
    status: AssumptionStatus
    owner: Person | None
    due_on: date | None
    at: datetime
    question_id: str | None = None  # the question whose answer it was captured from


@dataclass(frozen=True, slots=True)
class LooseMessage:
    """Something typed to the bot that belonged to no question yet: asked about, never lost."""

    id: int
    workspace_id: int
    person_id: int
    channel: str
    ts: str
    text: str
    mentions: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the bot will post by itself: facts are looked up at delivery, no text is stored.

    `subject` says what it is about in the terms of its kind; `channel` is a channel id, or a person's Slack id for
    a DM. `attempt` counts claims, from 1.
    """

    id: int
    workspace_id: int
    kind: str
    subject: dict[str, Any] = field(hash=False)
    project_id: int | None
    channel: str
    due_at: datetime
    dedupe_key: str
    attempt: int
    claim_token: str
