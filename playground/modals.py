"""Modals and home views: Slack's view objects, and the stack of modals each person has open."""

from playground.clock import Clock
from playground.ids import Ids, secret
from playground.model import APP_ID, BOT_ID, TEAM_ID, Json, Values, ViewState
from playground.surfaces import elements_of, with_ids

MODALS_IN_A_STACK = 3

_TAKEN_OVER = ("title", "submit", "close")


class Views:
    """Every modal and home view, open or not."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids = ids
        self._clock = clock
        self.stacks: dict[str, list[ViewState]] = {}
        self.homes: dict[str, ViewState] = {}

    def find(self, view_id: str) -> ViewState | None:
        """The open modal or home view with this id, or None."""
        for stack in self.stacks.values():
            for state in stack:
                if state.id == view_id:
                    return state
        return next((state for state in self.homes.values() if state.id == view_id), None)

    def find_external(self, external_id: str) -> ViewState | None:
        """The open view with this external id, or None."""
        everything = [state for stack in self.stacks.values() for state in stack] + list(self.homes.values())
        return next((state for state in everything if external_id and state.body["external_id"] == external_id), None)

    def open(self, user: str, view: Json) -> ViewState:
        """Put a modal on top of what `user` has open, as the first of its own stack."""
        state = ViewState(user, self._body(view, self._ids.next("V")))
        self.stacks.setdefault(user, []).append(state)
        return state

    def push(self, user: str, below: ViewState, view: Json) -> ViewState:
        """Put a modal on top of `below`, in the same stack."""
        state = ViewState(user, self._body(view, self._ids.next("V"), below.body["root_view_id"], below.id))
        self.stacks.setdefault(user, []).append(state)
        return state

    def depth(self, state: ViewState) -> int:
        """How many modals stand in the stack of `state`."""
        root = state.body["root_view_id"]
        return sum(1 for other in self.stacks.get(state.user, []) if other.body["root_view_id"] == root)

    def update(self, state: ViewState, view: Json) -> ViewState:
        """Give an open view new content. What was typed stays where block and action ids stay."""
        state.body = self._body(view, state.id, state.body["root_view_id"], state.body["previous_view_id"])
        state.values = kept_values(state.values, state.body["blocks"])
        state.errors = {}
        return state

    def publish(self, user: str, view: Json) -> ViewState:
        """Replace the home view of `user`."""
        old = self.homes.get(user)
        if old:
            return self.update(old, view)
        self.homes[user] = ViewState(user, self._body(view, self._ids.next("V")))
        return self.homes[user]

    def close(self, state: ViewState) -> None:
        """Take one modal off the stack."""
        stack = self.stacks.get(state.user, [])
        if state in stack:
            stack.remove(state)

    def clear(self, user: str) -> list[ViewState]:
        """Take all modals of `user` off and return them, first opened first."""
        return self.stacks.pop(user, [])

    def _body(self, view: Json, view_id: str, root: str | None = None, previous: str | None = None) -> Json:
        body: Json = {
            "id": view_id,
            "team_id": TEAM_ID,
            "type": view["type"],
            "blocks": with_ids(view.get("blocks") or [], self._ids),
            "private_metadata": view.get("private_metadata") or "",
            "callback_id": view.get("callback_id") or "",
            "state": {"values": {}},
            "hash": f"{self._ids.ts(self._clock.now())}.{secret()[:8]}",
            "clear_on_close": bool(view.get("clear_on_close")),
            "notify_on_close": bool(view.get("notify_on_close")),
            "submit_disabled": bool(view.get("submit_disabled")),
            "previous_view_id": previous,
            "root_view_id": root or view_id,
            "app_id": APP_ID,
            "external_id": view.get("external_id") or "",
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }
        return body | {key: view.get(key) for key in _TAKEN_OVER}


def kept_values(values: Values, blocks: list[Json]) -> Values:
    """What was typed into elements that still exist."""
    kept: Values = {}
    for block in blocks:
        for element in elements_of(block):
            value = values.get(block["block_id"], {}).get(element.get("action_id", ""))
            if value is not None and value.get("type") == element["type"]:
                kept.setdefault(block["block_id"], {})[element["action_id"]] = value
    return kept
