"""`whyfirst manifest`: write the file from which Slack creates the app."""

from typing import Annotated

import typer

from bot import manifest
from bot.command_line.output import Trouble, say


def command(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if the file is out of date.")
    ] = False,
) -> None:
    """Write manifest.json from the table of scopes and events."""
    if not check:
        manifest.write()
        say(f"Wrote {manifest.FILE.name}: {_contents()}.")
    elif manifest.is_current():
        say(f"{manifest.FILE.name} is up to date: {_contents()}.")
    else:
        raise Trouble(f"{manifest.FILE.name} is out of date. Run: whyfirst manifest")


def _contents() -> str:
    return f"{len(manifest.BOT_SCOPES)} scopes, {len(manifest.BOT_EVENTS)} events"
