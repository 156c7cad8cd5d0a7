"""Roles on a project, and the one table of which role may do what."""

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """What a member is on a project (design §2)."""

    SPONSOR = "sponsor"
    CHAMPION = "champion"
    USER = "user"
    ML_LEAD = "ml_lead"
    ENGINEER = "engineer"
    FACILITATOR = "facilitator"


#: Roles that are asked questions; the facilitator as such is not.
INTERVIEWED = (Role.SPONSOR, Role.CHAMPION, Role.USER, Role.ML_LEAD, Role.ENGINEER)

#: A project always has exactly one of these: handed over, never just removed.
SINGLE = (Role.SPONSOR, Role.CHAMPION, Role.ML_LEAD, Role.FACILITATOR)

#: Nobody can leave one of these empty once it is held.
NEVER_EMPTY = (Role.SPONSOR, Role.ML_LEAD, Role.FACILITATOR)


class Action(StrEnum):
    """What somebody may want to do to a project."""

    SEE = "see"
    ANSWER = "answer"
    MANAGE_PEOPLE = "manage_people"
    ADD_ENGINEER = "add_engineer"
    ADD_USER = "add_user"
    REVEAL = "reveal"
    AGREE = "agree"
    POST_BRIEF = "post_brief"
    PARK = "park"
    EDIT_FEATURES = "edit_features"
    OFFER_BRIEF = "offer_brief"
    SIGN = "sign"
    ADD_TO_REGISTERS = "add_to_registers"  # assumptions, business rules, words of the glossary
    CHANGE_REGISTERS = "change_registers"  # anybody's; everyone may change what they look after
    EXPORT = "export"
    DECIDE = "decide"
    CORRECT_DECISION = "correct_decision"  # anybody's; everyone may correct what they recorded
    POLL = "poll"
    VOTE_AGAIN = "vote_again"  # on anybody's poll; everyone may on their own
    ARCHIVE = "archive"


_EVERY_MEMBER = frozenset(Role)

#: The table of roles and actions (design §5). Guests of the home channel: see `bot.use_cases.access`.
ALLOWED: dict[Action, frozenset[Role]] = {
    Action.SEE: _EVERY_MEMBER,
    Action.ANSWER: frozenset(INTERVIEWED),
    Action.MANAGE_PEOPLE: frozenset({Role.FACILITATOR, Role.SPONSOR}),
    Action.ADD_ENGINEER: frozenset({Role.FACILITATOR, Role.SPONSOR, Role.ML_LEAD}),
    Action.ADD_USER: frozenset({Role.FACILITATOR, Role.SPONSOR, Role.CHAMPION}),
    Action.REVEAL: frozenset({Role.FACILITATOR}),
    Action.AGREE: frozenset({Role.FACILITATOR}),
    Action.POST_BRIEF: _EVERY_MEMBER,
    Action.PARK: _EVERY_MEMBER,
    Action.EDIT_FEATURES: frozenset({Role.FACILITATOR, Role.CHAMPION, Role.ML_LEAD}),
    Action.OFFER_BRIEF: frozenset({Role.FACILITATOR, Role.SPONSOR, Role.CHAMPION}),
    Action.SIGN: frozenset({Role.SPONSOR, Role.CHAMPION}),
    Action.ADD_TO_REGISTERS: _EVERY_MEMBER,
    Action.CHANGE_REGISTERS: frozenset({Role.FACILITATOR}),
    Action.EXPORT: _EVERY_MEMBER,
    Action.DECIDE: _EVERY_MEMBER,
    Action.CORRECT_DECISION: frozenset({Role.FACILITATOR}),
    Action.POLL: _EVERY_MEMBER,
    Action.VOTE_AGAIN: frozenset({Role.FACILITATOR}),
    Action.ARCHIVE: frozenset({Role.FACILITATOR, Role.SPONSOR}),
}


def allowed(action: Action, roles: Collection[Role]) -> bool:
    """Return whether a member holding `roles` may do `action`."""
    return not ALLOWED[action].isdisjoint(roles)


def roles_that_may(action: Action) -> tuple[Role, ...]:
    """Return the roles that may do `action`, in the order of `Role`: a refusal names them."""
    return tuple(role for role in Role if role in ALLOWED[action])


def action_to_add(role: Role) -> Action:
    """Return what somebody must be allowed to do to give `role` to a person (design §6)."""
    return {Role.ENGINEER: Action.ADD_ENGINEER, Role.USER: Action.ADD_USER}.get(role, Action.MANAGE_PEOPLE)
