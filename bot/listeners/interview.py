"""`/scope interview`: the buttons of an interview, and its forms."""

from datetime import date
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot import follow_up
from bot.listeners import replies
from bot.listeners.payloads import (
    Body,
    action_of,
    caller_of,
    field_of,
    message_of,
    number_of,
    numbers_of,
    parts_of,
    state_of,
    value_of,
)
from bot.profiles import meet, names_of
from bot.services import Services
from bot.text import Typed, from_form
from bot.use_cases import edited, interview, places, typed, unknowns
from bot.use_cases.access import Caller
from bot.use_cases.places import Moved
from bot.views import blocks
from bot.views import interview as view
from bot.views.ids import Do, Field, Form
from facilitation.errors import Refusal


def register(app: App, services: Services) -> None:
    """Register the buttons and forms of the interview."""
    app.action(Do.START)(partial(_on_start, services))
    app.action(Do.MORE)(partial(_on_more, services))
    app.action(Do.CHANGE)(partial(_on_change, services))
    steps: dict[Do, interview.Step] = {
        Do.NEXT: interview.go_next,
        Do.INSIST: interview.insist,
        Do.SKIP: interview.skip,
        Do.BACK: interview.go_back,
        Do.PAUSE: interview.pause,
        Do.CLEAR: interview.clear,
    }
    for action, step in steps.items():
        app.action(action)(partial(_on_step, services, step))
    app.action(Do.NAME_PEOPLE)(partial(_on_name_people, services))
    app.action(Do.DONT_KNOW)(partial(_on_dont_know, services))
    app.action(Do.UNKNOWN_OWNER)(_on_nothing)
    app.action(Do.UNKNOWN_DUE)(_on_nothing)
    app.action(Do.UNKNOWN_SAVE)(partial(_on_unknown_save, services))
    app.action(Do.UNKNOWN_CANCEL)(partial(_on_unknown_cancel, services))
    app.action(Do.UNKNOWN_ANSWER)(partial(_on_unknown_answer, services))
    app.action(Do.FORM)(partial(_on_form, services))
    app.view(Form.ANSWER)(partial(_on_form_sent, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope interview [project]`: start or resume; the questions come in a direct message."""
    caller = caller_of(context, body)
    meet(services, caller.ws, caller.slack_id)
    moved = interview.start(services, caller, rest)
    replies.to_command(ack, _started(services, caller, moved))
    follow_up.show_move(services, moved)


def _on_nothing(ack: Ack) -> None:
    """A select whose value is read when its button is pressed."""
    ack()


def _on_start(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    interview_id, visit = _place_in(value_of(body))
    moved = interview.resume(services, caller_of(context, body), interview_id, visit)
    ack()
    follow_up.show_move(services, moved)
    services.background.run(follow_up.take_start_off, services, message_of(body), body.get("message") or {})
    _point_to_dm(services, context, body, moved)


def _on_more(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    interview_id, visit = _place_in(value_of(body))
    moved = interview.more(services, caller_of(context, body), interview_id, visit)
    ack()
    follow_up.show_move(services, moved)


def _on_change(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    interview_id, question_id = parts_of(value_of(body), 2)
    moved = interview.change(services, caller_of(context, body), number_of(interview_id), question_id)
    ack()
    follow_up.show_move(services, moved)
    _point_to_dm(services, context, body, moved)


def _on_step(services: Services, step: interview.Step, ack: Ack, context: BoltContext, body: Body) -> None:
    interview_id, visit = numbers_of(value_of(body), 2)
    moved = interview.step(services, caller_of(context, body), interview_id, visit, step)
    ack()
    follow_up.show_move(services, moved)


def _on_name_people(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller, action = caller_of(context, body), action_of(body)
    _, *numbers = parts_of(str(action.get("block_id") or ""), 3)
    interview_id, visit = numbers_of(":".join(numbers), 2)
    one = action.get("selected_user")
    picked = [str(each) for each in action.get("selected_users") or ([one] if one else [])]
    for each in picked:
        meet(services, caller.ws, each)
    names = names_of(services, caller.ws, picked)
    lines = "\n".join(f"@{names.get(each, each)}" for each in picked)
    heard = typed.name_in_answer(services, caller, interview_id, visit, Typed(lines, tuple(picked)))
    ack()
    if heard is not None:
        services.background.run(follow_up.show_saved, services, heard)


def _on_dont_know(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    follow_up.ask_unknown(services, caller_of(context, body), *numbers_of(value_of(body), 2))
    ack()


def _on_unknown_save(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    interview_id, visit = numbers_of(value_of(body), 2)
    owner, due_on = state_of(body, Do.UNKNOWN_OWNER), state_of(body, Do.UNKNOWN_DUE)
    meet(services, caller.ws, owner)
    day = date.fromisoformat(due_on) if due_on else None
    moved = unknowns.record(services, caller, interview_id, visit, owner, day)
    ack()
    follow_up.show_move(services, moved)
    services.background.run(follow_up.remove, services, message_of(body))


def _on_unknown_cancel(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    place = unknowns.place(services, caller_of(context, body), *numbers_of(value_of(body), 2))
    ack()
    if place is None:
        services.background.run(follow_up.remove, services, message_of(body))
    else:
        services.background.run(follow_up.forget_unknown, services, place, message_of(body))


def _on_unknown_answer(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    moved = unknowns.answer_it(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    follow_up.show_move(services, moved)
    _point_to_dm(services, context, body, moved)


def _on_form(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    """Open the form for the question before the person (a visit), or for an answer named by its question."""
    interview_id, which = parts_of(value_of(body), 2)
    named, visit = (None, number_of(which)) if which.isdigit() else (which, None)
    place, answer = places.written(services, caller_of(context, body), number_of(interview_id), named, visit)
    asked = services.words.pack[named or place.interview.question_id]
    form = view.form(services.words, place.interview, asked, answer)
    if form is None:
        raise Refusal("too_long_for_form")
    ack()
    replies.open_form(services, context, body, form)


def _on_form_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    interview_id, question_id = parts_of(str(body["view"].get("private_metadata") or ""), 2)
    text = from_form(field_of(body, Field.TEXT))
    if not text.text.strip():
        raise Refusal("nothing_typed", field=Field.TEXT)
    heard = edited.write(services, caller_of(context, body), number_of(interview_id), question_id, text)
    ack()
    services.background.run(follow_up.show_saved, services, heard)


def _place_in(value: str) -> tuple[int, int | None]:
    """Return the interview and the visit that a button carries; no visit on one that an older version made."""
    if ":" not in value:
        return number_of(value), None
    interview_id, visit = numbers_of(value, 2)
    return interview_id, visit


def _point_to_dm(services: Services, context: BoltContext, body: Body, moved: Moved) -> None:
    """Say where the question is to somebody who pressed a button elsewhere than in the interview's place."""
    caller = caller_of(context, body)
    if caller.channel and not caller.in_dm and moved.place.interview.thread_ts is None:
        replies.privately(services, context, body, _started(services, caller, moved))


def _started(services: Services, caller: Caller, moved: Moved) -> blocks.Message:
    facts = {
        "project": moved.place.project,
        "paused": moved.paused.place.project if moved.paused else None,
        "in_dm": caller.in_dm,
        "in_thread": moved.place.interview.thread_ts is not None,
    }
    return blocks.message(services.words.say("interview/started", facts))
