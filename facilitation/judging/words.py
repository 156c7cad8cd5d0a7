"""Cuts an answer into words and sentences, and brings words to a common ending."""

import re
import unicodedata
from dataclasses import dataclass

_MENTION = r"<@[A-Z0-9]+(?:\|[^>]*)?>|(?<![\w.])@[\w][\w.\-]*"
_FIGURE = r"[$€£]?\d+(?:[.,:/]\d+)*"
_WORD = r"[^\W\d_][\w]*(?:['\-&][\w]+)*"
_TOKEN = re.compile(rf"{_MENTION}|{_FIGURE}|{_WORD}|%")
_TITLE = r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\bFr\.)(?<!\bHr\.)(?<!\bSt\.)"
_END = re.compile(rf"(?<=[.!?;:]){_TITLE}\s+|\n+|(?<=\w)\s+[-\u2013\u2014\u2192]\s*(?=\w)")
_BRITISH = re.compile(r"is(e|es|ed|ing|ation|ations)$")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or mention of a sentence."""

    text: str  # as typed
    low: str  # in small letters
    stem: str  # without its ending
    first: bool  # begins a sentence

    @property
    def is_mention(self) -> bool:
        """Whether it is a mention such as @ines or <@U012>."""
        return self.text.startswith(("@", "<@"))

    @property
    def is_figure(self) -> bool:
        """Whether it is written in digits."""
        return any(letter.isdigit() for letter in self.text) and not self.is_mention

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital and is not in capitals throughout."""
        return self.text[:1].isupper() and any(letter.islower() for letter in self.text[1:])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line of a list, as typed and in tokens."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def plain(self) -> str:
        """Its words in small letters, one space between them: what patterns are looked for in."""
        return " ".join(token.low for token in self.tokens)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences and lines of a text that hold a word; others (an emoji, a rule) are left out."""
    clean = unicodedata.normalize("NFC", text).translate(_QUOTES)
    parts = (part.strip() for part in _END.split(clean))
    read = (Sentence(part, _tokens(part)) for part in parts if part)
    return tuple(sentence for sentence in read if sentence.tokens)


def _tokens(sentence: str) -> tuple[Token, ...]:
    found = _TOKEN.findall(sentence)
    return tuple(Token(word, word.lower(), stem(word.lower()), at == 0) for at, word in enumerate(found))


def stem(word: str) -> str:
    """Return a word without its ending, so that "improved" and "improving" are the same. A rough cut, for comparing."""
    word = _BRITISH.sub(r"iz\1", word.removesuffix("'s")) if len(word) > 6 else word.removesuffix("'s")
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _undoubled(word[: -len(ending)])
    if word.endswith("es") and word[-3] in "sxzh":
        return _undoubled(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _undoubled(word: str) -> str:
    """Return "plan" for "plann"; a final e goes as well."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        return word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word
