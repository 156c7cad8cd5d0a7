"""Slack's markup becomes what the person meant, and nothing they typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import clean, from_form, from_message, mentioned
from playground.text import escape

NAMES = {"U1": "Ines Sample", "U2": "Zoë & Söhne &amp; <GmbH>"}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Hello", "Hello"),
        ("", ""),
        ("AT&amp;T &lt;b&gt; &amp;amp;", "AT&T <b> &amp;"),
        ("<@U1> knows", "@Ines Sample knows"),
        ("<@U1|ines> knows", "@Ines Sample knows"),
        ("<@U2> too", "@Zoë & Söhne &amp; <GmbH> too"),
        ("<@U9> is new", "@U9 is new"),
        ("<@U9|nina> is new", "@nina is new"),
        ("see <#C1|parcels> and <#C2>", "see #parcels and #C2"),
        ("<!channel> <!here|here>", "@channel here"),
        ("<!subteam^S1|@depots> <!subteam^S2>", "@depots @subteam"),
        ("<!date^1772438400^{date}|2 March>", "2 March"),
        ("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"),
        ("<https://example.com|example.com>", "example.com"),
        ("<https://evil.example|bank>", "bank (https://evil.example)"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("<tel:+4930123|+4930123>", "+4930123"),
        ("&lt;https://evil|bank&gt;", "<https://evil|bank>"),
        ("&lt;!channel&gt; &lt;@U1&gt;", "<!channel> <@U1>"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("tab\tstays, bell\x07 goes", "tab\tstays, bell goes"),
        ("ครับ العربية 漢字 👩🏽‍🔧", "ครับ العربية 漢字 👩🏽‍🔧"),
    ],
)
def test_a_message_is_read_as_it_was_meant(raw: str, text: str) -> None:
    assert from_message(raw, NAMES).text == text


def test_those_named_are_known_once_each_in_order() -> None:
    raw = "<@U2|zoe>, <@U1> or <@U2>; not <!channel>, <#C1>, &lt;@U3&gt;"
    assert mentioned(raw) == from_message(raw, NAMES).mentions == ("U2", "U1")


def test_a_form_gives_its_text_as_it_is() -> None:
    assert from_form("a &amp; <b> <@U1>").text == "a &amp; <b> <@U1>"
    assert from_form(None).text == "" and from_form("<@U1>").mentions == ()


plain = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@given(plain)
def test_whatever_is_typed_comes_back_from_its_escaped_form(text: str) -> None:
    assert from_message(escape(text), {}).text == text
    assert mentioned(escape(text)) == (), "no text that was typed out names anybody"


@given(st.text())
def test_what_is_stored_is_sound_unicode_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned and "\r" not in cleaned


@given(st.text(), st.lists(st.sampled_from(sorted(NAMES)), min_size=1))
def test_names_keep_their_place_whatever_stands_around_them(text: str, people: list[str]) -> None:
    raw = escape(text).join(f"<@{each}>" for each in people)
    read = from_message(raw, NAMES)
    assert read.mentions == tuple(dict.fromkeys(people))
    assert read.text == clean(clean(text).join(f"@{NAMES[each]}" for each in people))


@given(st.text(st.sampled_from("<>@#!|&;ltgmp U1C")))
def test_no_raw_text_however_broken_is_refused(raw: str) -> None:
    assert isinstance(from_message(raw, NAMES).text, str)


@given(st.binary(max_size=40))
def test_halves_of_characters_do_not_survive(raw: bytes) -> None:
    clean(raw.decode("utf-16-le", "surrogatepass") if len(raw) % 2 == 0 else "").encode("utf-8")
