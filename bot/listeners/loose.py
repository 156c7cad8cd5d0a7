"""A stray message: "Is this your answer to …?" """

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot import follow_up
from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, message_of, number_of, parts_of, value_of
from bot.services import Services
from bot.use_cases import loose
from bot.views import blocks
from bot.views.ids import Do


def register(app: App, services: Services) -> None:
    """Register the two answers to the question."""
    app.action(Do.LOOSE_YES)(partial(_on_yes, services))
    app.action(Do.LOOSE_NO)(partial(_on_no, services))


def _on_yes(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    loose_id, interview_id, question_id = parts_of(value_of(body), 3)
    caller = caller_of(context, body)
    heard = loose.take(services, caller, number_of(loose_id), number_of(interview_id), question_id)
    ack()
    services.background.run(follow_up.remove, services, message_of(body))
    if heard.moved is not None:
        follow_up.show_move(services, heard.moved)
    elif heard.answer is not None:
        services.background.run(follow_up.show_saved, services, heard)


def _on_no(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    loose_id, *_ = parts_of(value_of(body), 3)
    loose.leave(services, caller_of(context, body), number_of(loose_id))
    ack()
    services.background.run(follow_up.remove, services, message_of(body))
    replies.privately(services, context, body, blocks.message(services.words.say("interview/loose_left")))
