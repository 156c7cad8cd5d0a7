"""From what a person types to the text Slack sends: entities escaped, names and addresses made into links."""

import re

from playground.model import Conversation, Person

_ADDRESS = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\"']")
_EVERYONE = re.compile(r"(?<![\w@<])@(channel|here|everyone)\b")


def typed_text(text: str, people: list[Person], channels: list[Conversation]) -> str:
    """The text Slack makes of what is typed: `&<>` escaped, @name, #channel and addresses as links."""
    escaped = escape(text)
    linked = _ADDRESS.sub(lambda match: f"<{match.group(0)}>", escaped)
    return "".join(
        part if part.startswith("<http") else _with_names(part, people, channels)
        for part in re.split(r"(<https?://[^>]+>)", linked)
    )


def command_text(text: str, people: list[Person], channels: list[Conversation]) -> str:
    """The text of a slash command whose `should_escape` is on: names become `<@U1|name>` and `<#C1|name>`."""
    for name, person in _by_name(people):
        text = _replace(text, "@", name, f"<@{person.id}|{person.name}>")
    for channel in _longest_first(channels):
        text = _replace(text, "#", channel.name, f"<#{channel.id}|{channel.name}>")
    return text


def escape(text: str) -> str:
    """`&`, `<` and `>` as the three entities Slack knows."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with_names(text: str, people: list[Person], channels: list[Conversation]) -> str:
    for name, person in _by_name(people):
        text = _replace(text, "@", escape(name), f"<@{person.id}>")
    for channel in _longest_first(channels):
        text = _replace(text, "#", escape(channel.name), f"<#{channel.id}|{channel.name}>")
    return _EVERYONE.sub(lambda match: f"<!{match.group(1)}>", text)


def _by_name(people: list[Person]) -> list[tuple[str, Person]]:
    pairs = [(name, person) for person in people for name in (person.real_name, person.name) if name]
    return sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)


def _longest_first(channels: list[Conversation]) -> list[Conversation]:
    return sorted((c for c in channels if c.name), key=lambda channel: len(channel.name), reverse=True)


def _replace(text: str, sign: str, name: str, link: str) -> str:
    pattern = rf"(?<![\w<{sign}]){re.escape(sign + name)}(?![\w-])"
    return re.sub(pattern, lambda _: link, text, flags=re.IGNORECASE)
