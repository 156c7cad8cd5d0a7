"""Work that goes on after a payload was acknowledged: run in threads, finished before the process stops."""

import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, ParamSpec
from uuid import uuid4

import structlog
from slack_sdk.errors import SlackApiError

from storage.errors import StorageUnavailable

P = ParamSpec("P")
log = structlog.get_logger(__name__)


class Background:
    """Runs tasks in a few threads. What fails is logged with a reference id; what it left undone, a tick makes good."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor or ThreadPoolExecutor(max_workers=8, thread_name_prefix="after")
        self._pending: set[Future[None]] = set()
        self.stopping = False  # long work ends at its next safe place: the next start goes on with it

    def run(self, task: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run `task` soon, in a thread of its own; never raises."""
        try:
            future = self._executor.submit(guarded, partial(task, *args, **kwargs))
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
        """Wait until everything in hand, and what comes of it, is finished, and take no more."""
        self.wait()
        self._executor.shutdown(wait=True)


def guarded(task: Callable[[], object]) -> None:
    """Run `task`; what it raises is logged with a reference id, never what people typed."""
    try:
        task()
    except StorageUnavailable as error:
        log.warning("not done, the database can't be used now", task=_name(task), reason=error.reason)
    except Exception as error:
        log_failure(log, "background task failed", error, task=_name(task))


def log_failure(logger: Any, event: str, error: BaseException, **facts: object) -> str:
    """Log an unexpected error as what it is and where it was raised; returns the reference id it is logged under.

    The messages of exceptions stay out: any may quote what somebody typed (`int("…")` does).
    """
    reference = uuid4().hex[:8]
    chain = list(_chain(error))
    where = "".join("".join(traceback.format_tb(each.__traceback__)) for each in reversed(chain))
    names = " from ".join(_kind(each) for each in chain)
    logger.error(event, reference=reference, error=names, where=f"\n{where}", **facts)
    return reference


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came of, at most a few deep."""
    for _ in range(5):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """Return an error's class, with the code or reason that its maker gave it, if any."""
    refused = error.response.get("error") if isinstance(error, SlackApiError) else None
    said = (refused, *(getattr(error, name, None) for name in ("sqlstate", "sqlite_errorname", "strerror", "reason")))
    detail = next((each for each in said if isinstance(each, str)), "")
    return f"{type(error).__name__}({detail[:80]})" if detail else type(error).__name__


def _name(task: Callable[..., object]) -> str:
    inner = task.func if isinstance(task, partial) else task
    return getattr(inner, "__qualname__", repr(inner))
