"""How the people of a project look, and the forms that change them."""

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out
from facilitation.facts import Roster, Standing
from facilitation.model import InterviewState
from facilitation.roles import Role
from prompts import Words


def roster(words: Words, shown: Roster) -> Message:
    """Return who is on the project, in which role, and how far they are; with buttons for those who may change it."""
    head = words.say("people/roster", {"roster": shown})
    lines = [[blocks.section(words.say("people/member", _facts(standing)))] for standing in shown.standings]
    rows = lay_out(lines)[0]
    if len(rows) < len(lines):
        rows.append(blocks.context(words.say("people/and_more", {"count": len(lines) - len(rows)})))
    buttons = _buttons(words, shown)
    tail = [blocks.actions(buttons)] if buttons else []
    return blocks.message(head, blocks=[*blocks.section_list(head), *rows, *tail])


def done(words: Words, shown: Roster) -> Block:
    """Return what a form turns into once it was accepted: the people as they now are."""
    head = words.say("people/roster", {"roster": shown})
    lines = [blocks.section(words.say("people/member", _facts(standing))) for standing in shown.standings]
    return {
        "type": "modal",
        "title": blocks.plain(words.label("people.done_title"), blocks.MOST_IN_TITLE),
        "close": blocks.plain(words.label("common.close"), blocks.MOST_IN_TITLE),
        "blocks": [*blocks.section_list(head), *lines][:100],
    }


def form(words: Words, kind: str, project_id: int, roles: tuple[Role, ...]) -> Block:
    """Return the form to `add`, `replace` or `remove` somebody."""
    person = blocks.field(
        Field.PERSON,
        words.label(f"people.{kind}_person"),
        blocks.pick_person(Field.PERSON, words.label("people.pick")),
    )
    other = blocks.field(
        Field.OTHER, words.label("people.replace_other"), blocks.pick_person(Field.OTHER, words.label("people.pick"))
    )
    fields = {
        "add": [person, _role_field(words, "people.add_role", roles)],
        "replace": [person, other, _role_field(words, "people.replace_role", roles, optional=True)],
        "remove": [person],
    }[kind]
    return blocks.modal(
        Form.PEOPLE,
        words.label(f"people.{kind}_title"),
        fields,
        submit=words.label(f"people.{kind}_submit"),
        close=words.label("common.cancel"),
        meta=f"{kind}:{project_id}",
    )


def _role_field(words: Words, label: str, roles: tuple[Role, ...], *, optional: bool = False) -> Block:
    options = [blocks.option(words.label(f"roles.{role}"), role) for role in roles]
    element = blocks.pick_one(Field.ROLE, words.label("people.pick_role"), options)
    return blocks.field(Field.ROLE, words.label(label), element, optional=optional)


def _buttons(words: Words, shown: Roster) -> list[Element]:
    if not shown.may_give:
        return []
    value = str(shown.project.id)
    buttons = [blocks.button(words.label("people.add"), Do.PEOPLE_ADD, value, style="primary")]
    if Role.SPONSOR in shown.may_give:
        buttons.append(blocks.button(words.label("people.replace"), Do.PEOPLE_REPLACE, value))
        buttons.append(blocks.button(words.label("people.remove"), Do.PEOPLE_REMOVE, value))
    return buttons


def _facts(standing: Standing) -> dict[str, object]:
    interview = standing.interview
    asked = interview if interview and interview.state is not InterviewState.CLOSED else None
    return {
        "member": standing.member,
        "interview": asked,
        "total": len(asked.plan) if asked else 0,
        "settled": standing.settled,
    }
