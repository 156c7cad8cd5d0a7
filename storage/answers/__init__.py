"""Answers: typed in parts, edited, versioned; after the reveal only changed by proposals.

A message is known by its channel and `ts`; `interview` brings workspace, project and member along.
"""

from storage.answers.parts import add_part, clear, edit_part, part, remove_part, set_text
from storage.answers.proposals import accept, decline, propose
from storage.answers.reading import by_id, of_interview, of_project, unknown_due, versions
from storage.answers.states import mark_chased, mark_probed, set_state

__all__ = [
    "accept",
    "add_part",
    "by_id",
    "clear",
    "decline",
    "edit_part",
    "mark_chased",
    "mark_probed",
    "of_interview",
    "of_project",
    "part",
    "propose",
    "remove_part",
    "set_state",
    "set_text",
    "unknown_due",
    "versions",
]
