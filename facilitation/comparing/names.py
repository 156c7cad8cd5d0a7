"""Named people, teams and systems: whom an answer names for a task, and where it says that something is done."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from facilitation.comparing.measures import spelled
from facilitation.comparing.text import Sentence, has, phrases, stem, topics
from facilitation.comparing.words import ComparingWords

_NAME = re.compile(r"@[\w.-]+|(?<![\w@.])[A-Z][\w-]*[a-z][\w-]*(?:'s)?(?:\s+[A-Z][a-z][\w-]*)*")
_SPEAKS = re.compile(
    r"(?<!than )\b(?:i|i'd|i'll)\s*(?:can|will|would|could|should)?\s*"
    r"(?:do|own|look|keep|run|happily|take\s+(?:it|this|that|care)|be\s+(?:happy|glad|the)|am\s+(?:happy|glad))\b"
)
_DOES = re.compile(r"\s+\w+s\s+(?:the|an?|each|every|all|our|it|them|these|those|new)\b")
_AFTER_NAME = re.compile(r"\s*(?:[.,;!?(]|$)|\s+(?:from|and|or|has|will|would|can|who|knows|should)\b")
_FEW_WORDS = 4
_MYSELF = re.compile(
    r"\b(?:me|myself|mine|we|us)\b|\b(?:my|our)\s+(?:own\s+)?(?:team|people|group|department|unit|colleagues)\b"
    r"|\bi'?m\s+(?:the\s+)?(?:admin|owner|in charge|responsible)\b"
)


def people(
    sentences: Collection[Sentence],
    speaker: str,
    members: Collection[str],
    words: ComparingWords,
    *,
    owners_only: bool = False,
) -> frozenset[str]:
    """Return the names, in small letters, of whom an answer puts in charge of something.

    Parts of sentences that speak of owning come first; without any, all that the answer names, unless `owners_only`.
    Whoever is only a deputy, or named to be ruled out ("not Vito"), is left out. `speaker` stands for "I" and "me".
    """
    parts = [(s, start, end) for s in sentences for start, end in s.parts]
    parts = [part for part in parts if not has(_low(part), words.deputies)]
    owning = [part for at, part in enumerate(parts) if has(_low(part), words.owning) or _adds(parts, at, words)]
    for chosen in (owning,) if owners_only else (owning, parts):
        named = frozenset(name for part in chosen for name in _named(part, speaker, members, words))
        if named:
            return named
    return frozenset()


def everybody(
    sentences: Collection[Sentence], speaker: str, members: Collection[str], words: ComparingWords
) -> frozenset[str]:
    """Return all names, in small letters, that an answer mentions without denying them."""
    parts = [(s, start, end) for s in sentences for start, end in s.parts]
    return frozenset(name for part in parts for name in _named(part, speaker, members, words))


def _adds(parts: list[tuple[Sentence, int, int]], at: int, words: ComparingWords) -> bool:
    """Whether a part only adds a name to one of owning: "the data team owns it, Paul in particular"."""
    sentence, start, end = parts[at]
    follows = at > 0 and parts[at - 1][0] is sentence and has(_low(parts[at - 1]), words.owning)
    return follows and len(sentence.low[start:end].split()) <= _FEW_WORDS


def payers(sentence: Sentence, words: ComparingWords) -> Iterator[tuple[frozenset[str], int, int]]:
    """Yield the topics of whoever a sentence says pays, with where they stand: "paid from the repairs budget"."""
    led = re.compile(
        rf"(?<!\w)(?:{spelled(words.payers)})\s+(?:(?:the|my|our|their)\s+)?(?P<who>[\w&' -]{{2,40}}?)"
        rf"\s+(?:{spelled(words.purses)})(?!\w)"
        r"|(?<!\w)(?:paid|funded|financed)\s+by\s+(?:the\s+)?(?P<by>[\w&' -]{2,30}?)(?=[.,;:!?]|$)"
        r"|(?:^|[.,;]\s*|\band\s+)(?P<payer>[\w&' -]{2,30}?)\s+pays(?!\w)"
    )
    for match in led.finditer(sentence.low):
        name = next(group for group in ("who", "by", "payer") if match.group(group))
        if about := topics(match.group(name), words):
            yield about, match.start(name), match.end(name)


def doers(sentence: Sentence, members: Collection[str], words: ComparingWords) -> Iterator[tuple[str, int]]:
    """Yield whoever a part of a sentence names as its only person, with the part's place."""
    for start, end in sentence.parts:
        part = (sentence, start, end)
        named = set(_named(part, "", members, words, strict=True))
        if len(named) == 1 and not has(_low(part), words.deputies):
            yield named.pop(), start


def _low(part: tuple[Sentence, int, int]) -> str:
    sentence, start, end = part
    return sentence.low[start:end]


def _named(
    part: tuple[Sentence, int, int],
    speaker: str,
    members: Collection[str],
    words: ComparingWords,
    *,
    strict: bool = False,
) -> Iterator[str]:
    sentence, start, end = part
    low = sentence.low[start:end]
    denied = has(low, words.negations)
    for match in _NAME.finditer(sentence.text, start, end):
        begins = match.start() == 0 or sentence.low[: match.start()].rstrip().endswith(":")
        acts = _DOES.match(sentence.low, match.end()) if strict else _acts(sentence.low, match, words)
        sure = not begins or match.group().startswith("@") or bool(acts)
        unsure = begins and not phrases(*words.owning).match(sentence.low[match.end() : end].lstrip())
        if not denied and sure and not _is_no_name(match.group(), unsure, members, words):
            yield from _known_as(match.group())
    for member in members:
        first = member.lower().split()[0]
        if not denied and _mentions(sentence, start, end, first, words):
            yield first
    if speaker and not denied and (_SPEAKS.search(low) or _MYSELF.search(low)):
        yield speaker.lower().split()[0]
    for match in re.finditer(
        rf"(?<!\w)(?:the\s+)?(?:(?P<which>[\w'-]+)\s+)?(?P<team>{spelled(words.teams)})(?!\w)", low
    ):
        if not denied and (match.group("team") != "it" or sentence.text[start:end][match.start("team") :][:2] == "IT"):
            yield from _team(match.group("which"), match.group("team"), words)


def _acts(low: str, match: re.Match[str], words: ComparingWords) -> bool:
    """Whether what follows a word that begins a sentence makes it a name: a verb, a mark, "from the office"."""
    after = low[match.end() :]
    if match.group().endswith("'s") or " " in match.group() or phrases(*words.owning).match(after.lstrip()):
        return True
    return _AFTER_NAME.match(after) is not None


def _mentions(sentence: Sentence, start: int, end: int, first: str, words: ComparingWords) -> bool:
    """Whether a member's first name stands there: with a capital, or small where it is no word of its own."""
    match = re.search(rf"(?<!\w){re.escape(first)}(?!\w)", sentence.low[start:end])
    if match is None or len(first) < 2:
        return False
    is_word = first in words.empty or first in {word for names in words.months for word in names} or len(first) < 4
    return sentence.text[start + match.start()].isupper() or not is_word


_TITLES = {"mr", "mrs", "ms", "dr", "prof", "frau", "herr", "miss"}


def _known_as(name: str) -> Iterator[str]:
    """A person's first name is enough to be recognised by: "Ines", "@ines", "Ines Sample"."""
    parts = name.lstrip("@").removesuffix("'s").lower().split()
    parts = parts[1:] if parts[0] in _TITLES and len(parts) > 1 else parts
    yield parts[0].split(".")[0]


_GENERIC = {
    "team",
    "department",
    "office",
    "unit",
    "group",
    "centre",
    "center",
    "company",
    "provider",
    "board",
    "council",
    "firm",
}


def _team(which: str | None, team: str, words: ComparingWords) -> Iterator[str]:
    if team not in _GENERIC:
        yield {"ops": "operations", "help desk": "helpdesk"}.get(team, team)
    elif which and not which.endswith("'s") and which not in words.empty:
        yield stem(which)


def _is_no_name(name: str, begins: bool, members: Collection[str], words: ComparingWords) -> bool:
    """Whether a capital only begins a sentence, or begins a word that names no person."""
    low = name.lstrip("@").removesuffix("'s").lower()
    if name.startswith("@") or any(low.split()[0] == member.lower().split()[0] for member in members):
        return False
    dated = {word for names in (*words.months, *words.weekdays) for word in names}
    known = low in words.empty or low in words.no_names or low in words.systems or low in dated or low in words.numbers
    known = (
        known or low in words.owning or low in words.teams or has(low, [*words.demands, *words.negations, *words.yes])
    )
    return known or (begins and not _could_begin(low))


@lru_cache(maxsize=1024)
def _could_begin(low: str) -> bool:
    """Whether a word that begins a sentence may be a name: short, and without the ending of another word."""
    return not re.search(r"(?:ing|ed|ly|tion|ments?|ity|ness)$", low.split()[0])


def systems(sentence: Sentence, members: Collection[str], words: ComparingWords) -> Iterator[tuple[str, int, int]]:
    """Yield the systems and files that a sentence says something is kept or done in, each with its place."""
    taken: set[str] = set()
    for match in phrases(*words.systems).finditer(sentence.low):
        taken.add(match.group())
        yield words.systems[re.sub(r"\s+", " ", match.group())], match.start(), match.end()
    led = re.compile(
        rf"\b(?:{spelled(words.system_before)})\s+(?:the\s+)?(?P<name>[A-Z][\w-]+)(?:\s+(?P<second>[A-Z][\w-]*))?"
    )
    for match in led.finditer(sentence.text):
        low = match.group("name").lower()
        known = low in taken or low in words.systems or _is_no_name(match.group("name"), False, members, words)
        if not known and all(low != member.lower().split()[0] for member in members):
            yield low, match.start("name"), match.end()
