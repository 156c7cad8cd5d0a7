"""How the interview looks in the DM (or thread): questions, what is saved, unknowns, the end."""

from collections.abc import Sequence
from datetime import date

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do, Field, Form
from facilitation.judging import Reason
from facilitation.model import Answer, AnswerState, Interview, Person, Project
from facilitation.probing import probe_for
from facilitation.questions import Question
from facilitation.roles import SINGLE
from prompts import Words

_SHOWN_BACK = 1500  # characters of an answer shown again with its question


def question(words: Words, project: Project, interview: Interview, asked: Question, answer: Answer | None) -> Message:
    """Return the question before the person, with their answer so far and every way on."""
    text = words.say("interview/question", _facts(project, interview, asked, answer))
    ways = blocks.actions(_ways(words, interview, answer), _row(interview, "ways"))
    return blocks.message(text, *_pickers(words, interview, asked), ways)


def probe(words: Words, interview: Interview, asked: Question, reason: Reason, *, again: bool) -> Message:
    """Return the kind question back to an answer too weak to act on, with the way to leave it as it is."""
    sentence = asked_back(words, asked, reason, again=again)
    value = _value(interview)
    row = [
        blocks.button(words.label("interview.insist"), Do.INSIST, value),
        blocks.button(words.label("interview.pause"), Do.PAUSE, value),
    ]
    text = words.say("interview/probe", {"sentence": sentence, "question": asked})
    return blocks.message(text, blocks.actions(row, _row(interview, "probe")))


def asked_back(words: Words, asked: Question, reason: Reason, *, again: bool) -> str:
    """Return the sentence that asks back."""
    return probe_for(asked, reason, again=again) or words.label("interview.contradiction")


def named_self(words: Words, asked: Question, answer: Answer) -> Message:
    """Return what a facilitator says to a sponsor who would be the champion, with the way to name somebody else."""
    sentence = asked_back(words, asked, Reason.NO_NAME, again=False)
    value = f"{answer.interview_id}:{answer.question_id}"
    row = [blocks.button(words.label("answers.change"), Do.CHANGE, value, style="primary")]
    text = words.say("interview/named_self", {"question": asked, "sentence": sentence})
    return blocks.message(text, blocks.actions(row))


def drift(words: Words, project: Project, answer: Answer, sentences: Sequence[str]) -> Message:
    """Return the offer to park what came too early."""
    text = words.say("interview/drift", {"project": project, "sentences": sentences})
    row = [
        blocks.button(words.label("interview.park"), Do.PARK, str(answer.id), style="primary"),
        blocks.button(words.label("interview.park_not"), Do.PARK_NOT, str(answer.id)),
    ]
    return blocks.message(text, blocks.actions(row))


def being_answered(words: Words, project: Project, interview: Interview, asked: Question) -> Message:
    """Return the question while its answer is typed: the ways on stand below what was typed last."""
    text = words.say("interview/question", _facts(project, interview, asked, None))
    return blocks.message(text, *_pickers(words, interview, asked))


def left(
    words: Words,
    project: Project,
    interview: Interview,
    asked: Question,
    answer: Answer | None,
    *,
    sentence: str = "",
    again: bool = False,
    asked_back: bool = False,
) -> Message:
    """Return the question once it is left, or the `sentence` that asked back: no buttons, and what became of it.

    `again`: the question is asked further down, where it stands in full; `asked_back`: only a probe stands there.
    """
    facts = {
        **_facts(project, interview, asked, answer),
        "sentence": sentence,
        "again": again,
        "asked_back": asked_back,
    }
    return blocks.message(words.say("interview/left", facts))


def saved(words: Words, interview: Interview, answer: Answer) -> Message:
    """Return what stands below the last typed message: it is saved, and the ways on."""
    text = words.say("interview/saved", {"empty": not answer.text.strip()})
    ways = blocks.actions(_ways(words, interview, answer), _row(interview, "saved"))
    return blocks.message(text, ways, blocks=[blocks.context(text)])


def paused(words: Words, project: Project, interview: Interview) -> Message:
    """Return the farewell of a paused interview, with the button that goes on."""
    facts = {"project": project, "place": interview.at + 1, "total": len(interview.plan)}
    return blocks.message(words.say("interview/paused", facts), start_row(words, interview))


def start_row(words: Words, interview: Interview) -> Block:
    """Return the button that starts or resumes an interview."""
    label = words.label("interview.continue" if interview.started_at else "interview.start")
    return blocks.actions([blocks.button(label, Do.START, _value(interview), style="primary")])


def unknown(words: Words, interview: Interview, asked: Question, due_on: date) -> Message:
    """Return the two things to say about an unknown: who finds out, and by when."""
    text = words.say("interview/unknown", {"question": asked})
    value = _value(interview)
    row = blocks.actions(
        [
            blocks.pick_person(Do.UNKNOWN_OWNER, words.label("interview.unknown_owner")),
            blocks.pick_date(Do.UNKNOWN_DUE, due_on.isoformat()),
            blocks.button(words.label("interview.unknown_save"), Do.UNKNOWN_SAVE, value, style="primary"),
            blocks.button(words.label("interview.unknown_cancel"), Do.UNKNOWN_CANCEL, value),
        ],
        _row(interview, "unknown"),
    )
    return blocks.message(text, row)


def loose(words: Words, project: Project, interview: Interview, asked: Question, kept: int, text: str) -> Message:
    """Return the question whether stray messages are an answer; `kept` is the id of the last of them."""
    seen = interview.started_at is not None
    said = words.say("interview/loose", {"project": project, "question": asked, "text": text, "seen": seen})
    value = f"{kept}:{interview.id}:{asked.id}"
    yes = blocks.button(words.label("interview.loose_yes"), Do.LOOSE_YES, value, style="primary")
    no = blocks.button(words.label("interview.loose_no"), Do.LOOSE_NO, value)
    return blocks.message(said, blocks.actions([yes, no]))


def finished(
    words: Words,
    project: Project,
    interview: Interview,
    answers: list[Answer],
    facilitator: Person,
    more: int,
) -> Message:
    """Return the thanks after the last question; `more` is how many further questions wait."""
    facts = {
        "project": project,
        "given": sum(answer.state is AnswerState.GIVEN for answer in answers),
        "skipped": sum(answer.state is AnswerState.SKIPPED for answer in answers),
        "unknown": sum(answer.state is AnswerState.UNKNOWN for answer in answers),
        "facilitator": facilitator,
        "more": more,
        "in_thread": interview.thread_ts is not None,
    }
    row = [blocks.button(words.label("interview.my_answers"), Do.ANSWERS, str(project.id))]
    if more:
        row.insert(0, blocks.button(words.label("interview.more"), Do.MORE, _value(interview), style="primary"))
    return blocks.message(words.say("interview/finished", facts), blocks.actions(row))


def form(words: Words, interview: Interview, asked: Question, answer: Answer | None) -> Block | None:
    """Return the form to write an answer in; None when what is there is longer than a form can hold."""
    text = answer.text if answer else ""
    if len(text) > blocks.MOST_IN_FIELD:
        return None
    return blocks.modal(
        Form.ANSWER,
        words.label("interview.form_title"),
        [
            *blocks.section_list(words.say("interview/form", {"question": asked})),
            blocks.field(Field.TEXT, words.label("interview.form_field"), blocks.text_input(long=True, initial=text)),
        ],
        submit=words.label("common.save"),
        close=words.label("common.cancel"),
        meta=f"{interview.id}:{asked.id}",
    )


def _facts(project: Project, interview: Interview, asked: Question, answer: Answer | None) -> dict[str, object]:
    text = answer.text.strip() if answer else ""
    return {
        "project": project,
        "question": asked,
        "place": interview.at + 1,
        "total": len(interview.plan),
        "answer": answer,
        "text": text,
        "shown": _SHOWN_BACK,
        "in_thread": interview.thread_ts is not None,
    }


def _ways(words: Words, interview: Interview, answer: Answer | None) -> list[Element]:
    """Return the buttons of a question; a button carries the interview and the visit it belongs to."""
    value = _value(interview)
    ways = [(Do.NEXT, "next", "primary"), (Do.SKIP, "skip", ""), (Do.DONT_KNOW, "dont_know", "")]
    if answer is not None and answer.text.strip():
        ways = [(Do.NEXT, "next", "primary"), (Do.CLEAR, "clear", "")]
    if interview.at > 0:
        ways.append((Do.BACK, "back", ""))
    ways += [(Do.PAUSE, "pause", ""), (Do.FORM, "form", "")]
    return [blocks.button(words.label(f"interview.{key}"), do, value, style=style) for do, key, style in ways]


def _pickers(words: Words, interview: Interview, asked: Question) -> list[Block]:
    """Return the list to pick people from, of a question that names them."""
    if asked.names is None:
        return []
    label = words.label(f"interview.name_{asked.names}")
    pick = blocks.pick_person if asked.names in SINGLE else blocks.pick_people
    return [blocks.actions([pick(Do.NAME_PEOPLE, label)], _row(interview, "people"))]


def _value(interview: Interview) -> str:
    return f"{interview.id}:{interview.visit}"


def _row(interview: Interview, kind: str) -> str:
    return f"{kind}:{_value(interview)}"
