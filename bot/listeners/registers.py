"""`/scope assume`, `rule` and `registers`: the commands, the pages, what is kept from answers, the buttons."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.listeners import replies
from bot.listeners.payloads import Body, caller_of, number_of, numbers_of, parts_of, value_of
from bot.listeners.typed_entries import (
    Extras,
    because,
    extras_of,
    in_words,
    lone_word,
    read_number,
    typed_of,
    without_marker,
)
from bot.services import Services
from bot.use_cases import register_changes, registers
from bot.use_cases.access import Caller
from bot.views import register_forms
from bot.views import registers as view
from bot.views.ids import Do
from facilitation.capturing import assumption_in, rule_in
from facilitation.errors import Refusal
from facilitation.model import Assumption, AssumptionKind, AssumptionStatus
from facilitation.registers import BusinessRule, Entry, RuleStatus, Saved, Strength, read_assumption, read_rule
from facilitation.subcommands import nearest, split

Settle = Callable[[Services, Caller, int], Saved]


def register(app: App, services: Services) -> None:
    """Register the pages of the registers and the buttons of their entries."""
    app.action(Do.REGISTERS)(partial(_on_show, services))
    app.action(re.compile(f"^{Do.REGISTERS_PAGE}_"))(partial(_on_page, services))
    for action, settle in _SETTLES.items():
        app.action(action)(partial(_on_settle, services, settle))
    app.action(Do.RULE_KEEP)(partial(_on_keep_rule, services))
    app.action(Do.ASSUMPTION_ADD)(partial(_on_add, services, Do.ASSUMPTION_ADD))
    app.action(Do.RULE_ADD)(partial(_on_add, services, Do.RULE_ADD))
    app.action(Do.ASSUMPTION_EDIT)(partial(_on_edit_assumption, services))
    app.action(Do.RULE_EDIT)(partial(_on_edit_rule, services))
    app.action(re.compile(f"^({Do.KEEP_ASSUMPTION}|{Do.KEEP_RULE})_"))(partial(_on_keep_answer, services))


def on_assume(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope assume`: the form; or typed: `data: the codes are right | @owner | 2026-03-31`."""
    caller = caller_of(context, body)
    project = registers.may_add_here(services, caller)
    if not rest:
        replies.open_form(services, context, body, register_forms.assumption(services.words, project.id, None))
        ack()
        return
    text, more = extras_of(services, caller, rest)
    kinds = {word: kind for kind in AssumptionKind for word in in_words(services, f"registers.word_{kind}")}
    typed = read_assumption(text.text, kinds, in_words(services, "registers.word_verbs"))
    said = typed_of(typed.text)
    saved = registers.assume(services, caller, project.id, typed.kind, said, more.owner, more.day)
    replies.to_command(ack, view.saved(services.words, saved))
    replies.soon(services)


def on_rule(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope rule`: the form; or typed: `must … because … | @owner | 2026-03-31`."""
    caller = caller_of(context, body)
    project = registers.may_add_here(services, caller)
    if not rest:
        replies.open_form(services, context, body, register_forms.rule(services.words, project.id, None))
        ack()
        return
    text, more = extras_of(services, caller, rest)
    typed = read_rule(text.text, _strengths(services), because(services))
    if typed is None:
        raise Refusal("rule_typed")
    said, reason = typed_of(typed.text), typed_of(typed.reason)
    saved = registers.rule(services, caller, project.id, typed.strength, said, reason, more.owner, more.day)
    replies.to_command(ack, view.saved(services.words, saved))
    replies.soon(services)


def on_registers(services: Services, ack: Ack, context: BoltContext, body: Body, rest: str) -> None:
    """`/scope registers [project]`; or typed: `assumption 3 broken`, `rule 2 @name 2026-03-31`."""
    caller = caller_of(context, body)
    word, line = split(rest)
    number, what = read_number(line)
    for which in ("assumption", "rule"):
        if number is not None and word in in_words(services, f"registers.word_{which}"):
            entry = register_changes.numbered(services, caller, which, number)
            saved = _change_typed(services, caller, entry, what)
            replies.to_command(ack, view.saved(services.words, saved))
            replies.soon(services)
            return
    replies.to_command(ack, view.page(services.words, registers.show(services, caller, rest)))


def _change_typed(services: Services, caller: Caller, entry: Entry, what: str) -> Saved:
    """Do to an entry what was typed after its number."""
    settles = _TYPED_FOR_ASSUMPTIONS if isinstance(entry, Assumption) else _TYPED_FOR_RULES
    for word, settle in settles.items():
        if what.casefold() in in_words(services, f"registers.word_{word}"):
            return settle(services, caller, entry.id)
    what, text_follows = without_marker(what, in_words(services, "registers.word_text"))
    if not text_follows:
        _check_lone_word(services, caller, entry, what)
    text, more = extras_of(services, caller, what, bars=False)
    day = more.day or (entry.due_on if isinstance(entry, Assumption) else entry.review_on)
    owner = more.owner or (entry.owner.slack_id if entry.owner else None)
    if isinstance(entry, BusinessRule):
        return _change_rule(services, caller, entry, text.text, Extras(owner, day), said=more)
    if text.text:
        kinds = {word: kind for kind in AssumptionKind for word in in_words(services, f"registers.word_{kind}")}
        typed = read_assumption(text.text, kinds, in_words(services, "registers.word_verbs"))
        kind = typed.kind if typed.text != text.text else entry.kind
        said = typed_of(typed.text)
    elif more == Extras():
        raise Refusal("registers_typed")
    else:
        kind, said = entry.kind, typed_of(entry.text)
    return register_changes.change_assumption(services, caller, entry.id, kind, said, owner, day)


def _check_lone_word(services: Services, caller: Caller, entry: Entry, what: str) -> None:
    """Raise Refusal `registers_near`, `registers_typed` for a word that stands alone: it replaces no text."""
    word = lone_word(services, caller, what)
    if word is None:
        return
    names = _WORDS_FOR_ASSUMPTIONS if isinstance(entry, Assumption) else _WORDS_FOR_RULES
    known = [each for name in names for each in in_words(services, f"registers.word_{name}")]
    if word in known and isinstance(entry, BusinessRule) and word == what.casefold():
        return  # the rule stays as it is: that is asked for further on
    found = nearest(word, known)
    if found is None:
        raise Refusal("registers_typed")
    raise Refusal("registers_near", typed=word, nearest=found)


def _change_rule(
    services: Services, caller: Caller, entry: BusinessRule, text: str, by: Extras, *, said: Extras
) -> Saved:
    """Change a rule by typing; what was not typed stays."""
    if text.casefold() in in_words(services, "registers.word_keep") and entry.review_on is not None:
        return register_changes.keep_rule(services, caller, entry.id, entry.review_on)
    typed = read_rule(text, _strengths(services), because(services))
    if typed is None and (text or said == Extras()):
        raise Refusal("registers_typed")
    strength, words, reason = (
        (typed.strength, typed.text, typed.reason) if typed else (entry.strength, entry.text, entry.reason)
    )
    return register_changes.change_rule(
        services, caller, entry.id, strength, typed_of(words), typed_of(reason or entry.reason), by.owner, by.day
    )


def _strengths(services: Services) -> dict[str, Strength]:
    return {word: strength for strength in Strength for word in in_words(services, f"registers.word_{strength}")}


def _on_show(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    shown = registers.show_by_id(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.page(services.words, shown))


def _on_page(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    project_id, page = numbers_of(value_of(body), 2)
    shown = registers.show_by_id(services, caller_of(context, body), project_id)
    ack()
    replies.in_place(services, context, body, view.page(services.words, shown, page))


def _on_settle(services: Services, settle: Settle, ack: Ack, context: BoltContext, body: Body) -> None:
    saved = settle(services, caller_of(context, body), number_of(value_of(body)))
    ack()
    replies.privately(services, context, body, view.saved(services.words, saved))
    replies.soon(services)


def _on_keep_rule(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    rule_id, day = parts_of(value_of(body), 2)
    asked_for = _day(day)
    saved = register_changes.keep_rule(services, caller_of(context, body), number_of(rule_id), asked_for)
    ack()
    replies.privately(services, context, body, view.saved(services.words, saved))


def _on_add(services: Services, which: Do, ack: Ack, context: BoltContext, body: Body) -> None:
    project = registers.may_add(services, caller_of(context, body), number_of(value_of(body)))
    form = register_forms.assumption if which is Do.ASSUMPTION_ADD else register_forms.rule
    replies.open_form(services, context, body, form(services.words, project.id, None))
    ack()


def _on_edit_assumption(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    found = register_changes.assumption(services, caller_of(context, body), number_of(value_of(body)))
    form = register_forms.assumption(services.words, found.project_id, found)
    replies.open_form(services, context, body, form)
    ack()


def _on_edit_rule(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    found = register_changes.rule(services, caller_of(context, body), number_of(value_of(body)))
    replies.open_form(services, context, body, register_forms.rule(services.words, found.project_id, found))
    ack()


def _on_keep_answer(services: Services, ack: Ack, context: BoltContext, body: Body) -> None:
    """Open the form for an entry with the words of an answer in it."""
    which, answer_id = parts_of(value_of(body), 2)
    part = rule_in if which == Do.KEEP_RULE else assumption_in
    source = registers.answer_to_keep(services, caller_of(context, body), number_of(answer_id), part)
    form = register_forms.rule if which == Do.KEEP_RULE else register_forms.assumption
    replies.open_form(services, context, body, form(services.words, source.project_id, None, source))
    ack()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("old_button") from None


def _settled(status: AssumptionStatus) -> Settle:
    return lambda services, caller, entry_id: register_changes.settle(services, caller, entry_id, status)


def _rule_settled(status: RuleStatus) -> Settle:
    return lambda services, caller, entry_id: register_changes.settle_rule(services, caller, entry_id, status)


_TYPED_FOR_ASSUMPTIONS = {
    "confirmed": _settled(AssumptionStatus.CONFIRMED),
    "broken": _settled(AssumptionStatus.BROKEN),
    "open": _settled(AssumptionStatus.OPEN),
}
_TYPED_FOR_RULES = {
    "retire": _rule_settled(RuleStatus.RETIRED),
    "restore": _rule_settled(RuleStatus.STANDING),
}
_WORDS_FOR_ASSUMPTIONS = tuple(_TYPED_FOR_ASSUMPTIONS)
_WORDS_FOR_RULES = (*_TYPED_FOR_RULES, "keep")
_SETTLES: dict[Do, Settle] = {
    Do.ASSUMPTION_CONFIRMED: _TYPED_FOR_ASSUMPTIONS["confirmed"],
    Do.ASSUMPTION_BROKEN: _TYPED_FOR_ASSUMPTIONS["broken"],
    Do.ASSUMPTION_OPEN: _TYPED_FOR_ASSUMPTIONS["open"],
    Do.RULE_RETIRE: _TYPED_FOR_RULES["retire"],
    Do.RULE_RESTORE: _TYPED_FOR_RULES["restore"],
}
