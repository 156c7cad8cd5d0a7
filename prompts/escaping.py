"""What makes text harmless: in Slack's markup, and in Markdown.

Each kind has a `str` subclass for text that is safe already. Only the filters and the templates themselves
produce it: whatever else a template interpolates is escaped.
"""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from prompts.errors import WordsError

#: Turns any text into safe text; text that is safe already comes back unchanged.
Escape: TypeAlias = Callable[[str], str]


class Slack(str):
    """Text that may go into Slack's markup as it stands."""

    __slots__ = ()


class Markdown(str):
    """Text that may go into a Markdown file as it stands."""

    __slots__ = ()


def plain(value: Any) -> str:
    """Return a fact as text; raises WordsError for what has no obvious wording: None, a list, a date."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise WordsError(
        f"a value of the type {type(value).__name__} cannot be shown as it is."
        " Use one of the filters in prompts/README.md, or leave it out with {% if %}."
    )


def slack(text: str) -> Slack:
    """Return `text` with Slack's three entities escaped, so that it can neither ping nor link.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    if isinstance(text, Slack):
        return text
    # str.replace, not text.replace: a subclass (markupsafe's) may have its own idea of replacing.
    return Slack(str.replace(str.replace(str.replace(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"))


#: Means something anywhere in a line of Markdown. "!" needs none: without "[" it makes no image. An
#: underscore inside a word means nothing and stays, so that addresses remain readable.
_ANYWHERE = re.compile(r"[\\`*\[\]<>|~&]|(?<![^\W_])_|_(?![^\W_])")
#: Means something at the start of a line only: headings, lists, rules; then numbered lists.
_AT_START = re.compile(r"(?m)^([ \t]*)([#+=-])")
_NUMBER = re.compile(r"(?m)^([ \t]*\d{1,9})([.)])")
#: Four spaces would make a line code; no-break spaces look the same and do not.
_INDENT = re.compile(r"(?m)^[ \t]+")
#: A line break inside a paragraph holds if the line ends in two spaces.
_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def markdown(text: str) -> Markdown:
    """Return `text` so that Markdown shows it as typed: no link, image, heading, list, table, HTML."""
    if isinstance(text, Markdown):
        return text
    lines = "\n".join(line.rstrip() for line in str.splitlines(text))
    lines = _ANYWHERE.sub(r"\\\g<0>", lines)
    lines = _AT_START.sub(r"\1\\\2", lines)
    lines = _NUMBER.sub(r"\1\\\2", lines)
    lines = _INDENT.sub(lambda indent: "\u00a0" * len(indent.group().expandtabs(4)), lines)
    return Markdown(_BREAK.sub("  \n", lines))
