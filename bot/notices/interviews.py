"""Notices of an interview: to the person asked, to the facilitator, to owners of unknowns."""

from collections.abc import Callable
from dataclasses import replace

from bot.notices.case import Case, Drop, Outgoing
from bot.use_cases import judging, unknowns
from bot.use_cases import loose as loose_use_case
from bot.use_cases.access import facilitator_of
from bot.use_cases.places import Probe
from bot.views import interview as interview_view
from bot.views import notices as view
from bot.views.blocks import Message
from facilitation.interview import OPEN
from facilitation.judging import Reason
from facilitation.model import InterviewState
from facilitation.questions import further_questions
from storage import answers, loose


def invite(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state is not InterviewState.INVITED:
        raise Drop("the interview has begun already")
    by = facilitator_of(case.tx, case.project.workspace_id, case.project)
    message = view.invite(case.services.words, case.project, member, interview, by, case.settled(interview))
    return Outgoing(message, interview.thread_ts)


def thread_invite(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state not in OPEN:
        raise Drop("the interview is over")
    settled = case.settled(interview)
    return Outgoing(view.thread_invite(case.services.words, case.project, member, interview, settled))


def unreachable(case: Case) -> Outgoing:
    gone = bool(case.notice.subject["gone"])
    return Outgoing(view.unreachable(case.services.words, case.project, case.person("who"), gone=gone))


def question(case: Case) -> Outgoing:
    interview, _ = case.interview()
    if interview.state is not InterviewState.ACTIVE or interview.visit != case.notice.subject["visit"]:
        raise Drop("the interview has moved on")
    asked = case.services.words.pack[interview.question_id]
    probe = _probe(case)
    if probe is not None:
        message = interview_view.probe(case.services.words, interview, asked, probe.reason, again=probe.again)
        return Outgoing(message, interview.thread_ts)
    answer = answers.of_interview(case.tx, interview.workspace_id, interview.id).get(asked.id)
    message = interview_view.question(case.services.words, case.project, interview, asked, answer)
    return Outgoing(message, interview.thread_ts)


def drift(case: Case) -> Outgoing:
    """Offer to park what in an answer speaks of how or when."""
    answer, author = case.answer()
    sentences = judging.drifting(case.tx, case.services, author, answer)
    if not sentences:
        raise Drop("parked already, or the answer has changed")
    message = interview_view.drift(case.services.words, case.project, answer, sentences)
    return Outgoing(message, case.notice.subject.get("thread_ts"))


def finished(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state is not InterviewState.FINISHED:
        raise Drop("the interview goes on")
    words, ws = case.services.words, interview.workspace_id
    given = list(answers.of_interview(case.tx, ws, interview.id).values())
    facilitator = facilitator_of(case.tx, ws, case.project)
    more = len(further_questions(words.pack, member.roles, interview.plan))
    message = interview_view.finished(words, case.project, interview, given, facilitator, more)
    return Outgoing(message, interview.thread_ts)


def loose_message(case: Case) -> Outgoing:
    ws, person, kept = case.notice.workspace_id, case.person("person"), case.notice.subject["loose"]
    messages = loose_use_case.asked_together(case.tx, ws, person.id, kept)
    if not messages or messages[-1].id != kept:
        raise Drop("it is settled, or was taken back")
    if any(m.id > kept and m.channel == messages[-1].channel for m in loose.of_person(case.tx, ws, person.id)):
        raise Drop("a later message asks about both")
    interview, _ = case.interview()
    question = case.services.words.pack[case.notice.subject["question"]]
    text = "\n".join(message.text for message in messages)
    message = interview_view.loose(case.services.words, case.project, interview, question, kept, text)
    return Outgoing(message, case.notice.subject.get("thread_ts"))


def nudge(case: Case) -> Outgoing:
    interview, member = case.interview()
    if interview.state not in OPEN or case.settled(interview) >= len(interview.plan):
        raise Drop("nothing is left to remind of")
    if interview.window_ends_at <= case.services.clock.now():
        raise Drop("the time to answer is over")
    message = view.nudge(case.services.words, case.project, member, interview, case.settled(interview))
    return Outgoing(message, interview.thread_ts)


def window_over(case: Case) -> Outgoing:
    missing = case.waiting_for()
    if case.project.revealed_at is not None or not missing:
        raise Drop("nobody is missing any more")
    return Outgoing(view.facilitator_turn(case.services.words, "notices/window_over", case.project, missing))


def all_in(case: Case) -> Outgoing:
    if case.project.revealed_at is not None or case.waiting_for():
        raise Drop("revealed already, or somebody is still to answer")
    return Outgoing(view.facilitator_turn(case.services.words, "notices/all_in", case.project, []))


def name_unclear(case: Case) -> Outgoing:
    answer, author = case.answer()
    question = case.services.words.pack[answer.question_id]
    own = bool(case.notice.subject.get("own"))
    return Outgoing(view.name_unclear(case.services.words, case.project, question, author.person, own=own))


def named_self(case: Case) -> Outgoing:
    """Say to a sponsor who would be the champion what a facilitator says to that."""
    answer, _ = case.answer()
    question = case.services.words.pack[answer.question_id]
    message = interview_view.named_self(case.services.words, question, answer)
    return Outgoing(message, case.notice.subject.get("thread_ts"))


def unknown(name: str) -> Callable[[Case], Outgoing]:
    def composed(case: Case) -> Outgoing:
        answer, asker = case.answer()
        owner = answer.owner
        if owner is None or owner.id != case.notice.subject["person"]:
            raise Drop("somebody else finds it out")
        if unknowns.is_found(case.tx, case.notice.workspace_id, answer):
            raise Drop("it is known by now")
        question = case.services.words.pack[answer.question_id]
        return Outgoing(view.unknown(case.services.words, name, case.project, question, answer, asker.person))

    return composed


def revised(case: Case) -> Message | None:
    """Return what a question just posted looks like if it was answered or left meanwhile; None: as it was posted."""
    interview, _ = case.interview()
    words, asked = case.services.words, case.services.words.pack[case.notice.subject["question"]]
    probe = _probe(case)
    if interview.visit == case.notice.subject["visit"] and interview.state is InterviewState.ACTIVE:
        shown = interview_view.being_answered(words, case.project, interview, asked)
        return shown if interview.controls_ts and probe is None else None
    answer = answers.of_interview(case.tx, case.notice.workspace_id, interview.id).get(asked.id)
    at = interview.plan.index(asked.id) if asked.id in interview.plan else interview.at
    sentence = interview_view.asked_back(words, asked, probe.reason, again=probe.again) if probe else ""
    return interview_view.left(words, case.project, replace(interview, at=at), asked, answer, sentence=sentence)


def _probe(case: Case) -> Probe | None:
    """Return what a question's notice asks back, if it is a probe."""
    reason = case.notice.subject.get("probe")
    return None if reason is None else Probe(Reason(reason), bool(case.notice.subject.get("again")))
