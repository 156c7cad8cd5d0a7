"""What a person types to the bot: stored the moment it arrives, edited and deleted as in Slack."""

from dataclasses import replace

from bot.services import Services
from bot.text import Typed
from bot.use_cases.access import Caller
from bot.use_cases.heard import Heard, Outcome, propose
from bot.use_cases.loose import ask_about, likeliest
from bot.use_cases.naming import bring_in_named
from bot.use_cases.places import Place, at_visit, is_common, place_for, question_at
from facilitation.model import Answer, AnswerState, Interview, InterviewState, Person
from storage import answers, interviews, loose, members, people
from storage.database import Transaction

#: A `ts` that sorts after every message's, for the part of an answer that was picked from a list.
_AFTER_ALL_TYPED = "99999999999.000000"


def hear(services: Services, caller: Caller, ts: str, typed: Typed, thread_ts: str | None = None) -> Heard:
    """Store a message typed in the DM, or in the thread of somebody whom no DM reaches, before anything else."""
    with services.database.transaction() as tx:
        if not caller.in_dm:
            return _hear_in_thread(tx, services, caller, ts, typed, thread_ts)
        person = people.ensure(tx, caller.ws, caller.slack_id)
        if person.dm_channel != caller.channel:
            people.set_dm_channel(tx, caller.ws, person.id, caller.channel)
        interview = interviews.active_of_person(tx, caller.ws, person.id, lock=True)
        if interview is not None and interview.thread_ts is None:
            return _append(tx, services, caller, interview, ts, typed)
        return ask_about(tx, services, caller, person, ts, typed, interviews.of_person(tx, caller.ws, person.id))


def open_here(tx: Transaction, caller: Caller, person: Person, thread_ts: str | None) -> Interview | None:
    """Return the interview that is held where the person types, if it is open: the active one first."""
    here = sorted(_held_here(tx, caller, person, thread_ts), key=likeliest)
    return next((interview for interview in here if interview.state is not InterviewState.FINISHED), None)


def interviews_here(tx: Transaction, caller: Caller, thread_ts: str | None) -> list[Interview]:
    """Return the interviews that are held with the caller where they type, open or finished."""
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    return _held_here(tx, caller, person, thread_ts) if person else []


def has_interview_here(tx: Transaction, caller: Caller, person: Person, thread_ts: str | None) -> bool:
    """Return whether an interview is held where the person types, be it open or finished."""
    return bool(_held_here(tx, caller, person, thread_ts))


def is_ours(services: Services, caller: Caller, thread_ts: str) -> bool:
    """Return whether the caller is interviewed in this thread of a channel: all other talk there is none of ours."""
    with services.database.reading() as tx:
        held = interviews.in_thread(tx, caller.ws, caller.channel, thread_ts)
        asked = (members.by_id(tx, caller.ws, interview.member_id).person for interview in held)
        return any(person.slack_id == caller.slack_id for person in asked)


def name_in_answer(services: Services, caller: Caller, interview_id: int, visit: int, picked: Typed) -> Heard | None:
    """Put the people picked from a list into the answer that names them. None: the question was left already."""
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        question_id, now = place.interview.question_id, services.clock.now()
        standing = answers.of_interview(tx, caller.ws, interview_id).get(question_id)
        if standing is not None and is_common(place, standing):
            return propose(tx, services, caller, place, standing, f"picked-{standing.version}", picked)
        # The list always holds the whole choice, so it is one message of its own that is edited each time.
        channel, ts = f"picked:{interview_id}:{question_id}", _AFTER_ALL_TYPED
        answer = answers.add_part(
            tx,
            interview=place.interview,
            question_id=question_id,
            channel=channel,
            ts=ts,
            text=picked.text,
            mentions=picked.mentions,
            now=now,
        ) or answers.edit_part(tx, caller.ws, channel, ts, text=picked.text, mentions=picked.mentions, now=now)
        if answer is None:
            return Heard(Outcome.REPEAT, place)
        return Heard(Outcome.SAVED, place, answer)


def place_controls(services: Services, place: Place, ts: str) -> str | None:
    """Note where the buttons below the last typed message stand; returns which message has to go for it, if any."""
    with services.database.transaction() as tx:
        interview = interviews.by_id(tx, place.interview.workspace_id, place.interview.id, lock=True)
        if interview is None or interview.visit != place.interview.visit:
            return ts  # the question was left meanwhile: the buttons just posted are stale themselves
        if interview.state is not InterviewState.ACTIVE or (interview.controls_ts or "") >= ts:
            return ts  # paused meanwhile, or a later message has its own below
        interviews.save(tx, replace(interview, controls_ts=ts))
        return interview.controls_ts


def no_controls(services: Services, place: Place) -> None:
    """Note that no buttons stand below what was typed: those of the question itself do."""
    with services.database.transaction() as tx:
        interview = interviews.by_id(tx, place.interview.workspace_id, place.interview.id, lock=True)
        if interview is not None and interview.visit == place.interview.visit:
            interviews.save(tx, replace(interview, controls_ts=None))


def _hear_in_thread(
    tx: Transaction, services: Services, caller: Caller, ts: str, typed: Typed, thread_ts: str | None
) -> Heard:
    person = people.by_slack_id(tx, caller.ws, caller.slack_id)
    if person is None or thread_ts is None:
        return Heard(Outcome.NOT_FOR_US)
    active = interviews.active_of_person(tx, caller.ws, person.id, lock=True)
    found = open_here(tx, caller, person, thread_ts)
    if found is None:
        return Heard(Outcome.NOT_FOR_US)
    if active is not None and active.id == found.id:
        return _append(tx, services, caller, active, ts, typed)
    return ask_about(tx, services, caller, person, ts, typed, [found])


def _held_here(tx: Transaction, caller: Caller, person: Person, thread_ts: str | None) -> list[Interview]:
    here = (None, None) if caller.in_dm else (caller.channel, thread_ts)
    found = interviews.of_person(tx, caller.ws, person.id)
    return [each for each in found if ((each.channel, each.thread_ts) if each.thread_ts else (None, None)) == here]


def _append(tx: Transaction, services: Services, caller: Caller, interview: Interview, ts: str, typed: Typed) -> Heard:
    if loose.is_known(tx, caller.ws, caller.channel, ts):
        return Heard(Outcome.REPEAT)
    place, asked = place_for(tx, caller, interview), question_at(tx, interview, ts)
    standing = answers.of_interview(tx, caller.ws, interview.id).get(asked)
    if standing is not None and is_common(place, standing):
        if answers.part(tx, caller.ws, caller.channel, ts) is not None:
            return Heard(Outcome.REPEAT, place)
        whole = Typed(f"{standing.text}\n{typed.text}", standing.mentions + typed.mentions)
        return propose(tx, services, caller, place, standing, ts, whole)
    answer = answers.add_part(
        tx,
        interview=interview,
        question_id=asked,
        channel=caller.channel,
        ts=ts,
        text=typed.text,
        mentions=typed.mentions,
        now=services.clock.now(),
    )
    if answer is None:
        return Heard(Outcome.REPEAT, place)
    return Heard(
        Outcome.SAVED, place, answer if asked == interview.question_id else _given(tx, services, place, answer)
    )


def _given(tx: Transaction, services: Services, place: Place, answer: Answer) -> Answer:
    """Have an answer count as given that was still on its way when its question was left."""
    now, asked = services.clock.now(), answer.question_id
    given = answers.set_state(tx, interview=place.interview, question_id=asked, state=AnswerState.GIVEN, now=now)
    bring_in_named(tx, services, place, services.words.pack[asked], now)
    return given
