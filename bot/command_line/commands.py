"""Every command with its options. What it does is imported when it runs, so that help answers at once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Scenario(StrEnum):
    """What is already there when the local workspace opens."""

    EMPTY = "empty"
    HALFWAY = "halfway"


def try_it(
    scenario: Annotated[
        Scenario, typer.Option(help="empty: nothing yet; halfway: a project whose interviews are half done.")
    ] = Scenario.EMPTY,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the web page; 0 takes a free one.")] = 0,
    database: Annotated[
        str | None, typer.Option(help="Address of a database to keep; without it, a temporary one.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Talk to the bot in your browser: sample people, no Slack account, a clock that moves."""
    from bot.command_line.try_it import serve

    serve(scenario, port, database, browser)


def run(
    heartbeat: Annotated[
        Path | None,
        typer.Option(help="Touch this file every ten seconds while connected, for a health check."),
    ] = None,
) -> None:
    """Run the bot on your Slack; Ctrl-C or SIGTERM finishes what is in hand, then stops."""
    from bot.command_line.run import serve

    serve(heartbeat)


def doctor() -> None:
    """Check tokens, scopes, connection, database; a sentence for each failure, and exit code 1."""
    from bot.command_line.doctor import show

    show()


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if something is pending.")] = False,
) -> None:
    """Bring the database up to date (run does so by itself)."""
    from bot.command_line import database

    database.check() if check else database.migrate()


def manifest(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if it is out of date.")] = False,
) -> None:
    """Write manifest.json from the table of scopes and events."""
    from bot.command_line import manifest

    manifest.check() if check else manifest.write()


def judge(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="JSON lines with question, text and role (it may be missing or unknown); without it, standard input."
        ),
    ] = None,
) -> None:
    """Judge answers, a JSON line each; writes each with weak, reason and drift; names bad lines, exit code 1."""
    from bot.command_line import judging

    judging.judge(file)


def compare(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="JSON lines, a project each with its answers: question, text, and person or role; without a person the"
            " role stands for one; without a file, standard input."
        ),
    ] = None,
) -> None:
    """Compare members' answers, a project a JSON line; writes each with its conflicts; names bad lines, exit code 1."""
    from bot.command_line import judging

    judging.compare(file)
