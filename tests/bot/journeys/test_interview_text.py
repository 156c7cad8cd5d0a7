"""What can stand in an answer: any length, any script, links, names, files; and the form for those who want one."""

from playground.actor import words
from playground.model import Json
from playground.text import escape
from tests.bot.journeys.interviews import labels, only_buttons, said, text_of
from tests.world import HOME, World

SCRIPTS = {
    "latin": "Every late parcel costs 4.50 euros & a customer <sometimes>. ",
    "devanagari": "हर देर से आने वाला पार्सल हमें महँगा पड़ता है। ",
    "arabic": "كل طرد متأخر يكلفنا مالاً وعميلاً في كثير من الأحيان. ",
    "han": "每個遲到的包裹都讓我們賠錢還失去客戶的信任。",
    "emoji": "📦🕐😠👩🏽‍🔧 ",
}


def whole(piece: str) -> str:
    """As much as Slack takes in one message, 40,000 characters as it counts, with numbers so that no part is alike."""
    text, number = "", 0
    while len(escape(text)) < 39_900:
        text += f"{number} {piece}"
        number += 1
    return f"{text.strip()}\nEND"


def test_answers_of_forty_thousand_characters_are_kept_whole_and_shown_page_by_page(world: World) -> None:
    world.new_project()
    world.begin("ines")
    texts = {f"Q{number}": whole(piece) for number, piece in enumerate(SCRIPTS.values(), start=1)}
    for number, (question_id, text) in enumerate(texts.items(), start=1):
        world.ines.wait_for(f"· question {number} of 6")
        world.answer("ines", text)
        assert text_of(world, "ines", question_id) == text
    world.ines.wait_for("· question 6 of 6")
    world.ines.command("/scope answers")
    page = world.ines.wait_for_ephemeral("Your answers")
    read = shown_in(page)
    for number in range(2, 100):
        if "Next page" not in labels(page):
            break
        world.ines.click(page, "Next page")
        page = world.ines.wait_for_ephemeral(f"page {number} of")
        read += shown_in(page)
    for text in texts.values():
        assert squeezed(text) in squeezed(read)


def shown_in(page: Json) -> str:
    """The answers on a page, without its heading, the marks of a quotation and of escaping."""
    sections = [block["text"]["text"] for block in page["blocks"] if block["type"] == "section"]
    sections = [text for text in sections if text not in page["text"]]
    text = "\n".join(line.removeprefix(">") for section in sections for line in section.splitlines())
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def squeezed(text: str) -> str:
    """The text without its spaces: lines are cut at them."""
    return "".join(text.split())


def test_names_links_and_commands_in_an_answer_are_words_and_ping_nobody(world: World) -> None:
    world.new_project()
    world.begin("ines")
    typed = world.ines.say(
        "@channel @here and @carlo know: AT&T <https://evil|bank> is slow: https://example.com/a?b=1&c=2 in #general"
    )
    world.ines.wait_for("Saved.", after=typed)
    stored = text_of(world, "ines", "Q1")
    assert stored == (
        "@channel @here and @Carlo Sample know: AT&T <https://evil|bank> is slow: "
        "https://example.com/a?b=1&c=2 in #general"
    )
    world.ines.say("skip")
    back = world.ines.wait_for("· question 2 of 6")
    world.ines.click(back, "Back")
    again = world.ines.wait_for("So far you said")
    assert "<!" not in again["text"] and "<@" not in again["text"] and "<http" not in again["text"]
    assert "&lt;https://evil|bank&gt;" in again["text"]


def test_a_file_is_kept_as_its_name_and_address(world: World) -> None:
    world.new_project()
    world.begin("ines")
    shared = world.ines.share("late-parcels.csv", "day,late\n1,40\n", text="The numbers")
    world.ines.wait_for("Saved.", after=shared)
    said_so = text_of(world, "ines", "Q1").splitlines()
    assert said_so[0] == "The numbers" and said_so[1].startswith("late-parcels.csv http")


def test_a_form_holds_three_thousand_characters_and_takes_the_place_of_what_was_typed(world: World) -> None:
    world.new_project()
    ines = world.ines
    first = world.begin("ines")
    ines.click(first, "Write in a form", twice=True)
    form = ines.wait_for_modal("Your answer")
    assert world.services.words.pack["Q1"].ask in words(form)
    ines.submit({"In your own words": "  "})
    assert "There is no answer yet" in str(ines.submit({"In your own words": "  "}))
    ines.submit({"In your own words": "Refunds hurt <!channel>"})
    saved = ines.wait_for("Saved.")
    ines.close(everything=True) if ines.modal() else None
    world.settle()
    assert text_of(world, "ines", "Q1") == "Refunds hurt <!channel>" and said(ines, "Saved.") == 1
    ines.click(saved, "Write in a form")
    form = ines.wait_for_modal("Your answer")
    assert "Refunds hurt <!channel>" in str(form["blocks"]), "what was said stands in it"
    ines.submit({"In your own words": "x" * 3000}, twice=True)
    world.settle()
    assert text_of(world, "ines", "Q1") == "x" * 3000 and said(ines, "Saved.") == 1
    typed = ines.say("and one more")
    ines.wait_for("Saved.", after=typed)
    world.settle()
    ines.click(only_buttons(ines), "Write in a form")
    ines.wait_for_ephemeral("This answer is longer than a form can hold. Type below it to add")
    assert ines.modal() is None


def test_the_home_channel_never_shows_what_was_answered_before_the_reveal(world: World) -> None:
    world.new_project()
    world.answer_all("mila", "A secret figure", "Data may be missing", "A simple rule")
    world.settle()
    assert not any("secret" in words(each) for each in world.carlo.messages(HOME))
    world.carlo.command("/scope answers", HOME)
    shown = world.carlo.wait_for_ephemeral(lambda message: True, HOME)
    assert "secret" not in words(shown)
