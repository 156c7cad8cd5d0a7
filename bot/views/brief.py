"""How the brief looks in the channel, and as a Markdown file."""

import re

from bot.views import blocks
from bot.views.blocks import Message
from bot.views.paged import lay_out
from facilitation.brief import Brief, Entry, Section
from facilitation.model import AssumptionStatus, Project
from facilitation.paging import pages
from facilitation.registers import Strength
from prompts import Words

_PIECE = 1200  # characters of an entry that are shown together

_MOST_RULES = 8  # that are shown in the channel; the file has them all

_MOST_IN_STEM = 50  # characters of a file's name; some systems take 255 bytes, and a character may need four


def messages(words: Words, brief: Brief) -> list[Message]:
    """Return the brief as messages: the first for the channel, any further ones for its thread. Nothing is cut off."""
    head = words.say("brief/head", {"brief": brief})
    items = [blocks.section_list(head)]
    for section in brief.sections:
        texts = [words.say("brief/broken", {"assumption": each}) for each in section.broken]
        texts += [words.say("brief/feature", {"feature": feature}) for feature in section.features]
        texts += [text for entry in section.filled for text in _entry(words, section, entry)]
        if texts:
            title = words.say("brief/section", {"title": words.label(f"brief.{section.key}")})
            joined = blocks.joined([title, *texts])
            if joined[0] == title:  # a heading never stands alone at the end of a message
                items.append([block for text in joined[:2] for block in blocks.section_list(text)])
                joined = joined[2:]
            items += [blocks.section_list(text) for text in joined]
    kept = [*_assumptions(words, brief), *_rules(words, brief), *_words(words, brief)]
    items += [blocks.section_list(text) for text in kept]
    items.append([blocks.divider()])
    items += [[section] for section in blocks.section_list(words.say("brief/foot", {"brief": brief}))]
    return [
        blocks.message(head if number == 0 else words.say("brief/more", {"brief": brief}), blocks=page)
        for number, page in enumerate(lay_out(items))
    ]


def document(words: Words, brief: Brief) -> str:
    """Return the brief as a Markdown document, whole."""
    titles = {section.key: words.label(f"brief.{section.key}") for section in brief.sections}
    return words.markdown("brief/document", {"brief": brief, "titles": titles}) + "\n"


def file_name(brief: Brief) -> str:
    """Return a name for the brief's file."""
    return f"{file_stem(brief.project)}-brief.md"


def file_stem(project: Project) -> str:
    """Return the beginning of a file's name, made of the project's name, that every system takes."""
    stem = re.sub(r"\W+", "-", project.name).lower()[:_MOST_IN_STEM].strip("-")
    return stem or "project"


def as_text(words: Words, brief: Brief) -> list[Message]:
    """Return the Markdown document as messages, for where files cannot be uploaded."""
    intro = words.say("brief/as_text", {"brief": brief})
    pieces = [
        blocks.section_list(words.say("brief/source", {"text": piece}))
        for piece in pages(document(words, brief), _PIECE)
    ]
    laid_out = lay_out([blocks.section_list(intro), *(piece for piece in pieces if piece)])
    return [blocks.message(intro, blocks=page) for page in laid_out]


def _entry(words: Words, section: Section, entry: Entry) -> list[str]:
    """Return an entry in texts of a piece each; only the first of an answer says what it is and whose."""
    voices = [(voice.member, voice.text) for voice in entry.voices]
    said = [(None, entry.agreed)] if entry.agreed is not None else voices
    texts = []
    for number, (member, text) in enumerate(said):
        for at, piece in enumerate(pages(text, _PIECE)):
            facts = {
                "question": entry.question if section.names_questions and number == at == 0 else None,
                "open": member is not None and number == at == 0,
                "member": member,
                "text": piece.strip("\n"),
                "first": at == 0,
            }
            texts.append(words.say("brief/entry", facts))
    return [text for text in texts if text.strip()]


def _assumptions(words: Words, brief: Brief) -> list[str]:
    """Return how the assumptions stand, under their heading; each of them is in the file."""
    if not brief.assumptions:
        return []
    counts = {status.value: sum(a.status is status for a in brief.assumptions) for status in AssumptionStatus}
    said = words.say("brief/assumptions", {"brief": brief, "counts": counts})
    return blocks.joined([words.say("brief/section", {"title": words.label("brief.assumptions")}), said])


def _rules(words: Words, brief: Brief) -> list[str]:
    """Return the first rules that are a must, under their heading; each rule is in the file, with its reason."""
    if not brief.rules:
        return []
    must = [rule for rule in brief.rules if rule.strength is Strength.MUST]
    shown, more = must[:_MOST_RULES], len(must[_MOST_RULES:])
    facts = {"shown": shown, "more": more, "preferred": len(brief.rules) - len(must)}
    return blocks.joined(
        [words.say("brief/section", {"title": words.label("brief.rules")}), words.say("brief/rules", facts)]
    )


def _words(words: Words, brief: Brief) -> list[str]:
    """Return the project's own words, under their heading."""
    if not brief.words:
        return []
    said = [words.say("brief/word", {"word": each}) for each in brief.words]
    return blocks.joined([words.say("brief/section", {"title": words.label("brief.words")}), *said])
