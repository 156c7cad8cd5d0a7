"""The forms that add and change assumptions and business rules."""

from datetime import date

from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.views.ids import Field, Form
from facilitation.model import Answer, Assumption, AssumptionKind, Person
from facilitation.registers import MOST_IN_TEXT, BusinessRule, Strength, kind_for
from prompts import Words

#: In the form's own data: the entry or question that there is none of.
NONE = "-"


def assumption(words: Words, project_id: int, entry: Assumption | None, source: Answer | None = None) -> Block:
    """Return the form for an assumption: a new one, one taken from an answer (`source`), or one to change."""
    kind = entry.kind if entry else kind_for(source.question_id) if source else None
    options = [blocks.option(words.label(f"registers.{each}"), each) for each in AssumptionKind]
    pick = blocks.pick_one(Field.KIND, words.label("registers.pick_kind"), options)
    pick["initial_option"] = options[list(AssumptionKind).index(kind or AssumptionKind.BUSINESS_KNOWLEDGE)]
    due = blocks.pick_date(Field.DAY, _iso(entry.due_on if entry else None))
    return blocks.modal(
        Form.ASSUMPTION,
        words.label("registers.assumption_title"),
        [
            *_note(words, source),
            blocks.field(
                Field.TEXT, words.label("registers.assumption_text"), _text(entry.text if entry else None, source)
            ),
            blocks.field(Field.KIND, words.label("registers.kind"), pick),
            _owner(words, entry.owner if entry else None),
            blocks.field(
                Field.DAY, words.label("registers.due"), due, hint=words.label("registers.due_hint"), optional=True
            ),
        ],
        submit=words.label("common.save"),
        close=words.label("common.cancel"),
        meta=_meta(project_id, entry, source),
    )


def rule(words: Words, project_id: int, entry: BusinessRule | None, source: Answer | None = None) -> Block:
    """Return the form for a business rule: a new one, one taken from an answer (`source`), or one to change."""
    options = [blocks.option(words.label(f"registers.{each}"), each) for each in Strength]
    pick = blocks.pick_one(Field.KIND, words.label("registers.pick_kind"), options)
    pick["initial_option"] = options[list(Strength).index(entry.strength if entry else Strength.MUST)]
    reason = blocks.text_input(long=True, initial=entry.reason if entry else "", most=MOST_IN_TEXT)
    review = blocks.pick_date(Field.DAY, _iso(entry.review_on if entry else None))
    return blocks.modal(
        Form.RULE,
        words.label("registers.rule_title"),
        [
            *_note(words, source),
            blocks.field(Field.TEXT, words.label("registers.rule_text"), _text(entry.text if entry else None, source)),
            blocks.field(Field.KIND, words.label("registers.strength"), pick),
            blocks.field(Field.REASON, words.label("registers.reason"), reason),
            _owner(words, entry.owner if entry else None),
            blocks.field(
                Field.DAY,
                words.label("registers.review"),
                review,
                hint=words.label("registers.review_hint"),
                optional=True,
            ),
        ],
        submit=words.label("common.save"),
        close=words.label("common.cancel"),
        meta=_meta(project_id, entry, source),
    )


def done(title: str, close: str, shown: Message) -> Block:
    """Return what a form turns into once it was accepted."""
    return {
        "type": "modal",
        "title": blocks.plain(title, blocks.MOST_IN_TITLE),
        "close": blocks.plain(close, blocks.MOST_IN_TITLE),
        "blocks": [block for block in shown.blocks if block["type"] == "section"],
    }


def _note(words: Words, source: Answer | None) -> list[Block]:
    if source is None:
        return []
    cut = len(source.text) > MOST_IN_TEXT
    return blocks.section_list(words.say("registers/form_note", {"cut": cut}))


def _text(standing: str | None, source: Answer | None) -> Element:
    text = standing if standing is not None else source.text if source else ""
    return blocks.text_input(long=True, initial=text[:MOST_IN_TEXT], most=MOST_IN_TEXT)


def _owner(words: Words, standing: Person | None) -> Block:
    pick = blocks.pick_person(
        Field.PERSON, words.label("registers.pick_person"), standing.slack_id if standing else None
    )
    return blocks.field(Field.PERSON, words.label("registers.who"), pick, optional=True)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _meta(project_id: int, entry: Assumption | BusinessRule | None, source: Answer | None) -> str:
    return f"{project_id}:{entry.id if entry else 0}:{source.question_id if source else NONE}"
