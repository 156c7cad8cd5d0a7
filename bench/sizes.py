"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How often and with how much. `requests` are those of one round, of one program, in all its clients."""

    rounds: int
    requests: dict[int, int]  # by the number of clients
    warm_up: int  # requests before the first round, not counted
    people: int  # in the database, each with an interview under way
    starts: int  # of each program
    settle_seconds: float  # after connecting, before memory is read
    pause_seconds: float = 0.02  # a single client's, between requests: what follows from one is done before the next


FULL = Sizes(rounds=5, requests={1: 30, 8: 120}, warm_up=30, people=180, starts=5, settle_seconds=0.5)
QUICK = Sizes(rounds=2, requests={1: 6, 8: 24}, warm_up=4, people=60, starts=1, settle_seconds=0.1, pause_seconds=0.01)
