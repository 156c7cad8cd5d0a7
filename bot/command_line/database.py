"""Opening the database from the command line, and `whyfirst migrate`."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.command_line.configured import settings
from bot.command_line.output import Trouble, say
from bot.doctor import DATABASE_ERRORS, database_trouble
from storage.database import Database

_UP_TO_DATE = "The database is up to date."


@contextmanager
def database_errors_told() -> Iterator[None]:
    """Turn trouble with the database inside the block into Trouble with a sentence."""
    try:
        yield
    except DATABASE_ERRORS as error:
        raise Trouble(database_trouble(error)) from error


def bring_up_to_date(url: str) -> list[str]:
    """Make the pending changes to the tables, and the file if there is none; return them. Raises Trouble."""
    with database_errors_told():
        database = Database(url)
        pending = database.pending_migrations()
        if pending:
            database.migrate()
        database.dispose()
    return pending


def migrate() -> None:
    """Make the pending changes and say which. Raises Trouble."""
    made = bring_up_to_date(settings().database_url)
    say(f"Made: {', '.join(made)}." if made else _UP_TO_DATE)


def check() -> None:
    """Say that nothing is pending. Raises Trouble when something is."""
    with database_errors_told():
        pending = Database(settings().database_url).pending_migrations()
    if pending:
        raise Trouble(f"Still to be made: {', '.join(pending)}. Run: whyfirst migrate")
    say(_UP_TO_DATE)
