"""`/scope answers`: one's own until the reveal, everybody's after it; the reveal itself; changes proposed later."""

from bot.services import Services
from bot.use_cases import notices
from bot.use_cases.access import Caller, facilitator_of, member_of, project_by_id, project_here, require
from bot.use_cases.notices import Kind
from facilitation.errors import Refusal
from facilitation.facts import Answers, OnQuestion, Said
from facilitation.model import Answer, Interview, InterviewState, Member, Project
from facilitation.questions import still_missing
from facilitation.roles import Action, allowed
from storage import agreed, answers, audit, interviews, members, people, projects
from storage.database import Transaction


def show(services: Services, caller: Caller, name: str = "") -> Answers:
    """Return the answers of the project the caller means. Refusals of `project_here`."""
    with services.database.reading() as tx:
        return collect(tx, services, caller, project_here(tx, caller, name))


def show_by_id(services: Services, caller: Caller, project_id: int) -> Answers:
    """Return the answers of this project. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return collect(tx, services, caller, project_by_id(tx, caller, project_id))


def collect(tx: Transaction, services: Services, caller: Caller, project: Project) -> Answers:
    """Return the answers inside a transaction: before the reveal nobody sees another's (design §6)."""
    ws = caller.ws
    me = member_of(tx, caller, project)
    everyone = members.of_project(tx, ws, project.id, left=True)
    by_id = {member.id: member for member in everyone}
    asked = interviews.of_project(tx, ws, project.id)
    visible = [
        answer
        for answer in answers.of_project(tx, ws, project.id)
        if (me is not None and answer.member_id == me.id) or (project.revealed_at and answer.state != "draft")
    ]
    current = agreed.current(tx, ws, project.id)  # nothing is agreed before the reveal
    by_whom = {each.question_id: tuple(people.by_id(tx, ws, p) for p in each.agreed_by) for each in current.values()}
    shown = {answer.question_id for answer in visible} | set(current)
    if project.revealed_at and me and allowed(Action.AGREE, me.roles):
        shown |= set(still_missing(services.words.pack, current))  # so that each has its button to write one
    return Answers(
        project=project,
        caller=me,
        mine=next((iv for iv in asked if me and iv.member_id == me.id), None),
        questions=tuple(
            OnQuestion(
                question,
                tuple(Said(by_id[a.member_id], a) for a in visible if a.question_id == question.id),
                current.get(question.id),
                by_whom.get(question.id, ()),
            )
            for question in services.words.pack.questions
            if question.id in shown
        ),
        waiting_for=tuple(by_id[iv.member_id] for iv in asked if _is_open(iv)),
    )


def ask_to_reveal(services: Services, caller: Caller, project_id: int) -> tuple[Project, tuple[Member, ...]]:
    """Return the project and who has not finished. Raises Refusal `too_early` while the window is open for them."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        require(tx, caller, project, Action.REVEAL)
        return project, _check_reveal(tx, services, project)


def reveal(services: Services, caller: Caller, project_id: int) -> Project:
    """Make the private answers common, and say so in the channel. The second time changes nothing.

    Raises Refusal `too_early` while somebody still has time to answer, and those of `require`.
    """
    now = services.clock.now()
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        member = require(tx, caller, project, Action.REVEAL)
        if project.revealed_at is not None:
            return project
        _check_reveal(tx, services, project)
        projects.reveal(tx, caller.ws, project.id, now)
        audit.append(
            tx,
            ws=caller.ws,
            project_id=project.id,
            actor_id=member.person.id,
            action="revealed",
            before=None,
            after=None,
            at=now,
        )
        notices.to_channel(tx, Kind.REVEALED, project, key=str(project.id), now=now)
        return project


def settle_change(services: Services, caller: Caller, answer_id: int, version_id: int, *, take: bool) -> Answer | None:
    """Take or leave a change proposed after the reveal, and tell its author. None: it was settled already."""
    now = services.clock.now()
    with services.database.transaction() as tx:
        answer = answers.by_id(tx, caller.ws, answer_id)
        if answer is None:
            raise Refusal("not_yours")
        project = project_by_id(tx, caller, answer.project_id, gone="not_yours")
        by = require(tx, caller, project, Action.AGREE)
        if take:
            changed = answers.accept(tx, caller.ws, version_id, now)
        else:
            changed = answer if answers.decline(tx, caller.ws, version_id, now) else None
        if changed is None:
            return None
        audit.append(
            tx,
            ws=caller.ws,
            project_id=project.id,
            actor_id=by.person.id,
            action="change_taken" if take else "change_declined",
            before={"answer": answer.id, "version": answer.version},
            after={"answer": answer.id, "version": changed.version},
            at=now,
        )
        author = members.by_id(tx, caller.ws, answer.member_id).person
        key, facts = str(version_id), {"answer": answer.id, "taken": take, "asked": author.id == by.person.id}
        notices.to_person(tx, Kind.CHANGE_SETTLED, author, project, key=key, now=now, **facts)
        return changed


def _is_open(interview: Interview) -> bool:
    return interview.state not in (InterviewState.FINISHED, InterviewState.CLOSED)


def _check_reveal(tx: Transaction, services: Services, project: Project) -> tuple[Member, ...]:
    """Return who has not finished; they must have had their time (the window), else Refusal `too_early`."""
    ws, now = project.workspace_id, services.clock.now()
    missing = [iv for iv in interviews.of_project(tx, ws, project.id) if _is_open(iv)]
    who = tuple(members.by_id(tx, ws, iv.member_id) for iv in missing)
    still_open = [iv for iv in missing if now < iv.window_ends_at]
    if still_open:
        until = max(iv.window_ends_at for iv in still_open)
        facilitator = facilitator_of(tx, ws, project)
        raise Refusal("too_early", people=[m.person for m in who], until=until, tz=facilitator.tz)
    if not any(a.state != "draft" for a in answers.of_project(tx, ws, project.id)):
        raise Refusal("nothing_to_reveal")
    return who
