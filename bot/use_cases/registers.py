"""The registers: assumptions and business rules, shown and added to. Changing them: `register_changes`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.services import Services
from bot.text import Typed
from bot.use_cases.access import Caller, project_by_id, project_here, require
from bot.use_cases.register_entries import (
    REVIEW_AFTER,
    USUAL_DAYS,
    check_day,
    check_rule,
    check_text,
    finish,
    load,
    owner_of,
)
from facilitation.capturing import Cues
from facilitation.errors import Refusal
from facilitation.model import Answer, AnswerState, AssumptionKind, Project
from facilitation.registers import OpenPoints, Registers, Saved, Strength, open_points
from facilitation.roles import Action
from facilitation.working_time import local_day, working_days_after
from storage import agreed, answers, assumptions, members, rules
from storage.database import Transaction


def show(services: Services, caller: Caller, name: str = "") -> Registers:
    """Return the registers of the project the caller means. Refusals of `project_here`."""
    with services.database.reading() as tx:
        return load(tx, caller, project_here(tx, caller, name))


def show_by_id(services: Services, caller: Caller, project_id: int) -> Registers:
    """Return the registers of this project. Refusals of `project_by_id`."""
    with services.database.reading() as tx:
        return load(tx, caller, project_by_id(tx, caller, project_id))


def may_add(services: Services, caller: Caller, project_id: int) -> Project:
    """Return this project if the caller may add to its registers. Refusals of `project_by_id` and `require`."""
    with services.database.reading() as tx:
        project = project_by_id(tx, caller, project_id)
        require(tx, caller, project, Action.ADD_TO_REGISTERS)
        return project


def may_add_here(services: Services, caller: Caller) -> Project:
    """Return the project the caller means if they may add to its registers. Refusals of `project_here`, `require`."""
    with services.database.reading() as tx:
        project = project_here(tx, caller)
        require(tx, caller, project, Action.ADD_TO_REGISTERS)
        return project


def answer_to_keep(services: Services, caller: Caller, answer_id: int, part: Callable[[Cues, str, str], str]) -> Answer:
    """Return an answer that the caller may keep in a register, with the `part` of its text that goes there.

    It is common by now.

    Raises Refusal `not_revealed`, `nothing_to_agree`, `not_yours`, and those of `require`.
    """
    with services.database.reading() as tx:
        answer = answers.by_id(tx, caller.ws, answer_id)
        if answer is None:
            raise Refusal("not_yours")
        project = project_by_id(tx, caller, answer.project_id, gone="not_yours")
        require(tx, caller, project, Action.ADD_TO_REGISTERS)
        if project.revealed_at is None:
            raise Refusal("not_revealed")
        if answer.state is not AnswerState.GIVEN or not answer.text.strip():
            raise Refusal("nothing_to_agree")
        text = part(services.words.capturing, answer.question_id, answer.text)
        return replace(answer, text=text or answer.text)


def assume(
    services: Services,
    caller: Caller,
    project_id: int,
    kind: AssumptionKind,
    text: Typed,
    owner: str | None = None,
    due_on: date | None = None,
    question_id: str | None = None,
) -> Saved:
    """Record an assumption; `owner` is a Slack id. The same again changes nothing.

    Raises Refusal with its field: `register_empty`, `register_too_long`, `owner_not_listed`, `unknown_day_past`.
    """
    said = check_text(text, "text")
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        member = require(tx, caller, project, Action.ADD_TO_REGISTERS)
        person = owner_of(tx, project, owner)
        day = check_day(services, member, due_on)
        if person is not None and day is None:
            day = working_days_after(local_day(services.clock.now(), person.tz), USUAL_DAYS)
        known = {each.id for each in assumptions.of_project(tx, caller.ws, project.id)}
        added = assumptions.add(
            tx,
            ws=caller.ws,
            project_id=project.id,
            kind=kind,
            text=said,
            now=services.clock.now(),
            owner_id=person.id if person else None,
            due_on=day,
            question_id=question_id,
        )
        return finish(tx, services, caller, project, member, None, added, changed=added.id not in known)


def rule(
    services: Services,
    caller: Caller,
    project_id: int,
    strength: Strength,
    text: Typed,
    reason: Typed,
    owner: str | None = None,
    review_on: date | None = None,
    question_id: str | None = None,
) -> Saved:
    """Record a business rule; `owner` is a Slack id. The same again changes nothing.

    Raises Refusal as `assume`, and `rule_needs_reason`.
    """
    said, why = check_rule(text, reason)
    with services.database.transaction() as tx:
        project = project_by_id(tx, caller, project_id)
        member = require(tx, caller, project, Action.ADD_TO_REGISTERS)
        person = owner_of(tx, project, owner)
        day = check_day(services, member, review_on)
        if person is not None and day is None:
            day = local_day(services.clock.now(), person.tz) + REVIEW_AFTER
        known = {each.id for each in rules.of_project(tx, caller.ws, project.id)}
        added = rules.add(
            tx,
            ws=caller.ws,
            project_id=project.id,
            strength=strength,
            text=said,
            reason=why,
            now=services.clock.now(),
            owner_id=person.id if person else None,
            review_on=day,
            question_id=question_id,
        )
        return finish(tx, services, caller, project, member, None, added, changed=added.id not in known)


def load_open_points(tx: Transaction, services: Services, project: Project) -> OpenPoints:
    """Return what is open beside the questions: unknown answers, assumptions and rules that nobody looks after."""
    ws = project.workspace_id
    return open_points(
        services.words.pack,
        project,
        members.of_project(tx, ws, project.id),
        answers.of_project(tx, ws, project.id),
        agreed.current(tx, ws, project.id),
        assumptions.of_project(tx, ws, project.id),
        rules.of_project(tx, ws, project.id),
    )
