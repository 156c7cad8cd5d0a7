"""How versions of the brief look: what each says, page by page, its signatures, and what changed."""

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Do
from bot.views.paged import lay_out, turning
from facilitation.baseline import SIGNERS, Listed, Offer
from facilitation.brief import FEATURES, SECTIONS
from facilitation.model import Project
from facilitation.paging import page_of
from prompts import Words


def read(words: Words, shown: Offer, number: int = 0) -> Message:
    """Return one page of a version: its signatures and all that it says; `number` counts from 0.

    The button that signs it stands on the last page, below what is signed.
    """
    chosen, number, count = page_of(lay_out([*_content(words, shown), *_news(words, shown)]), number, 1)
    facts = {"offer": shown, "version": shown.version, "signers": [r for r in SIGNERS if r not in shown.signed]}
    head = words.say("baseline/offer", {**facts, "page": number + 1, "pages": count})
    value = str(shown.version.id)
    row = turning(words, Do.VERSION_PAGE, value, number, count)
    if shown.may_sign and shown.stands and number == count - 1:
        label = words.label("baseline.sign", {"version": shown.version.version})
        row.append(blocks.button(label, Do.SIGN, value, style="primary"))
    row.append(blocks.button(words.label("brief.post"), Do.BRIEF, str(shown.project.id)))
    return blocks.message(head, blocks=[*blocks.section_list(head), *chosen[0], blocks.actions(row)])


def differences(words: Words, shown: Offer) -> Message:
    """Return what changed between a version and the one it is compared with."""
    head = words.say("baseline/differences", {"offer": shown, "version": shown.version})
    return blocks.message(head, blocks=lay_out([blocks.section_list(head), *_changes(words, shown)])[0])


def versions(words: Words, project: Project, found: Sequence[Listed], number: int = 0) -> Message:
    """Return one page of the versions of the brief, newest first, each to be read and compared."""
    chosen, number, count = page_of(lay_out([_version(words, each) for each in found]), number, 1)
    head = words.say("baseline/versions", {"project": project, "versions": found, "page": number + 1, "pages": count})
    row = turning(words, Do.VERSIONS_PAGE, str(project.id), number, count)
    tail = [blocks.actions(row)] if row else []
    return blocks.message(head, blocks=[*blocks.section_list(head), *chosen[0], *tail])


def _version(words: Words, each: Listed) -> list[Block]:
    facts = {"version": each.version, "signers": each.signers, "stands": each.stands}
    value = str(each.version.id)
    row = [
        blocks.button(words.label("baseline.read", {"version": each.version.version}), Do.VERSION_READ, value),
        blocks.button(words.label("baseline.diff"), Do.VERSION_DIFF, value),
    ]
    return [blocks.section(words.say("baseline/version", facts)), blocks.actions(row)]


def _content(words: Words, shown: Offer) -> list[list[Block]]:
    """Return all that a version says, in the order of the brief: agreed answers, and features, each kind apart."""
    content = shown.version.content
    items = []
    for key, question_ids in SECTIONS:
        kind = FEATURES.get(key)
        listed = [f for f in content.get("features", []) if f["kind"] == kind]
        title = words.say("brief/section", {"title": words.label(f"brief.{key}")})
        texts = [words.say("brief/feature", {"feature": feature}) for feature in listed]
        texts += [
            _answer(words, question_id, content["agreed"][question_id])
            for question_id in question_ids
            if question_id in content.get("agreed", {})
        ]
        if texts:
            items += [[block] for text in blocks.joined([title, *texts]) for block in blocks.section_list(text)]
    return items


def _answer(words: Words, question_id: str, text: str) -> str:
    return words.say("baseline/answer", {"question": words.pack.get(question_id), "text": text})


def _news(words: Words, shown: Offer) -> list[list[Block]]:
    """Return what is new since the version before, under its heading."""
    if not shown.changes or shown.since is None:
        return []
    heading = blocks.section_list(words.say("baseline/since", {"since": shown.since}))
    first, *rest = _changes(words, shown)
    return [[blocks.divider(), *heading, *first], *rest]


def _changes(words: Words, shown: Offer) -> list[list[Block]]:
    items = []
    for change in shown.changes:
        facts = {"change": change, "question": words.pack.get(change.part)}
        items.append(blocks.section_list(words.say("baseline/change", facts)))
    return items
