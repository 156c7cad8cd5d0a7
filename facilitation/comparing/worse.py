"""Which mistake somebody finds worse: overlooking a real case, or raising a false alarm."""

import re
from collections.abc import Iterator
from functools import lru_cache

from facilitation.comparing.text import Sentence, phrases
from facilitation.comparing.words import ComparingWords
from facilitation.comparing.yes_no import Claim


def worse_mistakes(sentences: list[Sentence], words: ComparingWords) -> Iterator[Claim]:
    """Yield a claim for each sentence that says which is worse; it holds if overlooking a case is."""
    for sentence in sentences:
        if (miss_is_worse := _miss_is_worse(sentence.low, words)) is not None:
            yield Claim("worse", miss_is_worse, frozenset(), False, False, sentence.text, sentence.text)


@lru_cache(maxsize=8)
def _either(words: ComparingWords) -> re.Pattern[str]:
    return phrases(*words.misses, *words.alarms)


def _miss_is_worse(low: str, words: ComparingWords) -> bool | None:
    """Return whether a sentence finds a miss worse (True), a false alarm (False), or says nothing of it (None)."""
    named = [(match.start(), match.group() in words.misses) for match in _either(words).finditer(low)]
    if not named:
        return None
    than = phrases(*words.than).search(low)
    after_than = [miss for at, miss in named if than and at > than.start()]
    before_than = [miss for at, miss in named if not than or at < than.start()]
    worse, better = phrases(*words.worse).search(low), phrases(*words.better).search(low)
    if better and than and better.start() < than.start():  # "rather a false alarm than a miss": the second is worse
        return after_than[0] if after_than else not before_than[0]
    if worse and than:  # "a miss is worse than a false alarm": the first is worse
        return before_than[0] if before_than else not after_than[0]
    if worse:
        return named[0][1]
    if phrases(*words.bearable).search(low) and not any(miss for _, miss in named):
        return True
    return None
