"""Parked ideas."""

from datetime import datetime

from sqlalchemy import Select, select

from facilitation.model import ParkedIdea
from storage import projects
from storage.database import Transaction
from storage.models import ParkedIdeaRow
from storage.people import person_of
from storage.rows import FRESH, insert


def add(
    tx: Transaction,
    *,
    ws: int,
    project_id: int,
    text: str,
    author_id: int,
    question_id: str | None,
    now: datetime,
    link: str | None = None,
) -> ParkedIdea:
    """Park an idea and return it; the same words of the same person (`author_id`) are parked once.

    Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked: a repeat at this moment waits, then sees it
        raise LookupError(f"no project {project_id} in workspace {ws}")
    query = _query(ws, project_id).where(ParkedIdeaRow.author_id == author_id, ParkedIdeaRow.text == text)
    row = tx.scalar(query.limit(1), execution_options=FRESH)
    if row is None:
        row = insert(
            tx,
            ParkedIdeaRow(
                workspace_id=ws,
                project_id=project_id,
                text=text,
                author_id=author_id,
                question_id=question_id,
                link=link,
                at=now,
            ),
        )
        tx.refresh(row)
    return _idea(row)


def of_project(tx: Transaction, ws: int, project_id: int) -> list[ParkedIdea]:
    """Return the project's parked ideas, the oldest first."""
    return [_idea(row) for row in tx.scalars(_query(ws, project_id), execution_options=FRESH)]


def _query(ws: int, project_id: int) -> Select[ParkedIdeaRow]:
    return (
        select(ParkedIdeaRow)
        .where(ParkedIdeaRow.workspace_id == ws, ParkedIdeaRow.project_id == project_id)
        .order_by(ParkedIdeaRow.id)
    )


def _idea(row: ParkedIdeaRow) -> ParkedIdea:
    return ParkedIdea(
        id=row.id,
        project_id=row.project_id,
        text=row.text,
        author=person_of(row.author),
        at=row.at,
        question_id=row.question_id,
        link=row.link,
    )
