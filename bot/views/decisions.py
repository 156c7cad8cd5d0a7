"""How decisions look: posted, listed, read whole, and in the form that writes them."""

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out, turning
from facilitation.decisions import Decision, Draft, Found, Recorded
from facilitation.paging import page_of, pages
from facilitation.roles import Action, allowed
from prompts import Words

_PIECE = 1200  # characters of a text that are shown together
_A_PAGE = 8  # decisions on a page of the list
_MOST_IN_QUERY = 500  # characters of a search that its buttons carry on


def posted(words: Words, record: Recorded) -> Message:
    """Return what the home channel reads: the decision, or what became of it since."""
    text = words.say("decisions/posted", {"record": record})
    value = str(record.decision.id)
    row = [blocks.button(words.label("decisions.open"), Do.DECISION_SHOW, f"{value}:0")]
    if record.replaced_by is None:
        row.append(blocks.button(words.label("decisions.replace"), Do.DECISION_REPLACE, value))
        row.append(blocks.button(words.label("decisions.correct"), Do.DECISION_CORRECT, value))
    else:
        row.append(_see(words, record.replaced_by))
    return blocks.message(text, blocks.actions(row))


def found(words: Words, shown: Found, plain_query: str, number: int = 0) -> Message:
    """Return one page of the decisions that a search found; `number` counts from 0."""
    lines = [
        [blocks.section(words.say("decisions/line", {"record": each}), _open(words, each))] for each in shown.records
    ]
    eights = [lines[at : at + _A_PAGE] for at in range(0, len(lines), _A_PAGE)] or [[]]
    chosen, number, count = page_of([page for eight in eights for page in lay_out(eight)], number, 1)
    facts = {"found": shown, "query": plain_query, "page": number + 1, "pages": count}
    head = words.say("decisions/head", facts)
    row = turning(
        *(words, Do.DECISIONS_PAGE, str(shown.project.id), number, count),
        rest=f":{shown.query[:_MOST_IN_QUERY]}",
        back="decisions.newer",
        on="decisions.older",
    )
    roles = shown.caller.roles if shown.caller else ()
    if allowed(Action.DECIDE, roles):
        row.append(blocks.button(words.label("decisions.decide"), Do.DECIDE, str(shown.project.id)))
    if allowed(Action.POLL, roles):
        row.append(blocks.button(words.label("polls.ask"), Do.POLL, str(shown.project.id)))
    return blocks.message(
        head, blocks=[*blocks.section_list(head), *chosen[0], *([blocks.actions(row)] if row else [])]
    )


def whole(words: Words, record: Recorded, number: int = 0) -> Message:
    """Return a page of one decision, nothing of it left out; `number` counts from 0."""
    decision = record.decision
    facts = words.say("decisions/facts", {"record": record})
    items = [blocks.section_list(facts)]
    for name in ("what", "why", "turned_down", "dissent"):
        items += _part(words, f"decisions.{name}", getattr(decision, name))
    items += [[blocks.section(words.say("decisions/link", {"address": each}))] for each in decision.links]
    chosen, number, count = page_of(lay_out(items), number, 1)
    row = turning(words, Do.DECISION_SHOW, str(decision.id), number, count)
    row += [_see(words, each) for each in (record.replaces, record.replaced_by) if each is not None]
    if record.may_replace:
        row.append(blocks.button(words.label("decisions.replace"), Do.DECISION_REPLACE, str(decision.id)))
    if record.may_correct:
        row.append(blocks.button(words.label("decisions.correct"), Do.DECISION_CORRECT, str(decision.id)))
    row.append(blocks.button(words.label("decisions.all"), Do.DECISIONS, str(record.project.id)))
    return blocks.message(facts, blocks=[*chosen[0], blocks.actions(row)])


def recorded(words: Words, record: Recorded) -> Message:
    """Return what whoever recorded a decision reads."""
    return blocks.message(words.say("decisions/recorded", {"record": record}))


def corrected(words: Words, record: Recorded) -> Message:
    """Return what whoever corrected a decision reads."""
    return blocks.message(words.say("decisions/corrected", {"record": record}))


def review(words: Words, record: Recorded) -> Message:
    """Return what whoever recorded a decision reads on the day of its review."""
    row = [
        blocks.button(words.label("decisions.open"), Do.DECISION_SHOW, f"{record.decision.id}:0"),
        blocks.button(words.label("decisions.replace"), Do.DECISION_REPLACE, str(record.decision.id)),
    ]
    return blocks.message(words.say("decisions/review", {"record": record}), blocks.actions(row))


def form(words: Words, draft: Draft) -> Block:
    """Return the form that records a decision, or corrects one."""
    entry, correcting = draft.entry, draft.correcting
    clipped = any(len(text) > blocks.MOST_IN_FIELD for text in (entry.what, entry.why))
    note = words.say("decisions/form_note", {"draft": draft, "clipped": clipped})
    replaces = [] if correcting or not draft.standing else [_replaces(words, draft)]
    kind = f"correct:{correcting.id}" if correcting else draft.origin
    return blocks.modal(
        Form.DECISION,
        words.label("decisions.correct_title" if correcting else "decisions.form_title"),
        [
            *blocks.section_list(note),
            _text(words, Field.WHAT, entry.what),
            _text(words, Field.WHY, entry.why),
            _text(words, Field.TURNED_DOWN, entry.turned_down, hint="decisions.turned_down_hint"),
            blocks.field(
                Field.DECIDED_BY,
                words.label("decisions.decided_by"),
                blocks.pick_people(Field.DECIDED_BY, words.label("decisions.decided_by_pick"), entry.decided_by),
                optional=True,
            ),
            _text(words, Field.LINKS, "\n".join(entry.links), hint="decisions.links_hint"),
            blocks.field(
                Field.REVIEW_ON,
                words.label("decisions.review_on"),
                blocks.pick_date(Field.REVIEW_ON, entry.review_on.isoformat() if entry.review_on else ""),
                optional=True,
            ),
            *replaces,
            blocks.field(
                Field.BASELINE,
                words.label("decisions.baseline"),
                blocks.tick_box(Field.BASELINE, words.label("decisions.baseline_box"), ticked=entry.changes_baseline),
                optional=True,
            ),
        ],
        submit=words.label("common.save" if correcting else "decisions.form_submit"),
        close=words.label("common.cancel"),
        meta=f"{draft.project.id}|{kind}",
    )


def done(words: Words, said: Message) -> Block:
    """Return what the form turns into once it was accepted."""
    return {
        "type": "modal",
        "title": blocks.plain(words.label("decisions.form_title"), blocks.MOST_IN_TITLE),
        "close": blocks.plain(words.label("common.close"), blocks.MOST_IN_TITLE),
        "blocks": list(said.blocks),
    }


def _text(words: Words, field: Field, text: str, *, hint: str = "") -> Block:
    """Return a long text field; what and why must be filled."""
    element = blocks.text_input(long=True, initial=blocks.clipped(text, blocks.MOST_IN_FIELD))
    optional = field not in (Field.WHAT, Field.WHY)
    label = words.label(f"decisions.{field}")
    return blocks.field(field, label, element, hint=words.label(hint) if hint else "", optional=optional)


def _replaces(words: Words, draft: Draft) -> Block:
    options = [
        blocks.option(words.label("decisions.choice", {"decision": each}), str(each.number)) for each in draft.standing
    ]
    element = blocks.pick_one(Field.REPLACES, words.label("decisions.replaces_pick"), options)
    initial = [each for each in options if each["value"] == str(draft.entry.replaces)]
    if initial:
        element["initial_option"] = initial[0]
    return blocks.field(Field.REPLACES, words.label("decisions.replaces"), element, optional=True)


def _part(words: Words, heading: str, text: str) -> list[list[Block]]:
    """Return a long text as items of a piece each, the first under its heading; nothing for no text."""
    pieces = pages(text, _PIECE) if text.strip() else []
    return [
        blocks.section_list(
            words.say("decisions/part", {"heading": heading, "text": piece.strip("\n"), "first": place == 0})
        )
        for place, piece in enumerate(pieces)
    ]


def _open(words: Words, record: Recorded) -> Element:
    number = record.decision.id
    return blocks.button(words.label("decisions.open"), f"{Do.DECISION_SHOW}_{number}", f"{number}:0")


def _see(words: Words, decision: Decision) -> Element:
    label = words.label("decisions.see", {"decision": decision})
    return blocks.button(label, f"{Do.DECISION_SHOW}_{decision.id}", f"{decision.id}:0")
