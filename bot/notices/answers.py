"""Notices about answers once they are common, and the brief."""

from dataclasses import replace

from bot.notices.case import Case, Drop, File, Outgoing
from bot.use_cases import brief as brief_use_case
from bot.views import answers as answers_view
from bot.views import brief as brief_view
from bot.views import notices as view
from facilitation.model import AnswerState
from storage import answers


def change_proposed(case: Case) -> Outgoing:
    answer, author = case.answer()
    wanted = case.notice.subject["version"]
    found = [v for v in answers.versions(case.tx, case.notice.workspace_id, answer.id) if v.id == wanted and v.proposed]
    if not found:
        raise Drop("the change was settled already")
    words, question = case.services.words, case.services.words.pack[answer.question_id]
    return Outgoing(answers_view.change_proposed(words, case.project, question, author.person, answer, found[0]))


def change_settled(case: Case) -> Outgoing:
    answer, _ = case.answer()
    question, taken = case.services.words.pack[answer.question_id], bool(case.notice.subject["taken"])
    return Outgoing(view.change_settled(case.services.words, case.project, question, taken=taken))


def revealed(case: Case) -> Outgoing:
    found = answers.of_project(case.tx, case.project.workspace_id, case.project.id)
    given = [answer for answer in found if answer.state is AnswerState.GIVEN and answer.text]
    people_count = len({answer.member_id for answer in given})
    return Outgoing(answers_view.revealed(case.services.words, case.project, people_count, len(given)))


def brief(case: Case) -> Outgoing:
    words = case.services.words
    brief = brief_use_case.load(case.tx, case.services, case.project)
    first, *more = brief_view.messages(words, brief)
    file = File(
        brief_view.file_name(brief),
        words.label("brief.file_title", {"project": brief.project}),
        brief_view.document(words, brief),
        brief_view.as_text(words, brief),
    )
    return replace(Outgoing(first), more=tuple(more), files=(file,))
