"""Logging: lines on standard error, plain or JSON, without secrets and without what people typed.

structlog's own events and those of the standard library (slack_sdk, slack_bolt, SQLAlchemy, APScheduler) end
in one handler. Secrets are taken out of the finished line, so none slips through in a traceback or in a
library's message.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

# At DEBUG some of these write whole payloads, hence what people typed; at INFO some report each request.
_FLOORS = {
    "slack_sdk": logging.INFO,
    "slack_bolt": logging.INFO,
    "sqlalchemy": logging.WARNING,
    "apscheduler": logging.WARNING,
    "alembic": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "uvicorn": logging.WARNING,
    "asyncio": logging.INFO,
}

_REMOVED = "[secret removed]"
# What stays of a match is its first group: the words before the secret, for whoever reads the log.
_SECRETS = (
    # Slack's tokens: xoxb-, xoxp-, xoxe.xoxp-, xapp-, …
    re.compile(r"()\b(?:xox[a-z]|xapp)[-.][\w.%-]+"),
    # A response_url is a right to post for thirty minutes, a webhook for good; whatever host serves it.
    re.compile(r"(response_url\W{1,8}(?:https?://)?)[^\s\"'<>,}\\]+"),
    re.compile(r"(://hooks\.slack(?:-gov)?\.com/)[^\s\"'<>\\]+"),
    # The address of a Socket Mode connection is its own password.
    re.compile(r"(\bwss?://)[^\s\"'<>\\]+"),
    # user:password@ in a database's address.
    re.compile(r"(://)[^\s/@:\"']*:[^\s@\"']+(?=@)"),
)


def redact(text: str) -> str:
    """Return `text` with everything in it that opens a door replaced."""
    for secret in _SECRETS:
        text = secret.sub(rf"\1{_REMOVED}", text)
    return text


def configure(level: str = "INFO", form: str = "plain", stream: TextIO | None = None) -> None:
    """Send every log line of this process to `stream` (None: standard error), as `form`: plain or json."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_ending(form, stream)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, floor in _FLOORS.items():
        logging.getLogger(name).setLevel(max(floor, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,  # tests configure more than once
    )


def _ending(form: str, stream: TextIO) -> list[Processor]:
    """Return what turns an event into the line that is written."""
    if form == "json":
        # Without the frames' variables, which hold what people typed.
        trace = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        return [
            structlog.processors.ExceptionRenderer(trace),
            structlog.processors.JSONRenderer(ensure_ascii=False),
            _redacted,
        ]
    plain = structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )
    return [plain, _redacted]


def _redacted(logger: Any, method: str, line: str | bytes | MutableMapping[str, Any]) -> str:
    return redact(str(line))
