"""Everything of a project that a member may have, and nothing that they may not see. As data: `export_data`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from facilitation.baseline import BriefVersion, Feature
from facilitation.decisions import Decision
from facilitation.glossary import GlossaryWord
from facilitation.model import (
    AgreedAnswer,
    Answer,
    AnswerState,
    AnswerVersion,
    Assumption,
    Member,
    ParkedIdea,
    Person,
    Project,
)
from facilitation.polls import Outcome, Poll
from facilitation.registers import BusinessRule

#: What may be told of others before the reveal: nothing in it comes from somebody's private answers.
COMMON_BEFORE_REVEAL = frozenset(
    {
        *("project_started", "roles", "member_left", "champion_is_sponsor"),
        *("assumption", "business_rule", "glossary", "feature", "exported"),
        *("decided", "decision_corrected", "poll_asked", "poll_shown", "poll_again"),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the audit; `actor_id` is a person's id, None for the bot itself."""

    at: datetime
    actor_id: int | None
    action: str
    before: Mapping[str, Any] | None = field(hash=False)
    after: Mapping[str, Any] | None = field(hash=False)

    @property
    def about(self) -> str:
        """What it is about, in the words of whoever wrote it, or a question's id; "" where that is not known."""
        facts = self.after or self.before or {}
        return next((str(facts[name]) for name in ("text", "word", "what", "question") if facts.get(name)), "")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with the earlier versions of it that the asker may see, the oldest first."""

    member: Member
    answer: Answer
    versions: tuple[AnswerVersion, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a poll whose votes are shown."""

    poll: Poll
    number: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Export:
    """Everything of a project that one member may see, at one moment."""

    project: Project
    asker: Member
    at: datetime
    people: dict[int, Person]  # everybody who is named below, by id
    members: tuple[Member, ...]  # those who left included
    answers: tuple[Given, ...]
    agreed: tuple[AgreedAnswer, ...]  # every version, by question, the oldest first
    parked: tuple[ParkedIdea, ...]
    assumptions: tuple[Assumption, ...]
    rules: tuple[BusinessRule, ...]
    words: tuple[GlossaryWord, ...]
    features: tuple[Feature, ...]
    decisions: tuple[Decision, ...]  # the oldest first
    rounds: tuple[Round, ...]
    briefs: tuple[BriefVersion, ...]  # the oldest first
    audit: tuple[Change, ...]
    open_polls: tuple[Poll, ...] = ()  # without votes: they are hidden


def may_see(asker: Member, project: Project, answer: Answer) -> bool:
    """Return whether an answer is the asker's own, or common by now and no draft."""
    common = project.revealed_at is not None and answer.state is not AnswerState.DRAFT
    return common or answer.member_id == asker.id


def versions_for(
    asker: Member, project: Project, answer: Answer, versions: Sequence[AnswerVersion]
) -> tuple[AnswerVersion, ...]:
    """Return the versions of an answer that the asker may see.

    One's own, all of them. Of others only what was common: what stood at the reveal and later, no proposals; what
    somebody had taken back before stays theirs.
    """
    if answer.member_id == asker.id:
        return tuple(versions)
    if project.revealed_at is None:
        return ()
    taken = [version for version in versions if not version.proposed]
    before = [version for version in taken if version.at <= project.revealed_at]
    after = [version for version in taken if version.at > project.revealed_at]
    return (*before[-1:], *after)


def parked_for(asker: Member | None, project: Project, ideas: Iterable[ParkedIdea]) -> tuple[ParkedIdea, ...]:
    """Return the parked ideas that the asker may see: before the reveal no sentence of another's private answer.

    `asker` is None for a guest of the home channel.
    """
    common, own = project.revealed_at is not None, asker.person.id if asker else None
    return tuple(i for i in ideas if common or i.question_id is None or i.author.id == own)


def audit_for(asker: Member, project: Project, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that the asker may see: before the reveal nothing of how others get on with their answers."""
    common = project.revealed_at is not None
    return tuple(c for c in changes if common or c.actor_id == asker.person.id or c.action in COMMON_BEFORE_REVEAL)
