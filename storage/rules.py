"""Business rules."""

from datetime import date, datetime

from sqlalchemy import Select, select, update

from facilitation.registers import BusinessRule, RuleStatus, Strength
from storage import projects
from storage.database import Transaction
from storage.models import BusinessRuleRow
from storage.people import person_of
from storage.rows import FRESH, insert


def add(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    strength: Strength,
    text: str,
    reason: str,
    now: datetime,
    owner_id: int | None = None,
    review_on: date | None = None,
    question_id: str | None = None,
) -> BusinessRule:
    """Record a rule that stands and return it; the same words are recorded once, unless they were retired.

    `owner_id` is a person's. Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked: a repeat at this moment waits, then sees it
        raise LookupError(f"no project {project_id} in workspace {ws}")
    query = _query(ws).where(
        BusinessRuleRow.project_id == project_id,
        BusinessRuleRow.text == text,
        BusinessRuleRow.status == RuleStatus.STANDING.value,
    )
    row = tx.scalar(query.limit(1), execution_options=FRESH)
    if row is None:
        row = insert(
            tx,
            BusinessRuleRow(
                workspace_id=ws,
                project_id=project_id,
                strength=strength.value,
                text=text,
                reason=reason,
                status=RuleStatus.STANDING.value,
                question_id=question_id,
                owner_id=owner_id,
                review_on=review_on,
                at=now,
                updated_at=now,
            ),
        )
        tx.refresh(row)
    return _rule(row)


def of_project(tx: Transaction, ws: int, project_id: int) -> list[BusinessRule]:
    """Return the project's rules, the oldest first, retired ones included."""
    query = _query(ws).where(BusinessRuleRow.project_id == project_id)
    return [_rule(row) for row in tx.scalars(query, execution_options=FRESH)]


def by_id(tx: Transaction, ws: int, rule_id: int, *, lock: bool = False) -> BusinessRule | None:
    """Return a rule, or None; locked against other changes if asked."""
    query = _query(ws).where(BusinessRuleRow.id == rule_id)
    query = query.with_for_update(of=BusinessRuleRow) if lock else query
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else _rule(row)


def change(
    tx: Transaction,
    *,
    ws: int,
    rule_id: int,
    strength: Strength,
    text: str,
    reason: str,
    owner_id: int | None,
    review_on: date | None,
    now: datetime,
) -> BusinessRule | None:
    """Set what a rule says and why, who looks after it, and when it is looked at again; None if there is none."""
    changed = (
        update(BusinessRuleRow)
        .where(BusinessRuleRow.workspace_id == ws, BusinessRuleRow.id == rule_id)
        .values(
            strength=strength.value,
            text=text,
            reason=reason,
            owner_id=owner_id,
            review_on=review_on,
            updated_at=now,
        )
    )
    found = tx.scalar(changed.returning(BusinessRuleRow.id))
    return None if found is None else by_id(tx, ws, found)


def set_status(tx: Transaction, *, ws: int, rule_id: int, status: RuleStatus, now: datetime) -> BusinessRule | None:
    """Set whether the rule stands, and return it; None if there is none or it stood so already."""
    changed = (
        update(BusinessRuleRow)
        .where(
            BusinessRuleRow.workspace_id == ws,
            BusinessRuleRow.id == rule_id,
            BusinessRuleRow.status != status.value,
        )
        .values(status=status.value, updated_at=now)
    )
    found = tx.scalar(changed.returning(BusinessRuleRow.id))
    return None if found is None else by_id(tx, ws, found)


def _query(ws: int) -> Select[BusinessRuleRow]:
    return select(BusinessRuleRow).where(BusinessRuleRow.workspace_id == ws).order_by(BusinessRuleRow.id)


def _rule(row: BusinessRuleRow) -> BusinessRule:
    return BusinessRule(
        id=row.id,
        project_id=row.project_id,
        strength=Strength(row.strength),
        text=row.text,
        reason=row.reason,
        status=RuleStatus(row.status),
        owner=None if row.owner is None else person_of(row.owner),
        review_on=row.review_on,
        at=row.at,
        question_id=row.question_id,
    )
