"""What a figure stands for: how it is today, how it should be, or what would be a failure."""

import re

from facilitation.comparing.model import StandsFor
from facilitation.comparing.text import Sentence, phrases
from facilitation.comparing.words import ComparingWords

_ARROW = re.compile(r"->|=>|→")
_FROM = re.compile(r"\bfrom\s+(?:about\s+|around\s+|roughly\s+)?[€$£]?$")
_TO = re.compile(
    r"\b(?:from\b.*\bto|down\s+to|fall\s+to|drop\s+to|rise\s+to)\s+(?:about\s+|around\s+|roughly\s+)?[€$£]?$"
)
#: A cue after the figure ("12% now") counts as if it stood a little farther away than one before it.
_AFTER = 4


def stands_for(sentence: Sentence, start: int, end: int, words: ComparingWords, usual: StandsFor) -> StandsFor:
    """Return what the figure from `start` to `end` stands for: the nearest cue in its part decides, else `usual`."""
    if (arrow := _ARROW.search(sentence.low)) is not None:
        return StandsFor.TODAY if start < arrow.start() else StandsFor.GOAL
    if _FROM.search(sentence.low, 0, start):
        return StandsFor.TODAY
    from_, to = sentence.part_of(start)
    if _TO.search(sentence.low, from_, start):
        return StandsFor.GOAL
    best: tuple[int, StandsFor] | None = None
    cues = ((StandsFor.FAILURE, words.failure), (StandsFor.TODAY, words.today), (StandsFor.GOAL, words.goal))
    for what, options in cues:
        for match in phrases(*options).finditer(sentence.low, from_, max(to, end)):
            if match.start() >= start and match.end() <= end:
                continue
            distance = start - match.end() if match.end() <= start else match.start() - end + _AFTER
            if distance >= 0 and (best is None or distance < best[0]):
                best = (distance, what)
    return usual if best is None else best[1]
