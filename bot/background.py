"""Work that goes on after a payload was acknowledged: run in threads, finished before the process stops."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from functools import partial
from typing import ParamSpec
from uuid import uuid4

import structlog

P = ParamSpec("P")
log = structlog.get_logger(__name__)


class Background:
    """Runs tasks in a few threads. What fails is logged with a reference id; what it left undone, a tick makes good."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor or ThreadPoolExecutor(max_workers=8, thread_name_prefix="after")
        self._pending: set[Future[None]] = set()

    def run(self, task: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run `task` soon, in a thread of its own; never raises."""
        try:
            future = self._executor.submit(partial(_guarded, partial(task, *args, **kwargs)))
        except RuntimeError:  # the executor takes no more work: the process is stopping, the next start picks it up
            log.info("not started, stopping", task=_name(task))
            return
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)

    def wait(self) -> None:
        """Return once nothing is in hand any more, nor anything that came of it."""
        while pending := list(self._pending):
            wait(pending)

    def stop(self) -> None:
        """Wait until everything in hand is finished, and take no more."""
        self._executor.shutdown(wait=True)


def _guarded(task: partial[object]) -> None:
    try:
        task()
    except Exception:
        log.exception("background task failed", task=_name(task.func), reference=uuid4().hex[:8])


def _name(task: Callable[..., object]) -> str:
    return getattr(task, "__qualname__", repr(task))
