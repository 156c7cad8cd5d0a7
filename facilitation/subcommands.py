"""Understanding what was typed after `/scope`."""

from collections.abc import Collection
from difflib import get_close_matches


def split(text: str) -> tuple[str, str]:
    """Return the sub-command in lower case and the rest of what was typed, both stripped; ("", "") for nothing."""
    word, *rest = text.split(maxsplit=1)[:2] or [""]
    return word.lower(), rest[0].strip() if rest else ""


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the sub-command that a mistyped `word` most likely meant, or None when nothing is near."""
    if not word:
        return None
    starting = [name for name in known if name.startswith(word)]
    if len(starting) == 1:
        return starting[0]
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else None
