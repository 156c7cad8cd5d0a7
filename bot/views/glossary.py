"""How the project's own words look."""

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out
from facilitation.glossary import MOST_IN_MEANING, MOST_IN_WORD, Glossary, GlossaryWord
from facilitation.model import Project
from prompts import Words


def glossary(words: Words, shown: Glossary) -> Message:
    """Return the words; more than a message holds are counted, and found by `/scope glossary word`."""
    head = words.say("glossary/head", {"shown": shown})
    items = [_word(words, shown, each) for each in shown.words]
    first = lay_out(items)[0]
    hidden = len(items) - sum(block["type"] == "section" for block in first)
    more = [blocks.context(words.say("glossary/more", {"count": hidden}))] if hidden > 0 else []
    return blocks.message(head, blocks=[*blocks.section_list(head), *first, *more, *_row(words, shown)])


def one(words: Words, shown: Glossary, word: GlossaryWord, *, saved: bool = False) -> Message:
    """Return one word, with what can be done about it; `saved` says that it was recorded just now."""
    head = words.say("glossary/saved", {"project": shown.project}) if saved else ""
    text = f"{head}\n{words.say('glossary/word', {'word': word})}".strip()
    row: list[Element] = []
    if shown.may_change(word):
        row = [_change(words, word), _remove(words, word)]
    row.append(blocks.button(words.label("glossary.show"), Do.GLOSSARY, str(shown.project.id)))
    return blocks.message(text, blocks.actions(row))


def removed(words: Words, project: Project, word: str) -> Message:
    """Return what is said once a word is taken off."""
    row = [blocks.button(words.label("glossary.show"), Do.GLOSSARY, str(project.id))]
    return blocks.message(words.say("glossary/removed", {"project": project, "word": word}), blocks.actions(row))


def form(words: Words, project_id: int, word: GlossaryWord | None) -> Block:
    """Return the form that adds a word, or changes this one."""
    text, meaning = (word.word, word.meaning) if word else ("", "")
    arbiter = blocks.pick_person(
        Field.PERSON, words.label("registers.pick_person"), word.arbiter.slack_id if word else None
    )
    return blocks.modal(
        Form.WORD,
        words.label("glossary.title"),
        [
            blocks.field(Field.WORD, words.label("glossary.word"), blocks.text_input(initial=text, most=MOST_IN_WORD)),
            blocks.field(
                Field.TEXT, words.label("glossary.meaning"), blocks.text_input(initial=meaning, most=MOST_IN_MEANING)
            ),
            blocks.field(
                Field.PERSON,
                words.label("glossary.arbiter"),
                arbiter,
                hint=words.label("glossary.arbiter_hint"),
                optional=True,
            ),
        ],
        submit=words.label("common.save"),
        close=words.label("common.cancel"),
        meta=f"{project_id}:{word.id if word else 0}",
    )


def _word(words: Words, shown: Glossary, word: GlossaryWord) -> list[Block]:
    text = words.say("glossary/word", {"word": word})
    return [blocks.section(text, _change(words, word) if shown.may_change(word) else None)]


def _change(words: Words, word: GlossaryWord) -> Element:
    return blocks.button(words.label("glossary.change"), Do.WORD_EDIT, str(word.id))


def _remove(words: Words, word: GlossaryWord) -> Element:
    label = words.label("glossary.remove")
    ask = blocks.confirm(
        words.label("glossary.remove_title"), words.label("glossary.remove_text"), label, words.label("common.cancel")
    )
    return blocks.button(label, Do.WORD_REMOVE, str(word.id), confirm=ask)


def _row(words: Words, shown: Glossary) -> list[Block]:
    value = str(shown.project.id)
    row = [blocks.button(words.label("glossary.add"), Do.WORD_ADD, value, style="primary")] if shown.may_add else []
    row.append(blocks.button(words.label("hub.registers"), Do.REGISTERS, value))
    return [blocks.actions(row)]
