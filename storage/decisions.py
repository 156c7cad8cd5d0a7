"""Decisions: numbered within their project, each replaced by one other at most."""

from datetime import date, datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import aliased

from facilitation.decisions import Decision, Written
from storage import projects
from storage.database import Transaction
from storage.models import DecisionRow, ProjectRow
from storage.rows import FRESH, insert


def record(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    written: Written,
    decided_on: date,
    replaces_id: int | None,
    poll_id: int | None,
    dissent: str,
    source: str | None,
    recorded_by: int,
    now: datetime,
) -> Decision:
    """Record a decision under the next number and return it; from one `source` it is recorded once.

    Look before whether `replaces_id` still stands: a second decision in its place raises IntegrityError.
    Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked, so that no number is given twice
        raise LookupError(f"no project {project_id} in workspace {ws}")
    standing = by_source(tx, ws, project_id, source) if source is not None else None
    if standing is not None:
        return standing
    highest = select(func.max(DecisionRow.number)).where(
        DecisionRow.workspace_id == ws, DecisionRow.project_id == project_id
    )
    row = DecisionRow(
        workspace_id=ws,
        project_id=project_id,
        number=(tx.scalar(highest) or 0) + 1,
        dissent=dissent,
        decided_on=decided_on,
        replaces_id=replaces_id,
        poll_id=poll_id,
        source=source,
        recorded_by=recorded_by,
        at=now,
        updated_at=now,
    )
    _write(row, written)
    return _decision(insert(tx, row))


def correct(tx: Transaction, *, ws: int, decision_id: int, written: Written, now: datetime) -> Decision | None:
    """Write a decision anew and return it; None when there is none. A new review day is reminded of anew."""
    row = tx.scalar(_query(ws).where(DecisionRow.id == decision_id).with_for_update(), execution_options=FRESH)
    if row is None:
        return None
    if row.review_on != written.review_on:
        row.reminded_at = None
    _write(row, written)
    row.updated_at = now
    tx.flush()
    return _decision(row)


def by_id(tx: Transaction, ws: int, decision_id: int) -> Decision | None:
    """Return a decision, or None."""
    return _first(tx, _query(ws).where(DecisionRow.id == decision_id))


def by_number(tx: Transaction, ws: int, project_id: int, number: int) -> Decision | None:
    """Return the project's decision of this number, or None."""
    return _first(tx, _query(ws).where(DecisionRow.project_id == project_id, DecisionRow.number == number))


def by_source(tx: Transaction, ws: int, project_id: int, source: str) -> Decision | None:
    """Return what was recorded from a form, message or poll, or None."""
    return _first(tx, _query(ws).where(DecisionRow.project_id == project_id, DecisionRow.source == source))


def replacing(tx: Transaction, ws: int, decision_id: int) -> Decision | None:
    """Return the decision that replaced this one, or None while it stands."""
    return _first(tx, _query(ws).where(DecisionRow.replaces_id == decision_id))


def of_project(tx: Transaction, ws: int, project_id: int) -> list[Decision]:
    """Return the project's decisions, the newest first."""
    query = _query(ws).where(DecisionRow.project_id == project_id)
    return [_decision(row) for row in tx.scalars(query, execution_options=FRESH)]


def latest_baseline_change(tx: Transaction, ws: int, project_id: int, after: datetime | None) -> Decision | None:
    """Return the newest decision that stands and changes the baseline, made later than `after` (None: ever)."""
    later = aliased(DecisionRow)
    query = _query(ws).where(
        DecisionRow.project_id == project_id,
        DecisionRow.changes_baseline,
        ~select(later.id).where(later.workspace_id == ws, later.replaces_id == DecisionRow.id).exists(),
    )
    return _first(tx, query if after is None else query.where(DecisionRow.at > after))


def review_due(tx: Transaction, day: date, *, limit: int) -> list[Decision]:
    """Return decisions of any workspace to be looked at again on `day` or earlier, of which nobody was reminded yet.

    The longest due first; none of an archived project.
    """
    query = (
        select(DecisionRow)
        .join(ProjectRow, ProjectRow.id == DecisionRow.project_id)
        .where(DecisionRow.review_on <= day, DecisionRow.reminded_at.is_(None), ProjectRow.archived_at.is_(None))
        .order_by(DecisionRow.review_on, DecisionRow.id)
        .limit(limit)
    )
    return [_decision(row) for row in tx.scalars(query, execution_options=FRESH)]


def mark_reminded(tx: Transaction, ws: int, decision_id: int, now: datetime) -> None:
    """Record that whoever recorded the decision was reminded of its review."""
    tx.execute(
        update(DecisionRow)
        .where(DecisionRow.workspace_id == ws, DecisionRow.id == decision_id, DecisionRow.reminded_at.is_(None))
        .values(reminded_at=now)
    )


def _write(row: DecisionRow, written: Written) -> None:
    row.what, row.why, row.turned_down = written.what, written.why, written.turned_down
    row.decided_by, row.links = list(written.decided_by), list(written.links)
    row.review_on, row.changes_baseline = written.review_on, written.changes_baseline


def _query(ws: int) -> Select[DecisionRow]:
    return select(DecisionRow).where(DecisionRow.workspace_id == ws).order_by(DecisionRow.number.desc())


def _first(tx: Transaction, query: Select[DecisionRow]) -> Decision | None:
    row = tx.scalar(query.limit(1), execution_options=FRESH)
    return None if row is None else _decision(row)


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        id=row.id,
        workspace_id=row.workspace_id,
        project_id=row.project_id,
        number=row.number,
        what=row.what,
        why=row.why,
        turned_down=row.turned_down,
        decided_by=tuple(row.decided_by),
        dissent=row.dissent,
        links=tuple(row.links),
        decided_on=row.decided_on,
        review_on=row.review_on,
        replaces_id=row.replaces_id,
        poll_id=row.poll_id,
        changes_baseline=row.changes_baseline,
        recorded_by=row.recorded_by,
        at=row.at,
        updated_at=row.updated_at,
    )
