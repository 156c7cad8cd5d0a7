"""How status, help, the hub and App Home look."""

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do
from bot.views.interview import start_row
from bot.views.paged import lay_out
from facilitation.facts import Home, Status
from facilitation.interview import OPEN
from facilitation.model import Project
from facilitation.paging import pages
from facilitation.roles import Action, allowed
from prompts import Words

_PIECE = 1200  # characters of a text that are shown together
_MOST_PROJECTS = 15  # on App Home; Slack takes 100 blocks


def hub(words: Words, status: Status | None, *, may_start: bool = True) -> Message:
    """Return the hub: a button for everything that makes sense here; `may_start`: a project can begin here."""
    new = [_button(words, Do.NEW, "new", "here")] if may_start else []
    if status is None:
        text = words.say("overview/hub_empty", {"may_start": may_start})
        return blocks.message(text, blocks.actions([*new, _button(words, Do.HELP, "help", "help")]))
    rows = _rows(words, status)
    return blocks.message(words.say("overview/hub", {"status": status}), *rows, *([blocks.actions(new)] if new else []))


def choose(words: Words, projects: Sequence[Project], *, may_start: bool) -> Message:
    """Return the hub of somebody on several projects: which one?"""
    row = [
        blocks.button(blocks.clipped(each.name, blocks.MOST_IN_LABEL), f"{Do.STATUS}_{each.id}", str(each.id))
        for each in projects[:_MOST_PROJECTS]
    ]
    row += [_button(words, Do.NEW, "new", "here")] if may_start else []
    text = words.say("overview/hub_choose", {"more": max(0, len(projects) - _MOST_PROJECTS)})
    return blocks.message(text, blocks.actions(row))


def refused(words: Words, sentence: str, typed: str) -> list[Message]:
    """Return what a command is declined with: the sentence, and the text that was typed, whole, to be used again."""
    items = [blocks.section_list(words.say("overview/refused", {"sentence": sentence}))]
    items += [blocks.section_list(words.say("overview/typed", {"text": piece})) for piece in pages(typed, _PIECE)]
    laid_out = lay_out([item for item in items if item])
    return [blocks.message(sentence, blocks=page) for page in laid_out]


def status(words: Words, shown: Status) -> Message:
    """Return where a project stands."""
    return blocks.message(words.say("overview/status", {"status": shown}), *_rows(words, shown))


def help_text(words: Words) -> Message:
    """Return what each sub-command does."""
    return blocks.message(words.say("overview/help"), blocks.actions([_button(words, Do.HUB, "hub", "hub")]))


def home(words: Words, shown: Home) -> Block:
    """Return App Home: what is asked of the person, and their projects."""
    view: list[Block] = blocks.section_list(words.say("overview/home_questions", {"home": shown}))
    for each in shown.open_interviews[:_MOST_PROJECTS]:
        view += blocks.section_list(words.say("overview/home_interview", {"status": each}))
        if each.mine is not None:
            view.append(start_row(words, each.mine))
    for project, answer in shown.unknowns[:_MOST_PROJECTS]:
        facts = {"project": project, "answer": answer, "question": words.pack[answer.question_id]}
        view += blocks.section_list(words.say("overview/home_unknown", facts))
        button = blocks.button(words.label("interview.unknown_answer"), Do.UNKNOWN_ANSWER, str(answer.id))
        view.append(blocks.actions([button]))
    view += [blocks.divider(), *blocks.section_list(words.say("overview/home_projects", {"home": shown}))]
    for each in shown.statuses[:_MOST_PROJECTS]:
        view += blocks.section_list(words.say("overview/home_project", {"status": each}))
        view.append(blocks.actions(_buttons(words, each)))
    hidden = len(shown.statuses) - _MOST_PROJECTS
    view.append(blocks.context(words.say("overview/home_foot", {"hidden": max(0, hidden)})))
    return {"type": "home", "blocks": view[:100]}


def _rows(words: Words, shown: Status) -> list[Block]:
    rows = []
    if shown.mine is not None and shown.mine.state in OPEN:
        rows.append(start_row(words, shown.mine))
    return [*rows, blocks.actions(_buttons(words, shown))]


def _buttons(words: Words, shown: Status) -> list[Element]:
    value = str(shown.project.id)
    roles = shown.caller.roles if shown.caller else frozenset()
    buttons = [_button(words, Do.ANSWERS, "answers", value)] if shown.caller or shown.project.revealed_at else []
    if allowed(Action.REVEAL, roles) and shown.project.revealed_at is None:
        buttons.append(_button(words, Do.REVEAL, "reveal", value))
    if shown.project.revealed_at is not None:
        buttons.append(_button(words, Do.GAPS, "gaps", value))
    if allowed(Action.POST_BRIEF, roles):
        buttons.append(_button(words, Do.BRIEF, "brief", value))
    if shown.project.revealed_at is not None:
        buttons.append(_button(words, Do.FEATURES, "features", value))
        if allowed(Action.OFFER_BRIEF, roles):
            buttons.append(_button(words, Do.SIGN_SHOW, "sign", value))
        buttons.append(_button(words, Do.VERSIONS, "versions", value))
    buttons += [_button(words, Do.REGISTERS, "registers", value), _button(words, Do.GLOSSARY, "glossary", value)]
    buttons.append(_button(words, Do.DECISIONS, "decisions", value))
    if allowed(Action.DECIDE, roles):
        buttons.append(_button(words, Do.DECIDE, "decide", value))
    if allowed(Action.POLL, roles):
        buttons.append(_button(words, Do.POLL, "poll", value))
    if allowed(Action.EXPORT, roles):
        buttons.append(_button(words, Do.EXPORT, "export", value))
    buttons += [_button(words, Do.PEOPLE, "people", value), _button(words, Do.STATUS, "status", value)]
    if allowed(Action.ARCHIVE, roles):
        buttons.append(_button(words, Do.ARCHIVE, "archive", value))
    return [*buttons, _button(words, Do.HELP, "help", "help")]


def _button(words: Words, action: Do, key: str, value: str) -> Element:
    return blocks.button(words.label(f"hub.{key}"), action, value)
