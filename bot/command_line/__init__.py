"""The command `whyfirst`: the top layer, the only one that knows both the bot and the local workspace."""

import sys

import typer

from bot.command_line import manifest
from bot.command_line.output import Trouble, complain
from bot.settings import SettingsError


def build() -> typer.Typer:
    """Return the command line with every command in it, in the order in which help shows them."""
    cli = typer.Typer(
        name="whyfirst",
        help="Whyfirst, a Slack bot that asks why and what before how and when.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    cli.command("manifest")(manifest.command)
    return cli


def main() -> None:
    """Run the command that was typed; known trouble becomes a sentence and an exit code, never a traceback."""
    try:
        build()()
    except SettingsError as error:
        complain(str(error))
        sys.exit(2)
    except Trouble as trouble:
        complain(str(trouble))
        sys.exit(trouble.exit_code)
