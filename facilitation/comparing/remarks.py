"""A sentence of an answer as a remark: its topics, what it denies, and the cues of demands, limits and fears in it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from facilitation.comparing.text import Sentence, denial, has, topics
from facilitation.comparing.words import ComparingWords

_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[a-z])\w+\b")  # "4b", "m17"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence with its topics. `denied` says of each topic whether the part of the sentence around it denies it."""

    quote: str
    topics: frozenset[str]
    denied: Mapping[str, bool]
    denies: bool
    cues: frozenset[str]  # names of `cues` in the word lists
    head: str  # the first word
    length: int  # in words


def remarks(sentences: Collection[Sentence], words: ComparingWords) -> Iterator[Remark]:
    """Yield a remark for each sentence."""
    for sentence in sentences:
        denied: dict[str, bool] = {}
        for start, end in sentence.parts:
            part = sentence.low[start:end]
            denies = denial(part, words) is not None
            for topic in topics(part, words):
                denied[topic] = denied.get(topic, False) or denies
        first = re.search(r"\w+", sentence.low)
        yield Remark(
            quote=sentence.text,
            topics=topics(sentence.low, words) | frozenset(_CODE.findall(sentence.low)),
            denied=denied,
            denies=denial(sentence.low, words) is not None,
            cues=frozenset(name for name, options in words.cues.items() if has(sentence.low, options)),
            head=first.group() if first else "",
            length=len(sentence.low.split()),
        )
