"""Cuts a text to a length without tearing a character apart."""

import unicodedata

ELLIPSIS = "…"
_JOINER = "\u200d"  # joins emoji into one: a family, a profession
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)  # two of them make one flag


def clip(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, the last an ellipsis if something was left out."""
    if most < 1:
        raise ValueError("a text is clipped to one character at least")
    if len(text) <= most:
        return text
    cut = most - 1
    while cut > 0 and _inside_a_character(text, cut):
        cut -= 1
    return text[:cut].rstrip() + ELLIPSIS


def _inside_a_character(text: str, cut: int) -> bool:
    """Return whether `text[:cut]` would end in the middle of what a reader sees as one character."""
    after = text[cut]
    if unicodedata.category(after).startswith("M") or after == _JOINER or ord(after) in _SKIN_TONES:
        return True
    if text[cut - 1] == _JOINER:
        return True
    return ord(after) in _FLAG_LETTERS and _flag_letters_before(text, cut) % 2 == 1


def _flag_letters_before(text: str, cut: int) -> int:
    start = cut
    while start > 0 and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return cut - start
