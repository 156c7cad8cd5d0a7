"""How the people of a project look, and the forms that change them."""

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do, Field, Form
from facilitation.facts import Roster
from facilitation.roles import Role
from prompts import Words

_MOST_CHARACTERS = 8000  # of a roster; about fifty people


def roster(words: Words, shown: Roster) -> Message:
    """Return who is on the project, in which role, and how far they are; with buttons for those who may change it."""
    text = _everybody(words, shown)
    buttons = _buttons(words, shown)
    return blocks.message(text, *([blocks.actions(buttons)] if buttons else []))


def done(words: Words, shown: Roster) -> Block:
    """Return what a form turns into once it was accepted: the people as they now are."""
    return {
        "type": "modal",
        "title": blocks.plain(words.label("people.done_title"), blocks.MOST_IN_TITLE),
        "close": blocks.plain(words.label("common.close"), blocks.MOST_IN_TITLE),
        "blocks": blocks.section_list(_everybody(words, shown)),
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
    apart = {Role.SPONSOR, Role.CHAMPION}.isdisjoint(roles)
    anyway = [] if apart else [_anyway_field(words)]
    fields = {
        "add": [person, _role_field(words, "people.add_role", roles), *anyway],
        "replace": [person, other, _role_field(words, "people.replace_role", roles, optional=True), *anyway],
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


def _anyway_field(words: Words) -> Block:
    box = blocks.tick_box(Field.ANYWAY, words.label("people.anyway_box"))
    hint = words.label("people.anyway_hint")
    return blocks.field(Field.ANYWAY, words.label("people.anyway"), box, hint=hint, optional=True)


def _buttons(words: Words, shown: Roster) -> list[Element]:
    value = str(shown.project.id)
    buttons = []
    if shown.may_give:
        buttons.append(blocks.button(words.label("people.add"), Do.PEOPLE_ADD, value, style="primary"))
    if shown.may_manage:
        buttons.append(blocks.button(words.label("people.replace"), Do.PEOPLE_REPLACE, value))
        buttons.append(blocks.button(words.label("people.remove"), Do.PEOPLE_REMOVE, value))
    return buttons


def _everybody(words: Words, shown: Roster) -> str:
    """Return a line for each member, as many as a message takes."""
    text = words.say("people/roster", {"roster": shown})
    for number, standing in enumerate(shown.standings):
        line = words.say("people/member", {"standing": standing})
        if len(text) + len(line) > _MOST_CHARACTERS:
            return f"{text}\n{words.say('people/and_more', {'count': len(shown.standings) - number})}"
        text = f"{text}\n{line}"
    return text
