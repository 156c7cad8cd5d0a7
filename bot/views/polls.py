"""How polls look: the form, the ballot, what the channel reads before and after."""

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out
from facilitation.polls import SCORES, Asking, Ballot, Shown
from prompts import Words

#: The choices of the form, by the length that each stands for; the first is the usual one.
_LENGTHS = {"usual": "", "1h": "1h", "2h": "2h", "4h": "4h", "2d": "2d", "5d": "5d"}
_UNSAID = "usual"  # an option's value is never empty


def form(words: Words, asking: Asking) -> Block:
    """Return the form that asks for a vote."""
    voters = [person.slack_id for person in asking.voters]
    options = [blocks.option(words.label(f"polls.length_{name}"), name) for name in _LENGTHS]
    length = blocks.pick_one(Field.LENGTH, options[0]["text"]["text"], options)
    example = words.label("polls.question_example")
    return blocks.modal(
        Form.POLL,
        words.label("polls.form_title"),
        [
            *blocks.section_list(words.say("polls/form_note")),
            blocks.field(Field.TEXT, words.label("polls.question"), blocks.text_input(long=True, placeholder=example)),
            blocks.field(
                Field.VOTERS,
                words.label("polls.voters"),
                blocks.pick_people(Field.VOTERS, words.label("polls.voters_pick"), voters),
                hint=words.label("polls.voters_hint"),
            ),
            blocks.field(Field.LENGTH, words.label("polls.length"), length | {"initial_option": options[0]}),
        ],
        submit=words.label("polls.form_submit"),
        close=words.label("common.cancel"),
        meta=str(asking.project.id),
    )


def length_of(choice: str | None) -> str:
    """Return the length that a choice of the form stands for."""
    return _LENGTHS.get(choice or _UNSAID, choice or "")


def asked(words: Words, shown: Shown) -> Message:
    """Return what whoever asked reads."""
    return blocks.message(words.say("polls/asked", {"shown": shown}))


def opened(words: Words, shown: Shown) -> Message:
    """Return what the home channel reads when a round begins; without its button once it is over."""
    over = shown.outcome is not None
    text = words.say("polls/opened", {"shown": shown, "over": over})
    vote = blocks.button(words.label("polls.vote"), Do.POLL_BALLOT, f"{shown.poll.id}:{shown.round}")
    return blocks.message(text, *([] if over else [blocks.actions([vote])]))


def ballot(words: Words, shown: Ballot) -> Message:
    """Return a voter's ballot: the question, what the numbers mean, their own vote."""
    text = words.say("polls/ballot", {"ballot": shown, "meanings": _meanings(words)})
    if shown.over:
        return blocks.message(text)
    where = f"{shown.poll.id}:{shown.round}"
    scores = [blocks.button(str(score), f"{Do.POLL_VOTE}_{score}", f"{where}:{score}") for score in SCORES]
    why = blocks.button(words.label("polls.reason"), Do.POLL_REASON, where)
    return blocks.message(text, blocks.actions(scores), blocks.actions([why]))


def vote_form(words: Words, shown: Ballot) -> Block:
    """Return the form that takes a vote with its reason."""
    options = [
        blocks.option(words.label("polls.choice", {"score": score, "meaning": meaning}), str(score))
        for score, meaning in enumerate(_meanings(words))
    ]
    score = blocks.pick_one(Field.SCORE, words.label("polls.score_pick"), options)
    if shown.mine is not None:
        score["initial_option"] = options[shown.mine.score]
    reason = blocks.text_input(long=True, initial=shown.mine.reason if shown.mine else "")
    return blocks.modal(
        Form.VOTE,
        words.label("polls.vote_title"),
        [
            blocks.field(Field.SCORE, words.label("polls.score"), score),
            blocks.field(Field.REASON, words.label("polls.why_field"), reason, optional=True),
        ],
        submit=words.label("polls.vote_submit"),
        close=words.label("common.cancel"),
        meta=f"{shown.poll.id}:{shown.round}",
    )


def voted(words: Words, shown: Ballot) -> Message:
    """Return what somebody reads who typed their vote."""
    return blocks.message(words.say("polls/voted", {"ballot": shown, "meanings": _meanings(words)}))


def result(words: Words, shown: Shown) -> list[Message]:
    """Return what a round came to: who voted what, the lowest first, and what comes next. Most fit one message."""
    if shown.outcome is None:
        raise ValueError("the votes are hidden still")
    head = words.say("polls/shown", {"shown": shown})
    items = [blocks.section_list(head)]
    for vote in shown.outcome.votes:
        line = words.say("polls/vote", {"vote": vote, "person": shown.person(vote.person_id)})
        items.append([blocks.section(line)])
    again = shown.poll.round > shown.round
    items.append(blocks.section_list(words.say("polls/next", {"shown": shown, "again": again})))
    first, *more = lay_out([item for item in items if item])
    row = []
    if shown.may_vote_again:
        row.append(blocks.button(words.label("polls.again"), Do.POLL_AGAIN, str(shown.poll.id), style="primary"))
    if shown.outcome.is_final and shown.decision is None:
        row.append(blocks.button(words.label("polls.decide"), Do.POLL_DECIDE, str(shown.poll.id), style="primary"))
    if shown.decision is not None:
        see = words.label("decisions.see", {"decision": shown.decision})
        row.append(blocks.button(see, Do.DECISION_SHOW, f"{shown.decision.id}:0"))
    actions = [blocks.actions(row)] if row else []
    return [
        blocks.message(head, blocks=[*first, *actions]),
        *(blocks.message(head, blocks=page) for page in more),
    ]


def done(words: Words, said: Message, title: str) -> Block:
    """Return what a form turns into once it was accepted."""
    return {
        "type": "modal",
        "title": blocks.plain(words.label(title), blocks.MOST_IN_TITLE),
        "close": blocks.plain(words.label("common.close"), blocks.MOST_IN_TITLE),
        "blocks": list(said.blocks),
    }


def _meanings(words: Words) -> list[str]:
    return [words.label(f"polls.score_{score}") for score in SCORES]
