"""Finds people who are named in an answer."""

from collections.abc import Sequence

from facilitation.judging.rules import Lexicon, Rules
from facilitation.judging.words import Sentence, Token, sentences


def names_somebody(lexicon: Lexicon, read: Sequence[Sentence]) -> bool:
    """Return whether a person is named: by mention, by title, by a given name, or with a capital."""
    return any(people(lexicon, sentence, by_position=True) for sentence in read)


def names_oneself(lexicon: Lexicon, read: Sequence[Sentence]) -> bool:
    """Return whether the author names themselves: "me and Jan", "I will". "I think" does not."""
    for sentence in read:
        following = [*(token.low for token in sentence.tokens[1:]), ""]
        for token, after in zip(sentence.tokens, following, strict=True):
            if token.low in lexicon.selves.words and after not in lexicon.hedges.words:
                return True
    return False


def volunteers(rules: Rules, text: str) -> bool:
    """Return whether an answer that should name a person names its author and nobody else: "I'll do that myself"."""
    read = sentences(text)
    others = (token for sentence in read for token in sentence.tokens if _may_name(rules.lexicon, token))
    return names_oneself(rules.lexicon, read) and not any(others)


def people(lexicon: Lexicon, sentence: Sentence, *, by_position: bool = False) -> tuple[Token, ...]:
    """Return the tokens of a sentence that name people.

    With `by_position`, an unknown word that begins a sentence counts too if what follows fits: "Karol is here".
    """
    tokens = sentence.tokens
    shouted = sum(token.text.isupper() for token in tokens) > len(tokens) / 2
    found = []
    for at, token in enumerate(tokens):
        if _is_certain(lexicon, tokens, at) or (
            not _is_known(lexicon, token.low) and _is_likely(lexicon, tokens, at, by_position, shouted)
        ):
            found.append(token)
    return tuple(found)


def _is_certain(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    titled = bool(at) and tokens[at - 1].low in lexicon.titles.words and tokens[at - 1].text[0].isupper()
    return token.is_mention or (titled and token.text[0].isupper())


def _is_likely(lexicon: Lexicon, tokens: Sequence[Token], at: int, by_position: bool, shouted: bool) -> bool:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    in_a_group = following is not None and following.low in lexicon.groups.words
    if token.low.removesuffix("'s") in lexicon.given_names.words:
        return not in_a_group
    if shouted:
        return by_position and len(tokens) <= 2 and token.text.isalpha()
    if not token.is_capitalised or in_a_group:
        return False
    return not token.first or (by_position and _begins_with_a_name(lexicon, token, following))


def _may_name(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word could be somebody's name, also where nothing around it tells."""
    return token.is_mention or (token.is_capitalised and not _is_known(lexicon, token.low))


def _is_known(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is one of the language's own, and so no name (Will and May are taken for words)."""
    own = (lexicon.function, lexicon.vague, lexicon.common, lexicon.buzz, lexicon.groups)
    return any(word in words for words in (*own, lexicon.not_names, lexicon.numbers, lexicon.times))


def _begins_with_a_name(lexicon: Lexicon, token: Token, following: Token | None) -> bool:
    """At the beginning of a sentence any word has a capital: what follows has to tell."""
    if following is None:
        return not token.low.endswith("s")
    if following.is_capitalised:
        return not _is_known(lexicon, following.low)
    return following.low in lexicon.after_a_name.words and not token.low.endswith("s")
