"""Stored text can neither ping nor forge anything, whatever it is, in Slack's markup and in Markdown."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from markdown_it import MarkdownIt
from markupsafe import Markup

from prompts.environments import markdown_environment, slack_environment
from prompts.escaping import Slack
from prompts.filters import markdown_filters, slack_filters

NOWHERE = Path("/nonexistent")
SLACK = slack_environment(NOWHERE, slack_filters(lambda key, facts: key))
MARKDOWN = markdown_environment(NOWHERE, markdown_filters(lambda key, facts: key))

#: Every way in which a template may put a text in.
WAYS = (
    "{{ text }}",
    "{{ text|quote }}",
    "{{ text|line }}",
    "{{ text|clip(40) }}",
    "{{ text|clip(40)|quote }}",
    "{{ [text, text, text]|list_and }}",
    "{{ [text]|list_and|quote }}",
    "{{ 2|count(text, text) }}",
    "{{ text ~ text }}",
    "{{ text|upper }}",
    "{{ [text, text]|join(', ') }}",
    "{{ '%s'|format(text) }}",
    "{{ text|replace('a', 'b') }}",
    "{{ text|indent(2) }}",
    "{% set kept %}{{ text }}{% endset %}{{ kept }}",
    "{% macro twice(it) %}{{ it }}{{ it }}{% endmacro %}{{ twice(text) }}",
    "{% macro around() %}{{ caller() }}{% endmacro %}{% call around() %}{{ text }}{% endcall %}",
    "{% filter trim %}{{ text }}{% endfilter %}",
    "{% for each in [text] %}{{ each }}{% endfor %}",
)
NASTY = (
    "<!channel> <!here> <!everyone>",
    "<@U123> <#C123> <!subteam^S123>",
    "<https://evil.example|bank.example>",
    "<!date^1^{date}^https://evil.example|x>",
    "&lt;!channel&gt; &amp;lt;",
    "a\n\n\n\nb\r\n<\u2028>",
    "<",
)
texts = st.text(max_size=80) | st.text("<>&!@#^|U1C\n `*_[]()", max_size=40)


def rendered(environment: Environment, way: str, text: object) -> str:
    return environment.from_string(way).render({"text": text})


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", NASTY)
def test_no_nasty_text_reaches_slack_as_markup(way: str, text: str) -> None:
    assert "<" not in rendered(SLACK, way, text)


@given(st.sampled_from(WAYS), texts)
def test_no_text_reaches_slack_as_markup(way: str, text: str) -> None:
    said = rendered(SLACK, way, text)
    assert "<" not in said
    assert not re.search(r"&(?!amp;|lt;|gt;)", said)


@given(texts)
def test_slack_shows_exactly_what_was_typed(text: str) -> None:
    said = rendered(SLACK, "{{ text }}", text)
    assert said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


def test_a_text_that_calls_itself_safe_is_escaped_all_the_same() -> None:
    assert rendered(SLACK, "{{ text }}", Markup("<!here>")) == "&lt;!here&gt;"
    assert rendered(SLACK, "{{ text|trim }}", Markup("<!here>")) == "&lt;!here&gt;"
    assert rendered(SLACK, "{{ text ~ '' }}", Slack("<@U1>")) == "&lt;@U1&gt;"


def test_what_a_macro_or_block_puts_out_is_escaped_once() -> None:
    way = "{% macro m(it) %}{{ it }}{% endmacro %}{% set s %}{{ m(text) }}{% endset %}{{ s }} {{ m(s) }}"
    assert rendered(SLACK, way, "a & b") == "a &amp; b a &amp; b"


def test_a_text_within_a_template_is_markup_as_it_stands() -> None:
    assert rendered(SLACK, "*{{ text }}* <https://example.org|more>", "<b>") == (
        "*&lt;b&gt;* <https://example.org|more>"
    )


@pytest.mark.parametrize("name", ["safe", "escape", "e", "forceescape", "urlize", "xmlattr", "tojson"])
def test_a_template_cannot_wave_a_text_through(name: str) -> None:
    for environment in (SLACK, MARKDOWN):
        with pytest.raises(Exception, match=f"No filter named '{name}'"):
            environment.from_string("{{ text|" + name + " }}")


def shown(markdown: str) -> str:
    """Return what a reader sees of Markdown, with everything but paragraphs and line breaks left as tags."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return html.unescape(re.sub(r"</?p>|<br ?/?>", "", page))


def words_of(text: str) -> str:
    return " ".join(text.replace("\x00", "\ufffd").split())


@given(texts | st.text("#=-+.)1 2\t>`~|*_[](){}<>!\\&:;ab\n", max_size=60))
@example("# heading\n\n===\n---\n- item\n1. item\n2) item\n    code\n\tcode\n```\nfence\n~~~")
@example("[a](https://evil.example) ![a](b) <https://evil.example> [a]: https://evil.example\n[a]")
@example("| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script> &lt; &#60; *a* __b__ ~~c~~ `d`")
@example("a\\\nb  \nc\n\n> d")
def test_markdown_shows_what_was_typed_and_nothing_else(text: str) -> None:
    assert words_of(shown(rendered(MARKDOWN, "{{ text }}", text))) == words_of(text)


@given(texts)
def test_a_quoted_text_stays_within_its_quote(text: str) -> None:
    quoted = rendered(MARKDOWN, "{{ text|quote }}", text)
    assert all(line.startswith(">") for line in quoted.splitlines())
    assert words_of(re.sub(r"</?blockquote>", "", shown(quoted))) == words_of(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Late parcels, 3.5% a week (in 2024): see a_file_name.",
            "Late parcels, 3.5% a week (in 2024): see a_file_name.",
        ),
        ("https://example.org/a_b?c=d", "https://example.org/a_b?c=d"),
        ("first\nsecond", "first  \nsecond"),
        ("2024. A year", "2024\\. A year"),
        ("*bold*", "\\*bold\\*"),
    ],
)
def test_markdown_stays_readable_as_a_file(text: str, written: str) -> None:
    assert rendered(MARKDOWN, "{{ text }}", text) == written


def test_a_text_on_one_line_cannot_leave_its_table() -> None:
    table = rendered(MARKDOWN, "| a |\n|---|\n| {{ text|line }} |", "x | y\n\n# z")
    assert "<td>x | y # z</td>" in html.unescape(MarkdownIt("commonmark").enable("table").render(table))
