"""One project in which everything that can be pressed exists: every role is held alone, by a person of its own.

Everything in it says "quokka", its people too: whoever may learn nothing of it must never read that word. What Ines
and Mila answer says "wallaby" and "dingo" besides: nobody else may read that before the reveal.
"""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from bot.delivery import deliver_due
from bot.views.ids import Do
from facilitation.questions import still_missing
from facilitation.roles import Role
from storage import people
from tests.bot.access_house import House, Outcome
from tests.bot.access_payloads import HOME, NEXT_DOOR, Acting, Payload, command, press, typed
from tests.fakes.plain_slack import dm_of

MARK = "quokka"
PRIVATE = {"U1INES": "wallaby", "U4MILA": "dingo"}
PROJECT = "Quokka parcels"
DAY = date(2026, 12, 1)
#: After everybody's time to answer, within everybody's working hours.
LATER = datetime(2026, 3, 23, 10, 0, tzinfo=UTC)

#: Who holds what, and nothing else.
CAST = {
    Role.SPONSOR: "U1INES",
    Role.CHAMPION: "U2CARLO",
    Role.USER: "U3UMA",
    Role.ML_LEAD: "U4MILA",
    Role.ENGINEER: "U5ENZO",
    Role.FACILITATOR: "U6FINA",
}
INES, CARLO, UMA, MILA, ENZO, FINA = CAST.values()
OLAF = "U7OLAF"  # was a user, and left
GUS = "U8GUS"  # on no project
NILS = "U9NILS"  # holds every role of another project, next door
NOBODY = "U0NOBODY"  # somebody new, to be brought in

#: Before the reveal and after it.
ASKING, PLANNING = "asking", "planning"


@dataclass(frozen=True)
class Ids:
    """What the buttons and forms of the project carry. Ids that lead nowhere are made by `unknown`."""

    project: int
    interview: int  # of Ines: at a question that has a draft
    visit: int
    answer: int  # of Ines: given, and it speaks of how
    finished: int  # Mila's interview
    finished_visit: int
    unknown: int  # Uma's answer, which Carlo finds out
    stray: int  # Carlo's stray message
    stray_interview: int
    proposal: int  # a changed version of Ines's answer
    feature: int
    version: int  # of the brief, to be signed
    assumption: int  # Uma looks after it, and after the next three
    rule: int
    retired_rule: int
    word: int
    decision: int  # Mila recorded it
    poll: int  # open: asks Ines, Carlo and Uma; Mila asked, and in the next two
    split_poll: int  # shown, not agreed
    agreed_poll: int
    name: str = PROJECT


def unknown() -> Ids:
    """Ids that lead nowhere, and a name that nothing has."""
    return Ids(**{each.name: 987654 for each in fields(Ids) if each.name != "name"}, name="Wombat parcels")


def tell(house: House) -> Ids:
    """Live through the project, and keep the database before and after the reveal."""
    _begin(house)
    _ask(house)
    house.clock.at = LATER
    _everything_due(house)
    house.keep(ASKING)
    do(house, FINA, press(Do.REVEAL_YES, house.one("SELECT id FROM projects WHERE name = ?", PROJECT)))
    _plan(house)
    _everything_due(house)
    house.keep(PLANNING)
    return _ids(house)


def name_of(user: str) -> str:
    """What somebody is called."""
    role = next(role for role, holder in CAST.items() if holder == user)
    return f"{role.replace('_', ' ').title()} {MARK.title()}"


def do(house: House, user: str, payload: Payload, channel: str = HOME) -> Outcome:
    """Do something that must succeed."""
    outcome = house.send(payload(Acting(user, channel)))
    assert not outcome.refused, outcome.refused
    return outcome


def _begin(house: House) -> None:
    ws, now = _workspace(house), house.clock.now()
    names = {user: name_of(user) for user in CAST.values()} | {OLAF: "Former", GUS: "Guest", NILS: "Neighbour"}
    with house.services.database.transaction() as tx:
        for user, name in names.items():
            people.update_profile(tx, ws, user, name=name, tz="Europe/Berlin", now=now)
    do(house, FINA, command(f"new {PROJECT} | The {MARK} wish: know by noon what is late | <@{INES}>"))
    for typed_in in (
        f"people hand over ML lead <@{MILA}>",
        f"people add <@{CARLO}> champion",
        f"people add <@{UMA}> user",
        f"people add <@{ENZO}> engineer",
        f"people add <@{OLAF}> user",
        f"people remove <@{OLAF}>",
    ):
        do(house, FINA, command(typed_in))
    do(house, NILS, command(f"new Next door | Another wish | <@{NILS}>"), NEXT_DOOR)
    house.send(command("status")(Acting(GUS, HOME, "T-2")))  # the other workspace is known


def _workspace(house: House) -> int:
    house.send(command("help")(Acting(FINA, HOME)))  # the workspace is known from the first payload on
    return int(house.one("SELECT id FROM workspaces"))


def _ask(house: House) -> None:
    say = _Typing(house)
    do(house, INES, command("interview"))
    how, own, hers = f"We will train a neural network for the {MARK}s on AWS", PRIVATE[INES], PRIVATE[MILA]
    say(INES, f"Refunds for {MARK}s hurt the {own}. {how} with a {own}.", "next")
    say(INES, f"A {MARK} list by noon for the {own}")
    do(house, MILA, command("interview"))
    say(MILA, f"Half the refunds of the {hers} are too much. {how} with a {hers}.", "next")
    answer = house.one("SELECT id FROM answers WHERE interview_id = ?", _interview(house, MILA))
    do(house, MILA, press(Do.PARK, answer), dm_of(MILA))
    assert hers in house.one("SELECT text FROM parked_ideas")
    while house.one("SELECT state FROM interviews WHERE id = ?", _interview(house, MILA)) == "active":
        say(MILA, f"Half the {MARK} refunds of the {hers}", "next")
    do(house, UMA, command("interview"))
    interview = _interview(house, UMA)
    visit = house.one("SELECT visit FROM interviews WHERE id = ?", interview)
    do(house, UMA, press(Do.UNKNOWN_SAVE, f"{interview}:{visit}", state=found_out_by(CARLO)), dm_of(UMA))
    say(CARLO, f"A stray {MARK}")


def _plan(house: House) -> None:
    say = _Typing(house)
    text = house.one("SELECT text FROM answer_parts ORDER BY id LIMIT 1")
    ts = house.one("SELECT ts FROM answer_parts ORDER BY id LIMIT 1")
    say.edit(INES, f"{text} And {MARK}s wait.", ts, before=text)
    for question in still_missing(house.words.pack, ()):
        do(house, FINA, command(f"agree {question.removeprefix('Q')} We agree on the {MARK}, {question}"))
    do(house, FINA, command(f"agree 17 A {MARK} list"))
    do(house, FINA, command(f"features core A {MARK} list by noon | We show last week's {MARK} | 3"))
    do(house, UMA, command(f"assume data: the {MARK} codes are right | <@{UMA}> | {DAY}"))
    do(house, UMA, command(f"rule must leave out {MARK} depots because nobody is there | <@{UMA}> | {DAY}"))
    do(house, UMA, command(f"rule prefer small {MARK}s because they are light | <@{UMA}> | {DAY}"))
    do(house, UMA, command("registers rule 2 retire"))
    do(house, UMA, command(f"glossary {MARK} = a {MARK} depot | <@{UMA}>"))
    do(house, FINA, command("sign"))
    do(house, MILA, command(f"decide One {MARK} depot first | It shows most {MARK}s"))
    for question, voters, scores in (
        (f"Split the {MARK}", (INES, CARLO), (1, 5)),
        (f"Agree on the {MARK}", (INES, CARLO), (5, 4)),
        (f"Ask the {MARK}", (INES, CARLO, UMA), ()),
    ):
        asked = " ".join(f"<@{voter}>" for voter in voters)
        do(house, MILA, command(f"poll {question} {asked} 5d"))
        for voter, score in zip(voters, scores, strict=False):
            do(house, voter, command(f"vote {score} because {MARK}"))


def _everything_due(house: House) -> None:
    """Deliver what is due, so that none of it is taken for what a payload brings about."""
    while deliver_due(house.services):
        pass
    waiting = "SELECT count(*) FROM notices WHERE sent_at IS NULL AND dropped_at IS NULL AND due_at <= ?"
    assert not house.one(waiting, LATER.strftime("%Y-%m-%d %H:%M:%S.%f"))


def _ids(house: House) -> Ids:
    one = house.one
    interview, finished = _interview(house, INES), _interview(house, MILA)
    visit = "SELECT visit FROM interviews WHERE id = ?"
    poll = "SELECT id FROM polls WHERE question LIKE ?"
    return Ids(
        project=one("SELECT id FROM projects WHERE name = ?", PROJECT),
        interview=interview,
        visit=one(visit, interview),
        answer=one("SELECT min(id) FROM answers WHERE interview_id = ?", interview),
        finished=finished,
        finished_visit=one(visit, finished),
        unknown=one("SELECT id FROM answers WHERE state = 'unknown'"),
        stray=one("SELECT id FROM loose_messages WHERE text LIKE '%stray%'"),
        stray_interview=_interview(house, CARLO),
        proposal=one("SELECT id FROM answer_versions WHERE proposed"),
        feature=one("SELECT id FROM features"),
        version=one("SELECT id FROM brief_versions"),
        assumption=one("SELECT id FROM assumptions"),
        rule=one("SELECT id FROM business_rules WHERE strength = 'must'"),
        retired_rule=one("SELECT id FROM business_rules WHERE strength = 'prefer'"),
        word=one("SELECT id FROM glossary"),
        decision=one("SELECT id FROM decisions"),
        poll=one(poll, "Ask%"),
        split_poll=one(poll, "Split%"),
        agreed_poll=one(poll, "Agree%"),
    )


def found_out_by(user: str) -> dict[str, dict[str, str]]:
    """What stands in the selects below "I don't know"."""
    return {Do.UNKNOWN_OWNER: {"selected_user": user}, Do.UNKNOWN_DUE: {"selected_date": DAY.isoformat()}}


def _interview(house: House, user: str) -> int:
    query = "SELECT i.id FROM interviews i JOIN members m ON m.id = i.member_id JOIN people p ON p.id = m.person_id"
    return int(house.one(f"{query} WHERE p.slack_id = ?", user))


class _Typing:
    """Messages to the bot, each later than the one before."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.count = int(house.clock.now().timestamp())

    def __call__(self, user: str, *messages: str) -> None:
        for message in messages:
            self.count += 1
            do(self.house, user, typed(message, f"{self.count}.0001"), dm_of(user))

    def edit(self, user: str, message: str, ts: str, *, before: str) -> None:
        """Edit a message that was typed."""
        do(self.house, user, typed(message, ts, before=before), dm_of(user))
