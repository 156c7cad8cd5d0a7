"""The command `whyfirst`: the top layer, the only one that knows both the bot and the local workspace."""

import sys

import typer

from bot.command_line import commands
from bot.command_line.output import Trouble, complain


def build() -> typer.Typer:
    """Return the command line with every command in it, in the order in which help shows them."""
    cli = typer.Typer(
        name="whyfirst",
        help="Whyfirst, a Slack bot that asks why and what before how and when.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    cli.command("try")(commands.try_it)
    cli.command("run")(commands.run)
    cli.command("doctor")(commands.doctor)
    cli.command("migrate")(commands.migrate)
    cli.command("manifest")(commands.manifest)
    cli.command("judge")(commands.judge)
    cli.command("compare")(commands.compare)
    return cli


def main() -> None:
    """Run what was typed; known trouble becomes a sentence and an exit code, never a traceback."""
    try:
        build()()
    except Trouble as trouble:
        complain(str(trouble))
        sys.exit(trouble.exit_code)
