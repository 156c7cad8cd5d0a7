"""The order of measuring: every program in turn, again and again, so that drift of the machine hits all alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.figures import Round, Series
from bench.programs import PROGRAMS
from bench.sizes import Sizes

KINDS = ("status", "answer")


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked, by how many clients at once, of which program."""

    kind: str
    clients: int
    program: str


Run = Callable[[Load, int], Round]  # a load and the number of requests


def measure(sizes: Sizes, run: Run) -> dict[Load, Series]:
    """Return what `run` took at every load, warm-up left out."""
    for kind in KINDS:
        for program in PROGRAMS:
            run(Load(kind, min(sizes.requests), program), sizes.warm_up)
    taken: dict[Load, Series] = {}
    for number in range(sizes.rounds):
        for load, requests in _loads(sizes, number):
            taken.setdefault(load, Series()).rounds.append(run(load, requests))
    return taken


def _loads(sizes: Sizes, number: int) -> Iterator[tuple[Load, int]]:
    """Yield the loads of a round; each program comes first in turn."""
    turn = number % len(PROGRAMS)
    order = PROGRAMS[turn:] + PROGRAMS[:turn]
    for kind in KINDS:
        for clients, requests in sizes.requests.items():
            for program in order:
                yield Load(kind, clients, program), requests
