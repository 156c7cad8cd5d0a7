"""How features, versions of the brief, and their signing look."""

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Do, Field, Form
from bot.views.paged import lay_out
from facilitation.baseline import SIGNERS, BriefVersion, Feature, FeatureKind, FeatureList, Offer
from facilitation.model import Person, Project
from facilitation.roles import Role
from prompts import Words

#: The choice in the form that takes a feature off instead of moving it to another kind.
OFF = "off"
_MOST_VERSIONS = 10


def features(words: Words, shown: FeatureList) -> Message:
    """Return the features, kept apart by kind, numbered as the typed commands count them."""
    head = words.say("baseline/features", {"shown": shown})
    items: list[list[Block]] = [blocks.section_list(head)]
    number = 0
    for kind in FeatureKind:
        of_kind = [feature for feature in shown.features if feature.kind is kind]
        heading = blocks.section(words.say("baseline/kind", {"kind": kind, "empty": not of_kind}))
        rows = []
        for feature in of_kind:
            number += 1
            rows.append(_feature(words, shown, feature, number))
        items += [[heading, *rows[:1]], *([row] for row in rows[1:])]
    page = lay_out(items)[0]
    tail = [blocks.actions(_buttons(words, shown))] if shown.may_change else []
    return blocks.message(head, blocks=[*page, *tail])


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


def offer(words: Words, shown: Offer) -> Message:
    """Return a version with its problem sentence, its signatures and what changed, and the button that signs it."""
    facts = {"offer": shown, "version": shown.version, "signers": [r for r in SIGNERS if r not in shown.signed]}
    head = words.say("baseline/offer", facts)
    page = lay_out([blocks.section_list(head), *_changes(words, shown)])[0]
    row = []
    if shown.may_sign:
        label = words.label("baseline.sign", {"version": shown.version.version})
        row.append(blocks.button(label, Do.SIGN, str(shown.version.id), style="primary"))
    row.append(blocks.button(words.label("brief.post"), Do.BRIEF, str(shown.project.id)))
    return blocks.message(head, blocks=[*page, blocks.actions(row)])


def differences(words: Words, shown: Offer) -> Message:
    """Return what changed between a version and the one it is compared with."""
    head = words.say("baseline/differences", {"offer": shown, "version": shown.version})
    return blocks.message(head, blocks=lay_out([blocks.section_list(head), *_changes(words, shown)])[0])


def versions(words: Words, project: Project, found: Sequence[BriefVersion]) -> Message:
    """Return the versions of the brief, newest first, each with a button that shows what changed."""
    head = words.say("baseline/versions", {"project": project, "versions": found})
    rows = [
        blocks.section(
            words.say("baseline/version", {"version": version}),
            blocks.button(words.label("baseline.diff"), Do.VERSION_DIFF, str(version.id)),
        )
        for version in found[:_MOST_VERSIONS]
    ]
    return blocks.message(head, blocks=[*blocks.section_list(head), *rows])


def sign_asked(words: Words, shown: Offer, role: Role) -> Message:
    """Return the request to sign, in a signer's DM."""
    head = words.say("baseline/sign_asked", {"offer": shown, "version": shown.version, "role": role})
    see = blocks.button(words.label("baseline.see"), Do.SIGN_SHOW, str(shown.project.id), style="primary")
    brief = blocks.button(words.label("brief.post"), Do.BRIEF, str(shown.project.id))
    return blocks.message(head, blocks.actions([see, brief]))


def baseline(
    words: Words, project: Project, version: BriefVersion, signers: Sequence[tuple[Role, Person]], both: bool
) -> Message:
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


def _changes(words: Words, shown: Offer) -> list[list[Block]]:
    items = []
    for change in shown.changes:
        facts = {"change": change, "question": words.pack.get(change.part)}
        items.append(blocks.section_list(words.say("baseline/change", facts)))
    return items
