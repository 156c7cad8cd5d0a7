"""What people see after an interview has moved or an answer has come in: posted and tidied in the background."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.delivery import deliver_due
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.use_cases import loose, places, typed, unknowns
from bot.use_cases.access import Caller
from bot.use_cases.heard import Heard, Outcome
from bot.use_cases.places import Left, Moved, Place
from bot.views import blocks
from bot.views import interview as view
from bot.views.ids import Do
from facilitation.model import AnswerState, InterviewState

log = structlog.get_logger(__name__)


def show_move(services: Services, moved: Moved | None) -> None:
    """After a move, in the background: the next question first, then the old one loses its buttons."""
    if moved is not None:
        services.background.run(_show_move, services, moved)


def show_saved(services: Services, heard: Heard) -> None:
    """Show below what was typed last that it is saved, with the ways on; the earlier buttons go."""
    place, answer = heard.place, heard.answer
    if heard.outcome is Outcome.PROPOSED or (answer is not None and answer.state is AnswerState.GIVEN):
        deliver_due(services)  # the facilitator is asked, or somebody named anew is invited
    if place is None:
        return
    current, latest, _ = places.as_it_stands(services, place)
    now = Place(place.project, place.member, current)
    here = current.state is InterviewState.ACTIVE and answer is not None and answer.question_id == current.question_id
    if answer is None or not here or heard.outcome in (Outcome.PROPOSED, Outcome.SET_ASIDE):
        post_to_place(services, now, blocks.message(_elsewhere(services, heard)))
    elif latest is not None and latest.version <= answer.version:  # else what was typed after it shows the same
        posted = post_to_place(services, now, view.saved(services.words, current, latest))
        if posted is not None:
            _only_here(services, now, posted)


def show_loose(services: Services, caller: Caller) -> None:
    """Ask about a stray message; the question about earlier ones, which the new one includes, goes."""
    deliver_due(services)
    for earlier in loose.take_back(services, caller.ws, caller.slack_id):
        remove(services, earlier)


def show_paused(services: Services, place: Place) -> None:
    """Say that an interview is paused, with the button that goes on."""
    post_to_place(services, place, view.paused(services.words, place.project, place.interview))


def ask_unknown(services: Services, caller: Caller, interview_id: int, visit: int) -> None:
    """Ask who finds out what the person does not know, and by when."""
    asked = unknowns.ask(services, caller, interview_id, visit)
    if asked is not None:
        services.background.run(show_unknown, services, asked)


def show_unknown(services: Services, asked: unknowns.Asked) -> None:
    """Show the question who finds out, with the person's choices."""
    place = asked.place
    question = services.words.pack[place.interview.question_id]
    posted = post_to_place(services, place, view.unknown(services.words, place.interview, question, asked.due_on))
    if posted is not None:
        _only_here(services, place, posted)


def forget_unknown(services: Services, place: Place, message: tuple[str, str] | None) -> None:
    """Take the question who finds out away; what was typed before it has its buttons below it again."""
    current, latest, _ = places.as_it_stands(services, place)
    if latest is not None and latest.text.strip() and current.visit == place.interview.visit:
        show_saved(services, Heard(Outcome.SAVED, place, latest))
        return
    typed.no_controls(services, place)
    _question_with_ways(services, place)
    remove(services, message)


def post_to_place(services: Services, place: Place, message: blocks.Message) -> tuple[str, str] | None:
    """Post where the interview takes place; returns channel and ts, or None when Slack did not take it."""
    channel = _channel(place)
    try:
        posted = services.client.chat_postMessage(
            channel=channel, thread_ts=place.interview.thread_ts, **message.payload()
        )
    except CONNECTION_ERRORS as error:
        log.warning("a reply did not get through", error=str(error))
        return None
    return str(posted.get("channel") or channel), str(posted["ts"])


def remove(services: Services, message: tuple[str, str] | None) -> None:
    """Delete a message of ours that has served; where that fails its buttons are stale, which is harmless."""
    if message is None:
        return
    channel, ts = message
    try:
        services.client.chat_delete(channel=channel, ts=ts)
    except CONNECTION_ERRORS as error:
        log.info("a message of ours stays", error=str(error))


def take_start_off(services: Services, where: tuple[str, str] | None, message: Mapping[str, Any]) -> None:
    """Take the pressed *Start* or *Continue* off its message: the ways on stand below the question now."""
    kept = [block for block in message.get("blocks") or [] if not _only_starts(block)]
    if where is not None and kept and len(kept) < len(message["blocks"]):
        _update(services, where, blocks.Message(str(message.get("text") or ""), kept))


def _channel(place: Place) -> str:
    """Return where the interview takes place: the DM, or the channel whose thread it is held in."""
    in_thread = place.interview.thread_ts is not None
    return place.project.home_channel if in_thread else place.person.dm_channel or place.person.slack_id


def _show_move(services: Services, moved: Moved) -> None:
    deliver_due(services)
    for left in (moved.paused, moved.left):
        if left is not None:
            _tidy(services, left)
    if moved.place.interview.state is InterviewState.PAUSED:
        show_paused(services, moved.place)


def _tidy(services: Services, left: Left) -> None:
    """Take the buttons off the question that was left, and remove the line below its answer."""
    left = places.what_became(services, left)
    place = left.place
    if left.posted is not None:
        _update(services, left.posted, _settled(services, left))
    if left.controls_ts is not None:
        remove(services, (left.posted[0] if left.posted else _channel(place), left.controls_ts))


def _settled(services: Services, left: Left) -> blocks.Message:
    """Return the question that was left, or what was asked back about its answer, with what became of it."""
    place, probe = left.place, left.probe
    return view.left(
        services.words,
        place.project,
        place.interview,
        left.question,
        left.answer,
        sentence=view.asked_back(services.words, left.question, probe.reason, again=probe.again) if probe else "",
        again=left.again,
        asked_back=left.asked_back,
    )


def _only_here(services: Services, place: Place, posted: tuple[str, str]) -> None:
    """Have the buttons stand in this message only: not below what was typed before, nor below the question."""
    gone = typed.place_controls(services, place, posted[1])
    if gone is not None:
        remove(services, (posted[0], gone))
        return
    _, _, asked_at = places.as_it_stands(services, place)
    if asked_at is not None:
        question = services.words.pack[place.interview.question_id]
        _update(services, asked_at, view.being_answered(services.words, place.project, place.interview, question))


def _question_with_ways(services: Services, place: Place) -> None:
    current, answer, asked_at = places.as_it_stands(services, place)
    if asked_at is not None and current.visit == place.interview.visit:
        question = services.words.pack[current.question_id]
        _update(services, asked_at, view.question(services.words, place.project, current, question, answer))


def _update(services: Services, where: tuple[str, str], message: blocks.Message) -> None:
    channel, ts = where
    try:
        services.client.chat_update(channel=channel, ts=ts, **message.payload())
    except CONNECTION_ERRORS as error:
        log.info("a message of ours keeps its buttons", error=str(error))


def _only_starts(block: Mapping[str, Any]) -> bool:
    elements = block.get("elements") or []
    return block.get("type") == "actions" and [each.get("action_id") for each in elements] == [Do.START]


def _elsewhere(services: Services, heard: Heard) -> str:
    """Return the sentence about an answer that is not the one before the person."""
    answer, facilitator = heard.answer, heard.facilitator
    question = services.words.pack[answer.question_id] if answer else None
    facts = {"question": question, "facilitator": facilitator, "outcome": heard.outcome}
    return services.words.say("interview/elsewhere", facts)
