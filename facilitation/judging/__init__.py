"""Judging of answers: too weak to act on, and why; and what in them came too early. Deterministic and offline.

The rules stand beside the questions, in `prompts/<language>/judging.yaml`.
"""

from facilitation.judging.contradiction import of_today
from facilitation.judging.detectors import Reason
from facilitation.judging.judge import Judgement, judge, judge_line
from facilitation.judging.people import volunteers
from facilitation.judging.rules import Rules

__all__ = ["Judgement", "Reason", "Rules", "judge", "judge_line", "of_today", "volunteers"]
