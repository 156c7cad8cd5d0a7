"""Bolt without a bot in it: what acknowledges and does nothing else. `python -m bench.bare bolt URL` connects it."""

import sys
import threading

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

BOLT, CEILING = "bolt", "ceiling"


def build(name: str, api: str, signing_secret: str = "") -> App:
    """Return an app that only acknowledges: `bolt` as it comes, `ceiling` with process_before_response."""
    app = App(
        client=WebClient(token=f"xoxb-{name}", base_url=api),
        signing_secret=signing_secret,
        process_before_response=name == CEILING,
    )
    app.command("/scope")(_acknowledge)
    app.event("message")(_nothing)
    return app


def _acknowledge(ack: Ack) -> None:
    ack()


def _nothing() -> None:
    """Bolt acknowledges events by itself."""


def main(name: str, api: str) -> None:
    """Connect by Socket Mode and serve until the process is ended."""
    SocketModeHandler(build(name, api), f"xapp-{name}").client.connect()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
