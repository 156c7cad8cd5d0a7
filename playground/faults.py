"""What a test may make go wrong: calls that fail, methods a server lacks, people nobody can write to."""

from dataclasses import dataclass, field

from playground.model import Json


@dataclass
class CallFault:
    """The next `times` calls of `method` (in `channel`, when given) fail with `error`."""

    method: str
    error: str
    times: int = 1
    retry_after: int | None = None
    channel: str | None = None
    #: HTTP status; 200 for an ordinary Slack error.
    status: int = 200
    #: The call takes effect and only its answer is lost.
    after: bool = False


@dataclass
class Faults:
    """The faults in force."""

    calls: list[CallFault] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    no_dm: dict[str, str] = field(default_factory=dict)
    revoked: bool = False
    uninstalled: bool = False

    def enforce(self, order: Json) -> None:
        """Put into force what a `POST /ui/fault` body asks for. Raises ValueError for an unknown order."""
        if "method" in order:
            self.calls.append(_call_fault(order))
        elif "missing" in order:
            self.missing = set(order["missing"])
        elif "no_dm" in order:
            error = str(order.get("error", "messages_tab_disabled"))
            self.no_dm = {str(user): error for user in order["no_dm"]}
        elif "revoked" in order:
            self.revoked = bool(order["revoked"])
        elif "uninstalled" in order:
            self.uninstalled = bool(order["uninstalled"])
        elif order.get("reset"):
            self.reset()
        else:
            raise ValueError("A fault is one of method, missing, no_dm, revoked, uninstalled, drop, …")

    def reset(self) -> None:
        """Let everything work again."""
        self.calls, self.missing, self.no_dm = [], set(), {}
        self.revoked = self.uninstalled = False

    def next_for(self, method: str, channels: set[str]) -> CallFault | None:
        """The fault a call about one of these channels meets, counted down, or None."""
        for fault in self.calls:
            if fault.method in (method, "*") and (fault.channel is None or fault.channel in channels):
                fault.times -= 1
                if fault.times <= 0:
                    self.calls.remove(fault)
                return fault
        return None


def _call_fault(order: Json) -> CallFault:
    retry_after = order.get("retry_after")
    error = order.get("error", "ratelimited" if retry_after is not None else "internal_error")
    status = int(order.get("status", 429 if error == "ratelimited" else 200))
    if error == "ratelimited" and retry_after is None:
        retry_after = 1
    return CallFault(
        order["method"],
        error,
        int(order.get("times", 1)),
        retry_after,
        order.get("channel"),
        status,
        bool(order.get("after", False)),
    )
