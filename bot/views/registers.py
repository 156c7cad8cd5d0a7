"""How assumptions and business rules look: both registers page by page, one entry, what owners and sponsors read."""

from datetime import date

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do
from bot.views.paged import lay_out, turning
from facilitation.brief import section_of
from facilitation.model import Assumption, AssumptionKind, AssumptionStatus, Person, Project
from facilitation.paging import page_of
from facilitation.registers import (
    BusinessRule,
    Entry,
    Listed,
    Registers,
    RuleStatus,
    Saved,
    Strength,
    affected_question,
)
from prompts import Words


def page(words: Words, shown: Registers, number: int = 0) -> Message:
    """Return one page of both registers, grouped by kind; `number` counts from 0."""
    chosen, number, count = page_of(lay_out(_items(words, shown)), number, 1)
    head = words.say("registers/head", {"shown": shown, "page": number + 1, "pages": count})
    value = str(shown.project.id)
    row = turning(words, Do.REGISTERS_PAGE, value, number, count)
    if shown.may_add:
        row.append(blocks.button(words.label("registers.add_assumption"), Do.ASSUMPTION_ADD, value))
        row.append(blocks.button(words.label("registers.add_rule"), Do.RULE_ADD, value))
    row.append(blocks.button(words.label("hub.glossary"), Do.GLOSSARY, value))
    return blocks.message(head, blocks=[*blocks.section_list(head), *chosen[0], blocks.actions(row)])


def saved(words: Words, done: Saved) -> Message:
    """Return an entry after somebody added or changed it, with what can be done about it."""
    entry = done.listed.entry
    facts = {
        "project": done.project,
        "changed": done.changed,
        "broken": isinstance(entry, Assumption) and entry.status is AssumptionStatus.BROKEN,
        "section": _section(words, entry),
    }
    head = words.say("registers/saved", facts)
    everything = blocks.button(words.label("registers.show"), Do.REGISTERS, str(done.project.id))
    row = [*(_buttons(words, entry) if done.listed.may_change else []), everything]
    text = _text(words, entry, done.listed.number)
    return blocks.message(f"{head}\n{text}", blocks.actions(row))


def owner_given(words: Words, project: Project, entry: Entry, number: int, by: Person) -> Message:
    """Return what somebody reads whom another made the owner of an entry."""
    rule = isinstance(entry, BusinessRule)
    facts = {"project": project, "by": by, "rule": rule, "day": _day(entry)}
    return _asked(words, words.say("registers/owner_given", facts), entry, number, _buttons(words, entry))


def assumption_due(words: Words, project: Project, entry: Assumption, number: int, day: date) -> Message:
    """Return what the owner of an assumption is asked on its day."""
    head = words.say("registers/assumption_due", {"project": project, "day": day})
    return _asked(words, head, entry, number, _buttons(words, entry))


def rule_due(words: Words, project: Project, entry: BusinessRule, number: int, day: date) -> Message:
    """Return what the owner of a rule is asked on the day of its review."""
    head = words.say("registers/rule_due", {"project": project})
    keep = blocks.button(words.label("registers.keep"), Do.RULE_KEEP, f"{entry.id}:{day}", style="primary")
    return _asked(words, head, entry, number, [keep, *_buttons(words, entry)])


def assumption_broken(words: Words, project: Project, entry: Assumption, number: int, by: Person) -> Message:
    """Return what the sponsor reads when an assumption turned out to be broken."""
    value = str(project.id)
    row = [
        blocks.button(words.label("registers.show"), Do.REGISTERS, value),
        blocks.button(words.label("brief.post"), Do.BRIEF, value),
    ]
    head = words.say("registers/assumption_broken", {"project": project, "by": by})
    return _asked(words, head, entry, number, row)


def _asked(words: Words, head: str, entry: Entry, number: int, row: list[Element]) -> Message:
    return blocks.message(f"{head}\n\n{_text(words, entry, number)}", blocks.actions(row))


def _items(words: Words, shown: Registers) -> list[list[Block]]:
    """Return everything that is listed, group by group; a heading stands with the first of its group."""
    groups: list[tuple[str, list[Listed]]] = [
        (kind.value, [each for each in shown.assumptions if _is_kind(each.entry, kind)]) for kind in AssumptionKind
    ]
    standing = [each for each in shown.rules if _is_standing(each.entry)]
    groups += [(s.value, [each for each in standing if _is_strength(each.entry, s)]) for s in Strength]
    groups.append(("retired", [each for each in shown.rules if not _is_standing(each.entry)]))
    items = []
    for kind, entries in groups:
        heading = blocks.section_list(words.say("registers/group", {"kind": kind}))
        rows = [_listed(words, each) for each in entries]
        items += [[blocks.divider(), *heading, *rows[0]], *rows[1:]] if rows else []
    return items


def _listed(words: Words, each: Listed) -> list[Block]:
    shown = blocks.section_list(_text(words, each.entry, each.number))
    return [*shown, blocks.actions(_buttons(words, each.entry))] if each.may_change else shown


def _text(words: Words, entry: Entry, number: int) -> str:
    facts: dict[str, object] = {"entry": entry, "number": number}
    if isinstance(entry, Assumption):
        return words.say("registers/assumption", {**facts, "section": _section(words, entry)})
    return words.say("registers/rule", facts)


def _buttons(words: Words, entry: Entry) -> list[Element]:
    """Return what whoever may change an entry can do about it."""
    value = str(entry.id)
    label = words.label("registers.change" if entry.owner else "registers.owner")
    if isinstance(entry, BusinessRule):
        if entry.status is RuleStatus.RETIRED:
            return [blocks.button(words.label("registers.restore"), Do.RULE_RESTORE, value)]
        retire = blocks.button(words.label("registers.retire"), Do.RULE_RETIRE, value)
        return [blocks.button(label, Do.RULE_EDIT, value), retire]
    row = [blocks.button(label, Do.ASSUMPTION_EDIT, value)]
    if entry.status is AssumptionStatus.OPEN:
        row.append(blocks.button(words.label("registers.confirmed"), Do.ASSUMPTION_CONFIRMED, value))
    if entry.status is AssumptionStatus.BROKEN:
        return [*row, blocks.button(words.label("registers.open"), Do.ASSUMPTION_OPEN, value)]
    return [*row, blocks.button(words.label("registers.broken"), Do.ASSUMPTION_BROKEN, value, style="danger")]


def _section(words: Words, entry: Entry) -> str:
    """Return the title of the brief's section that rests on an assumption."""
    if not isinstance(entry, Assumption):
        return ""
    return words.label(f"brief.{section_of(affected_question(entry))}")


def _day(entry: Entry) -> date | None:
    return entry.due_on if isinstance(entry, Assumption) else entry.review_on


def _is_kind(entry: Entry, kind: AssumptionKind) -> bool:
    return isinstance(entry, Assumption) and entry.kind is kind


def _is_strength(entry: Entry, strength: Strength) -> bool:
    return isinstance(entry, BusinessRule) and entry.strength is strength


def _is_standing(entry: Entry) -> bool:
    return isinstance(entry, BusinessRule) and entry.status is RuleStatus.STANDING
