"""How parked ideas look."""

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Message
from bot.views.paged import lay_out
from facilitation.model import ParkedIdea, Project
from prompts import Words


def ideas(words: Words, project: Project, found: Sequence[ParkedIdea]) -> Message:
    """Return the parked ideas, the newest first, as many as a message holds."""
    head = words.say("parking/list", {"project": project, "ideas": found})
    items = [blocks.section_list(head)]
    for idea in reversed(found):
        question = words.pack.get(idea.question_id) if idea.question_id else None
        items.append(blocks.section_list(words.say("parking/idea", {"idea": idea, "question": question})))
    return blocks.message(head, blocks=lay_out(items)[0])


def done(words: Words, found: Sequence[ParkedIdea]) -> Message:
    """Return what is said when ideas were parked; none: they were parked already."""
    return blocks.message(words.say("parking/parked", {"ideas": found}) if found else words.say("parking/again"))
