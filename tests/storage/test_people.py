"""Workspaces and people."""

import pytest
from sqlalchemy import text

from facilitation.model import Person
from storage import people, workspaces
from storage.database import Transaction
from tests.storage.sample import NOW, Sample


def test_a_workspace_is_known_by_team_and_enterprise(tx: Transaction) -> None:
    pairs = [("T1", ""), ("T2", ""), ("T1", "E1"), ("", "E1")]
    first = [workspaces.ensure(tx, team_id=team, enterprise_id=org) for team, org in pairs]
    again = [workspaces.ensure(tx, team_id=team, enterprise_id=org) for team, org in pairs]
    assert first == again
    assert len(set(first)) == len(pairs)


def test_a_new_name_of_a_workspace_replaces_the_old_one_and_no_name_keeps_it(tx: Transaction) -> None:
    for name, kept in (("Old", "Old"), ("", "Old"), ("New", "New")):
        workspaces.ensure(tx, team_id="T1", enterprise_id="", name=name)
        assert tx.scalar(text("SELECT name FROM workspaces")) == kept


def test_somebody_new_is_called_by_their_slack_id_until_their_profile_is_known(tx: Transaction) -> None:
    ws = workspaces.ensure(tx, team_id="T1", enterprise_id="")
    person = people.ensure(tx, ws, "U1")
    assert person == Person(id=person.id, workspace_id=ws, slack_id="U1", name="U1", tz="UTC")
    assert people.ensure(tx, ws, "U1") == person
    assert people.names(tx, ws, ["U1"]) == {}
    known = people.update_profile(tx, ws, "U1", name="Ines Sample", tz="Asia/Tokyo", now=NOW)
    assert (known.id, known.name, known.tz) == (person.id, "Ines Sample", "Asia/Tokyo")
    assert people.by_id(tx, ws, person.id) == people.by_slack_id(tx, ws, "U1") == known
    assert people.names(tx, ws, ["U1", "U2"]) == {"U1": "Ines Sample"}


def test_a_profile_without_name_or_zone_keeps_what_was_known(tx: Transaction, sample: Sample) -> None:
    assert people.update_profile(tx, sample.ws, "U0INES", name="", tz="", now=NOW) == sample.sponsor


def test_a_profile_may_be_the_first_that_is_heard_of_somebody(tx: Transaction, sample: Sample) -> None:
    assert people.update_profile(tx, sample.ws, "U9", name="Nia Sample", tz="UTC", now=NOW).slack_id == "U9"


def test_names_of_nobody_asks_nothing(tx: Transaction, sample: Sample) -> None:
    assert people.names(tx, sample.ws, []) == {}


def test_a_person_is_found_by_their_dm_until_it_is_taken_away(tx: Transaction, sample: Sample) -> None:
    people.set_dm_channel(tx, sample.ws, sample.sponsor.id, "D0INES")
    found = people.by_dm_channel(tx, sample.ws, "D0INES")
    assert found is not None
    assert (found.id, found.dm_channel) == (sample.sponsor.id, "D0INES")
    people.set_dm_channel(tx, sample.ws, sample.sponsor.id, None)
    assert people.by_dm_channel(tx, sample.ws, "D0INES") is None


def test_an_opened_home_is_remembered(tx: Transaction, sample: Sample) -> None:
    assert not people.by_id(tx, sample.ws, sample.sponsor.id).home_opened
    people.mark_home_opened(tx, sample.ws, sample.sponsor.id)
    assert people.by_id(tx, sample.ws, sample.sponsor.id).home_opened
    assert not people.by_id(tx, sample.ws, sample.champion.id).home_opened


def test_an_unknown_person_is_a_lookup_error(tx: Transaction, sample: Sample) -> None:
    with pytest.raises(LookupError):
        people.by_id(tx, sample.ws, 404)
