"""The filters that templates use, as prompts/README.md lists them."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.model import Person
from facilitation.roles import Role
from prompts import Words, WordsError
from prompts.clipping import clip
from prompts.environments import markdown_environment, slack_environment
from prompts.filters import markdown_filters, slack_filters

WORDS = Words()
NOWHERE = Path("/nonexistent")
SLACK = slack_environment(NOWHERE, slack_filters(WORDS.label))
MARKDOWN = markdown_environment(NOWHERE, markdown_filters(WORDS.label))

INES = Person(1, 1, "U1INES", "Ines <Sample>", "Europe/Berlin")
FACTS: dict[str, object] = {
    "ines": INES,
    "ben": Person(2, 1, "U2BEN", "Ben Sample", "America/New_York"),
    "day": date(2026, 3, 3),
    "at": datetime(2026, 3, 3, 15, 5, tzinfo=timezone(timedelta(hours=1))),
    "text": "a & b\n\nc",
    "roles": frozenset({Role.ML_LEAD, Role.SPONSOR}),
    "role_": Role.ML_LEAD,
    "names": ["R&D", "Sales", "IT"],
    "nobody": None,
}
DAY_AT_NOON_IN_BERLIN = int(datetime(2026, 3, 3, 11, tzinfo=UTC).timestamp())
DAY_AT_NOON = int(datetime(2026, 3, 3, 12, tzinfo=UTC).timestamp())
AT = int(datetime(2026, 3, 3, 14, 5, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ ines|person }}", "<@U1INES>"),
        ("{{ [ines, ben]|map('person')|list_and }}", "<@U1INES> and <@U2BEN>"),
        ("{{ 'U1INES'|mention }} {{ mention('U2BEN') }}", "<@U1INES> <@U2BEN>"),
        ("{{ 'C1'|channel }} {{ channel('C2') }}", "<#C1> <#C2>"),
        ("{{ 'https://a.example/?b&c'|link }}", "<https://a.example/?b&amp;c>"),
        ("{{ 'https://a.example|Bank'|link }}", "https://a.example|Bank"),
        ("{{ 'https://a.example/><!here'|link }}", "https://a.example/&gt;&lt;!here"),
        ("{{ 'javascript:alert(1)'|link }}", "javascript:alert(1)"),
        (
            "{{ day|date(ines.tz) }}",
            f"<!date^{DAY_AT_NOON_IN_BERLIN}^{{date_short_pretty}}|Tuesday 3 March 2026>",
        ),
        ("{{ date(day) }}", f"<!date^{DAY_AT_NOON}^{{date_short_pretty}}|Tuesday 3 March 2026>"),
        (
            "{{ at|moment }}",
            f"<!date^{AT}^{{date_short_pretty}} {{time}}|Tuesday 3 March 2026, 14:05 UTC>",
        ),
        ("{{ day|day }}", "Tuesday 3 March"),
        ("{{ text|quote }}", "> a &amp; b\n>\n> c"),
        ("{{ text|line }}", "a &amp; b c"),
        ("{{ text|clip(4) }}", "a &amp;…"),
        ("{{ text|clip(100) }}", "a &amp; b\n\nc"),
        ("{{ 1|count('answer', 'answers') }}", "1 answer"),
        ("{{ count(0, 'answer', 'answers') }}", "0 answers"),
        ("{{ names|list_and }}", "R&amp;D, Sales and IT"),
        ("{{ names[:1]|list_and }}{{ []|list_and }}", "R&amp;D"),
        ("{{ role_|role }}", "ML lead"),
        ("{{ roles|roles }}", "sponsor and ML lead"),
    ],
)
def test_a_filter_in_a_message(template: str, said: str) -> None:
    assert SLACK.from_string(template).render(FACTS) == said


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{{ ines|person }}", "Ines \\<Sample\\>"),
        ("{{ [ines, ben]|map('person')|list_and }}", "Ines \\<Sample\\> and Ben Sample"),
        ("{{ day|date(ines.tz) }}", "Tuesday 3 March 2026"),
        ("{{ at|moment }}", "Tuesday 3 March 2026, 14:05 UTC"),
        ("{{ day|day }}", "Tuesday 3 March"),
        ("{{ text|quote }}", "> a \\& b\n>\n> c"),
        ("{{ roles|roles }}", "sponsor and ML lead"),
    ],
)
def test_a_filter_in_a_document(template: str, written: str) -> None:
    assert MARKDOWN.from_string(template).render(FACTS) == written


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("{{ nobody }}", "type NoneType cannot be shown"),
        ("{{ names }}", "type list cannot be shown"),
        ("{{ ines }}", "type Person cannot be shown"),
        ("{{ day }}", "type date cannot be shown"),
        ("{{ 1 == 1 }}", "type bool cannot be shown"),
        ("{{ text|person }}", "needs a Person, not a str"),
        ("{{ '!here'|mention }}", "not the Slack id of a person"),
        ("{{ 'subteam^S1'|mention }}", "not the Slack id of a person"),
        ("{{ 'C1|x>'|channel }}", "not the Slack id of a channel"),
        ("{{ at|day }}", "Show it with the filter moment"),
        ("{{ text|date }}", "type str is not a calendar day"),
        ("{{ day|moment }}", "needs a point in time with its zone"),
        ("{{ text|quote|clip(3) }}", "clip has to come before"),
        ("{{ text|quote|line }}", "line has to come before"),
    ],
)
def test_a_filter_that_does_not_fit_says_so(template: str, wrong: str) -> None:
    with pytest.raises(WordsError, match=wrong):
        SLACK.from_string(template).render(FACTS)


@given(st.text(max_size=60), st.integers(1, 60))
def test_a_clipped_text_is_a_beginning_of_the_text_and_not_too_long(text: str, most: int) -> None:
    clipped = clip(text, most)
    assert len(clipped) <= most
    assert clipped == text if len(text) <= most else text.startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "most", "clipped"),
    [
        ("cafe\u0301 noir", 5, "caf…"),  # e and its accent stay together
        ("ab👩\u200d👩\u200d👧 c", 5, "ab…"),  # a family is one character
        ("ab👍\U0001f3fd c", 4, "ab…"),  # and so is a thumb with its colour
        ("a🇩🇪🇫🇷", 4, "a🇩🇪…"),  # and a flag
        ("a🇩🇪🇫🇷", 3, "a…"),
        ("one two three", 5, "one…"),
    ],
)
def test_clipping_tears_no_character_apart(text: str, most: int, clipped: str) -> None:
    assert clip(text, most) == clipped


def test_clipping_to_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="one character at least"):
        clip("text", 0)


def test_every_filter_of_ours_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "prompts" / "README.md").read_text(encoding="utf-8")
    for name in slack_filters(WORDS.label):
        assert f"\\|{name}" in readme, name
