"""People of a workspace: whoever the bot has met."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Update, select, update

from facilitation.model import Person
from storage.database import Transaction
from storage.models import PersonRow
from storage.rows import FRESH, insert_new

_UNKNOWN_ZONE = "UTC"


def ensure(tx: Transaction, ws: int, slack_id: str) -> Person:
    """Return the person, made if need be: called by their Slack id, in UTC, until their profile is known."""
    row = _one(tx, ws, PersonRow.slack_id == slack_id)
    if row is None:
        insert_new(tx, PersonRow, workspace_id=ws, slack_id=slack_id, tz=_UNKNOWN_ZONE, home_opened=False)
        row = _one(tx, ws, PersonRow.slack_id == slack_id)
    if row is None:
        raise LookupError(f"person {slack_id} vanished from workspace {ws}")
    return person_of(row)


def by_slack_id(tx: Transaction, ws: int, slack_id: str) -> Person | None:
    """Return the person with this Slack id, if the bot has met them."""
    row = _one(tx, ws, PersonRow.slack_id == slack_id)
    return None if row is None else person_of(row)


def by_id(tx: Transaction, ws: int, person_id: int) -> Person:
    """Return the person; raises LookupError if the workspace has none of this id."""
    row = _one(tx, ws, PersonRow.id == person_id)
    if row is None:
        raise LookupError(f"no person {person_id} in workspace {ws}")
    return person_of(row)


def names(tx: Transaction, ws: int, slack_ids: Iterable[str]) -> dict[str, str]:
    """Return names by Slack id, of those among `slack_ids` whose real name is known."""
    wanted = set(slack_ids)
    if not wanted:
        return {}
    rows = tx.execute(
        select(PersonRow.slack_id, PersonRow.name).where(
            PersonRow.workspace_id == ws, PersonRow.slack_id.in_(wanted), PersonRow.name.is_not(None)
        )
    )
    return {row.slack_id: row.name for row in rows if row.name is not None}


def update_profile(tx: Transaction, ws: int, slack_id: str, *, name: str, tz: str, now: datetime) -> Person:
    """Record what Slack says about somebody, and return them; empty `name` or `tz` keep what was known."""
    person = ensure(tx, ws, slack_id)
    values: dict[str, object] = {"profile_at": now}
    if name:
        values["name"] = name
    if tz:
        values["tz"] = tz
    tx.execute(_change(ws, person.id).values(**values))
    return by_id(tx, ws, person.id)


def set_dm_channel(tx: Transaction, ws: int, person_id: int, channel: str | None) -> None:
    """Record the DM with the person; None when it turned out not to reach them."""
    tx.execute(_change(ws, person_id).values(dm_channel=channel))


def by_dm_channel(tx: Transaction, ws: int, channel: str) -> Person | None:
    """Return the person whose DM with the bot this channel is."""
    row = _one(tx, ws, PersonRow.dm_channel == channel)
    return None if row is None else person_of(row)


def mark_home_opened(tx: Transaction, ws: int, person_id: int) -> None:
    """Record that the person has opened App Home."""
    tx.execute(_change(ws, person_id).values(home_opened=True))


def person_of(row: PersonRow) -> Person:
    """Return the record of a row."""
    return Person(
        id=row.id,
        workspace_id=row.workspace_id,
        slack_id=row.slack_id,
        name=row.name or row.slack_id,
        tz=row.tz,
        dm_channel=row.dm_channel,
        home_opened=row.home_opened,
    )


def _one(tx: Transaction, ws: int, condition: ColumnElement[bool]) -> PersonRow | None:
    query = select(PersonRow).where(PersonRow.workspace_id == ws, condition).order_by(PersonRow.id).limit(1)
    return tx.scalar(query, execution_options=FRESH)


def _change(ws: int, person_id: int) -> Update:
    return update(PersonRow).where(PersonRow.workspace_id == ws, PersonRow.id == person_id)
