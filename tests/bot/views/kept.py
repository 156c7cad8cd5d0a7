"""Everything that is drawn of registers, words and exports, for the tests of Slack's limits."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.views import blocks, export, glossary, register_forms, registers
from bot.views.blocks import Message
from facilitation.export import Change, Export, Given
from facilitation.glossary import MOST_IN_MEANING, MOST_IN_WORD, Glossary, GlossaryWord
from facilitation.model import Answer, Assumption, AssumptionKind, AssumptionStatus, Member, ParkedIdea, Project
from facilitation.registers import (
    MOST_IN_TEXT,
    BusinessRule,
    Registers,
    RuleStatus,
    Saved,
    Strength,
    listed,
)
from prompts import Words

Shown = Iterable[Message | blocks.Block | None]


def entries(text: str, owner: Member, now: datetime) -> tuple[list[Assumption], list[BusinessRule]]:
    """Return assumptions and rules of every kind and state, as long as they may be."""
    said = text[:MOST_IN_TEXT] or "x"
    first = Assumption(
        1, 1, AssumptionKind.DATA_QUALITY, said, AssumptionStatus.OPEN, owner.person, date(2026, 3, 9), now
    )
    assumptions = [
        replace(first, id=number, kind=list(AssumptionKind)[number % 3], status=list(AssumptionStatus)[number % 4 % 3])
        for number in range(1, 30)
    ]
    rule = BusinessRule(1, 1, Strength.MUST, said, said, RuleStatus.STANDING, None, None, now)
    rules = [
        rule,
        replace(rule, id=2, strength=Strength.PREFER, owner=owner.person),
        replace(rule, id=3, status=RuleStatus.RETIRED),
    ]
    return assumptions, rules


def dictionary(text: str, arbiter: Member, now: datetime, count: int = 60) -> list[GlossaryWord]:
    """Return words as long as they may be."""
    word, meaning = " ".join(text.split())[:MOST_IN_WORD] or "x", " ".join(text.split())[:MOST_IN_MEANING] or "x"
    return [GlossaryWord(number, 1, word, meaning, arbiter.person, now) for number in range(count)]


def of_registers(
    words: Words, project: Project, me: Member, answers: Sequence[Answer], text: str, now: datetime
) -> Shown:
    """Yield everything that the views of registers, words and exports can draw."""
    assumptions, rules = entries(text, me, now)
    held = Registers(project, me, listed(assumptions, me), listed(rules, me))
    for number in range(2):
        yield registers.page(words, held, number)
    yield registers.page(words, Registers(project, None, (), ()))
    for each in (*held.assumptions[:4], *held.rules):
        yield registers.saved(words, Saved(project, each, changed=True))
        yield registers.owner_given(words, project, each.entry, each.number, me.person)
    yield registers.assumption_due(words, project, assumptions[0], 1, date(2026, 3, 9))
    yield registers.assumption_broken(words, project, assumptions[1], 2, me.person)
    yield registers.rule_due(words, project, rules[1], 2, date(2026, 3, 9))
    yield register_forms.assumption(words, 1, assumptions[0])
    yield register_forms.assumption(words, 1, None, answers[0])
    yield register_forms.rule(words, 1, rules[0])
    yield register_forms.rule(words, 1, None, answers[0])
    yield register_forms.done(
        "Assumption", "Close", registers.saved(words, Saved(project, held.rules[0], changed=True))
    )
    said = Glossary(project, me, tuple(dictionary(text, me, now)))
    yield glossary.glossary(words, said)
    yield glossary.glossary(words, Glossary(project, me, ()))
    yield glossary.one(words, said, said.words[0], saved=True)
    yield glossary.removed(words, project, said.words[0].word)
    yield glossary.form(words, 1, said.words[0])
    found = [("cross-validation", "repeated practice exams")] * 60
    yield blocks.message(words.say("brief/jargon", {"project": project, "jargon": found}))
    yield export.ready(words, whole(project, me, answers, text, now))
    yield from export.as_text(words, whole(project, me, answers, text, now))


def whole(project: Project, me: Member, answers: Sequence[Answer], text: str, now: datetime) -> Export:
    """Return an export that holds such texts."""
    assumptions, rules = entries(text, me, now)
    named = {me.person.id: me.person}
    return Export(
        project=project,
        asker=me,
        at=now,
        people=named,
        members=(me,),
        answers=tuple(Given(me, answer, ()) for answer in answers[:1]),
        agreed=(),
        parked=(ParkedIdea(1, 1, text, me.person, now),),
        assumptions=tuple(assumptions[:3]),
        rules=tuple(rules),
        words=tuple(dictionary(text, me, now, 3)),
        features=(),
        decisions=(),
        rounds=(),
        briefs=(),
        audit=(Change(now, me.person.id, "roles", None, {}), Change(now, None, "roles", None, {})),
    )
