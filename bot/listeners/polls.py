"""`/scope poll` and `vote`; ballots and what follows from a vote."""

import re
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.delivery import revise
from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, message_of, number_of, numbers_of, value_of
from bot.profiles import names_of
from bot.services import Services
from bot.text import from_form, from_message, mentioned
from bot.use_cases import polls, voting
from bot.use_cases.access import Caller
from bot.use_cases.notices import Kind
from bot.views import polls as view
from bot.views.ids import Do, Field, Form
from facilitation.errors import Refusal
from facilitation.polls import Ballot, score_in, typed
from facilitation.subcommands import split

_BECAUSE = re.compile(r"(?:because\b|[|:,-])\s*", re.IGNORECASE)


def register(app: App, services: Services) -> None:
    """Register the buttons and forms of polls."""
    app.action(Do.POLL)(partial(_on_pressed, services))
    app.view(Form.POLL)(partial(_on_form_sent, services))
    app.action(Do.POLL_BALLOT)(partial(_on_ballot, services))
    app.action(re.compile(f"^{Do.POLL_VOTE}_"))(partial(_on_vote, services))
    app.action(Do.POLL_REASON)(partial(_on_reason, services))
    app.view(Form.VOTE)(partial(_on_vote_sent, services))
    app.action(Do.POLL_AGAIN)(partial(_on_again, services))


def on_poll(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope poll`: the form; or typed: `/scope poll the question @name @name 2h`."""
    caller = caller_of(context, body)
    if not rest:
        replies.open_form(services, context, body, view.form(services.words, polls.asking(services, caller)))
        ack()
        return
    asked = typed(rest)
    question = from_message(asked.text, names_of(services, caller.ws, mentioned(rest)))
    shown = polls.ask_here(services, caller, question, asked.voters, asked.length)
    replies.to_command(ack, view.asked(services.words, shown))
    replies.soon(services)


def on_vote(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope vote 4 because …`: for whom no button is at hand."""
    caller = caller_of(context, body)
    word, why = split(rest)
    score = score_in(word)
    if score is None:
        raise Refusal("score_unclear")
    reason = from_message(_BECAUSE.sub("", why, count=1) if _BECAUSE.match(why) else why, {}).text.strip()
    ballot = voting.vote_here(services, caller, score, reason or None)
    replies.to_command(ack, view.voted(services.words, ballot))
    _follow_up(services, caller, ballot)


def _on_pressed(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    asking = polls.asking_by_id(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, view.form(services.words, asking))
    ack()


def _on_form_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller, project_id = caller_of(context, body), number_of(str(body["view"].get("private_metadata") or ""))
    question, voters = from_form(field_of(body, Field.TEXT)), field_of(body, Field.VOTERS) or []
    names_of(services, caller.ws, voters)
    shown = polls.ask(services, caller, project_id, question, voters, view.length_of(field_of(body, Field.LENGTH)))
    said = view.asked(services.words, shown)
    ack(response_action="update", view=view.done(services.words, said, "polls.form_title"))
    replies.soon(services)


def _on_ballot(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    poll_id, _ = numbers_of(value_of(body), 2)
    ballot = voting.show(services, caller_of(context, body), poll_id)
    ack()
    replies.privately(services, context, body, view.ballot(services.words, ballot))


def _on_vote(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    poll_id, round_, score = numbers_of(value_of(body), 3)
    ballot = voting.vote(services, caller, poll_id, round_, score)
    ack()
    if message_of(body) is None:
        replies.in_place(services, context, body, view.ballot(services.words, ballot))
    _follow_up(services, caller, ballot)


def _on_reason(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    poll_id, _ = numbers_of(value_of(body), 2)
    ballot = voting.show(services, caller_of(context, body), poll_id)
    replies.open_form(services, context, body, view.vote_form(services.words, ballot))
    ack()


def _on_vote_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    poll_id, round_ = numbers_of(str(body["view"].get("private_metadata") or ""), 2)
    score = score_in(str(field_of(body, Field.SCORE) or ""))
    if score is None:
        raise Refusal("score_unclear", field=Field.SCORE)
    reason = from_form(field_of(body, Field.REASON)).text.strip()
    ballot = voting.vote(services, caller, poll_id, round_, score, reason)
    said = view.voted(services.words, ballot)
    ack(response_action="update", view=view.done(services.words, said, "polls.vote_title"))
    _follow_up(services, caller, ballot)


def _on_again(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    shown = polls.again(services, caller, number_of(value_of(body)))
    ack()
    if shown is None:
        return  # begun already: the channel reads so
    replies.privately(services, context, body, view.asked(services.words, shown))
    replies.soon(services)
    services.background.run(revise, services, caller.ws, f"{Kind.POLL_SHOWN}:{shown.poll.id}:1")


def _follow_up(services: Services, caller: Caller, ballot: Ballot) -> None:
    """Bring the voter's ballot up to date; with the last vote, everyone's, and show what it came to."""
    if ballot.over:
        replies.soon(services)
        keys = voting.keys_of(ballot.poll, ballot.round)
    else:
        keys = [voting.ballot_key(ballot.poll.id, ballot.round, ballot.mine.person_id)] if ballot.mine else []
    services.background.run(revise, services, caller.ws, *keys)
