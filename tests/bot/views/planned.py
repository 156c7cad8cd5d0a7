"""Everything that the planning session, the baseline and parking show, for one text."""

from collections.abc import Iterable
from datetime import datetime

from bot.views import baseline, blocks, gaps, interview, parking, versions
from bot.views.blocks import Block, Message
from facilitation.baseline import (
    BriefVersion,
    Change,
    Difference,
    Feature,
    FeatureKind,
    FeatureList,
    Listed,
    Missing,
    Offer,
    Signature,
    Signer,
)
from facilitation.comparing import Conflict, Kind
from facilitation.errors import Refusal
from facilitation.gaps import Disagreement, Gaps, OneSided, Side
from facilitation.judging import Reason
from facilitation.model import (
    Answer,
    Assumption,
    AssumptionKind,
    AssumptionStatus,
    Interview,
    Member,
    ParkedIdea,
    Project,
)
from facilitation.registers import OpenPoints, Unknown
from facilitation.roles import Role
from prompts import Words


def of_planning(
    words: Words,
    project: Project,
    interviewed: Interview,
    members: list[Member],
    answers: list[Answer],
    text: str,
    now: datetime,
) -> Iterable[Message | Block | None]:
    """Yield what the views of gaps, baseline, probes and parking draw."""
    asked, one, other = words.pack["Q3"], members[0], members[1]
    for reason in Reason:
        yield interview.probe(words, interviewed, asked, reason, again=False)
    yield interview.drift(words, project, answers[0], [text, text])
    ideas = [ParkedIdea(n, project.id, text, one.person, now, "Q3" if n % 2 else None) for n in range(30)]
    yield parking.ideas(words, project, ideas)
    yield parking.done(words, ideas[:1])
    found = _gaps(words, project, one, other, answers, text, now)
    for number in range(6):
        yield gaps.page(words, found, number, may_post=True)
    yield from gaps.agenda_messages(words, found)
    yield from _baseline(words, project, members, text, now)


def _gaps(
    words: Words, project: Project, one: Member, other: Member, answers: list[Answer], text: str, now: datetime
) -> Gaps:
    conflicts = [
        Conflict("Q3", (str(one.id), str(other.id)), kind, (text, text), {"a": text, "b": text}) for kind in Kind
    ]
    unknowns = tuple(Unknown(words.pack["Q8"], answer) for answer in answers[-1:] * 8)
    assumption = Assumption(1, project.id, AssumptionKind.DATA_QUALITY, text, AssumptionStatus.OPEN, None, None, now)
    return Gaps(
        project,
        tuple(Disagreement(words.pack["Q3"], (one, other), conflict) for conflict in conflicts * 3),
        (OneSided(words.pack["Q20"], Side.BUSINESS, (one, other)),),
        words.pack.questions,
        OpenPoints(unknowns, (assumption,) * 8, ()),
    )


def _baseline(
    words: Words, project: Project, members: list[Member], text: str, now: datetime
) -> Iterable[Message | Block | None]:
    features = tuple(Feature(n, 1, list(FeatureKind)[n % 3], text[:500], text[:3000], 2.5, now) for n in range(30))
    for may in (frozenset(Role), frozenset({Role.USER})):
        caller = Member(1, 1, members[0].person, may)
        for number in range(30):
            shown = FeatureList(project, features, caller, (FeatureKind.CORE,), touched=number)
            yield baseline.features(words, shown)
    yield baseline.feature_form(words, 1, features[0])
    yield baseline.feature_form(words, 1, None)
    stored = [{"kind": f.kind.value, "text": f.text, "test": f.test, "days": f.days} for f in features]
    content = {"agreed": {question.id: text for question in words.pack.questions}, "features": stored}
    signature = Signature(Role.SPONSOR, 1, now)
    version = BriefVersion(1, 1, 2, text, content, 1, now, None, None, (signature,))
    changes = tuple(Difference(change, part, text, text) for change in Change for part in ("Q1", "core", "nice"))
    people = tuple(member.person for member in members)
    signers = (Signer(Role.SPONSOR, people[0]), Signer(Role.CHAMPION, people[1]))
    offer = Offer(project, version, (Role.SPONSOR,), people, True, version, changes, signers)
    for number in (0, 1, 2, 1000):
        yield versions.read(words, offer, number)
    yield versions.differences(words, offer)
    for stands in (True, False):
        yield versions.versions(words, project, [Listed(version, signers, stands)] * 30, int(stands))
    yield baseline.sign_asked(words, offer, Role.CHAMPION)
    yield baseline.baseline(words, project, version, signers, True)
    missing = Missing(words.pack.questions, (Role.CHAMPION,), True, features, 3)
    yield blocks.message(words.refusal(Refusal("not_ready", missing=missing)))
