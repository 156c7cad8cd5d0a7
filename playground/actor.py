"""A person in the workspace, as tests and scripts move them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playground.model import BOT_USER_ID, Json
from playground.surfaces import elements_of, text_objects

if TYPE_CHECKING:
    from playground.driver import Driver

#: A fragment of text, or a test on a message or view.
Wanted = str | Callable[[Json], Any]


def words(surface: Json) -> str:
    """All the words of a message or view, its blocks included, one piece a line."""
    pieces = [surface.get("text") or ""]
    pieces += [
        str(surface[name]["text"]) for name in ("title", "submit", "close") if isinstance(surface.get(name), dict)
    ]
    pieces += [value["text"] for _, value in text_objects(surface.get("blocks") or [])]
    pieces += [block["text"] for block in surface.get("blocks") or [] if block.get("type") == "markdown"]
    return "\n".join(dict.fromkeys(piece for piece in pieces if isinstance(piece, str) and piece))


def controls(surface: Json) -> list[tuple[str, str, str]]:
    """The controls of a message or view: the words on each, its block id, its action id."""
    found = []
    for block in surface.get("blocks") or []:
        for element in elements_of(block):
            label = block.get("label") or element.get("text") or element.get("placeholder") or {}
            found.append((str(label.get("text", "")), str(block["block_id"]), str(element.get("action_id", ""))))
    return found


class Actor:
    """Someone in the workspace. Methods raise DriverError when the workspace refuses."""

    def __init__(self, driver: Driver, user: str) -> None:
        self.driver = driver
        self.user = user

    # Looking

    @property
    def dm(self) -> str:
        """The id of the direct message with the bot."""
        channels = self.driver.screen(self.user)["channels"]
        return next(str(c["id"]) for c in channels if c["kind"] == "im" and BOT_USER_ID in c["members"])

    def screen(self, channel: str = "", thread: str = "") -> Json:
        """Everything this person sees."""
        return self.driver.screen(self.user, channel or self.dm, thread)

    def messages(self, channel: str = "", thread: str = "") -> list[Json]:
        """The messages of a channel (the DM unless given) or of a thread in it, oldest first."""
        shown = self.screen(channel, thread)
        found: list[Json] = shown["thread"]["messages"] if thread else shown["messages"]
        return found

    def modal(self) -> Json | None:
        """The modal on top, or None."""
        modals = self.driver.screen(self.user)["modals"]
        return modals[-1] if modals else None

    def home_view(self) -> Json | None:
        """The home view, or None while the app has published none."""
        view: Json | None = self.driver.screen(self.user)["home"]
        return view

    def notices(self) -> list[str]:
        """The errors shown to this person."""
        found: list[str] = self.driver.screen(self.user)["notices"]
        return found

    def sees(self, what: Wanted, channel: str = "", thread: str = "", after: str = "") -> Json | None:
        """The newest message that fits (a fragment or a test), later than the ts `after`; or None."""
        for message in reversed(self.messages(channel, thread)):
            if message["ts"] > after and _fits(message, what):
                return message
        return None

    # Waiting

    def wait_for(
        self, what: Wanted, channel: str = "", *, thread: str = "", after: str = "", timeout: float = 15.0
    ) -> Json:
        """The newest message that fits, in a channel or thread (the DM unless given), waited for."""

        def look() -> Json | None:
            return self.sees(what, channel, thread, after)

        found: Json = self.driver.wait_until(look, f"{self.user} to see {what!r} in {channel or 'the DM'}", timeout)
        return found

    def wait_for_ephemeral(self, what: Wanted, channel: str = "", *, after: str = "", timeout: float = 15.0) -> Json:
        """The same for a message only this person sees."""
        return self.wait_for(
            lambda message: message.get("ephemeral") and _fits(message, what),
            channel,
            after=after,
            timeout=timeout,
        )

    def wait_for_modal(self, what: Wanted = "", timeout: float = 15.0) -> Json:
        """The modal on top once it fits."""

        def look() -> Json | None:
            view = self.modal()
            return view if view and _fits(view, what) else None

        found: Json = self.driver.wait_until(look, f"{self.user} to see a modal with {what!r}", timeout)
        return found

    def wait_for_no_modal(self, timeout: float = 15.0) -> None:
        """Wait until no modal is open."""
        self.driver.wait_until(lambda: self.modal() is None, f"{self.user} to see no modal", timeout)

    def wait_for_home(self, what: Wanted = "", timeout: float = 15.0) -> Json:
        """The home view once it fits."""

        def look() -> Json | None:
            view = self.home_view()
            return view if view and _fits(view, what) else None

        found: Json = self.driver.wait_until(look, f"{self.user} to see a home view with {what!r}", timeout)
        return found

    # Writing

    def say(self, text: str, channel: str = "", thread: str = "") -> str:
        """Post a message (to the bot unless a channel is given); returns its ts."""
        where = {"channel": channel or self.dm} | ({"thread_ts": thread} if thread else {})
        return str(self.driver.act(self.user, "message", text=text, **where)["ts"])

    def edit(self, ts: str, text: str, channel: str = "") -> None:
        """Edit one's own message."""
        self.driver.act(self.user, "edit", channel=channel or self.dm, ts=ts, text=text)

    def delete(self, ts: str, channel: str = "") -> None:
        """Delete one's own message."""
        self.driver.act(self.user, "delete", channel=channel or self.dm, ts=ts)

    def unfurl(self, ts: str, channel: str = "") -> None:
        """Let Slack attach a link preview: message_changed with the very same text."""
        self.driver.act(self.user, "unfurl", channel=channel or self.dm, ts=ts)

    def share(self, name: str, content: str, channel: str = "", text: str = "") -> str:
        """Post a text file; returns the message's ts."""
        answer = self.driver.act(self.user, "file", channel=channel or self.dm, name=name, content=content, text=text)
        return str(answer["ts"])

    def react(self, ts: str, name: str, channel: str = "") -> None:
        """Add a reaction."""
        self.driver.act(self.user, "react", channel=channel or self.dm, ts=ts, name=name)

    def unreact(self, ts: str, name: str, channel: str = "") -> None:
        """Take a reaction back."""
        self.driver.act(self.user, "unreact", channel=channel or self.dm, ts=ts, name=name)

    # Commands and controls

    def command(self, text: str, channel: str = "") -> Json:
        """Run a slash command, like "/scope new"."""
        return self.driver.act(self.user, "command", channel=channel or self.dm, text=text)

    def click(self, surface: Json, control: str, value: Any = None, channel: str = "", *, twice: bool = False) -> Json:
        """Use a control of a message, modal or home view, named by the words on it or its action id.

        `value` is what the contract says for its type; None for a button. The channel of a message is the DM
        unless given. `twice` is a double click: the app gets both before it answers either.
        """
        where = self._where(surface, control, channel)
        return self.driver.act(self.user, "action", value=value, twice=twice, **where)

    def choose(self, surface: Json, control: str, value: Any, channel: str = "") -> Json:
        """Choose in a menu, date picker, set of boxes; the same as `click` with a value."""
        return self.click(surface, control, value, channel)

    def type_into(self, surface: Json, control: str, value: Any, channel: str = "") -> None:
        """Fill a field without telling the app."""
        self.driver.act(self.user, "state", value=value, **self._where(surface, control, channel))

    def submit(self, fields: Json | None = None, view: Json | None = None, *, twice: bool = False) -> dict[str, str]:
        """Submit the modal on top, values by label, action id or block id; returns errors by block id."""
        shown = view or self.modal()
        assert shown is not None, f"{self.user} has no modal open"
        values: dict[str, Json] = {}
        for name, value in (fields or {}).items():
            _, block_id, action_id = _control(shown, name)
            values.setdefault(block_id, {})[action_id] = value
        answer = self.driver.act(self.user, "submit", view_id=shown["id"], values=values, twice=twice)
        errors: dict[str, str] = answer.get("errors", {})
        return errors

    def close(self, view: Json | None = None, everything: bool = False) -> None:
        """Close the modal on top, or all of them."""
        shown = view or self.modal()
        assert shown is not None, f"{self.user} has no modal open"
        self.driver.act(self.user, "close", view_id=shown["id"], all=everything)

    def home(self) -> None:
        """Open the Home tab."""
        self.driver.act(self.user, "home")

    def open_im(self) -> None:
        """Open the Messages tab."""
        self.driver.act(self.user, "open_im")

    def shortcut(self, callback_id: str, channel: str = "", ts: str = "") -> Json:
        """Use a shortcut, on a message when `ts` is given."""
        where = {"channel": channel or self.dm, "ts": ts} if ts else {}
        return self.driver.act(self.user, "shortcut", callback_id=callback_id, **where)

    # People and channels

    def invite(self, channel: str, user: str = BOT_USER_ID) -> None:
        """Bring someone (the bot unless given) into a channel."""
        self.driver.act(self.user, "invite", channel=channel, user=user)

    def kick(self, channel: str, user: str = BOT_USER_ID) -> None:
        """Take someone (the bot unless given) out of a channel."""
        self.driver.act(self.user, "kick", channel=channel, user=user)

    def leave(self, channel: str) -> None:
        """Leave a channel."""
        self.driver.act(self.user, "leave", channel=channel)

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        self.driver.act(self.user, "archive", channel=channel)

    def deactivate(self, user: str) -> None:
        """Deactivate someone's account."""
        self.driver.act(self.user, "deactivate", user=user)

    def read(self, channel: str = "") -> None:
        """Mark a channel as read."""
        self.driver.act(self.user, "read", channel=channel or self.dm)

    def _where(self, surface: Json, control: str, channel: str) -> Json:
        _, block_id, action_id = _control(surface, control)
        ids = {"block_id": block_id, "action_id": action_id}
        if "root_view_id" in surface:
            return ids | {"view_id": surface["id"]}
        return ids | {"channel": channel or self.dm, "ts": surface["ts"]}


def _fits(surface: Json, what: Wanted) -> Any:
    return what in words(surface) if isinstance(what, str) else what(surface)


def _control(surface: Json, name: str) -> tuple[str, str, str]:
    found = controls(surface)
    for place in (0, 2, 1):
        for control in found:
            if control[place] == name:
                return control
    offered = ", ".join(f"{label or action_id!r}" for label, _, action_id in found) or "nothing"
    raise LookupError(f"There is no control {name!r}; there is {offered}.")
