"""An answer moved on from is judged: a weak one is asked back, what came too early is offered for parking."""

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, member_of, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from bot.use_cases.places import Place, Probe
from facilitation.errors import Refusal
from facilitation.export import parked_for
from facilitation.judging import Judgement, Rules, judge, of_today
from facilitation.model import Answer, AnswerState, Member, ParkedIdea, Project
from facilitation.probing import WISHES, may_probe
from facilitation.roles import INTERVIEWED, Action
from storage import answers, audit, members, parked, people
from storage.database import Transaction


def probe(tx: Transaction, services: Services, place: Place, answer: Answer) -> Probe | None:
    """Return what to ask back, and note that it was; None for an answer that stands, or after enough probes."""
    interview, most = place.interview, services.settings.probes
    if interview.probes >= most or not may_probe(interview.probes, answer.probed, answer.version):
        return None
    judgement = judged(tx, services, place.member, answer)
    if judgement.reason is None:
        return None
    answers.mark_probed(tx, place.project.workspace_id, answer.id, answer.version)
    return Probe(judgement.reason, answer.probed > 0)


def offer_parking(tx: Transaction, services: Services, place: Place, answer: Answer) -> None:
    """Offer the author to park what in the answer speaks of how or when; once per version, nothing twice."""
    if drifting(tx, services, place.member, answer):
        now = services.clock.now()
        key = f"{answer.id}:{answer.version}"
        facts = {"answer": answer.id, "question": answer.question_id}
        notices.to_interviewee(tx, Kind.DRIFT, place.interview, place.person, place.project, key=key, now=now, **facts)


def drifting(tx: Transaction, services: Services, member: Member, answer: Answer) -> tuple[str, ...]:
    """Return the sentences of an answer that speak of how or when and are still to be parked."""
    done = {idea.text for idea in parked.of_project(tx, member.person.workspace_id, answer.project_id)}
    sentences = judged(tx, services, member, answer).drift_sentences
    return tuple(sentence for sentence in sentences if sentence not in done)


def judged(tx: Transaction, services: Services, member: Member, answer: Answer) -> Judgement:
    """Return the judgement of an answer, beside what its author answered to other questions."""
    role = next((each.value for each in INTERVIEWED if each in member.roles), "")
    found = answers.of_interview(tx, member.person.workspace_id, answer.interview_id).values()
    others = [each for each in found if each.state is AnswerState.GIVEN and each.question_id != answer.question_id]
    rules = services.words.judging
    earlier = [text for each in others if (text := _stated(rules, each))] if _stated(rules, answer) else []
    return judge(rules, answer.question_id, role, answer.text, earlier)


def _stated(rules: Rules, answer: Answer) -> str:
    """Return what of an answer says how things are: of a wish, only what it says of today."""
    return of_today(rules, answer.text) if answer.question_id in WISHES else answer.text


def park_answer(services: Services, caller: Caller, answer_id: int) -> list[ParkedIdea]:
    """Park what in the caller's own answer came too early; the answer stays. Empty: it was parked already.

    Raises Refusal `not_yours`, and those of `project_by_id`.
    """
    with services.database.transaction() as tx:
        answer = answers.by_id(tx, caller.ws, answer_id)
        member = members.by_id(tx, caller.ws, answer.member_id) if answer else None
        if answer is None or member is None or member.person.slack_id != caller.slack_id:
            raise Refusal("not_yours")
        project = project_by_id(tx, caller, answer.project_id)
        return [
            _park(tx, services, project, member, sentence, member.person.id, answer.question_id, None)
            for sentence in drifting(tx, services, member, answer)
        ]


def park_message(services: Services, caller: Caller, text: str, author: str, link: str | None) -> ParkedIdea:
    """Park a channel message as an idea of its author. The same message twice is parked once.

    Raises Refusal `nothing_to_park` for one without words, and those of `project_here` and `require`.
    """
    if not text.strip():
        raise Refusal("nothing_to_park")
    with services.database.transaction() as tx:
        project = project_here(tx, caller)
        member = require(tx, caller, project, Action.PARK)
        person = people.ensure(tx, caller.ws, author)
        return _park(tx, services, project, member, text.strip(), person.id, None, link)


def show_parked(services: Services, caller: Caller, name: str = "") -> tuple[Project, list[ParkedIdea]]:
    """Return the ideas that wait for the research review, as far as the caller may see them.

    Refusals of `project_here`.
    """
    with services.database.reading() as tx:
        project = project_here(tx, caller, name)
        ideas = parked.of_project(tx, caller.ws, project.id)
        return project, list(parked_for(member_of(tx, caller, project), project, ideas))


def _park(
    tx: Transaction,
    services: Services,
    project: Project,
    by: Member,
    text: str,
    author_id: int,
    question_id: str | None,
    link: str | None,
) -> ParkedIdea:
    now, ws = services.clock.now(), project.workspace_id
    before = {idea.id for idea in parked.of_project(tx, ws, project.id)}
    idea = parked.add(
        tx,
        ws=ws,
        project_id=project.id,
        text=text,
        author_id=author_id,
        question_id=question_id,
        now=now,
        link=link,
    )
    if idea.id not in before:
        audit.append(
            tx,
            ws=ws,
            project_id=project.id,
            actor_id=by.person.id,
            action="parked",
            before=None,
            after={"idea": idea.id, "text": text},
            at=now,
        )
    return idea
