"""Whatever text is stored, every message and view keeps Slack's limits and cannot ping or forge anything."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import manifest
from bot.command_line import sample_cast
from bot.views import answers, blocks, brief, interview, notices, overview, people, projects
from bot.views.blocks import Message
from facilitation.brief import write
from facilitation.errors import Refusal
from facilitation.facts import Answers, Draft, Home, OnQuestion, Roster, Said, Standing, Status
from facilitation.model import (
    AgreedAnswer,
    Answer,
    AnswerState,
    AnswerVersion,
    Interview,
    InterviewState,
    Member,
    Person,
    Project,
)
from facilitation.roles import Role
from playground.app_info import AppInfo
from playground.calls import ApiError, Call
from playground.checks import examine
from playground.workspace import Workspace
from tests.bot.views.decided import of_decisions, of_polls
from tests.bot.views.kept import dictionary, entries, of_registers
from tests.bot.views.planned import of_planning
from tests.world import words

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WORDS = words()
WORKSPACE = Workspace(
    sample_cast.PEOPLE, sample_cast.CHANNELS, AppInfo.from_manifest(manifest.build()), name="x", hint=""
)

_PIECES = [
    "a",
    "word ",
    "&",
    "<",
    "<!channel>",
    "<@U1>",
    "<https://evil|bank>",
    "\n",
    "\n\n",
    "🙂",
    "*",
    "`",
    "ж",
    "字",
    "> ",
]
texts = st.builds(
    lambda piece, count, tail: (piece * count)[:40_000] + tail,
    st.sampled_from(_PIECES),
    st.sampled_from([0, 1, 3, 700, 2999, 3001, 13_500, 40_000]),
    st.text(max_size=20),
)
names = st.builds(lambda piece, count: (piece * count)[:80], st.sampled_from(_PIECES[:-1]), st.sampled_from([1, 80]))


def person(number: int, name: str) -> Person:
    return Person(number, 1, f"U{number}", name, "Europe/Berlin", f"D{number}")


def complaint(method: str, **args: Any) -> str:
    try:
        examine(Call(WORKSPACE, method, args), surface_only=True)
    except ApiError as error:
        return f"{error.code}: {error.detail}"
    return ""


def markup(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for each in value.values():
            yield from markup(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from markup(each)


_OURS = re.compile(r"<(@U\d|#C\w+|https://sample\.example/[\w&;]*|!date\^\d+\^[^<>|]+\|[^<>]*)>")


def check(shown: Message | blocks.Block | None) -> None:
    """Assert that Slack would take it, and that every `<…>` in it is of our own making."""
    if shown is None:
        return
    if isinstance(shown, Message):
        payload = shown.payload()
        assert complaint("chat.postMessage", channel="C1PARCELS", **payload) == ""
        assert payload["text"].strip()
        written = [payload["text"], *markup(payload["blocks"])]
    else:
        method = "views.publish" if shown["type"] == "home" else "views.open"
        assert complaint(method, view=shown, user_id="U1", trigger_id="1") == ""
        written = list(markup(shown))
    for text in written:
        assert "<" not in _OURS.sub("", text).replace("<…", ""), text


class Facts:
    """A project of which every text is `text` and every name `name`."""

    def __init__(self, text: str, name: str, revealed: bool = True) -> None:
        self.project = Project(1, 1, name, text[:500], "C1PARCELS", 1, NOW, NOW if revealed else None)
        roles = list(Role)
        self.members = [Member(n, 1, person(n, name), frozenset({roles[n % 6]})) for n in range(1, 7)]
        self.me = replace(self.members[0], roles=frozenset(Role))
        self.interview = Interview(
            1, 1, 1, 1, InterviewState.ACTIVE, ("Q1", "Q14", "Q7"), 1, 3, NOW, NOW, started_at=NOW
        )
        self.answers = [
            Answer(n, 1, 1, 1 + n % 6, f"Q{1 + n // 6}", AnswerState.GIVEN, text, 1, NOW) for n in range(30)
        ]
        unknown = replace(self.answers[0], state=AnswerState.UNKNOWN, owner=person(9, name), due_on=date(2026, 3, 9))
        self.answers.append(replace(unknown, id=99, question_id="Q8"))
        self.agreed = {q: AgreedAnswer(1, 1, q, 1, text, (1,), (1,), 1, NOW) for q in ("Q2", "Q7")}
        standings = tuple(Standing(m, self.interview, 2) for m in self.members)
        self.roster = Roster(self.project, standings, self.me, tuple(Role))
        self.status = Status(self.roster, self.interview, 2, WORDS.pack.questions)

    def shown(self) -> Answers:
        by_id = {member.id: member for member in self.members}
        on = [
            OnQuestion(
                question,
                tuple(Said(by_id[a.member_id], a) for a in self.answers if a.question_id == question.id),
                self.agreed.get(question.id),
            )
            for question in WORDS.pack.questions
        ]
        return Answers(self.project, self.me, self.interview, tuple(on), tuple(self.members))


def everything(f: Facts, text: str) -> Iterable[Message | blocks.Block | None]:
    """Yield everything that a view can draw from these facts."""
    project, asked, answer, who = f.project, WORDS.pack["Q14"], f.answers[0], f.members[0].person
    for state in AnswerState:
        given = replace(f.answers[-1], state=state, text=text)
        yield interview.question(WORDS, project, f.interview, asked, given)
        yield interview.left(WORDS, project, f.interview, asked, given)
        yield interview.left(WORDS, project, f.interview, asked, given, sentence="Why now?", asked_back=True)
    yield interview.saved(WORDS, f.interview, answer)
    yield interview.paused(WORDS, project, f.interview)
    yield interview.unknown(WORDS, f.interview, asked, date(2026, 3, 9))
    yield interview.being_answered(WORDS, project, f.interview, asked)
    yield interview.loose(WORDS, project, f.interview, asked, 1, text)
    yield interview.finished(WORDS, project, f.interview, f.answers, who, 6)
    yield interview.form(WORDS, f.interview, asked, answer)
    yield projects.new_form(WORDS, "C1PARCELS")
    yield projects.started(WORDS, project, who, who, 3)
    yield projects.ask_to_archive(WORDS, project)
    yield projects.archived(WORDS, project, who)
    yield people.roster(WORDS, f.roster)
    yield people.done(WORDS, f.roster)
    for kind in ("add", "replace", "remove"):
        yield people.form(WORDS, kind, 1, tuple(Role))
    for number in range(4):
        yield answers.page(WORDS, f.shown(), number)
    yield answers.ask_to_reveal(WORDS, project, tuple(f.members))
    yield answers.revealed(WORDS, project, 6, 30)
    proposal = AnswerVersion(1, 1, 2, text, "proposed", NOW, True)
    yield answers.change_proposed(WORDS, project, asked, who, answer, proposal)
    yield answers.agree_form(WORDS, Draft(project, asked, text, ("U1", "U2")))
    assumptions, rules = entries(text, f.me, NOW)
    kept: dict[str, Any] = {"assumptions": assumptions, "rules": rules, "words": dictionary(text, f.me, NOW)}
    document = write(WORDS.pack, project, f.members, f.answers, f.agreed, **kept)
    yield from brief.messages(WORDS, document)
    yield from brief.as_text(WORDS, document)
    yield overview.hub(WORDS, f.status)
    yield overview.hub(WORDS, None)
    yield overview.choose(WORDS, [replace(project, id=number) for number in range(20)], may_start=True)
    yield from overview.refused(WORDS, WORDS.refusal(Refusal("not_revealed")), text)
    yield overview.status(WORDS, f.status)
    yield overview.help_text(WORDS)
    yield overview.home(WORDS, Home(who, (f.status,) * 20, ((project, f.answers[-1]),) * 20))
    yield notices.invite(WORDS, project, f.members[0], f.interview, who, 1)
    yield notices.thread_invite(WORDS, project, f.members[0], f.interview)
    yield notices.unreachable(WORDS, project, who, gone=True)
    yield notices.bot_not_in_channel(WORDS, project)
    yield notices.nudge(WORDS, project, f.members[0], f.interview, 1)
    yield notices.facilitator_turn(WORDS, "notices/window_over", project, [m.person for m in f.members])
    yield notices.role_given(WORDS, project, Role.FACILITATOR, who)
    yield from (notices.name_unclear(WORDS, project, asked, who, own=own) for own in (True, False))
    yield interview.named_self(WORDS, asked, answer)
    yield notices.unknown(WORDS, "notices/unknown_due", project, asked, f.answers[-1], who)
    yield notices.change_settled(WORDS, project, asked, taken=True)
    yield from of_registers(WORDS, project, f.me, f.answers, text, NOW)
    yield from of_decisions(WORDS, project, f.me, text, NOW)
    yield from of_planning(WORDS, project, f.interview, f.members, f.answers, text, NOW)
    yield from of_polls(WORDS, project, f.me.person, text, NOW)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, names)
def test_everything_shown_fits_and_pings_nobody(text: str, name: str) -> None:
    for shown in everything(Facts(text, name or "x"), text):
        check(shown)


@pytest.mark.parametrize("piece", ["a", "&", "<!channel>", "\n\n", "🙂", "> "])
def test_every_kind_of_text_at_full_length_fits(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    for shown in everything(Facts(text, (piece.strip() or "x") * 3), text):
        check(shown)


def test_no_character_of_a_long_answer_is_missing_from_the_pages() -> None:
    text = "".join(f"{number} " for number in range(9_000))[:40_000]
    shown = Facts(text, "Ines Sample").shown()
    one = replace(shown, questions=(replace(shown.questions[0], said=shown.questions[0].said[:1], agreed=None),))
    read = ""
    for number in range(20):
        page = answers.page(WORDS, one, number)
        if f"page {number + 1} of" not in page.text:
            break
        read += " ".join(text for text in markup(list(page.blocks)))
    numbers = [int(found) for found in re.findall(r"\b\d+\b", read.replace("> ", ""))]
    wanted = [int(found) for found in text.split()]
    assert [n for n in wanted if n > 100] == sorted({n for n in numbers if n > 100})
