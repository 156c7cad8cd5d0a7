"""Every command, button, form and shortcut, tried by everybody there is, against the one table of roles and actions.

What there is to try is taken from the program: something new without a row in `access_table` fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copy

import pytest

from bot.listeners import SUBCOMMANDS
from bot.views.ids import Do, Form, Shortcut
from facilitation.roles import roles_that_may
from tests.bot.access_house import House, Outcome, open_house
from tests.bot.access_payloads import ELSEWHERE, HOME, NEXT_DOOR, OTHER_TEAM, Acting, command
from tests.bot.access_rows import NOT_THERE, Row
from tests.bot.access_story import (
    ASKING,
    CAST,
    FINA,
    GUS,
    MARK,
    NILS,
    OLAF,
    PRIVATE,
    PROJECT,
    Ids,
    name_of,
    tell,
    unknown,
)
from tests.bot.access_table import ROWS
from tests.fakes.plain_slack import dm_of

EVERY_ROW = pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])


@dataclass(frozen=True)
class Setting:
    """The bot, the ids of the one project in it, and by row what is said of one that does not exist."""

    house: House
    ids: Ids
    not_there: dict[Row, Outcome] = field(default_factory=dict)

    def attempt(self, row: Row, who: Acting, *, briefly: bool = False) -> Outcome:
        """What comes of a row tried by somebody."""
        return self.house.attempt(row.state, row.make(self.ids)(who), briefly=briefly)

    def for_nothing(self, row: Row) -> Outcome:
        """What comes of a row with ids that lead nowhere, tried by somebody who is on no project."""
        if row not in self.not_there:
            self.not_there[row] = self.house.attempt(row.state, row.make(unknown())(Acting(GUS, ELSEWHERE)))
        return self.not_there[row]


@pytest.fixture(scope="module")
def setting(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """One for all rows: what a row changes is put back."""
    path = Path(copy(sqlite_template, tmp_path_factory.mktemp("access") / "whyfirst.sqlite3"))
    with open_house(path) as house:
        yield Setting(house, tell(house))


@pytest.mark.parametrize("what", [*SUBCOMMANDS, *Do, *Form, *Shortcut], ids=repr)
def test_whatever_can_be_used_has_a_row(what: str) -> None:
    assert what in [row.what for row in ROWS]


@EVERY_ROW
def test_every_role_may_do_what_the_table_says_and_nothing_else(setting: Setting, row: Row) -> None:
    for number, user in enumerate(CAST.values(), start=ROWS.index(row)):
        # To a member it makes no difference where they are: for each row half of them are in the channel.
        assert_as_the_table_says(setting, row, Acting(user, HOME if number % 2 else dm_of(user)))


@EVERY_ROW
def test_a_guest_of_the_home_channel_may_read_and_nothing_else(setting: Setting, row: Row) -> None:
    guest = Acting(GUS, HOME)
    if not row.tells_channel:  # nothing shows that it was sent from there
        assert_learns_nothing(setting, row, guest)
        return
    outcome = setting.attempt(row, guest, briefly=True)
    if row.need.strangers:
        assert set(outcome.kinds) <= set(row.declined)
    else:
        assert outcome.kinds == ([row.need.guest_refusal] if row.need.guest_refusal else [])
        assert not outcome.changed


@EVERY_ROW
def test_a_stranger_learns_nothing_and_changes_nothing(setting: Setting, row: Row) -> None:
    strangers = [Acting(GUS, ELSEWHERE), Acting(GUS, dm_of(GUS)), Acting(OLAF, dm_of(OLAF))]
    if isinstance(row.what, (Do, Form)):  # what Nils types is about his own project
        strangers.append(Acting(NILS, NEXT_DOOR))
    for stranger in strangers:
        assert_learns_nothing(setting, row, stranger)


@EVERY_ROW
def test_another_workspace_learns_nothing_and_changes_nothing(setting: Setting, row: Row) -> None:
    for user in {FINA, *row.need.own}:
        assert_learns_nothing(setting, row, Acting(user, HOME, OTHER_TEAM))


@pytest.mark.parametrize("word", [word for word in SUBCOMMANDS if word not in ("", "new", "help")])
def test_knowing_its_name_opens_nothing(setting: Setting, word: str) -> None:
    for who in (Acting(GUS, ELSEWHERE), Acting(OLAF, dm_of(OLAF)), Acting(FINA, HOME, OTHER_TEAM)):
        named = setting.house.attempt(ASKING, command(f"{word} {PROJECT}")(who))
        other = setting.house.attempt(ASKING, command(f"{word} Wombat parcels")(who))
        assert named.kinds
        assert named.sent == other.sent
        assert not named.changed


@EVERY_ROW
def test_nobody_reads_anothers_answer_before_the_reveal(setting: Setting, row: Row) -> None:
    early = replace(row, state=ASKING)
    readers = {FINA, *row.need.own} if row.need.guest_refusal else {FINA, GUS}
    for user in readers:
        told = setting.attempt(early, Acting(user, HOME)).text.casefold()
        assert not [word for author, word in PRIVATE.items() if author != user and word in told]


def assert_as_the_table_says(setting: Setting, row: Row, who: Acting) -> None:
    """Fail unless a member may do it who may, and anybody else is told who may."""
    outcome = setting.attempt(row, who, briefly=True)
    if row.need.allows(who.user):
        assert set(outcome.kinds) <= set(row.declined)
        assert outcome.changed or outcome.kinds or not row.writes
    else:
        assert outcome.kinds == [row.need.refusal]
        assert not outcome.changed
        assert_names_who_may(setting, row, outcome)


def assert_learns_nothing(setting: Setting, row: Row, who: Acting) -> None:
    """Fail unless the project is to somebody as if it did not exist."""
    outcome = setting.attempt(row, who)
    assert MARK not in outcome.text.casefold()
    if row.need.strangers:
        assert set(outcome.kinds) <= set(row.declined)
        assert all(name == "people" and who.user in old for name, rows in outcome.gone.items() for old in rows)
        return
    assert not outcome.changed
    assert set(outcome.kinds) <= NOT_THERE
    assert outcome.told() == setting.for_nothing(row).told()


def assert_names_who_may(setting: Setting, row: Row, outcome: Outcome) -> None:
    """Fail unless a refusal says which roles may, or who."""
    if not row.need.actions:
        return  # it is somebody's own
    if row.need.refusal == "not_allowed":
        roles = roles_that_may(row.need.actions[0])
        assert all(setting.house.words.label(f"roles.{role}") in outcome.text for role in roles)
        return
    for user in (*row.need.own, FINA):
        assert f"<@{user}>" in outcome.text or name_of(user) in outcome.text
