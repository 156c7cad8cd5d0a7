"""The comparison behind the disagreement map: where members say different things, and what is still open."""

from facilitation.comparing.comparison import compare
from facilitation.comparing.line import compare_line
from facilitation.comparing.model import Answer, Conflict, Kind
from facilitation.comparing.sides import OneSided, Side, only_one_side, unanswered
from facilitation.comparing.words import ComparingWords

__all__ = [
    "Answer",
    "ComparingWords",
    "Conflict",
    "Kind",
    "OneSided",
    "Side",
    "compare",
    "compare_line",
    "only_one_side",
    "unanswered",
]
