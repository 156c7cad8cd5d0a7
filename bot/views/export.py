"""A project given away whole: the message in the DM, the document to read, the data for programs."""

import json

from bot.views import blocks
from bot.views.blocks import Message
from bot.views.brief import file_stem
from bot.views.paged import lay_out
from facilitation.export import Export
from facilitation.export_data import as_data
from facilitation.paging import pages
from prompts import Words

_PIECE = 1200  # characters of the document that are shown together


def ready(words: Words, export: Export) -> Message:
    """Return the message that the two files go with."""
    return blocks.message(words.say("export/ready", {"export": export}))


def document(words: Words, export: Export) -> str:
    """Return the export as a Markdown document."""
    facts = {"export": export, "pack": words.pack, "people": export.people}
    return words.markdown("export/document", facts) + "\n"


def data(words: Words, export: Export) -> str:
    """Return the export as JSON (`docs/export.md`)."""
    return json.dumps(as_data(export, words.pack), indent=2, ensure_ascii=False) + "\n"


def names(export: Export) -> tuple[str, str]:
    """Return the names of the document's file and of the data's."""
    stem = file_stem(export.project)
    return f"{stem}-export.md", f"{stem}-export.json"


def as_text(words: Words, export: Export) -> list[Message]:
    """Return the document as messages, for where files cannot be uploaded."""
    intro = words.say("export/as_text", {"export": export})
    pieces = [
        blocks.section_list(words.say("brief/source", {"text": piece}))
        for piece in pages(document(words, export), _PIECE)
    ]
    laid_out = lay_out([blocks.section_list(intro), *(piece for piece in pieces if piece)])
    return [blocks.message(intro, blocks=page) for page in laid_out]
