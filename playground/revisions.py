"""Waiting for the workspace to change."""

import asyncio

from playground.workspace import Workspace


class Revisions:
    """Lets coroutines on the server's loop wait for a later revision, in whatever thread it comes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiters: set[asyncio.Event] = set()
        self.closed = False
        workspace.on_change(self._notify)

    def start(self) -> None:
        """Serve waiters on the running loop."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """Let every waiter go."""
        self.closed = True
        self._wake()

    async def past(self, revision: int, seconds: float) -> int:
        """The present revision, as soon as it is above `revision` or `seconds` of real time have passed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while self._workspace.revision <= revision and not self.closed:
            left = deadline - loop.time()
            if left <= 0:
                break
            event = asyncio.Event()
            self._waiters.add(event)
            try:
                await asyncio.wait_for(event.wait(), left)
            except TimeoutError:
                break
            finally:
                self._waiters.discard(event)
        return self._workspace.revision

    def _notify(self, revision: int) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in list(self._waiters):
            event.set()
