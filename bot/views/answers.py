"""How answers look: one's own before the reveal, everybody's after it, page by page, whole."""

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out, turning
from facilitation.capturing import assumption_in, rule_in
from facilitation.facts import Answers, Draft, OnQuestion, Said
from facilitation.model import Answer, AnswerVersion, InterviewState, Member, Person, Project
from facilitation.paging import page_of, pages
from facilitation.questions import Question
from prompts import Words

_PIECE = 1200  # characters of an answer that are shown together


def page(words: Words, shown: Answers, number: int = 0, *, at: str = "", note: str = "") -> Message:
    """Return one page of the answers that the reader may see; `number` counts from 0.

    `at` turns to the page where this question begins instead; `note` stands above everything.
    """
    laid_out = lay_out([item for each in shown.questions for item in _question(words, shown, each)])
    if at:
        number = next((n for n, each in enumerate(laid_out) if any(b.get("block_id") == at for b in each)), 0)
    chosen, number, count = page_of(laid_out, number, 1)
    facts = {
        "project": shown.project,
        "mine": shown.mine,
        "empty": not shown.questions,
        "page": number + 1,
        "pages": count,
        "waiting_for": [member.person for member in shown.waiting_for],
    }
    head = words.say("answers/head", facts)
    above = [*blocks.section_list(note), *blocks.section_list(head)]
    nav = _navigation(words, shown, number, count)
    return blocks.message(f"{note}\n{head}".strip(), blocks=[*above, *chosen[0], *nav])


def ask_to_reveal(words: Words, project: Project, missing: tuple[Member, ...]) -> Message:
    """Return the question before the reveal, naming who has not finished."""
    facts = {"project": project, "missing": [member.person for member in missing]}
    yes = blocks.button(words.label("answers.reveal"), Do.REVEAL_YES, str(project.id), style="primary")
    return blocks.message(words.say("answers/ask_to_reveal", facts), blocks.actions([yes]))


def revealed(words: Words, project: Project, people: int, count: int) -> Message:
    """Return what the home channel reads at the reveal."""
    facts = {"project": project, "people": people, "answers": count}
    row = [
        blocks.button(words.label("answers.read"), Do.ANSWERS, str(project.id), style="primary"),
        blocks.button(words.label("hub.gaps"), Do.GAPS, str(project.id)),
        blocks.button(words.label("brief.post"), Do.BRIEF, str(project.id)),
    ]
    return blocks.message(words.say("answers/revealed", facts), blocks.actions(row))


def change_proposed(
    words: Words, project: Project, question: Question, author: Person, answer: Answer, proposal: AnswerVersion
) -> Message:
    """Return what the facilitator reads when an answer was changed after the reveal."""
    facts = {"project": project, "question": question, "author": author, "answer": answer, "proposal": proposal}
    value = f"{answer.id}:{proposal.id}"
    row = [
        blocks.button(words.label("answers.change_take"), Do.CHANGE_TAKE, value, style="primary"),
        blocks.button(words.label("answers.change_keep"), Do.CHANGE_KEEP, value),
    ]
    return blocks.message(words.say("answers/change_proposed", facts), blocks.actions(row))


def agree_form(words: Words, draft: Draft) -> Block:
    """Return the form that writes an agreed answer; empty when the text so far is longer than a form can hold."""
    fits = len(draft.text) <= blocks.MOST_IN_FIELD
    text = blocks.text_input(long=True, initial=draft.text if fits else "")
    who = blocks.pick_people(Field.AGREED_BY, words.label("answers.agreed_by_pick"), draft.agreed_by)
    return blocks.modal(
        Form.AGREE,
        words.label("answers.agree_title"),
        [
            *blocks.section_list(words.say("answers/agree_form", {"question": draft.question, "fits": fits})),
            blocks.field(Field.TEXT, words.label("answers.agree_text"), text),
            blocks.field(Field.AGREED_BY, words.label("answers.agreed_by"), who, optional=True),
        ],
        submit=words.label("common.save"),
        close=words.label("common.cancel"),
        meta=f"{draft.project.id}:{draft.question.id}",
    )


def _question(words: Words, shown: Answers, on: OnQuestion) -> list[list[Block]]:
    """Return a question's blocks, in items that may stand on different pages."""
    facts: dict[str, object] = {"question": on.question, "empty": not (on.said or on.agreed)}
    heading = blocks.section_list(words.say("answers/question", facts))
    heading[0] = {**heading[0], "block_id": on.question.id}
    items: list[list[Block]] = [[blocks.divider(), *heading]]
    if on.agreed is not None:
        facts = {"agreed": on.agreed, "by": list(on.agreed_by)}
        items += _pieces(words, "answers/agreed", facts, on.agreed.text)
    for said in on.said:
        items += _said(words, shown, said)
    if shown.may_agree and shown.project.revealed_at is not None:
        items.append([blocks.actions(_agree_buttons(words, shown.project, on))])
    items[0] = items[0] + items.pop(1) if len(items) > 1 else items[0]  # a heading never stands alone
    return items


def _said(words: Words, shown: Answers, said: Said) -> list[list[Block]]:
    """Return an answer; the buttons stand with its last piece."""
    mine = shown.caller is not None and said.member.id == shown.caller.id
    items = _pieces(words, "answers/said", {"said": said, "mine": mine}, said.answer.text)
    revealed = shown.project.revealed_at is not None
    if revealed and shown.may_agree and said.answer.state == "given" and said.answer.text.strip():
        label = words.label("answers.pick", {"name": said.member.person.name})
        pick = blocks.button(label, f"{Do.AGREE_PICK}_{said.answer.id}", str(said.answer.id))
        items[-1][-1] = {**items[-1][-1], "accessory": pick}
    row = _keep(words, said.answer) if revealed and shown.caller is not None else []
    if mine and (not revealed or said.answer.text):
        value = f"{said.answer.interview_id}:{said.answer.question_id}"
        label = words.label("answers.propose" if revealed else "answers.change")
        row.append(blocks.button(label, Do.FORM if revealed else Do.CHANGE, value))
    if row:
        items[-1].append(blocks.actions(row))
    return items


def _keep(words: Words, answer: Answer) -> list[Element]:
    """Return the buttons that make an entry of a register of an answer, where its question or its words call for it."""
    if answer.state != "given" or not answer.text.strip():
        return []
    said = words.capturing, answer.question_id, answer.text
    offers = {Do.KEEP_ASSUMPTION: assumption_in(*said), Do.KEEP_RULE: rule_in(*said)}
    return [
        blocks.button(words.label(f"registers.{which}"), f"{which}_{answer.id}", f"{which}:{answer.id}")
        for which, text in offers.items()
        if text
    ]


def _pieces(words: Words, name: str, facts: dict[str, object], text: str) -> list[list[Block]]:
    """Return a long text as items of a piece each; only the first carries whose words they are."""
    items = [
        blocks.section_list(words.say(name, {**facts, "text": piece.strip("\n"), "first": number == 0}))
        for number, piece in enumerate(pages(text, _PIECE))
    ]
    return [item for item in items if item]


def _agree_buttons(words: Words, project: Project, on: OnQuestion) -> list[Element]:
    key = f"{project.id}:{on.question.id}"
    given = [said for said in on.said if said.answer.text.strip() and said.answer.state == "given"]
    merge = [blocks.button(words.label("answers.merge"), Do.AGREE_MERGE, key)] if len(given) > 1 else []
    label = words.label("answers.edit" if on.agreed else "answers.write")
    return [*merge, blocks.button(label, Do.AGREE_EDIT, key)]


def _navigation(words: Words, shown: Answers, number: int, count: int) -> list[Block]:
    row = turning(words, Do.ANSWERS_PAGE, str(shown.project.id), number, count)
    mine = shown.mine
    if mine is not None and mine.state not in (InterviewState.FINISHED, InterviewState.CLOSED):
        label = words.label("interview.continue" if mine.started_at else "interview.start")
        row.append(blocks.button(label, Do.START, str(mine.id), style="primary"))
    if shown.may_agree and shown.project.revealed_at is None:
        row.append(blocks.button(words.label("answers.reveal"), Do.REVEAL, str(shown.project.id)))
    return [blocks.divider(), blocks.actions(row)] if row else []


def agreed_done(words: Words, recorded: Message) -> Block:
    """Return what the form turns into once the agreed answer is recorded."""
    return {
        "type": "modal",
        "title": blocks.plain(words.label("answers.agree_title"), blocks.MOST_IN_TITLE),
        "close": blocks.plain(words.label("common.close"), blocks.MOST_IN_TITLE),
        "blocks": list(recorded.blocks),
    }
