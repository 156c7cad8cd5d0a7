"""How the command line speaks: results on standard output, trouble on standard error."""

from rich.console import Console

# No highlighting and no markup: what is printed may hold brackets, and means only what it says.
out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(highlight=False, markup=False, soft_wrap=True, stderr=True)


class Trouble(Exception):
    """Something known that ends a command: a sentence that says what to do, and the exit code."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(text: str = "") -> None:
    """Print `text` on standard output."""
    out.print(text)


def complain(text: str) -> None:
    """Print `text` on standard error."""
    err.print(text)
