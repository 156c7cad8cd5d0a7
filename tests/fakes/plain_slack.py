"""A small server of Slack's protocol, written from Slack's reference alone, that offers as little as one may.

It keeps no metadata, takes no files, knows no profiles and no history, and leaves out of every payload what is not
needed to tell what happened. Its ids look unlike Slack's. The bot has to work with it all the same.
"""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server as SocketServer
from websockets.sync.server import ServerConnection, serve

Json = dict[str, Any]

TEAM, BOT, CHANNEL = "T-1", "bot_whyfirst", "room-7"
BOT_TOKEN, APP_TOKEN = "xoxb-plain", "xapp-plain"
SECONDS = 20.0  # that anything may take on a busy machine


class PlainSlack:
    """The server; use it with `with`. What was posted is in `posts`, oldest first."""

    def __init__(self, *, redeliver_after: float = 1.0) -> None:
        self.posts: list[Json] = []
        self.views: dict[str, Json] = {}  # by who opened one
        self.unknown: set[str] = set()  # methods that were asked for and are not here
        self._redeliver_after = redeliver_after
        self._numbers = count(1)
        self._changed = threading.Condition()
        self._acknowledged: dict[str, Json] = {}
        self._triggers: dict[str, str] = {}
        self._socket: ServerConnection | None = None
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._sockets: SocketServer = serve(self._serve, "127.0.0.1", 0)

    def __enter__(self) -> "PlainSlack":
        for each in (self._http.serve_forever, self._sockets.serve_forever):
            threading.Thread(target=each, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sockets.shutdown()
        self._http.shutdown()
        self._http.server_close()

    @property
    def api_url(self) -> str:
        """The address of the Web API."""
        return f"http://127.0.0.1:{self._http.server_port}/plain/"

    # What people do

    def command(self, user: str, text: str, channel: str = CHANNEL) -> str:
        """Type a slash command; returns the words it is answered with."""
        name, _, rest = text.partition(" ")
        payload = {"command": name, "text": rest, "user_id": user, "channel_id": channel, "team_id": TEAM}
        return words(self._ask("slash_commands", payload | {"trigger_id": self._trigger(user)}))

    def say(self, user: str, text: str, *, channel_type: bool = True, channel: str = "", thread: str = "") -> str:
        """Write to the bot (or in a channel); returns the ts."""
        ts = self.stamp()
        event: Json = {"type": "message", "user": user, "text": text, "ts": ts, "channel": channel or dm_of(user)}
        event |= {"channel_type": "channel" if channel else "im"} if channel_type else {}
        event |= {"thread_ts": thread} if thread else {}
        self.tell(event)
        return ts

    def tell(self, event: Json) -> None:
        """Tell the bot of an event, until it acknowledges it."""
        self._ask("events_api", {"type": "event_callback", "event": event})

    def press(self, user: str, post: Json, label: str) -> None:
        """Press a button of a post."""
        button = next(each for each in elements(post) if each.get("text", {}).get("text") == label)
        action = {key: button[key] for key in ("action_id", "block_id", "value") if key in button}
        message = {"ts": post["ts"], "text": post["text"]}
        what = {"user": {"id": user}, "channel": {"id": post["channel"]}, "message": message, "actions": [action]}
        self._ask("interactive", {"type": "block_actions", **what})

    def submit(self, user: str, fields: Json) -> Json:
        """Send the form that somebody has open, with its elements' state by block id; returns the answer."""
        view = self.views[user]
        values = {block: {block: state} for block, state in fields.items()}
        sent = {key: view[key] for key in ("callback_id", "private_metadata", "blocks", "type") if key in view}
        payload = {"type": "view_submission", "user": {"id": user}, "view": sent | {"state": {"values": values}}}
        return self._ask("interactive", payload)

    # What people see

    def wait_for(self, wanted: str | tuple[str, ...], channel: str = CHANNEL, *, after: str = "") -> Json:
        """The newest post with these words in it (or one of these), waited for."""
        fragments = (wanted,) if isinstance(wanted, str) else wanted

        def look() -> Json | None:
            fitting = (p for p in reversed(self.posts) if p["channel"] == channel and p["ts"] > after)
            return next((post for post in fitting if any(each in words(post) for each in fragments)), None)

        found: Json = self.wait_until(look, f"{wanted!r} in {channel}")
        return found

    def wait_until(self, look: Callable[[], Any], what: str) -> Any:
        """What `look` returns once it is true; it looks again whenever something changes."""
        deadline = time.monotonic() + SECONDS
        with self._changed:
            while not (found := look()):
                left = deadline - time.monotonic()
                assert left > 0, f"waited in vain for {what}; there is {[words(post)[:300] for post in self.posts]}"
                self._changed.wait(left)
        return found

    def wait_connected(self) -> None:
        """Wait until the bot is there."""
        self.wait_until(lambda: self._socket, "the bot")

    def stamp(self) -> str:
        """A new ts, later than all before."""
        return f"{1000 + next(self._numbers)}.000100"

    # Socket Mode

    def _serve(self, connection: ServerConnection) -> None:
        with self._changed:
            self._socket = connection
            connection.send(json.dumps({"type": "hello"}))
            self._changed.notify_all()
        try:
            for text in connection:
                answer = json.loads(text)
                with self._changed:
                    self._acknowledged[answer["envelope_id"]] = answer.get("payload") or {}
                    self._changed.notify_all()
        except ConnectionClosed:
            pass  # the bot went away without a word; nobody is connected
        with self._changed:
            self._socket = None
            self._changed.notify_all()

    def _ask(self, kind: str, payload: Json) -> Json:
        """Send an envelope until it is acknowledged (Slack does so with events only); returns what came with it."""
        deadline = time.monotonic() + SECONDS
        while True:
            envelope = f"envelope {next(self._numbers)}"
            with self._changed:
                socket = self._socket
                assert socket is not None, "the bot is not connected"
                socket.send(json.dumps({"envelope_id": envelope, "type": kind, "payload": payload}))
                wait = self._redeliver_after if kind == "events_api" else SECONDS
                if self._changed.wait_for(lambda: envelope in self._acknowledged, wait):  # noqa: B023
                    return self._acknowledged[envelope]
            assert time.monotonic() < deadline, f"nobody acknowledged {payload}"

    def _trigger(self, user: str) -> str:
        trigger = f"trigger {next(self._numbers)}"
        self._triggers[trigger] = user
        return trigger

    # The Web API

    def call(self, method: str, args: Json) -> Json:
        """The answer to a call."""
        known: dict[str, Callable[[Json], Json]] = {
            "auth.test": lambda args: {"user_id": BOT, "team_id": TEAM},
            "apps.connections.open": self._connections_open,
            "chat.postMessage": self._post,
            "chat.postEphemeral": lambda args: self._post({**args, "to": args["user"]}),
            "chat.update": self._update,
            "views.open": self._open,
        }
        with self._changed:
            if method not in known:
                self.unknown.add(method)
                return {"ok": False, "error": "unknown_method"}
            answer = {"ok": True} | known[method](args)
            self._changed.notify_all()
            return answer

    def _connections_open(self, args: Json) -> Json:
        return {"url": f"ws://127.0.0.1:{self._sockets.socket.getsockname()[1]}/?any=1"}

    def _post(self, args: Json) -> Json:
        channel = args["channel"] if args["channel"].startswith(("room-", "talk_")) else dm_of(args["channel"])
        kept = {key: args[key] for key in ("text", "blocks", "thread_ts", "to") if args.get(key)}
        post = {"channel": channel, "ts": self.stamp(), "text": "", **kept}
        number_blocks(post)
        self.posts.append(post)
        if is_dm(channel) and self._socket is not None:  # Slack tells a bot of its own messages too
            event = {"type": "message", "user": BOT, "text": post["text"], "ts": post["ts"], "channel": channel}
            payload = {"type": "event_callback", "event": event}
            self._socket.send(
                json.dumps({"envelope_id": f"own {post['ts']}", "type": "events_api", "payload": payload})
            )
        return {"channel": channel, "ts": post["ts"]}

    def _update(self, args: Json) -> Json:
        for post in self.posts:
            if (post["channel"], post["ts"]) == (args["channel"], args["ts"]):
                post |= {"text": args.get("text", ""), "blocks": args.get("blocks") or []}
                return {"channel": args["channel"], "ts": args["ts"]}
        return {"ok": False, "error": "message_not_found"}

    def _open(self, args: Json) -> Json:
        self.views[self._triggers[args["trigger_id"]]] = args["view"]
        return {"view": args["view"]}


def dm_of(user: str) -> str:
    """The id of somebody's direct message with the bot."""
    return f"talk_{user}"


def is_dm(channel: str) -> bool:
    """Whether an id is that of a direct message."""
    return channel.startswith("talk_")


def words(message: Json) -> str:
    """Every word of a message: its text and that of its blocks."""
    return "\n".join([str(message.get("text") or ""), *_texts(message.get("blocks") or [])])


def elements(post: Json) -> list[Json]:
    """The buttons of a post, each with its block's id."""
    return [
        element | {"block_id": block["block_id"]}
        for block in post.get("blocks") or []
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def number_blocks(post: Json) -> None:
    """Give each block an id if it has none."""
    for number, block in enumerate(post.get("blocks") or []):
        block.setdefault("block_id", f"block {number}")


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [text for each in part.values() for text in _texts(each)]


def _handler(slack: PlainSlack) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            if "json" in (self.headers.get("content-type") or ""):
                args = json.loads(raw)
            else:
                args = dict(parse_qsl(raw))
                args |= {key: json.loads(args[key]) for key in ("blocks", "view") if key in args}
            answer = json.dumps(slack.call(self.path.rpartition("/")[2], args)).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: what matters is in `posts` and `unknown`."""

    return Handler
