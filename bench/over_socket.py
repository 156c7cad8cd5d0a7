"""Acknowledging over Socket Mode: from the envelope sent to its acknowledgement received, each program a process."""

import asyncio
import time
from contextlib import ExitStack
from pathlib import Path

from bench.figures import Round, Series
from bench.payloads import Source, envelope
from bench.programs import PROGRAMS, Running, connected
from bench.rounds import Load
from bench.rounds import measure as in_rounds
from bench.sizes import Sizes
from bench.slack import Connection, Slack

_Envelope = tuple[str, str]


def measure(sizes: Sizes, slack: Slack, folder: Path, database: str) -> tuple[dict[Load, Series], dict[str, float]]:
    """Return the rounds of every load, and by program the memory in MiB that it holds after them."""
    sources = {name: Source(sizes.people) for name in PROGRAMS}
    with ExitStack() as stack:
        running: dict[str, Running] = {
            name: stack.enter_context(connected(name, slack, folder, database)) for name in PROGRAMS
        }

        def run(load: Load, count: int) -> Round:
            envelopes = [envelope(payload) for payload in sources[load.program].take(load.kind, count)]
            pause = sizes.pause_seconds if load.clients == 1 else 0.0
            return slack.run(_from_clients(running[load.program].connection, envelopes, load.clients, pause))

        taken = in_rounds(sizes, run)
        return taken, {name: program.resident_mib() for name, program in running.items()}


async def _from_clients(connection: Connection, envelopes: list[_Envelope], clients: int, pause: float) -> Round:
    latencies: list[float] = []

    async def client(share: list[_Envelope]) -> None:
        for envelope_id, text in share:
            latencies.append(await connection.send(envelope_id, text))
            if pause:
                await asyncio.sleep(pause)

    start = time.perf_counter()
    await asyncio.gather(*(client(envelopes[number::clients]) for number in range(clients)))
    return Round(latencies, sum(latencies) if pause else time.perf_counter() - start)
