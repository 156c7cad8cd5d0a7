"""Every word a person reads: templates and content per language, and the small loader for them."""

from prompts.errors import PackError, WordsError
from prompts.words import Words

__all__ = ["PackError", "Words", "WordsError"]
