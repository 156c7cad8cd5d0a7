"""What people see after an interview has moved or an answer has come in: posted and tidied in the background."""

import structlog

from bot.delivery import deliver_due
from bot.services import Services
from bot.slack_trouble import CONNECTION_ERRORS
from bot.use_cases import typed, unknowns
from bot.use_cases.access import Caller
from bot.use_cases.interview import Left, Moved, Place, settled_answer
from bot.views import blocks
from bot.views import interview as view
from facilitation.model import InterviewState

log = structlog.get_logger(__name__)


def show_move(services: Services, moved: Moved | None) -> None:
    """After a move, in the background: the next question first, then the old one loses its buttons."""
    if moved is not None:
        services.background.run(_show_move, services, moved)


def show_saved(services: Services, heard: typed.Heard) -> None:
    """Show below what was typed last that it is saved, with the ways on; the earlier such line goes."""
    place, answer = heard.place, heard.answer
    if heard.outcome is typed.Outcome.PROPOSED:
        deliver_due(services)
    if place is None or answer is None:
        return
    current = place.interview
    if current.state is not InterviewState.ACTIVE or answer.question_id != current.question_id:
        post_to_place(services, place, blocks.message(_elsewhere(services, heard)))
        return
    posted = post_to_place(services, place, view.saved(services.words, current, answer))
    if posted is not None:
        channel, ts = posted
        before = typed.place_controls(services, place, ts)
        if before:
            remove(services, (channel, before))


def ask_unknown(services: Services, caller: Caller, interview_id: int, visit: int) -> None:
    """Ask who finds out what the person does not know, and by when."""
    asked = unknowns.ask(services, caller, interview_id, visit)
    if asked is not None:
        question = services.words.pack[asked.place.interview.question_id]
        message = view.unknown(services.words, asked.place.interview, question, asked.due_on)
        services.background.run(post_to_place, services, asked.place, message)


def post_to_place(services: Services, place: Place, message: blocks.Message) -> tuple[str, str] | None:
    """Post where the interview takes place; returns channel and ts, or None when Slack did not take it."""
    in_thread = place.interview.thread_ts is not None
    channel = place.project.home_channel if in_thread else place.person.dm_channel or place.person.slack_id
    try:
        posted = services.client.chat_postMessage(
            channel=channel, thread_ts=place.interview.thread_ts, **message.payload()
        )
    except CONNECTION_ERRORS as error:
        log.warning("a reply did not get through", error=str(error))
        return None
    return str(posted.get("channel") or channel), str(posted["ts"])


def _show_move(services: Services, moved: Moved) -> None:
    deliver_due(services)
    if moved.left is not None:
        _tidy(services, moved.left)
    if moved.place.interview.state is InterviewState.PAUSED:
        post_to_place(services, moved.place, view.paused(services.words, moved.place.project, moved.place.interview))


def _tidy(services: Services, left: Left) -> None:
    """Take the buttons off the question that was left, and remove the line below its answer."""
    place, shown = left.place, settled_answer(services, left)
    message = view.left(services.words, place.project, place.interview, left.question, shown)
    if left.posted is not None:
        channel, ts = left.posted
        try:
            services.client.chat_update(channel=channel, ts=ts, **message.payload())
        except CONNECTION_ERRORS as error:
            log.info("an old question keeps its buttons", error=str(error))
        if left.controls_ts is not None:
            remove(services, (channel, left.controls_ts))


def remove(services: Services, message: tuple[str, str] | None) -> None:
    """Delete a message of ours that has served; where that fails its buttons are stale, which is harmless."""
    if message is None:
        return
    channel, ts = message
    try:
        services.client.chat_delete(channel=channel, ts=ts)
    except CONNECTION_ERRORS as error:
        log.info("a message of ours stays", error=str(error))


def _elsewhere(services: Services, heard: typed.Heard) -> str:
    """Return the sentence about an answer that is not the one before the person."""
    answer, facilitator = heard.answer, heard.facilitator
    question = services.words.pack[answer.question_id] if answer else None
    facts = {"question": question, "facilitator": facilitator, "outcome": heard.outcome}
    return services.words.say("interview/elsewhere", facts)
