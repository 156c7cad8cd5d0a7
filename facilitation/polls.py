"""Polls: hidden, simultaneous votes from 0 to 5, and what follows from them (method §2.4)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitation.decisions import Decision
from facilitation.errors import Refusal
from facilitation.model import Member, Person, Project
from facilitation.roles import Role
from facilitation.working_time import WorkingHours, after_working_days, end_of_window, next_working_moment

#: Who votes unless others are chosen: the business side; ML supplies the evidence (method §2.4).
VOTERS = (Role.SPONSOR, Role.CHAMPION, Role.USER)
SCORES = range(6)
#: With every vote at least this high it is agreed.
PASSES = 3
#: The first vote, and the one re-vote.
ROUNDS = 2

MOST_IN_QUESTION = 500  # characters
MOST_IN_REASON = 1000  # characters
MOST_VOTERS = 20

_SHORTEST = timedelta(minutes=10)
_LONGEST_HOURS = 14 * 24
_LONGEST_DAYS = 10  # working days
#: A vote held while people meet; a re-vote of one lasts as long again.
_IN_A_MEETING = timedelta(hours=8)
_LENGTH = re.compile(r"\[?(\d{1,4})\s?(m|min|h|d)\]?", re.IGNORECASE)
_MENTION = re.compile(r"<@([\w.-]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Poll:
    """One vote. `voters` are person ids; `closed_at` is when the present round was shown."""

    id: int
    workspace_id: int
    project_id: int
    question: str
    asked_by: int  # person id
    voters: tuple[int, ...]
    round: int
    ends_at: datetime
    closed_at: datetime | None
    at: datetime

    @property
    def is_open(self) -> bool:
        """Whether votes are still hidden."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's vote in a round. 0: I oppose it. 5: I am fully behind it."""

    round: int
    person_id: int
    score: int
    reason: str
    at: datetime


class Verdict(StrEnum):
    """What a round comes to."""

    AGREED = "agreed"  # every vote is at least 3
    SPEAK = "speak"  # lower votes say what would have to change; then one re-vote
    TOO_FEW = "too_few"  # nobody objects, and half of the voters or more were not heard; one re-vote
    SPONSOR = "sponsor"  # no consensus after the re-vote: the sponsor decides, dissent is logged


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round that was shown."""

    verdict: Verdict
    votes: tuple[Vote, ...]  # the lowest first: they are heard first
    low: tuple[Vote, ...]
    missing: tuple[int, ...]  # person ids of voters who gave none
    untroubled: bool  # everybody gave 5 and nobody a reason: somebody had better look for doubts

    @property
    def is_final(self) -> bool:
        """Whether a decision can be recorded from it."""
        return self.verdict in (Verdict.AGREED, Verdict.SPONSOR)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A poll as one of its voters sees it: their own vote, if they gave one, and nobody else's."""

    project: Project
    poll: Poll
    asker: Person
    round: int
    mine: Vote | None
    over: bool  # votes are shown, or the time is up


@dataclass(frozen=True, slots=True)
class Shown:
    """A round of a poll with everything a reader sees of it."""

    project: Project
    poll: Poll
    asker: Person
    round: int
    voters: tuple[Person, ...]
    outcome: Outcome | None  # None while votes are hidden
    sponsors: tuple[Person, ...]
    decision: Decision | None  # recorded from it

    @property
    def may_vote_again(self) -> bool:
        """Whether this round can be followed by the re-vote."""
        return self.outcome is not None and not self.outcome.is_final and self.poll.round == self.round

    def person(self, person_id: int) -> Person:
        """Return a voter."""
        return next(person for person in self.voters if person.id == person_id)

    @property
    def agreed(self) -> bool:
        """Whether there is a consensus."""
        return self.outcome is not None and self.outcome.verdict is Verdict.AGREED

    @property
    def heard(self) -> tuple[Person, ...]:
        """Who voted, the lowest vote first, once votes are shown."""
        return tuple(self.person(vote.person_id) for vote in self.outcome.votes) if self.outcome else ()

    @property
    def missing(self) -> tuple[Person, ...]:
        """The voters who gave no vote, once votes are shown."""
        return tuple(self.person(person_id) for person_id in self.outcome.missing) if self.outcome else ()

    @property
    def low(self) -> tuple[Person, ...]:
        """Who voted too low for a consensus, the lowest first."""
        return tuple(self.person(vote.person_id) for vote in self.outcome.low) if self.outcome else ()

    @property
    def dissent(self) -> str:
        """The votes too low for a consensus, as they are kept with the decision: a line each."""
        lines = []
        for vote in self.outcome.low if self.outcome else ():
            reason = f", {vote.reason}" if vote.reason else ""
            lines.append(f"{self.person(vote.person_id).name}: {vote.score}{reason}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form of a new poll starts from."""

    project: Project
    voters: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A poll as it was typed: its question as written, the Slack ids of the voters named after it, and how long."""

    text: str
    voters: tuple[str, ...]
    length: str


def outcome(votes: Sequence[Vote], voters: Collection[int], round_: int) -> Outcome:
    """Return what a round comes to, once votes are shown. Who voted counts, also when no voter any more."""
    ordered = tuple(sorted(votes, key=lambda vote: (vote.score, vote.at, vote.person_id)))
    low = tuple(vote for vote in ordered if vote.score < PASSES)
    gave = {vote.person_id for vote in ordered}
    missing = tuple(person_id for person_id in voters if person_id not in gave)
    if not low and len(ordered) > len(missing):
        verdict = Verdict.AGREED
    elif round_ >= ROUNDS:
        verdict = Verdict.SPONSOR
    else:
        verdict = Verdict.SPEAK if low else Verdict.TOO_FEW
    untroubled = len(ordered) > 1 and all(vote.score == SCORES[-1] and not vote.reason for vote in ordered)
    return Outcome(verdict, ordered, low, missing, untroubled)


def all_in(votes: Sequence[Vote], voters: Collection[int]) -> bool:
    """Return whether nobody is waited for: every voter has voted."""
    gave = {vote.person_id for vote in votes}
    return all(voter in gave for voter in voters)


def without(voters: Sequence[int], votes: Sequence[Vote], left: int) -> tuple[int, ...]:
    """Return the voters once `left` is off the project: one who has voted stays, and counts."""
    gave = {vote.person_id for vote in votes}
    return tuple(voter for voter in voters if voter != left or voter in gave)


def usual_voters(members: Sequence[Member]) -> tuple[Person, ...]:
    """Return who votes unless others are chosen: sponsor, champion, users, in this order."""
    rank = {role: place for place, role in enumerate(VOTERS)}
    business = [member for member in members if not member.roles.isdisjoint(VOTERS)]
    business.sort(key=lambda member: min(rank.get(role, len(rank)) for role in member.roles))
    return tuple(member.person for member in business)


def typed(text: str) -> Question:
    """Return a typed poll taken apart: voters and length stand at the end, in any order; the rest is the question."""
    voters: list[str] = []
    length, rest = "", text.rstrip()
    while True:
        head, mention = _last(rest, _MENTION)
        if mention:
            voters.insert(0, mention[1])
        elif not length and (found := _last(rest, _LENGTH))[1] and found[0] != rest:
            head, mention = found
            length = mention[0].strip("[]") if mention else ""
        else:
            return Question(rest, tuple(dict.fromkeys(voters)), length)
        rest = head


def ends_at(now: datetime, length: str, tz: str, hours: WorkingHours) -> datetime:
    """Return when a poll of `length` ends: "30m", "2h", "1d" (working days); "" is the end of the next working day.

    Raises Refusal `length_unclear` (field "length") for anything else, and for less than ten minutes or more than
    two weeks.
    """
    if not length.strip():
        return end_of_window(now, 1, tz, hours)
    found = _LENGTH.fullmatch(length.strip())
    if found is None:
        raise Refusal("length_unclear", field="length", typed=length)
    count, unit = int(found[1]), found[2].lower()
    if unit == "d":
        if not 1 <= count <= _LONGEST_DAYS:
            raise Refusal("length_unclear", field="length", typed=length)
        return after_working_days(now, count, tz, hours)
    span = timedelta(hours=count) if unit == "h" else timedelta(minutes=count)
    if not _SHORTEST <= span <= timedelta(hours=_LONGEST_HOURS):
        raise Refusal("length_unclear", field="length", typed=length)
    return now + span


def ends_again(poll: Poll, now: datetime, tz: str, hours: WorkingHours) -> datetime:
    """Return when the re-vote ends: as long again in a meeting, else at the end of the next working day."""
    span = poll.ends_at - poll.at
    return now + span if span <= _IN_A_MEETING else end_of_window(now, 1, tz, hours)


def ask_at(now: datetime, ends: datetime, tz: str, hours: WorkingHours) -> datetime:
    """Return when to put the vote to somebody who lives in `tz`: in their working hours if that leaves them an hour."""
    moment = next_working_moment(now, tz, hours)
    return moment if ends - moment >= timedelta(hours=1) else now


def score_in(text: str) -> int | None:
    """Return the score that a word is, or None."""
    return int(text) if text.isdecimal() and len(text) == 1 and int(text) in SCORES else None


def _last(text: str, pattern: re.Pattern[str]) -> tuple[str, re.Match[str] | None]:
    """Return `text` without its last word and that word as `pattern` found it; the whole text where it does not."""
    for found in pattern.finditer(text):
        begins = found.start() == 0 or text[found.start() - 1].isspace() or text[found.start() - 1] == ">"
        if found.end() == len(text) and begins:
            return text[: found.start()].rstrip(" ,"), found
    return text, None
