"""What a person types to the bot: stored the moment it arrives, edited and deleted as in Slack."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.services import Services
from bot.text import Typed
from bot.use_cases import notices
from bot.use_cases.access import Caller, facilitator_of
from bot.use_cases.interview import Place, at_visit, place_of
from bot.use_cases.notices import Kind
from facilitation.model import Answer, AnswerState, Interview, InterviewState, LooseMessage, Person
from storage import answers, interviews, loose, members, people
from storage.database import Transaction


#: A `ts` that sorts after every message's, for the part of an answer that was picked from a list.
_AFTER_ALL_TYPED = "99999999999.000000"


class Outcome(StrEnum):
    """What became of a message."""

    SAVED = "saved"  # part of the answer to the question before the person
    REPEAT = "repeat"  # Slack delivered it again; it had been saved
    LOOSE = "loose"  # kept, and to be asked about
    NOT_FOR_US = "not_for_us"  # nobody we ask anything, or talk in a channel
    UPDATED = "updated"  # an edit reached its answer
    EMPTIED = "emptied"  # a deletion left the answer without words
    PROPOSED = "proposed"  # an edit after the reveal: the facilitator decides


@dataclass(frozen=True, slots=True)
class Heard:
    """The result: what became of it, and where."""

    outcome: Outcome
    place: Place | None = None
    loose: LooseMessage | None = None
    answer: Answer | None = None
    facilitator: Person | None = None


def hear(services: Services, caller: Caller, ts: str, typed: Typed, thread_ts: str | None = None) -> Heard:
    """Store a message typed in the DM, or in the thread of somebody whom no DM reaches, before anything else."""
    with services.database.transaction() as tx:
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        if person is None:
            return Heard(Outcome.NOT_FOR_US)
        if not caller.in_dm:
            return _hear_in_thread(tx, services, caller, person, ts, typed, thread_ts)
        if person.dm_channel != caller.channel:
            people.set_dm_channel(tx, caller.ws, person.id, caller.channel)
        interview = interviews.active_of_person(tx, caller.ws, person.id, lock=True)
        if interview is not None and interview.thread_ts is None:
            return _append(tx, services, caller, interview, ts, typed)
        return _keep_loose(tx, services, caller, person, ts, typed)


def hear_command(
    services: Services, caller: Caller, ts: str, typed: Typed, thread_ts: str | None = None
) -> Heard | None:
    """Return the interview that a typed command word is for, each message once; None when nobody is interviewed."""
    with services.database.transaction() as tx:
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        interview = interviews.active_of_person(tx, caller.ws, person.id, lock=True) if person else None
        if (
            person is None
            or interview is None
            or (interview.thread_ts or None) != (None if caller.in_dm else thread_ts)
        ):
            return None
        place = place_of(tx, caller, interview.id)
        now = services.clock.now()
        kept = loose.keep(
            tx,
            ws=caller.ws,
            person_id=person.id,
            channel=caller.channel,
            ts=ts,
            text=typed.text,
            mentions=(),
            now=now,
        )
        if kept is None:
            return Heard(Outcome.REPEAT, place)
        loose.settle(tx, caller.ws, kept.id, now)
        return Heard(Outcome.SAVED, place)


def correct(services: Services, caller: Caller, ts: str, typed: Typed, thread_ts: str | None = None) -> Heard:
    """Follow an edit made in Slack: its answer changes, until the reveal; after it the change is proposed."""
    with services.database.transaction() as tx:
        answer = answers.part(tx, caller.ws, caller.channel, ts)
        if answer is not None:
            return _correct_answer(tx, services, caller, answer, ts, typed)
        if loose.edit(tx, caller.ws, caller.channel, ts, text=typed.text, mentions=typed.mentions):
            return Heard(Outcome.UPDATED)
    # The message itself never arrived here, only its edit: better late than lost.
    return hear(services, caller, ts, typed, thread_ts)


def withdraw(services: Services, caller: Caller, ts: str) -> Heard:
    """Follow a deletion made in Slack: the words leave the answer (its versions are kept), until the reveal."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        answer = answers.part(tx, caller.ws, caller.channel, ts)
        if answer is None:
            loose.edit(tx, caller.ws, caller.channel, ts, text="", mentions=())
            return Heard(Outcome.NOT_FOR_US)
        place = place_of(tx, caller, answer.interview_id)
        if _is_common(place, answer):
            return _propose(tx, services, caller, place, answer, ts, Typed(""))
        changed = answers.remove_part(tx, caller.ws, caller.channel, ts, now=now)
        if changed is None:
            return Heard(Outcome.REPEAT, place)
        if changed.text.strip():
            return Heard(Outcome.UPDATED, place, answer=changed)
        answers.set_state(
            tx, interview=place.interview, question_id=changed.question_id, state=AnswerState.DRAFT, now=now
        )
        return Heard(Outcome.EMPTIED, place, answer=changed)


def write(services: Services, caller: Caller, interview_id: int, question_id: str, typed: Typed) -> Heard:
    """Store an answer written in a form, in place of what was typed; after the reveal the change is proposed."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        standing = answers.of_interview(tx, caller.ws, interview_id).get(question_id)
        if standing is not None and _is_common(place, standing):
            return _propose(tx, services, caller, place, standing, f"form-{standing.version}", typed)
        mentions = standing.mentions if standing else ()
        answer = answers.set_text(
            tx,
            interview=place.interview,
            question_id=question_id,
            text=typed.text,
            mentions=mentions,
            cause="form",
            now=now,
        )
        return Heard(Outcome.SAVED, place, answer=answer)


def name_in_answer(services: Services, caller: Caller, interview_id: int, visit: int, picked: Typed) -> Heard | None:
    """Put the people picked from a list into the answer that names them. None: the question was left already."""
    with services.database.transaction() as tx:
        place = at_visit(tx, caller, interview_id, visit)
        if place is None:
            return None
        question_id, now = place.interview.question_id, services.clock.now()
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
        return Heard(Outcome.SAVED, place, answer=answer)


def take_loose(services: Services, caller: Caller, loose_id: int, interview_id: int, question_id: str) -> Heard:
    """Add a loose message to the answer that its author says it belongs to. Refusals as `place_of`."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        message = loose.by_id(tx, caller.ws, loose_id)
        place = place_of(tx, caller, interview_id)
        if message is None or message.person_id != place.person.id:
            return Heard(Outcome.REPEAT, place)
        loose.settle(tx, caller.ws, loose_id, now)
        standing = answers.of_interview(tx, caller.ws, interview_id).get(question_id)
        typed = Typed(message.text, message.mentions)
        if standing is not None and _is_common(place, standing):
            whole = Typed(f"{standing.text}\n{message.text}", standing.mentions + message.mentions)
            return _propose(tx, services, caller, place, standing, message.ts, whole)
        answer = answers.add_part(
            tx,
            interview=place.interview,
            question_id=question_id,
            channel=message.channel,
            ts=message.ts,
            text=typed.text,
            mentions=typed.mentions,
            now=now,
        )
        return Heard(Outcome.SAVED if answer else Outcome.REPEAT, place, answer=answer)


def leave_loose(services: Services, caller: Caller, loose_id: int) -> None:
    """Settle a loose message that is nobody's answer."""
    with services.database.transaction() as tx:
        message = loose.by_id(tx, caller.ws, loose_id)
        person = people.by_slack_id(tx, caller.ws, caller.slack_id)
        if message and person and message.person_id == person.id:
            loose.settle(tx, caller.ws, loose_id, services.clock.now())


def place_controls(services: Services, place: Place, ts: str) -> str | None:
    """Note where the buttons below the last typed message stand; returns where they stood before."""
    with services.database.transaction() as tx:
        interview = interviews.by_id(tx, place.interview.workspace_id, place.interview.id, lock=True)
        if interview is None or interview.visit != place.interview.visit:
            return ts  # the question was left meanwhile: the buttons just posted are stale themselves
        interviews.save(tx, replace(interview, controls_ts=ts))
        return interview.controls_ts


def _hear_in_thread(
    tx: Transaction,
    services: Services,
    caller: Caller,
    person: Person,
    ts: str,
    typed: Typed,
    thread_ts: str | None,
) -> Heard:
    if thread_ts is None:
        return Heard(Outcome.NOT_FOR_US)
    for interview in interviews.in_thread(tx, caller.ws, caller.channel, thread_ts):
        member = members.by_id(tx, caller.ws, interview.member_id)
        if member.person.id != person.id:
            continue
        if interview.state is InterviewState.ACTIVE:
            return _append(tx, services, caller, interview, ts, typed)
        return _keep_loose(tx, services, caller, person, ts, typed)
    return Heard(Outcome.NOT_FOR_US)


def _append(tx: Transaction, services: Services, caller: Caller, interview: Interview, ts: str, typed: Typed) -> Heard:
    place = place_of(tx, caller, interview.id)
    answer = answers.add_part(
        tx,
        interview=interview,
        question_id=interview.question_id,
        channel=caller.channel,
        ts=ts,
        text=typed.text,
        mentions=typed.mentions,
        now=services.clock.now(),
    )
    return Heard(Outcome.SAVED if answer else Outcome.REPEAT, place, answer=answer)


def _keep_loose(tx: Transaction, services: Services, caller: Caller, person: Person, ts: str, typed: Typed) -> Heard:
    """Keep a message that no open question waits for, with the question it most likely belongs to."""
    if answers.part(tx, caller.ws, caller.channel, ts) is not None:
        return Heard(Outcome.REPEAT)  # it was an answer when it came first; the interview has gone on since
    waiting = interviews.of_person(tx, caller.ws, person.id)
    if not waiting:
        return Heard(Outcome.NOT_FOR_US)
    kept = loose.keep(
        tx,
        ws=caller.ws,
        person_id=person.id,
        channel=caller.channel,
        ts=ts,
        text=typed.text,
        mentions=typed.mentions,
        now=services.clock.now(),
    )
    if kept is None:
        return Heard(Outcome.REPEAT)
    likely = min(waiting, key=lambda iv: (_LIKELY.index(iv.state), -iv.id))
    return Heard(Outcome.LOOSE, place_of(tx, caller, likely.id), loose=kept)


#: Which interview a stray message most likely belongs to: the one put aside last, before one not begun or done.
_LIKELY = (InterviewState.ACTIVE, InterviewState.PAUSED, InterviewState.INVITED, InterviewState.FINISHED)


def _correct_answer(
    tx: Transaction, services: Services, caller: Caller, answer: Answer, ts: str, typed: Typed
) -> Heard:
    place = place_of(tx, caller, answer.interview_id)
    if _is_common(place, answer):
        return _propose(tx, services, caller, place, answer, ts, typed)
    changed = answers.edit_part(
        tx,
        caller.ws,
        caller.channel,
        ts,
        text=typed.text,
        mentions=typed.mentions,
        now=services.clock.now(),
    )
    return Heard(Outcome.UPDATED if changed else Outcome.REPEAT, place, answer=changed or answer)


def _is_common(place: Place, answer: Answer) -> bool:
    """Whether others may have read this answer already, so that it no longer changes silently."""
    revealed = place.project.revealed_at
    return revealed is not None and bool(answer.text) and answer.state is not AnswerState.DRAFT


def _propose(
    tx: Transaction, services: Services, caller: Caller, place: Place, answer: Answer, ts: str, typed: Typed
) -> Heard:
    now, ws = services.clock.now(), caller.ws
    proposal = answers.propose(
        tx,
        ws=ws,
        answer_id=answer.id,
        text=typed.text,
        mentions=typed.mentions,
        channel=caller.channel,
        ts=ts,
        now=now,
    )
    facilitator = facilitator_of(tx, ws, place.project)
    notices.to_person(
        tx,
        Kind.CHANGE_PROPOSED,
        facilitator,
        place.project,
        key=str(proposal.id),
        now=now,
        answer=answer.id,
        version=proposal.id,
    )
    return Heard(Outcome.PROPOSED, place, answer=answer, facilitator=facilitator)
