"""What goes wrong with words: a mistake in a file, told so that whoever edits it can mend it."""

from collections.abc import Sequence


class WordsError(Exception):
    """A mistake in what people read, or in how it is used. Its text names the file, the line and what to do.

    `mistakes` holds one sentence or two per mistake; several are reported together.
    """

    def __init__(self, mistakes: str | Sequence[str]) -> None:
        self.mistakes: tuple[str, ...] = (mistakes,) if isinstance(mistakes, str) else tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class PackError(WordsError):
    """A mistake in the question pack."""
