"""`whyfirst manifest`: the file from which Slack creates the app."""

from bot import manifest
from bot.command_line.output import Trouble, say


def write() -> None:
    """Write the file and say so."""
    manifest.write()
    say(f"Wrote {manifest.FILE.name}: {_contents()}.")


def check() -> None:
    """Say that the file is up to date. Raises Trouble when it is not."""
    if not manifest.is_current():
        raise Trouble(f"{manifest.FILE.name} is out of date. Run: whyfirst manifest")
    say(f"{manifest.FILE.name} is up to date: {_contents()}.")


def _contents() -> str:
    return f"{len(manifest.BOT_SCOPES)} scopes, {len(manifest.BOT_EVENTS)} events"
