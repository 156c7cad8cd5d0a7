"""Text as it comes in: Slack's markup becomes what the person meant, once, at the door.

Events arrive with entities escaped and references in angle brackets (docs.slack.dev/messaging/formatting-message-text);
values of forms arrive raw. What is stored is plain text that can be shown anywhere after escaping.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: A mention, channel, special mention, or a link, which has a scheme: what else stands in angle brackets was typed.
_REFERENCE = re.compile(r"<([@#!]|(?=[A-Za-z][\w+.-]*:))([^<>|\s][^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<@([\w.-]+)(?:\|[^<>]*)?>")
#: Control characters that no database, log or document needs; tab and newline stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: plain text, and the Slack ids of the people they named with @."""

    text: str
    mentions: tuple[str, ...] = ()


def mentioned(raw: str) -> tuple[str, ...]:
    """Return the Slack ids mentioned in a message's raw text, each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(raw)))


def from_message(raw: str, names: Mapping[str, str]) -> Typed:
    """Return an event's or command's text as plain text; `names` gives the real names of those mentioned."""

    def plain(found: re.Match[str]) -> str:
        mark, target, label = found.groups()
        if mark == "@":
            return "@" + (_escape(names[target]) if names.get(target) else label or target)
        if mark == "#":
            return "#" + (label or target)
        if mark == "!":
            return _special(target, label)
        return _link(target, label)

    text = _REFERENCE.sub(plain, raw)
    return Typed(clean(_unescape(text)), mentioned(raw))


def from_form(raw: str | None) -> Typed:
    """Return a form's value as plain text; None, an empty field, is the empty text."""
    return Typed(clean(raw or ""))


def clean(text: str) -> str:
    """Return `text` with what cannot be stored taken out: control characters and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))


def _special(target: str, label: str | None) -> str:
    if label:
        return label
    return "@" + target.partition("^")[0]


def _link(url: str, label: str | None) -> str:
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    if not label:
        return bare
    if label == bare or url in (f"http://{label}", f"https://{label}"):
        return label  # as it was typed
    return f"{label} ({url})"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
