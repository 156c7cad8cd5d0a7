"""`/scope people`: by buttons and forms, or typed."""

import re
from collections.abc import Callable
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.delivery import end_polls
from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, field_of, mentions_in, number_of, parts_of, value_of
from bot.profiles import meet
from bot.services import Services
from bot.use_cases import people
from bot.use_cases.access import Caller
from bot.views import people as view
from bot.views.ids import Do, Field, Form
from facilitation.errors import Refusal
from facilitation.facts import Roster
from facilitation.roles import Role
from facilitation.subcommands import nearest, split

#: Words around a role that say nothing: "hand over the role …", "add @x as champion anyway".
_FILLING = ("over", "as", "a", "an", "the", "to", "anyway")


def register(app: App, services: Services) -> None:
    """Register the buttons and forms about people."""
    app.action(Do.PEOPLE)(partial(_on_show, services))
    app.action(Do.PEOPLE_ADD)(partial(_on_form, services, "add"))
    app.action(Do.PEOPLE_REPLACE)(partial(_on_form, services, "replace"))
    app.action(Do.PEOPLE_REMOVE)(partial(_on_form, services, "remove"))
    app.view(Form.PEOPLE)(partial(_on_form_sent, services))


def on_command(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope people`, or typed: add @x champion, replace @x @y, hand over role @y, remove @x."""
    caller = caller_of(context, body)
    verb, names = split(rest)
    verbs: dict[str, Callable[[Services, Caller, int, str], Roster]] = {
        "add": _add,
        "replace": _replace,
        "hand": _hand_over,
        "handover": _hand_over,
        "remove": _remove,
    }
    if verb not in verbs and mentions_in(rest):
        raise Refusal("people_typed")
    if verb not in verbs:
        replies.to_command(ack, view.roster(services.words, people.show(services, caller, rest)))
        return
    project = people.show(services, caller).project
    roster = verbs[verb](services, caller, project.id, names)
    replies.to_command(ack, view.roster(services.words, roster))
    _follow_up(services)


def _add(services: Services, caller: Caller, project_id: int, names: str) -> Roster:
    found, role = mentions_in(names), _role_in(services, names)
    if len(found) != 1 or role is None:
        raise Refusal("people_add_typed")
    meet(services, caller.ws, found[0])
    return people.add(services, caller, project_id, found[0], role, anyway=_anyway(services, names))


def _replace(services: Services, caller: Caller, project_id: int, names: str) -> Roster:
    found = mentions_in(names)
    if len(found) != 2:
        raise Refusal("people_replace_typed")
    meet(services, caller.ws, found[1])
    role, anyway = _role_in(services, names), _anyway(services, names)
    return people.replace(services, caller, project_id, found[0], found[1], role, anyway=anyway)


def _hand_over(services: Services, caller: Caller, project_id: int, names: str) -> Roster:
    found, role = mentions_in(names), _role_in(services, names)
    if len(found) != 1 or role is None:
        raise Refusal("people_hand_typed")
    meet(services, caller.ws, found[0])
    return people.hand_over(services, caller, project_id, role, found[0], anyway=_anyway(services, names))


def _remove(services: Services, caller: Caller, project_id: int, names: str) -> Roster:
    found = mentions_in(names)
    if len(found) != 1:
        raise Refusal("people_remove_typed")
    return people.remove(services, caller, project_id, found[0])


def _anyway(services: Services, names: str) -> bool:
    """Whether a typed line insists that the sponsor be the champion."""
    return services.words.label("people.word_anyway").casefold() in names.casefold().split()


def _role_in(services: Services, names: str) -> Role | None:
    """Return the role that stands in a typed line, whatever case, also mistyped a little; None without one."""
    known = {services.words.label(f"roles.{role}").casefold(): role for role in Role}
    known |= {role.value.replace("_", " "): role for role in Role} | {role.value: role for role in Role}
    words = re.sub(r"<@[^>]*>", " ", names).casefold().split()
    text = " ".join(word for word in words if word not in _FILLING)
    found = nearest(text, known)
    return known[found] if found else None


def _on_show(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    roster = people.show_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.roster(services.words, roster))


def _on_form(services: Services, kind: str, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    roster = people.show_by_id(services, caller, number_of(value_of(body)))
    roles = roster.may_give if kind == "add" else tuple(Role)
    if not (roster.may_manage or (kind == "add" and roles)):
        raise people.not_allowed(services, caller, roster.project)
    replies.open_form(services, context, body, view.form(services.words, kind, roster.project.id, roles))
    ack()


def _on_form_sent(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    caller = caller_of(context, body)
    kind, project = parts_of(str(body["view"].get("private_metadata") or ""), 2)
    person, other, role = (field_of(body, each) for each in (Field.PERSON, Field.OTHER, Field.ROLE))
    chosen, anyway = Role(role) if role else None, bool(field_of(body, Field.ANYWAY))
    if kind == "add":
        meet(services, caller.ws, person, field=Field.PERSON)
        people.add(services, caller, number_of(project), person, chosen, anyway=anyway)
    elif kind == "replace":
        meet(services, caller.ws, other, field=Field.OTHER)
        people.replace(services, caller, number_of(project), person, other, chosen, anyway=anyway)
    else:
        people.remove(services, caller, number_of(project), person)
    roster = people.show_by_id(services, caller, number_of(project))
    ack(response_action="update", view=view.done(services.words, roster))
    _follow_up(services)


def _follow_up(services: Services) -> None:
    """Tell who is concerned; a vote that waited only for somebody who left is shown."""
    services.background.run(end_polls, services)
    replies.soon(services)
