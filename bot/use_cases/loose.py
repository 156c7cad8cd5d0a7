"""Stray messages: kept, asked about ("Is this your answer to …?"), and put where their author says they belong."""

from bot.services import Services
from bot.text import Typed
from bot.use_cases import notices
from bot.use_cases.access import Caller
from bot.use_cases.heard import Heard, Outcome, propose
from bot.use_cases.interview import enter
from bot.use_cases.naming import bring_in_named
from bot.use_cases.notices import Kind
from bot.use_cases.places import Place, is_common, place_for, place_of, question_at
from facilitation import interview as rules
from facilitation.errors import Refusal
from facilitation.model import Answer, AnswerState, Interview, InterviewState, LooseMessage, Person
from storage import answers, interviews, loose, outbox, people
from storage.database import Transaction

_ORDER = (InterviewState.ACTIVE, InterviewState.PAUSED, InterviewState.INVITED, InterviewState.FINISHED)


def ask_about(
    tx: Transaction, services: Services, caller: Caller, person: Person, ts: str, typed: Typed, waiting: list[Interview]
) -> Heard:
    """Keep a message that no open question waits for, and ask whether it belongs to the likeliest of `waiting`."""
    if answers.part(tx, caller.ws, caller.channel, ts) is not None:
        return Heard(Outcome.REPEAT)  # it was an answer when it came first; the interview has gone on since
    if not waiting:
        # Its words are none of ours: only that it came is noted, so that a repeat is not answered twice.
        new = keep(tx, services, caller, person, ts, Typed(""), settled=True)
        return Heard(Outcome.NOT_FOR_US if new else Outcome.REPEAT)
    kept = keep(tx, services, caller, person, ts, typed)
    if kept is None:
        return Heard(Outcome.REPEAT)
    place = place_for(tx, caller, min(waiting, key=likeliest))
    return _ask(tx, services, caller, place, kept, place.interview.question_id)


def ask_about_word(
    tx: Transaction, services: Services, caller: Caller, ts: str, typed: Typed, here: list[Interview]
) -> Heard:
    """Ask about a message that was a command and is a sentence now: is it an answer to what was asked back then?"""
    kept = loose.reopen(tx, caller.ws, caller.channel, ts, typed.text, typed.mentions) if here else None
    if kept is None:
        return Heard(Outcome.REPEAT)
    place = place_for(tx, caller, min(here, key=likeliest))
    return _ask(tx, services, caller, place, kept.id, question_at(tx, place.interview, ts))


def _ask(tx: Transaction, services: Services, caller: Caller, place: Place, kept: int, question_id: str) -> Heard:
    key, now, person = str(kept), services.clock.now(), place.person
    facts: dict[str, object] = {"loose": kept, "question": question_id}
    if caller.in_dm:  # asked where it was typed: what is said in private is not quoted in a thread
        facts["interview"] = place.interview.id
        notices.to_person(tx, Kind.LOOSE, person, place.project, key=key, now=now, **facts)
    else:
        notices.to_interviewee(tx, Kind.LOOSE, place.interview, person, place.project, key=key, now=now, **facts)
    return Heard(Outcome.LOOSE, place)


def keep(
    tx: Transaction,
    services: Services,
    caller: Caller,
    person: Person,
    ts: str,
    typed: Typed,
    *,
    settled: bool = False,
) -> int | None:
    """Keep a message that is part of no answer, and return its id; None when it was kept before."""
    now = services.clock.now()
    kept = loose.keep(
        tx,
        ws=caller.ws,
        person_id=person.id,
        channel=caller.channel,
        ts=ts,
        text=typed.text,
        mentions=typed.mentions,
        now=now,
    )
    if kept is not None and settled:
        loose.settle(tx, caller.ws, kept.id, now)
    return kept.id if kept else None


def likeliest(interview: Interview) -> tuple[int, int]:
    """Sort by how likely a stray message belongs there: the one put aside, before one not begun, before one done."""
    return _ORDER.index(interview.state), -interview.id


def asked_together(tx: Transaction, ws: int, person_id: int, loose_id: int) -> list[LooseMessage]:
    """Return the stray messages that one question is about: this one and those before it, in the same place."""
    waiting = loose.of_person(tx, ws, person_id)
    channel = next((message.channel for message in waiting if message.id == loose_id), None)
    return [m for m in waiting if m.id <= loose_id and m.channel == channel and m.text.strip()]


def take_back(services: Services, ws: int, slack_id: str) -> list[tuple[str, str]]:
    """Return channel and ts of the questions about somebody's stray messages that are over, each question once.

    A later one has taken them over, or all the messages were taken back.
    """
    with services.database.transaction() as tx:
        person = people.by_slack_id(tx, ws, slack_id)
        waiting = loose.of_person(tx, ws, person.id) if person else []
        posted = {key: where for key in map(_key, waiting) if (where := outbox.sent(tx, ws, key)) and where[1]}
        said = {message.channel for message in waiting if message.text.strip()}
        last = {channel: key for key, (channel, _) in posted.items()}
        over = [key for key, (channel, _) in posted.items() if last[channel] != key or channel not in said]
        for key in over:
            outbox.forget_where(tx, ws, key)
    return [posted[key] for key in over]


def _key(message: LooseMessage) -> str:
    return f"{Kind.LOOSE}:{message.id}"


def take(services: Services, caller: Caller, loose_id: int, interview_id: int, question_id: str) -> Heard:
    """Add stray messages to the answer that their author says they belong to. Refusals as `place_of`.

    An interview that waits is gone on with, at this question.
    """
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        if question_id not in services.words.pack:
            raise Refusal("old_button")
        messages = asked_together(tx, caller.ws, place.person.id, loose_id)
        standing = answers.of_interview(tx, caller.ws, interview_id).get(question_id)
        heard = Heard(Outcome.REPEAT, place)
        for message in messages:
            loose.settle(tx, caller.ws, message.id, services.clock.now())
            heard = _add(tx, services, caller, place, question_id, message, standing, heard)
        if heard.answer is None or heard.outcome is not Outcome.SAVED:
            return heard
        return _go_on(tx, services, place, heard.answer)


def leave(services: Services, caller: Caller, loose_id: int) -> None:
    """Settle stray messages that are nobody's answer."""
    with services.database.transaction() as tx:
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        for message in asked_together(tx, caller.ws, person.id, loose_id) if person else []:
            loose.settle(tx, caller.ws, message.id, services.clock.now())


def _add(
    tx: Transaction,
    services: Services,
    caller: Caller,
    place: Place,
    question_id: str,
    message: LooseMessage,
    standing: Answer | None,
    before: Heard,
) -> Heard:
    if standing is not None and is_common(place, standing):
        whole = Typed(f"{standing.text}\n{message.text}", standing.mentions + message.mentions)
        return propose(tx, services, caller, place, standing, message.ts, whole)
    answer = answers.add_part(
        tx,
        interview=place.interview,
        question_id=question_id,
        channel=message.channel,
        ts=message.ts,
        text=message.text,
        mentions=message.mentions,
        now=services.clock.now(),
    )
    return Heard(Outcome.SAVED, place, answer) if answer else before


def _go_on(tx: Transaction, services: Services, place: Place, answer: Answer) -> Heard:
    """Go on with an interview that waits; the answer to a question that was left for good counts as given."""
    now, interview = services.clock.now(), place.interview
    further = interview.state is InterviewState.ACTIVE and interview.question_id != answer.question_id
    if further or interview.state is InterviewState.FINISHED:
        given = answers.set_state(
            tx, interview=interview, question_id=answer.question_id, state=AnswerState.GIVEN, now=now
        )
        bring_in_named(tx, services, place, services.words.pack[answer.question_id], now)
        return Heard(Outcome.SAVED, place, given)
    elsewhere = interviews.active_of_person(tx, interview.workspace_id, place.person.id)
    if elsewhere is not None:
        return Heard(Outcome.SAVED, place, answer)
    moved = enter(tx, services, place, lambda iv, at: rules.go_to(rules.begin(iv, at), answer.question_id))
    return Heard(Outcome.SAVED, moved.place, answer, moved=moved)
