"""What people type becomes what Slack sends; ids never repeat."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ids import Ids
from playground.model import Conversation
from playground.text import command_text, typed_text
from tests.playground.sample import PEOPLE

CHANNELS = [
    Conversation("C1", "late", "channel", []),
    Conversation("C2", "late-parcels", "channel", []),
]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("plain", "plain"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<https://evil.example|bank>", "&lt;<https://evil.example>|bank&gt;"),
        ("@channel now", "<!channel> now"),
        ("@here", "<!here>"),
        ("@ines and @Mei Sample", "<@U1> and <@U3>"),
        ("@INES", "<@U1>"),
        ("@inesx", "@inesx"),
        ("mail ines@omar", "mail ines@omar"),
        ("#late-parcels and #late", "<#C2|late-parcels> and <#C1|late>"),
        ("#later", "#later"),
        ("see https://example.com/a?b=1&c=2, ok", "see <https://example.com/a?b=1&amp;c=2>, ok"),
        ("https://example.com/@ines", "<https://example.com/@ines>"),
    ],
)
def test_typed_text_is_escaped_and_linked_as_slack_does(typed: str, sent: str) -> None:
    assert typed_text(typed, list(PEOPLE), CHANNELS) == sent


def test_names_in_a_command_become_ids_with_their_names() -> None:
    assert command_text("@omar #late-parcels", list(PEOPLE), CHANNELS) == "<@U2|omar> <#C2|late-parcels>"


@given(st.text())
def test_no_typed_text_can_forge_an_entity_beyond_names_and_addresses(typed: str) -> None:
    sent = typed_text(typed, [], [])
    assert sent.count("<") == sent.count(">") == sent.count("<http") + sent.count("<!")


@given(st.lists(st.integers(-3600, 3600), min_size=2, max_size=30))
def test_timestamps_are_unique_and_increase_however_the_clock_moves(steps: list[int]) -> None:
    ids, now = Ids(), datetime(2026, 3, 2, 9, tzinfo=UTC)
    given_out = []
    for step in steps:
        now += timedelta(seconds=step)
        given_out.append(ids.ts(now))
    assert given_out == sorted(set(given_out), key=lambda ts: tuple(map(int, ts.split("."))))
    assert len(set(given_out)) == len(given_out)
