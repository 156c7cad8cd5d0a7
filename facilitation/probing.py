"""Asking back, kindly: which sentence follows a weak answer, and when none does (method §1, design §6)."""

from facilitation.judging import Reason
from facilitation.questions import Question

#: At most this many in an interview, however many answers are weak.
MOST_PROBES = 2

#: Weaknesses for which the facilitator's own sentence is written; the others get the question's next probe.
_SAID_TO = frozenset(
    {Reason.ABSOLUTE, Reason.BUZZWORDS, Reason.EVASION, Reason.NO_NAME, Reason.NO_NUMBER, Reason.OFF_TOPIC}
)


#: Questions answered by wishes: a figure there says nothing about one given elsewhere, unless it is said to be today's.
WISHES = frozenset({"Q4"})


def may_probe(probes: int, probed_version: int, version: int) -> bool:
    """Return whether an answer of this version may be asked back.

    `probes` is how often the interview did so already, `probed_version` the version last asked back (0: none): whoever
    goes on without a change has said what they have to say.
    """
    return probes < MOST_PROBES and version != probed_version


def probe_for(question: Question, reason: Reason, *, again: bool) -> str | None:
    """Return what to say to a weak answer; None where only the product's own sentence fits (a contradiction).

    `again`: this question's answer was asked back once, so that the other kind of sentence comes.
    """
    if reason is Reason.CONTRADICTION:
        return None
    sentence = question.weak[0].say if question.weak else None
    probe = question.probes[0] if question.probes else None
    first, second = (sentence, probe) if reason in _SAID_TO else (probe, sentence)
    return (second or first) if again else (first or second)
