"""Enqueuing what the bot will say by itself: kind, subject, channel, due time and a key that makes repeats harmless."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from facilitation.model import Interview, Person, Project
from storage import outbox
from storage.database import Transaction


class Kind(StrEnum):
    """The kinds of notice; `bot.notices` has what each says."""

    PROJECT_STARTED = "project_started"
    PROJECT_ARCHIVED = "project_archived"
    INVITE = "invite"
    THREAD_INVITE = "thread_invite"
    UNREACHABLE = "unreachable"
    BOT_NOT_IN_CHANNEL = "bot_not_in_channel"
    QUESTION = "question"
    FINISHED = "finished"
    LOOSE = "loose"
    NUDGE = "nudge"
    WINDOW_OVER = "window_over"
    ALL_IN = "all_in"
    ROLE_GIVEN = "role_given"
    NAME_UNCLEAR = "name_unclear"
    NAMED_SELF = "named_self"
    UNKNOWN_ASKED = "unknown_asked"
    UNKNOWN_DUE = "unknown_due"
    CHANGE_PROPOSED = "change_proposed"
    CHANGE_SETTLED = "change_settled"
    REVEALED = "revealed"
    BRIEF = "brief"
    SIGN_ASKED = "sign_asked"
    BASELINE = "baseline"
    DECISION = "decision"
    DECISION_REVIEW = "decision_review"
    POLL_OPENED = "poll_opened"
    POLL_ASKED = "poll_asked"
    POLL_SHOWN = "poll_shown"
    OWNER_GIVEN = "owner_given"
    ASSUMPTION_DUE = "assumption_due"
    ASSUMPTION_BROKEN = "assumption_broken"
    RULE_DUE = "rule_due"
    EXPORT = "export"
    AGENDA = "agenda"
    DRIFT = "drift"


#: Go to a person who did not just do what they answer: they keep to that person's working hours, also when they are
#: overdue. One that does answer what the person has just done carries the fact `asked`.
UNASKED = frozenset(
    {
        *(Kind.INVITE, Kind.NUDGE, Kind.UNREACHABLE, Kind.WINDOW_OVER, Kind.ALL_IN, Kind.ROLE_GIVEN),
        *(Kind.NAME_UNCLEAR, Kind.UNKNOWN_ASKED, Kind.UNKNOWN_DUE, Kind.CHANGE_PROPOSED, Kind.CHANGE_SETTLED),
        *(Kind.SIGN_ASKED, Kind.DECISION_REVIEW, Kind.POLL_ASKED, Kind.OWNER_GIVEN),
        *(Kind.ASSUMPTION_DUE, Kind.ASSUMPTION_BROKEN, Kind.RULE_DUE),
    }
)


def to_person(
    tx: Transaction, kind: Kind, person: Person, project: Project, *, key: str, now: datetime, **subject: Any
) -> int | None:
    """Enqueue a direct message; returns the notice's id, or None when this key was enqueued before."""
    return outbox.enqueue(
        tx,
        ws=project.workspace_id,
        kind=kind,
        subject={"person": person.id, **subject},
        project_id=project.id,
        channel=person.slack_id,
        due_at=now,
        dedupe_key=f"{kind}:{key}",
    )


def to_channel(tx: Transaction, kind: Kind, project: Project, *, key: str, now: datetime, **subject: Any) -> int | None:
    """Enqueue a post in the home channel; returns the notice's id, or None when this key was enqueued before."""
    return outbox.enqueue(
        tx,
        ws=project.workspace_id,
        kind=kind,
        subject=subject,
        project_id=project.id,
        channel=project.home_channel,
        due_at=now,
        dedupe_key=f"{kind}:{key}",
    )


def to_interviewee(
    tx: Transaction,
    kind: Kind,
    interview: Interview,
    person: Person,
    project: Project,
    *,
    key: str,
    now: datetime,
    **facts: Any,
) -> int | None:
    """Enqueue a message where this interview takes place: the DM, or the thread of someone whom no DM reaches."""
    subject = {"interview": interview.id, "visit": interview.visit, "thread_ts": interview.thread_ts, **facts}
    if interview.thread_ts is None:
        return to_person(tx, kind, person, project, key=key, now=now, **subject)
    return to_channel(tx, kind, project, key=key, now=now, person=person.id, **subject)


def invitation_key(interview: Interview) -> str:
    """Return the key of the notice that invites to an interview that has not begun."""
    return f"{interview.id}:{interview.invited_at.timestamp()}"


def question_key(interview: Interview) -> str:
    """Return the key of the notice that presents the question at which the interview is."""
    return f"{interview.id}:{interview.visit}"
