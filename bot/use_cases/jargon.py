"""Technical words and what to say instead: told to the author of a text, or to who asked for the brief, only."""

from bot.services import Services
from bot.use_cases import brief as briefs
from facilitation.brief import Brief
from facilitation.jargon import find, stems
from facilitation.model import Project
from storage import glossary
from storage.database import Transaction

Found = list[tuple[str, str]]


def in_text(services: Services, ws: int, project_id: int, text: str) -> Found:
    """Return the technical words in a text, each with a plain one; the project's own words are none."""
    with services.database.reading() as tx:
        return _found(tx, services, ws, project_id, text)


def in_brief(services: Services, project: Project) -> Found:
    """Return the technical words that stand in the brief, each with a plain one."""
    with services.database.reading() as tx:
        brief = briefs.load(tx, services, project)
        return _found(tx, services, project.workspace_id, project.id, _text_of(brief))


def _found(tx: Transaction, services: Services, ws: int, project_id: int, text: str) -> Found:
    own = {stems(word.word) for word in glossary.of_project(tx, ws, project_id)}
    return [(typed, plain) for typed, plain in find(text, services.words.jargon) if stems(typed) not in own]


def _text_of(brief: Brief) -> str:
    entries = [entry for section in brief.sections for entry in section.entries]
    agreed = [entry.agreed for entry in entries if entry.agreed is not None]
    said = [voice.text for entry in entries for voice in entry.voices]
    listed = [f"{feature.text}\n\n{feature.test}" for section in brief.sections for feature in section.features]
    return "\n\n".join([brief.project.wish, *agreed, *said, *listed])
