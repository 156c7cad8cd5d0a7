"""How much an answer says that somebody could act on: what is left without grammar, vague words and the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitation.judging.figures import figures, says_when
from facilitation.judging.people import people
from facilitation.judging.rules import Lexicon, QuestionRules
from facilitation.judging.words import Sentence, Token

_CONCRETE, _ABSTRACT, _COMMON, _FIGURE, _PERSON, _TIME = 1.0, 0.5, 0.4, 2.0, 2.0, 0.75


@dataclass(frozen=True, slots=True)
class Substance:
    """What was found in an answer, each word counted once."""

    words: int  # in all
    concrete: frozenset[str]
    abstract: frozenset[str]  # told by their endings
    common: frozenset[str]
    buzz: int
    vague: int
    figures: int
    people: int
    times: int
    echoed: int  # words of the question, given back

    @property
    def score(self) -> float:
        """How much there is to act on; "Two clerks, 30 hours a week" has about 6."""
        counted = min(self.figures, 4) * _FIGURE + min(self.people, 3) * _PERSON + min(self.times, 2) * _TIME
        words = len(self.concrete) * _CONCRETE + len(self.abstract) * _ABSTRACT + len(self.common) * _COMMON
        return words + counted

    @property
    def density(self) -> float:
        """How much there is to act on, per word."""
        return self.score / self.words if self.words else 0.0


def substance(lexicon: Lexicon, rules: QuestionRules, read: Sequence[Sentence]) -> Substance:
    """Return what an answer holds."""
    found = [figures(lexicon, sentence) for sentence in read]
    named = [people(lexicon, sentence) for sentence in read]
    counted = {id(token) for tokens in (*found, *named) for token in tokens}
    rest = [token for sentence in read for token in sentence.tokens if id(token) not in counted]
    content = [token for token in rest if token.low not in lexicon.function.words and token.text != "%"]
    concrete, abstract, common = set[str](), set[str](), set[str]()
    buzz = vague = echoed = 0
    endings = tuple(lexicon.abstract_endings.words)
    for token in content:
        if token.low in lexicon.buzz:
            buzz += 1
        elif token.stem in rules.question_words:
            echoed += 1
        elif token.low in lexicon.vague:
            vague += 1
        elif token.low in lexicon.common or token.low in lexicon.groups:
            common.add(token.stem)
        elif token.low.endswith(endings):
            abstract.add(token.stem)
        else:
            concrete.add(token.stem)
    return Substance(
        words=sum(len(sentence.tokens) for sentence in read),
        concrete=frozenset(concrete),
        abstract=frozenset(abstract),
        common=frozenset(common),
        buzz=buzz,
        vague=vague,
        figures=len(_distinct(found)),
        people=len(_distinct(named)),
        times=sum(says_when(lexicon, sentence) for sentence in read),
        echoed=echoed,
    )


def _distinct(found: Sequence[Sequence[Token]]) -> set[str]:
    return {token.low for tokens in found for token in tokens}
