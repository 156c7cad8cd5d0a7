"""How features, versions of the brief, and their signing look."""

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out, turning
from facilitation.baseline import BriefVersion, Feature, FeatureKind, FeatureList, Offer, Signer
from facilitation.model import Project
from facilitation.paging import page_of
from facilitation.roles import Role
from prompts import Words

#: The choice in the form that takes a feature off instead of moving it to another kind.
OFF = "off"


def features(words: Words, shown: FeatureList, number: int | None = None) -> Message:
    """Return one page of the features, kept apart by kind, numbered as the typed commands count them.

    `number` counts from 0; without one it is the page with what the caller has just added or changed, else the first.
    """
    items, at = _listed(words, shown)
    pages = lay_out(items)
    if number is None:
        number = _page_with(pages, items[at]) if at is not None else 0
    chosen, number, count = page_of(pages, number, 1)
    head = words.say("baseline/features", {"shown": shown, "page": number + 1, "pages": count})
    row = turning(words, Do.FEATURES_PAGE, str(shown.project.id), number, count)
    row += _buttons(words, shown) if shown.may_change else []
    tail = [blocks.actions(row)] if row else []
    return blocks.message(head, blocks=[*blocks.section_list(head), *chosen[0], *tail])


def _listed(words: Words, shown: FeatureList) -> tuple[list[list[Block]], int | None]:
    """Return what is listed, a heading with the first of its kind; and which item has just been touched, if any."""
    items: list[list[Block]] = []
    number, at = 0, None
    for kind in FeatureKind:
        of_kind = [feature for feature in shown.features if feature.kind is kind]
        heading = [blocks.section(words.say("baseline/kind", {"kind": kind, "empty": not of_kind}))]
        for feature in of_kind:
            number += 1
            at = len(items) if feature.id == shown.touched else at
            items.append([*heading, _feature(words, shown, feature, number)])
            heading = []
        items += [heading] if heading else []
    return items, at


def _page_with(pages: Sequence[Sequence[Block]], item: Sequence[Block]) -> int:
    return next(number for number, page in enumerate(pages) if any(block is item[-1] for block in page))


def feature_form(words: Words, project_id: int, feature: Feature | None) -> Block:
    """Return the form that adds a feature, or changes this one."""
    options = [blocks.option(words.label(f"baseline.{kind}"), kind) for kind in FeatureKind]
    if feature is not None:
        options.append(blocks.option(words.label("baseline.off"), OFF))
    kind = blocks.pick_one(Field.KIND, words.label("baseline.pick_kind"), options)
    kind["initial_option"] = options[list(FeatureKind).index(feature.kind) if feature else 0]
    days = f"{feature.days:g}" if feature and feature.days is not None else ""
    text, test = (feature.text, feature.test) if feature else ("", "")
    return blocks.modal(
        Form.FEATURE,
        words.label("baseline.form_title"),
        [
            blocks.field(Field.TEXT, words.label("baseline.text"), blocks.text_input(long=True, initial=text)),
            blocks.field(Field.KIND, words.label("baseline.kind"), kind),
            blocks.field(
                Field.TEST,
                words.label("baseline.test"),
                blocks.text_input(long=True, initial=test),
                hint=words.label("baseline.test_hint"),
                optional=True,
            ),
            blocks.field(
                Field.DAYS, words.label("baseline.days"), blocks.text_input(initial=days, most=20), optional=True
            ),
        ],
        submit=words.label("common.save"),
        close=words.label("common.cancel"),
        meta=f"{project_id}:{feature.id if feature else 0}",
    )


def done(words: Words, shown: Message) -> Block:
    """Return what a form turns into once it was accepted."""
    return {
        "type": "modal",
        "title": blocks.plain(words.label("baseline.form_title"), blocks.MOST_IN_TITLE),
        "close": blocks.plain(words.label("common.close"), blocks.MOST_IN_TITLE),
        "blocks": [block for block in shown.blocks if block["type"] == "section"],
    }


def sign_asked(words: Words, shown: Offer, role: Role) -> Message:
    """Return the request to sign, in a signer's DM."""
    head = words.say("baseline/sign_asked", {"offer": shown, "version": shown.version, "role": role})
    see = blocks.button(words.label("baseline.see"), Do.SIGN_SHOW, str(shown.project.id), style="primary")
    brief = blocks.button(words.label("brief.post"), Do.BRIEF, str(shown.project.id))
    return blocks.message(head, blocks.actions([see, brief]))


def baseline(words: Words, project: Project, version: BriefVersion, signers: Sequence[Signer], both: bool) -> Message:
    """Return what the home channel reads when a version became the baseline; `both`: one person signed as both."""
    facts = {"project": project, "version": version, "signers": signers, "both": both}
    row = blocks.actions(
        [
            blocks.button(words.label("brief.post"), Do.BRIEF, str(project.id)),
            blocks.button(words.label("baseline.features"), Do.FEATURES, str(project.id)),
        ]
    )
    return blocks.message(words.say("baseline/baseline", facts), row)


def _feature(words: Words, shown: FeatureList, feature: Feature, number: int) -> Block:
    text = words.say("baseline/feature", {"feature": feature, "number": number})
    change = blocks.button(words.label("baseline.change"), Do.FEATURE_EDIT, str(feature.id))
    return blocks.section(text, change if shown.may_change else None)


def _buttons(words: Words, shown: FeatureList) -> list[blocks.Element]:
    value = str(shown.project.id)
    row = [blocks.button(words.label("baseline.add"), Do.FEATURE_ADD, value, style="primary")]
    for kind in shown.to_take:
        label = words.label(f"baseline.take_{kind}")
        row.append(blocks.button(label, f"{Do.FEATURES_TAKE}_{kind}", f"{value}:{kind}"))
    return [*row, blocks.button(words.label("baseline.to_sign"), Do.SIGN_SHOW, value)]
