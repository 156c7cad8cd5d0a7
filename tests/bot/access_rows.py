"""What a row of the table of access is: who may, what is tried, and what it changes; and how one is written down."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.views.ids import Do, Form, Shortcut
from facilitation.roles import ALLOWED, INTERVIEWED, Action, Role
from tests.bot.access_payloads import Json, Payload, command
from tests.bot.access_payloads import press as pressed
from tests.bot.access_payloads import submit as submitted
from tests.bot.access_story import CAST, DAY, PLANNING, Ids

#: What whoever may know nothing of a project is told: what they would be told if it did not exist.
NOT_THERE = frozenset(
    {
        "no_project",
        "not_yours",
        "nothing_to_vote",
        "feature_gone",
        "entry_gone",
        "word_gone",
        "decision_gone",
        "poll_gone",
    }
)


@dataclass(frozen=True)
class Need:
    """Who may: holders of roles, named people, everybody in the home channel, or anybody at all."""

    actions: tuple[Action, ...] = ()
    own: tuple[str, ...] = ()
    refusal: str = "not_allowed"  # that a member reads who may not
    guest_refusal: str | None = None  # that somebody in the home channel reads who is not on the project
    strangers: bool = False

    def allows(self, user: str) -> bool:
        """Whether a member may."""
        roles = {role for role, holder in CAST.items() if holder == user}
        everybody = not self.actions and not self.own
        return everybody or user in self.own or any(ALLOWED[action] & roles for action in self.actions)


def may(*actions: Action) -> Need:
    """Holders of the roles that may do one of `actions`; the refusal names those of the first."""
    asks_to_be_listed = ALLOWED[actions[0]] in (frozenset(Role), frozenset(INTERVIEWED))
    return Need(actions, guest_refusal="not_listed" if asks_to_be_listed else "not_allowed")


def may_or(own: str, action: Action, refusal: str, guest_refusal: str = "") -> Need:
    """Holders of the roles that may do `action`, and who looks after it."""
    return Need((action,), (own,), refusal, guest_refusal or refusal)


def only(*own: str, refusal: str = "not_yours") -> Need:
    """Those whose it is."""
    return Need((), own, refusal, refusal)


HERE = Need()  # members anywhere, and everybody in the home channel
ANYONE = Need(strangers=True)  # it is about no project, or leads to what the person may see


@dataclass(frozen=True)
class Row:
    """One way to do something: what it is, who may, the payload, and whether it changes anything for who may."""

    name: str
    what: str | Do | Form | Shortcut
    need: Need
    make: Callable[[Ids], Payload]
    writes: bool = False
    state: str = PLANNING
    declined: tuple[str, ...] = ()  # refusals that have nothing to do with who asks

    @property
    def tells_channel(self) -> bool:
        """Whether its payload says where it was done: a form's does not."""
        return not isinstance(self.what, Form) and self.what != Shortcut.START_PROJECT


#: The rows of the table, in the order in which `access_table` writes them down.
ROWS: list[Row] = []


def typed(
    text: str, need: Need, *, writes: bool = False, declined: tuple[str, ...] = (), state: str = PLANNING
) -> None:
    """A row for `/scope …`."""
    word = text.partition(" ")[0]
    ROWS.append(Row(f"/scope {text}", word, need, lambda ids: command(text), writes, state, declined))


def press(
    do: Do,
    need: Need,
    value: str = "{project}",
    *,
    suffix: str = "",
    writes: bool = False,
    state: str = PLANNING,
    declined: tuple[str, ...] = (),
    block_id: str = "b",
    selects: Json | None = None,
) -> None:
    """A row for a button or select; `value` and `block_id` name the ids that they carry."""

    def make(ids: Ids) -> Payload:
        carried, block = value.format(**vars(ids)), block_id.format(**vars(ids))
        return pressed(do + suffix, carried, block_id=block, state=selects)

    ROWS.append(Row(f"{do}{suffix}", do, need, make, writes, state, declined))


def submit(
    form: Form,
    need: Need,
    about: str,
    fields: Json,
    *,
    writes: bool = False,
    state: str = PLANNING,
    declined: tuple[str, ...] = (),
) -> None:
    """A row for a form; `about` names the ids that it carries."""
    ROWS.append(
        Row(
            f"{form} {about}",
            form,
            need,
            lambda ids: submitted(form, about.format(**vars(ids)), fields),
            writes,
            state,
            declined,
        )
    )


def shortcut(which: Shortcut, need: Need, payload: Payload, *, writes: bool = False) -> None:
    """A row for a shortcut, which carries no ids of ours."""
    ROWS.append(Row(str(which), which, need, lambda ids: payload, writes))


def text(value: str) -> Json:
    """A field of text."""
    return {"type": "plain_text_input", "value": value}


def person(user: str) -> Json:
    """A field in which somebody is picked."""
    return {"type": "users_select", "selected_user": user}


def persons(*users: str) -> Json:
    """A field in which several are picked."""
    return {"type": "multi_users_select", "selected_users": list(users)}


def choice(value: str) -> Json:
    """A field in which something is chosen."""
    return {"type": "static_select", "selected_option": {"value": value}}


def day() -> Json:
    """A field with a day."""
    return {"type": "datepicker", "selected_date": DAY.isoformat()}
