"""How the shorter notices look: invitations, nudges, what the facilitator and owners of unknowns are told."""

from bot.views import blocks
from bot.views.blocks import Message
from bot.views.ids import Do
from bot.views.interview import start_row
from facilitation.chasing import MOST_NUDGES
from facilitation.model import Answer, Interview, Member, Person, Project
from facilitation.questions import Question, minutes_for
from facilitation.roles import Role
from prompts import Words


def invite(words: Words, project: Project, member: Member, interview: Interview, by: Person, settled: int) -> Message:
    """Return the invitation to an interview: what will be asked, how long it takes, who sees it."""
    left = len(interview.plan) - settled
    facts = {
        "project": project,
        "member": member,
        "by": by,
        "count": left,
        "minutes": minutes_for(left),
        "again": interview.started_at is not None,
        "until": interview.window_ends_at,
        "in_thread": interview.thread_ts is not None,
    }
    return blocks.message(words.say("notices/invite", facts), start_row(words, interview))


def thread_invite(words: Words, project: Project, member: Member, interview: Interview, settled: int = 0) -> Message:
    """Return the invitation in the home channel, for somebody whom no DM reaches."""
    count = len(interview.plan) - settled
    facts = {"project": project, "member": member, "count": count, "minutes": minutes_for(count)}
    return blocks.message(words.say("notices/thread_invite", facts), start_row(words, interview))


def unreachable(words: Words, project: Project, person: Person, *, gone: bool) -> Message:
    """Return what the facilitator reads about somebody whom no DM reaches; `gone`: their account is deactivated."""
    row = blocks.actions([blocks.button(words.label("hub.people"), Do.PEOPLE, str(project.id))])
    return blocks.message(words.say("notices/unreachable", {"project": project, "person": person, "gone": gone}), row)


def bot_not_in_channel(words: Words, project: Project) -> Message:
    """Return what the facilitator reads when the bot cannot post in the home channel."""
    return blocks.message(words.say("notices/bot_not_in_channel", {"project": project}))


def nudge(words: Words, project: Project, member: Member, interview: Interview, settled: int) -> Message:
    """Return a reminder of an interview that waits."""
    left = len(interview.plan) - settled
    facts = {
        "project": project,
        "settled": settled,
        "left": left,
        "minutes": minutes_for(left),
        "until": interview.window_ends_at,
        "last": interview.nudges >= MOST_NUDGES,
        "person": member.person,
        "in_thread": interview.thread_ts is not None,
    }
    return blocks.message(words.say("notices/nudge", facts), start_row(words, interview))


def facilitator_turn(words: Words, name: str, project: Project, missing: list[Person]) -> Message:
    """Return what the facilitator reads when all are in ("all_in") or the window has ended ("window_over")."""
    row = [
        blocks.button(words.label("answers.reveal"), Do.REVEAL, str(project.id), style="primary"),
        blocks.button(words.label("hub.people"), Do.PEOPLE, str(project.id)),
    ]
    return blocks.message(words.say(name, {"project": project, "missing": missing}), blocks.actions(row))


def role_given(words: Words, project: Project, role: Role, by: Person) -> Message:
    """Return what somebody reads to whom a role was handed over."""
    row = blocks.actions([blocks.button(words.label("hub.status"), Do.STATUS, str(project.id))])
    return blocks.message(words.say("notices/role_given", {"project": project, "role": role, "by": by}), row)


def name_unclear(words: Words, project: Project, question: Question, author: Person, *, own: bool) -> Message:
    """Return what the facilitator reads when an answer brings nobody in: not the answer, it is private.

    `own`: its author named themselves; else no Slack account was found in it.
    """
    facts = {"project": project, "question": question, "author": author, "own": own}
    row = blocks.actions([blocks.button(words.label("people.add"), Do.PEOPLE_ADD, str(project.id), style="primary")])
    return blocks.message(words.say("notices/name_unclear", facts), row)


def unknown(words: Words, name: str, project: Project, question: Question, answer: Answer, asker: Person) -> Message:
    """Return what the owner of an unknown reads: when it is handed to them, and when it is due."""
    facts = {"project": project, "question": question, "answer": answer, "asker": asker}
    button = blocks.button(words.label("interview.unknown_answer"), Do.UNKNOWN_ANSWER, str(answer.id), style="primary")
    return blocks.message(words.say(name, facts), blocks.actions([button]))


def change_settled(words: Words, project: Project, question: Question, *, taken: bool) -> Message:
    """Return what the author of a proposed change reads once the facilitator has decided."""
    facts = {"project": project, "question": question, "taken": taken}
    return blocks.message(words.say("notices/change_settled", facts))
