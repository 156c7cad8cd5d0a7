"""Answers changed where they stand: messages edited and deleted in Slack, and what a form gives."""

from dataclasses import replace

from bot.services import Services
from bot.text import Typed
from bot.use_cases.access import Caller
from bot.use_cases.heard import Heard, Outcome, propose
from bot.use_cases.loose import ask_about_word
from bot.use_cases.naming import bring_in_named
from bot.use_cases.places import is_common, place_of
from bot.use_cases.typed import hear, interviews_here
from facilitation.model import Answer, AnswerState
from storage import answers, loose, people
from storage.database import Transaction


def correct(
    services: Services, caller: Caller, ts: str, typed: Typed, thread_ts: str | None = None, *, is_word: bool = False
) -> Heard:
    """Follow an edit made in Slack: its answer changes, until the reveal; after it the change is proposed.

    A command that was done already is not undone by it; what it says now is asked about, unless it `is_word` still.
    """
    with services.database.transaction() as tx:
        answer = answers.part(tx, caller.ws, caller.channel, ts)
        if answer is not None:
            return _correct_answer(tx, services, caller, answer, ts, typed)
        if loose.is_known(tx, caller.ws, caller.channel, ts):
            stray = loose.edit(tx, caller.ws, caller.channel, ts, text=typed.text, mentions=typed.mentions)
            if stray is not None or is_word or not typed.text.strip():
                return Heard(Outcome.REPEAT)
            return ask_about_word(tx, services, caller, ts, typed, interviews_here(tx, caller, thread_ts))
    # The message itself never arrived here, only its edit: better late than lost.
    heard = hear(services, caller, ts, typed, thread_ts)
    return replace(heard, outcome=Outcome.SET_ASIDE) if heard.outcome is Outcome.REPEAT else heard


def withdraw(services: Services, caller: Caller, ts: str) -> Heard:
    """Follow a deletion made in Slack: the words leave the answer (its versions are kept), until the reveal."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        answer = answers.part(tx, caller.ws, caller.channel, ts)
        if answer is None:
            stray = loose.edit(tx, caller.ws, caller.channel, ts, text="", mentions=())
            return Heard(Outcome.TAKEN_BACK if stray else Outcome.REPEAT)
        place = place_of(tx, caller, answer.interview_id)
        if is_common(place, answer):
            return propose(tx, services, caller, place, answer, ts, Typed(""))
        changed = answers.remove_part(tx, caller.ws, caller.channel, ts, now=now)
        if changed is None:
            return Heard(Outcome.REPEAT, place)
        if changed.text.strip():
            return Heard(Outcome.UPDATED, place, changed)
        answers.set_state(
            tx, interview=place.interview, question_id=changed.question_id, state=AnswerState.DRAFT, now=now
        )
        return Heard(Outcome.EMPTIED, place, changed)


def write(services: Services, caller: Caller, interview_id: int, question_id: str, typed: Typed) -> Heard:
    """Store an answer written in a form, in place of what was typed; after the reveal the change is proposed.

    Whoever was named with @ stays named for as long as the text still holds their name.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        place = place_of(tx, caller, interview_id)
        standing = answers.of_interview(tx, caller.ws, interview_id).get(question_id)
        if standing is not None and is_common(place, standing):
            return propose(tx, services, caller, place, standing, f"form-{standing.version}", typed)
        names = people.names(tx, caller.ws, standing.mentions) if standing else {}
        answer = answers.set_text(
            tx,
            interview=place.interview,
            question_id=question_id,
            text=typed.text,
            mentions=[slack_id for slack_id, name in names.items() if f"@{name}" in typed.text],
            cause="form",
            now=now,
        )
        return Heard(Outcome.SAVED, place, answer)


def _correct_answer(
    tx: Transaction, services: Services, caller: Caller, answer: Answer, ts: str, typed: Typed
) -> Heard:
    place = place_of(tx, caller, answer.interview_id)
    if is_common(place, answer):
        return propose(tx, services, caller, place, answer, ts, typed)
    changed = answers.edit_part(
        tx,
        caller.ws,
        caller.channel,
        ts,
        text=typed.text,
        mentions=typed.mentions,
        now=services.clock.now(),
    )
    if changed is None:
        return Heard(Outcome.REPEAT, place, answer)
    if changed.state is AnswerState.GIVEN and changed.mentions != answer.mentions:
        bring_in_named(tx, services, place, services.words.pack[changed.question_id], services.clock.now())
    return Heard(Outcome.UPDATED, place, changed)
