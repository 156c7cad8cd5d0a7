"""`whyfirst doctor`: look at everything an installation needs, and say what to do about each failure."""

from rich.text import Text

from bot.command_line.configured import settings
from bot.command_line.output import Trouble, out, say
from bot.doctor import examine

_MARKS = {
    True: Text("ok     ", style="green"),
    False: Text("FAILED ", style="bold red"),
    None: Text("unknown"),
}


def show() -> None:
    """Print each finding as it comes in. Raises Trouble when one of them is a failure."""
    failures = 0
    for finding in examine(settings()):
        failures += finding.well is False
        out.print(Text.assemble(_MARKS[finding.well], f"  {finding.subject}: {finding.sentence}"))
    if failures:
        raise Trouble(f"{failures} {'thing' if failures == 1 else 'things'} to put right, then run this again.")
    say("Ready: whyfirst run")
