"""The two template environments: one writes Slack's markup, one writes Markdown files.

HTML autoescape is off in both, since it escapes the wrong characters; `finalize` escapes the right ones in
everything that a template interpolates, and what a template or macro has put out counts as safe from then on.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, Undefined, meta, nodes

from prompts.escaping import Escape, Markdown, Slack, markdown, plain, slack

#: Jinja's own filters that mark text as safe or escape for the web: neither has a place here.
_UNWANTED = ("safe", "escape", "e", "forceescape", "urlize", "xmlattr", "tojson", "striptags")
#: What a template may call like a function as well as use as a filter.
_CALLABLE = ("count", "mention", "channel", "date", "moment")

Filters = dict[str, Callable[..., Any]]


class _SlackEnvironment(Environment):
    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a template, macro or block has put out: it is escaped already."""
        return Slack("".join(parts))


class _MarkdownEnvironment(Environment):
    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join what a template, macro or block has put out: it is escaped already."""
        return Markdown("".join(parts))


def slack_environment(folder: Path, filters: Filters) -> Environment:
    """Return the environment whose templates write Slack's markup."""
    return _set_up(_SlackEnvironment, folder, slack, filters)


def markdown_environment(folder: Path, filters: Filters) -> Environment:
    """Return the environment whose templates write Markdown."""
    return _set_up(_MarkdownEnvironment, folder, markdown, filters)


def _set_up(kind: type[Environment], folder: Path, escape: Escape, filters: Filters) -> Environment:
    def finalize(value: object) -> str:
        if isinstance(value, Undefined):
            return str(value)  # raises, naming what is undefined
        return escape(plain(value))

    environment = kind(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,  # what is included is read at start and kept
    )
    for name in _UNWANTED:
        environment.filters.pop(name, None)
    environment.filters.update(filters)
    environment.globals.update({name: filters[name] for name in _CALLABLE if name in filters})
    return environment


def unknown_names(environment: Environment, tree: nodes.Template) -> list[tuple[int, str]]:
    """Return line and advice for each filter, test, function or file that is named and does not exist.

    Jinja notices some of these only when the sentence is said.
    """
    found: list[tuple[int, str]] = []
    for use in tree.find_all(nodes.Filter):
        if use.name not in environment.filters:
            advice = "Correct its name; prompts/README.md lists the filters."
            found.append((use.lineno, f'there is no filter "{use.name}". {advice}'))
    for test in tree.find_all(nodes.Test):
        if test.name not in environment.tests:
            found.append((test.lineno, f'there is no test "{test.name}". Correct the word after "is".'))
    if found:  # looking for the facts compiles the template, which would raise
        return sorted(found)
    calls = [(each.lineno, each.node.name) for each in tree.find_all(nodes.Call) if isinstance(each.node, nodes.Name)]
    facts = meta.find_undeclared_variables(tree) - set(environment.globals) if calls else set()
    for line, name in calls:
        if name in facts:
            advice = "Correct its name, or write it as a filter."
            found.append((line, f'there is no function "{name}". {advice}'))
    return sorted(found + _unknown_files(environment, tree))


def _unknown_files(environment: Environment, tree: nodes.Template) -> list[tuple[int, str]]:
    uses = list(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)))
    known = set(environment.list_templates()) if uses else set()
    found: list[tuple[int, str]] = []
    for use in uses:
        template = dict(use.iter_fields())["template"]
        if isinstance(template, nodes.Const) and template.value not in known:
            found.append((use.lineno, f'this language has no file "{template.value}". Correct its name.'))
        elif isinstance(template, nodes.Const):
            with suppress(TemplateSyntaxError):  # told where that file is read for itself
                environment.get_template(template.value)  # read now, as all of them, and kept
    return found
