"""How the disagreement map and the draft agenda look."""

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.ids import Do
from bot.views.paged import lay_out, turning
from facilitation.gaps import Disagreement, Gaps, agenda
from facilitation.paging import page_of
from prompts import Words

_QUOTE = 400  # characters of a quote


def page(words: Words, gaps: Gaps, number: int, *, may_post: bool) -> Message:
    """Return one page of the map; `may_post`: the reader can make it the agenda."""
    items = [_disagreement(words, each) for each in gaps.disagreements]
    items += [blocks.section_list(words.say("gaps/one_sided", {"each": each})) for each in gaps.one_sided]
    if gaps.unanswered or gaps.open:
        items.append(blocks.section_list(words.say("gaps/open", {"gaps": gaps})))
    laid_out = lay_out(items)
    chosen, number, count = page_of(laid_out, number, 1)
    head = words.say("gaps/head", {"gaps": gaps, "page": number + 1, "pages": count})
    row = turning(words, Do.GAPS_PAGE, str(gaps.project.id), number, count)
    if may_post and not gaps.is_empty:
        label = words.label("gaps.post_agenda")
        row.append(blocks.button(label, Do.GAPS_AGENDA, str(gaps.project.id), style="primary"))
    tail = [blocks.actions(row)] if row else []
    return blocks.message(head, blocks=[*blocks.section_list(head), *chosen[0], *tail])


def agenda_messages(words: Words, gaps: Gaps) -> list[Message]:
    """Return the draft agenda: the first message for the channel, any further ones for its thread."""
    head = words.say("gaps/agenda", {"project": gaps.project})
    items = [blocks.section_list(head)]
    for item in agenda(gaps):
        facts = {"item": item, "title": words.label(f"agenda.{item.key}")}
        heading = blocks.section_list(words.say("gaps/agenda_item", facts))
        details = [_disagreement(words, each) for each in item.disagreements]
        items += [[*heading, *(details[0] if details else [])], *details[1:]]
    laid_out = lay_out(items)
    more = words.say("gaps/agenda_more", {"project": gaps.project})
    return [blocks.message(head if n == 0 else more, blocks=each) for n, each in enumerate(laid_out)]


def _disagreement(words: Words, each: Disagreement) -> list[Block]:
    one, other = each.between
    facts = {
        "question": each.question,
        "kind": each.conflict.kind.value,
        "one": one,
        "other": other,
        "quotes": each.conflict.quotes,
        "facts": each.conflict.facts,
        "most": _QUOTE,
    }
    return blocks.section_list(words.say("gaps/disagreement", facts))
