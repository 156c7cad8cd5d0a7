"""Decisions and polls with every text as long as it may be, and everything that is drawn of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.views import decisions, polls
from bot.views.blocks import Block, Message
from facilitation.decisions import MOST_IN_LINK, MOST_IN_TEXT, MOST_LINKS, Decision, Draft, Entry, Found, Recorded
from facilitation.model import Member, Person, Project
from facilitation.polls import (
    MOST_IN_QUESTION,
    MOST_IN_REASON,
    MOST_VOTERS,
    Asking,
    Ballot,
    Poll,
    Shown,
    Vote,
    outcome,
)
from prompts import Words

LINK = "https://sample.example/&"


def of_decisions(
    words: Words, project: Project, member: Member, text: str, now: datetime
) -> Iterable[Message | Block | None]:
    """Yield everything drawn of decisions."""
    text = text[:MOST_IN_TEXT]
    day = date(2026, 3, 2)
    links = (LINK, *(LINK + "x" * (MOST_IN_LINK - len(LINK) - 2) + str(n) for n in range(MOST_LINKS - 1)))
    first = Decision(
        *(1, 1, 1, 1, text, text, text, (1,) * 6, text, links, day, day, None, None),
        changes_baseline=True,
        recorded_by=1,
        at=now,
        updated_at=now + timedelta(hours=1),
    )
    who = (member.person,) * 6
    alone = Recorded(project, first, who, member.person, None, None, True, True)
    second, third = replace(first, id=2, number=2, replaces_id=1), replace(first, id=3, number=3, replaces_id=2)
    middle = Recorded(project, second, who, member.person, first, third, True, True)
    for record in (alone, middle):
        yield decisions.posted(words, record)
        yield decisions.recorded(words, record)
        yield decisions.corrected(words, record)
        yield decisions.review(words, record)
        for page in range(9):
            yield decisions.whole(words, record, page)
    for query in ("", text):
        found = Found(project, member, query, (alone, middle) * 10, 20)
        for page in range(3):
            yield decisions.found(words, found, query, page)
    yield decisions.found(words, Found(project, None, text, (), 0), text)
    entry = Entry(text or "x", text or "x", text, ("U1",), links[:3], day, 2, True)
    yield decisions.form(words, Draft(project, entry, "poll:1", (third, second) * 50, dissent=text))
    yield decisions.form(words, Draft(project, entry, correcting=first, asked_to_replace=first))
    yield decisions.done(words, decisions.recorded(words, alone))


def of_polls(
    words: Words, project: Project, person: Person, text: str, now: datetime
) -> Iterable[Message | Block | None]:
    """Yield everything drawn of polls."""
    question, reason = text[:MOST_IN_QUESTION].strip() or "Shall we?", text[:MOST_IN_REASON]
    voters = tuple(replace(person, id=number) for number in range(1, MOST_VOTERS + 1))
    poll = Poll(1, 1, 1, question, 1, tuple(each.id for each in voters), 1, now, None, now)
    yield polls.form(words, Asking(project, voters[:3]))
    for mine in (None, Vote(1, 1, 4, reason, now)):
        for over in (False, True):
            yield polls.ballot(words, Ballot(project, poll, person, 1, mine, over))
        yield polls.vote_form(words, Ballot(project, poll, person, 1, mine, False))
    yield polls.voted(words, Ballot(project, poll, person, 1, Vote(1, 1, 4, reason, now), False))
    for round_, scores in ((1, (0, 1)), (1, (4, 5)), (1, ()), (2, (2, 5)), (2, ()), (1, (5,) * MOST_VOTERS)):
        votes = [Vote(round_, number, score, reason, now) for number, score in enumerate(scores * 10, start=1)]
        votes = votes[: MOST_VOTERS - 1]
        came_to = outcome(votes, poll.voters, round_)
        shown = Shown(project, replace(poll, round=round_), person, round_, voters, came_to, voters[:1], None)
        yield from polls.result(words, shown)
        yield from polls.result(words, replace(shown, poll=replace(poll, round=2), sponsors=()))
        yield polls.opened(words, shown)
        yield polls.opened(words, replace(shown, outcome=None))
        yield polls.asked(words, shown)
    yield polls.done(words, polls.asked(words, shown), "polls.form_title")
