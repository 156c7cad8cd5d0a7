"""The sample workspace of `whyfirst try`: plainly invented people and one invented problem, late parcels."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from playground.model import BOT_USER_ID, Channel, Person

NAME = "Sample parcels"

SPONSOR = Person("U1INES", "ines", "Ines Sample", "Sponsor · head of delivery", "Europe/Berlin")
CHAMPION = Person("U2CARLO", "carlo", "Carlo Sample", "Champion · shift lead", "Europe/Berlin")
FIRST_USER = Person("U3UMA", "uma", "Uma Sample", "User · dispatcher", "Europe/Helsinki")
SECOND_USER = Person("U4RAVI", "ravi", "Ravi Sample", "User · customer service", "Asia/Kolkata")
ML_LEAD = Person("U5MILA", "mila", "Mila Sample", "ML lead", "Europe/Berlin")
# Asleep when the sample day begins: shows that nobody is written to at night.
ENGINEER = Person("U6ENZO", "enzo", "Enzo Sample", "Engineer", "America/New_York")

# The page begins as the first of them: whoever starts a project also leads its interviews.
PEOPLE = (ML_LEAD, SPONSOR, CHAMPION, FIRST_USER, SECOND_USER, ENGINEER)
_EVERYONE = tuple(person.id for person in PEOPLE)

PROJECT_CHANNEL = Channel(
    "C1PARCELS", "late-parcels", (*_EVERYONE, BOT_USER_ID), topic="Too many parcels arrive late. Why?"
)
CHANNELS = (
    PROJECT_CHANNEL,
    Channel("C2GENERAL", "general", _EVERYONE, topic="For everybody; Whyfirst was not invited here"),
    Channel(
        "C3RETURNS",
        "returns",
        (SPONSOR.id, CHAMPION.id, ML_LEAD.id),
        private=True,
        topic="A private channel; invite Whyfirst before you start a project here",
    ),
)

FIRST_WORDS = f"Type /scope new in #{PROJECT_CHANNEL.name}."


def start_of_day(today: datetime | None = None) -> datetime:
    """Return 09:00 in Berlin on the Monday of the week of `today` (aware; None: now), in UTC."""
    berlin = ZoneInfo("Europe/Berlin")
    day = (today or datetime.now(UTC)).astimezone(berlin).date()
    monday = day - timedelta(days=day.weekday())
    return datetime.combine(monday, time(9), tzinfo=berlin).astimezone(UTC)
