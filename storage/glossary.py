"""The project's own words."""

from datetime import datetime

from sqlalchemy import Select, delete, select

from facilitation.glossary import GlossaryWord, key_of
from storage import projects
from storage.database import Transaction
from storage.models import GlossaryRow
from storage.people import person_of
from storage.rows import FRESH, insert


def put(
    tx: Transaction, *, ws: int, project_id: int, word: str, meaning: str, arbiter_id: int, now: datetime
) -> GlossaryWord:
    """Record what a word means and who (a person's id) arbitrates, and return it; a word stands once.

    Raises LookupError without the project.
    """
    if projects.by_id(tx, ws, project_id, lock=True) is None:  # locked: a repeat at this moment waits, then sees it
        raise LookupError(f"no project {project_id} in workspace {ws}")
    row = _row(tx, ws, project_id, key_of(word))
    if row is None:
        row = insert(
            tx,
            GlossaryRow(
                workspace_id=ws,
                project_id=project_id,
                key=key_of(word),
                word=word,
                meaning=meaning,
                arbiter_id=arbiter_id,
                at=now,
                updated_at=now,
            ),
        )
    elif (row.word, row.meaning, row.arbiter_id) != (word, meaning, arbiter_id):
        row.word, row.meaning, row.arbiter_id, row.updated_at = word, meaning, arbiter_id, now
        tx.flush()
    tx.refresh(row)
    return _word(row)


def of_project(tx: Transaction, ws: int, project_id: int) -> list[GlossaryWord]:
    """Return the project's words in the order of the alphabet."""
    rows = tx.scalars(_query(ws, project_id), execution_options=FRESH)
    return sorted((_word(row) for row in rows), key=lambda word: key_of(word.word))  # not as each database sorts


def by_word(tx: Transaction, ws: int, project_id: int, word: str) -> GlossaryWord | None:
    """Return a word of the project, whatever its capitals, or None."""
    row = _row(tx, ws, project_id, key_of(word))
    return None if row is None else _word(row)


def by_id(tx: Transaction, ws: int, word_id: int) -> GlossaryWord | None:
    """Return a word, or None."""
    query = select(GlossaryRow).where(GlossaryRow.workspace_id == ws, GlossaryRow.id == word_id)
    row = tx.scalar(query, execution_options=FRESH)
    return None if row is None else _word(row)


def remove(tx: Transaction, ws: int, word_id: int) -> bool:
    """Take a word off; False when it is gone already. What it meant stays in the audit."""
    gone = delete(GlossaryRow).where(GlossaryRow.workspace_id == ws, GlossaryRow.id == word_id)
    return tx.scalar(gone.returning(GlossaryRow.id)) is not None


def _row(tx: Transaction, ws: int, project_id: int, key: str) -> GlossaryRow | None:
    return tx.scalar(_query(ws, project_id).where(GlossaryRow.key == key), execution_options=FRESH)


def _query(ws: int, project_id: int) -> Select[GlossaryRow]:
    return select(GlossaryRow).where(GlossaryRow.workspace_id == ws, GlossaryRow.project_id == project_id)


def _word(row: GlossaryRow) -> GlossaryWord:
    return GlossaryWord(
        id=row.id,
        project_id=row.project_id,
        word=row.word,
        meaning=row.meaning,
        arbiter=person_of(row.arbiter),
        at=row.at,
    )
