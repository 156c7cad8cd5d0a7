"""Acting in a workspace from tests and scripts, over real HTTP."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from playground.actor import Actor
from playground.model import Json

#: Answers of the UI API come from this machine, so never through a proxy.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class DriverError(AssertionError):
    """What was waited for did not come, or an act was refused."""


class Driver:
    """The UI API of the workspace at `url`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def as_(self, user: str) -> Actor:
        """Someone who acts as the person with this id."""
        return Actor(self, user)

    def screen(self, user: str, channel: str = "", thread: str = "") -> Json:
        """What `user` sees."""
        query = {"as": user, "channel": channel, "thread": thread}
        return self.get("/ui/screen", {key: value for key, value in query.items() if value})

    def act(self, user: str, kind: str, /, **body: Any) -> Json:
        """Do something as `user`; returns the answer. Raises DriverError when it is refused."""
        answer = self.try_act(user, kind, **body)
        if not answer["ok"]:
            raise DriverError(f"{kind} by {user}: {answer['error']}")
        return answer

    def try_act(self, user: str, kind: str, /, **body: Any) -> Json:
        """Do something as `user`; returns the answer, refused or not."""
        return self.post("/ui/act", {"as": user, "type": kind} | body)

    def fault(self, **order: Any) -> Json:
        """Make something go wrong; see `faults.py`."""
        return self.post("/ui/fault", order)

    def redeliver(self, times: int = 1, kind: str | None = None) -> Json:
        """Send the last event a person caused again, with the same event_id."""
        order: Json = {"redeliver": True, "times": times}
        return self.post("/ui/fault", order | {"type": kind} if kind else order)

    def move_clock(self, to: str, user: str) -> Json:
        """Move the business clock, as `user` sees working days."""
        return self.act(user, "clock", to=to)

    def wait_until(self, look: Callable[[], Any], what: str, timeout: float = 15.0) -> Any:
        """What `look` returns once it is true; it is called again after every change. Raises DriverError."""
        deadline = time.monotonic() + timeout
        while True:
            revision = self.revision()
            found = look()
            if found:
                return found
            left = deadline - time.monotonic()
            if left <= 0:
                raise DriverError(f"Waited {timeout:g} s for {what}.")
            self.get("/ui/wait", {"revision": revision, "seconds": f"{left:.3f}"})

    def wait_connected(self, timeout: float = 10.0) -> None:
        """Wait until an app is connected by Socket Mode."""
        self.wait_until(lambda: self.get("/ui/screen", {})["bot"]["connected"], "the app to connect", timeout)

    def settle(self, timeout: float = 15.0) -> None:
        """Wait until the app has acknowledged everything sent to it, so that what did not happen will not."""
        if not self.get("/ui/idle", {"seconds": timeout})["idle"]:
            raise DriverError(f"Waited {timeout:g} s for the app to acknowledge everything.")

    def revision(self) -> int:
        """The present revision."""
        return int(self.get("/ui/wait", {"revision": -1})["revision"])

    def file(self, file_id: str) -> bytes:
        """The content of a file."""
        with _OPENER.open(f"{self.url}/ui/file/{file_id}") as answer:
            return bytes(answer.read())

    def get(self, path: str, query: Json) -> Json:
        """The JSON answer to a GET."""
        return self._send(urllib.request.Request(f"{self.url}{path}?{urllib.parse.urlencode(query)}"))

    def post(self, path: str, body: Json) -> Json:
        """The JSON answer to a POST."""
        headers = {"content-type": "application/json"}
        return self._send(urllib.request.Request(self.url + path, json.dumps(body).encode(), headers))

    def _send(self, request: urllib.request.Request) -> Json:
        try:
            with _OPENER.open(request, timeout=40) as answer:
                decoded: Json = json.loads(answer.read())
        except urllib.error.HTTPError as error:
            raise DriverError(f"{request.full_url}: {error.code} {error.read().decode(errors='replace')}") from error
        return decoded
