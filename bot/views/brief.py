"""How the brief looks in the channel, and as a Markdown file."""

import re

from bot.views import blocks
from bot.views.blocks import Message
from bot.views.paged import lay_out
from facilitation.brief import Brief
from facilitation.paging import pages
from prompts import Words

_PIECE = 1200  # characters of an entry that are shown together


def messages(words: Words, brief: Brief) -> list[Message]:
    """Return the brief as messages: the first for the channel, any further ones for its thread. Nothing is cut off."""
    head = words.say("brief/head", {"brief": brief})
    items = [blocks.section_list(head)]
    for section in brief.sections:
        title = words.label(f"brief.{section.key}")
        entries = [entry for entry in section.entries if entry.agreed is not None or entry.voices]
        if not entries:
            continue
        pieces = []
        for entry in entries:
            said = [(None, entry.agreed)] if entry.agreed is not None else [(v.member, v.text) for v in entry.voices]
            for member, text in said:
                for number, piece in enumerate(pages(text or "", _PIECE)):
                    facts = {"entry": entry, "member": member, "text": piece.strip("\n"), "first": number == 0}
                    pieces.append(blocks.section_list(words.say("brief/entry", facts)))
        heading = blocks.section_list(words.say("brief/section", {"title": title}))
        items += [[*heading, *pieces[0]], *pieces[1:]]
    items.append(blocks.section_list(words.say("brief/foot", {"brief": brief})))
    laid_out = lay_out([item for item in items if item])
    return [
        blocks.message(head if number == 0 else words.say("brief/more", {"brief": brief}), blocks=page)
        for number, page in enumerate(laid_out)
    ]


def document(words: Words, brief: Brief) -> str:
    """Return the brief as a Markdown document, whole."""
    titles = {section.key: words.label(f"brief.{section.key}") for section in brief.sections}
    return words.markdown("brief/document", {"brief": brief, "titles": titles}) + "\n"


def file_name(brief: Brief) -> str:
    """Return a file name made of the project's name that every system takes."""
    stem = re.sub(r"[^\w]+", "-", brief.project.name, flags=re.UNICODE).strip("-").lower()
    return f"{stem or 'project'}-brief.md"


def as_text(words: Words, brief: Brief) -> list[Message]:
    """Return the Markdown document as messages, for where files cannot be uploaded."""
    intro = words.say("brief/as_text", {"brief": brief})
    pieces = [
        blocks.section_list(words.say("brief/source", {"text": piece})) for piece in _document_pages(words, brief)
    ]
    laid_out = lay_out([blocks.section_list(intro), *pieces])
    return [blocks.message(intro, blocks=page) for page in laid_out]


def _document_pages(words: Words, brief: Brief) -> list[str]:
    return pages(document(words, brief), _PIECE)
