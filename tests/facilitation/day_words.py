"""The English words for days, for the tests: what is tested is what ships."""

from bot.use_cases.days import day_words
from prompts import Words

WORDS = day_words(Words())
