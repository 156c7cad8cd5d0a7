"""Agreed answers: after the reveal the facilitator records one per question, by picking, merging or writing it."""

from collections.abc import Sequence

from bot.services import Services
from bot.text import Typed
from bot.use_cases.access import Caller, project_by_id, project_here, require
from bot.use_cases.baseline import guard
from facilitation.errors import Refusal
from facilitation.facts import Draft
from facilitation.model import AgreedAnswer, Answer, AnswerState, Member, Project
from facilitation.roles import Action
from storage import agreed, answers, audit, members, people
from storage.database import Transaction


def pick(services: Services, caller: Caller, answer_id: int) -> AgreedAnswer:
    """Record one member's answer as the agreed one. Refusals as `record`."""
    with services.database.transaction() as tx:
        answer = answers.by_id(tx, caller.ws, answer_id)
        if answer is None:
            raise Refusal("not_yours")
        project, member = _may(tx, caller, answer.project_id, gone="not_yours")
        if answer.state is not AnswerState.GIVEN or not answer.text.strip():
            raise Refusal("nothing_to_agree")
        author = members.by_id(tx, caller.ws, answer.member_id)
        by = tuple(dict.fromkeys([member.person.id, author.person.id]))
        return _record(tx, services, project, member, answer.question_id, answer.text, (author.id,), by)


def merge(services: Services, caller: Caller, project_id: int, question_id: str) -> AgreedAnswer:
    """Record all members' answers to a question together, each under its author's name. Refusals as `record`."""
    with services.database.transaction() as tx:
        project, member = _may(tx, caller, project_id)
        given = _given(tx, project, question_id)
        if not given:
            raise Refusal("nothing_to_agree")
        authors = [members.by_id(tx, caller.ws, answer.member_id) for answer in given]
        text = _merged(authors, given)
        by = tuple(dict.fromkeys([member.person.id, *(author.person.id for author in authors)]))
        sources = tuple(author.id for author in authors)
        return _record(tx, services, project, member, question_id, text, sources, by)


def draft(services: Services, caller: Caller, project_id: int, question_id: str) -> Draft:
    """Return what the form starts from: the agreed answer as it stands, else the members' answers together."""
    with services.database.reading() as tx:
        project, member = _may(tx, caller, project_id)
        if question_id not in services.words.pack:
            raise Refusal("no_such_question", typed=question_id)
        standing = agreed.current(tx, caller.ws, project.id).get(question_id)
        given = _given(tx, project, question_id)
        authors = [members.by_id(tx, caller.ws, answer.member_id) for answer in given]
        text = standing.text if standing else _merged(authors, given)
        by = [people.by_id(tx, caller.ws, person_id).slack_id for person_id in standing.agreed_by] if standing else []
        return Draft(project, services.words.pack[question_id], text, tuple(by or [member.person.slack_id]))


def record(
    services: Services, caller: Caller, project_id: int, question_id: str, text: Typed, agreed_by: Sequence[str] = ()
) -> AgreedAnswer:
    """Record what the facilitator wrote as the agreed answer; the same again changes nothing.

    Raises Refusal `not_revealed`, `agreed_empty` (field "text"), `no_such_question`, and those of `require`.
    """
    with services.database.transaction() as tx:
        project, member = _may(tx, caller, project_id)
        return _write(tx, services, caller, project, member, question_id, text, agreed_by)


def draft_here(services: Services, caller: Caller, number: str) -> Draft:
    """Return what the form for question `number` ("7" or "Q7") starts from. Refusals as `record_here`, `draft`."""
    with services.database.reading() as tx:
        project, _ = _may(tx, caller, project_here(tx, caller).id)
        question_id = _numbered(services, number)
    return draft(services, caller, project.id, question_id)


def record_here(services: Services, caller: Caller, number: str, text: Typed) -> AgreedAnswer:
    """Record an agreed answer to question `number` ("7" or "Q7"), typed in the project's channel or DM.

    Refusals as `record` and `project_here`.
    """
    with services.database.transaction() as tx:
        project, member = _may(tx, caller, project_here(tx, caller).id)
        question_id = _numbered(services, number)
        return _write(tx, services, caller, project, member, question_id, text, ())


def _write(
    tx: Transaction,
    services: Services,
    caller: Caller,
    project: Project,
    member: Member,
    question_id: str,
    text: Typed,
    agreed_by: Sequence[str],
) -> AgreedAnswer:
    if question_id not in services.words.pack:
        raise Refusal("no_such_question", typed=question_id)
    if not text.text.strip():
        raise Refusal("agreed_empty", field="text")
    by = tuple(people.ensure(tx, caller.ws, slack_id).id for slack_id in agreed_by) or (member.person.id,)
    sources = tuple(answer.member_id for answer in _given(tx, project, question_id))
    return _record(tx, services, project, member, question_id, text.text.strip(), sources, by)


def _numbered(services: Services, number: str) -> str:
    question_id = f"Q{number.upper().removeprefix('Q')}"
    if question_id not in services.words.pack:
        raise Refusal("no_such_question", typed=number)
    return question_id


def _may(tx: Transaction, caller: Caller, project_id: int, *, gone: str = "no_project") -> tuple[Project, Member]:
    project = project_by_id(tx, caller, project_id, gone=gone)
    member = require(tx, caller, project, Action.AGREE)
    if project.revealed_at is None:
        raise Refusal("not_revealed")
    guard(tx, project)
    return project, member


def _given(tx: Transaction, project: Project, question_id: str) -> list[Answer]:
    return [
        answer
        for answer in answers.of_project(tx, project.workspace_id, project.id)
        if answer.question_id == question_id and answer.state is AnswerState.GIVEN and answer.text.strip()
    ]


def _merged(authors: Sequence[Member], given: Sequence[Answer]) -> str:
    if len(given) == 1:
        return given[0].text
    return "\n\n".join(f"{author.person.name}: {answer.text}" for author, answer in zip(authors, given, strict=True))


def _record(
    tx: Transaction,
    services: Services,
    project: Project,
    member: Member,
    question_id: str,
    text: str,
    sources: tuple[int, ...],
    agreed_by: tuple[int, ...],
) -> AgreedAnswer:
    now, ws = services.clock.now(), project.workspace_id
    before = agreed.current(tx, ws, project.id).get(question_id)
    after = agreed.record(
        tx,
        ws=ws,
        project_id=project.id,
        question_id=question_id,
        text=text,
        sources=sources,
        agreed_by=agreed_by,
        recorded_by=member.person.id,
        now=now,
    )
    if before is None or after.version != before.version:
        audit.append(
            tx,
            ws=ws,
            project_id=project.id,
            actor_id=member.person.id,
            action="agreed",
            before={"question": question_id, "version": before.version if before else 0},
            after={"question": question_id, "version": after.version},
            at=now,
        )
    return after
