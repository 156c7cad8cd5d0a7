"""The table of roles and actions."""

import pytest

from facilitation.roles import ALLOWED, Action, Role, action_to_add, allowed, roles_that_may

WHO_MAY = [
    (Action.SEE, "sponsor champion user ml_lead engineer facilitator"),
    (Action.ANSWER, "sponsor champion user ml_lead engineer"),
    (Action.MANAGE_PEOPLE, "sponsor facilitator"),
    (Action.ADD_ENGINEER, "sponsor ml_lead facilitator"),
    (Action.ADD_USER, "sponsor champion facilitator"),
    (Action.REVEAL, "facilitator"),
    (Action.AGREE, "facilitator"),
    (Action.POST_BRIEF, "sponsor champion user ml_lead engineer facilitator"),
    (Action.PARK, "sponsor champion user ml_lead engineer facilitator"),
    (Action.EDIT_FEATURES, "champion ml_lead facilitator"),
    (Action.OFFER_BRIEF, "sponsor champion facilitator"),
    (Action.SIGN, "sponsor champion"),
    (Action.ADD_TO_REGISTERS, "sponsor champion user ml_lead engineer facilitator"),
    (Action.CHANGE_REGISTERS, "facilitator"),
    (Action.EXPORT, "sponsor champion user ml_lead engineer facilitator"),
    (Action.DECIDE, "sponsor champion user ml_lead engineer facilitator"),
    (Action.CORRECT_DECISION, "facilitator"),
    (Action.POLL, "sponsor champion user ml_lead engineer facilitator"),
    (Action.VOTE_AGAIN, "facilitator"),
    (Action.ARCHIVE, "sponsor facilitator"),
]


@pytest.mark.parametrize(("action", "who"), WHO_MAY)
def test_who_may_do_what(action: Action, who: str) -> None:
    assert " ".join(roles_that_may(action)) == who
    assert [role for role in Role if allowed(action, {role})] == [Role(name) for name in who.split()]


def test_every_action_stands_in_the_table_and_here() -> None:
    assert set(ALLOWED) == set(Action)
    assert {action for action, _ in WHO_MAY} >= {Action.SEE, Action.REVEAL, Action.AGREE, Action.ARCHIVE}


@pytest.mark.parametrize("action", Action)
def test_nobody_without_a_role_may_do_anything(action: Action) -> None:
    assert not allowed(action, ())


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.ENGINEER, Action.ADD_ENGINEER),
        (Role.USER, Action.ADD_USER),
        (Role.SPONSOR, Action.MANAGE_PEOPLE),
        (Role.CHAMPION, Action.MANAGE_PEOPLE),
    ],
)
def test_engineers_come_by_the_ml_lead_and_users_by_the_champion(role: Role, action: Action) -> None:
    assert action_to_add(role) is action
