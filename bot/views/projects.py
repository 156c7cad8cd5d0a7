"""How a project's beginning and end look."""

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Do, Field, Form
from facilitation.model import Person, Project
from prompts import Words


def new_form(words: Words, channel: str) -> Block:
    """Return the form that starts a project in `channel`: three fields (design §6), and the channel if it is ""."""
    where = blocks.field(
        Field.CHANNEL,
        words.label("project.channel"),
        blocks.pick_channel(Field.CHANNEL, words.label("project.channel_pick")),
    )
    return blocks.modal(
        Form.NEW_PROJECT,
        words.label("project.form_title"),
        [
            *([] if channel else [where]),
            blocks.field(
                Field.NAME,
                words.label("project.name"),
                blocks.text_input(placeholder=words.label("project.name_example")),
            ),
            blocks.field(
                Field.WISH,
                words.label("project.wish"),
                blocks.text_input(long=True, placeholder=words.label("project.wish_example")),
                hint=words.label("project.wish_hint"),
            ),
            blocks.field(
                Field.SPONSOR,
                words.label("project.sponsor"),
                blocks.pick_person(Field.SPONSOR, words.label("project.sponsor_pick")),
                hint=words.label("project.sponsor_hint"),
            ),
        ],
        submit=words.label("project.form_submit"),
        close=words.label("common.cancel"),
        meta=channel,
    )


def started(words: Words, project: Project, by: Person, sponsor: Person | None, window_days: int) -> Message:
    """Return what the home channel reads when a project begins."""
    facts = {"project": project, "by": by, "sponsor": sponsor, "window_days": window_days}
    row = blocks.actions(
        [
            blocks.button(words.label("project.people"), Do.PEOPLE, str(project.id)),
            blocks.button(words.label("project.status"), Do.STATUS, str(project.id)),
        ]
    )
    return blocks.message(words.say("project/started", facts), row)


def ask_to_archive(words: Words, project: Project) -> Message:
    """Return the question before a project is closed."""
    yes = blocks.button(words.label("project.archive_yes"), Do.ARCHIVE_YES, str(project.id), style="danger")
    return blocks.message(words.say("project/ask_to_archive", {"project": project}), blocks.actions([yes]))


def archived(words: Words, project: Project, by: Person) -> Message:
    """Return what the home channel reads when a project is closed."""
    return blocks.message(words.say("project/archived", {"project": project, "by": by}))
