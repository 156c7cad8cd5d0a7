"""The scenario `halfway`: interviews that are half done, played by the sample people with the real bot.

The sponsor has answered all six questions and named the champion; the champion has answered three; the ML
lead is still to begin. What they type is sample text; what the bot says is the bot's.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bot.command_line.output import Trouble
from bot.command_line.sample_cast import CHAMPION, ML_LEAD, PROJECT_CHANNEL, SPONSOR
from bot.views.ids import Do, Field
from playground.actor import Actor, controls
from playground.driver import Driver, DriverError

FIRST_WORDS = (
    f"Type /scope status in #{PROJECT_CHANNEL.name}, or become {CHAMPION.real_name} and answer the next question."
)

NAME = "Late parcels"
WISH = "Know in the morning which parcels will arrive late, so that we can do something about it."

SPONSOR_SAYS = (
    "Every late parcel costs us a refund of 4.50 euros and often a customer. Last quarter 6.2 percent"
    " came late, and two large shippers have said they will leave in autumn if that does not get "
    "better.",
    "At six in the morning the shift lead sees a list of the parcels that will probably miss their "
    "promised day, with the reason, and moves some of them to an earlier tour.",
    "Today the shift lead looks at yesterday's scans, calls the two depots that are usually behind, "
    "and moves what they remember. That takes an hour, and what is not remembered comes late.",
    "Perfect: no parcel is late without the customer having been told the day before. I'd be glad of "
    "it if we caught half of the late ones by seven in the morning.",
    "It loses its worth when the new sorting hall opens in fourteen months, since the tours change then.",
    f"@{CHAMPION.name} knows how the depots really work and decides what moves to which tour.",
)
CHAMPION_SAYS = (
    "I spend the first hour of every shift hunting parcels that somebody could have told me about "
    "last night. The drivers get angry because tours change after they were loaded.",
    "A list by five thirty, before loading starts. Not more than thirty parcels, because that is what"
    " we can move. For each one where it is, and why you think it will be late.",
    "Last Tuesday: the night scan of the north depot was missing, so I called them, heard that the "
    "sorter had stood still for two hours, and moved eleven parcels by hand. Four of those would have"
    " been on time anyway.",
)

_SECONDS = 20.0


def play(driver: Driver) -> None:
    """Play the scenario in the workspace. Raises Trouble when the bot does not answer as it should."""
    try:
        driver.wait_connected()
        _start_project(driver.as_(ML_LEAD.id))
        _answer(driver.as_(SPONSOR.id), SPONSOR_SAYS)
        _answer(driver.as_(CHAMPION.id), CHAMPION_SAYS)
    except (DriverError, LookupError) as error:
        raise Trouble(f"The scenario could not be played: {error} The log above may say why.") from error


def _start_project(starter: Actor) -> None:
    starter.command("/scope new", PROJECT_CHANNEL.id)
    form = starter.wait_for_modal(timeout=_SECONDS)
    errors = starter.submit({Field.NAME: NAME, Field.WISH: WISH, Field.SPONSOR: SPONSOR.id}, form)
    if errors:
        raise DriverError(f"The form was not accepted: {errors}.")


def _answer(person: Actor, texts: Sequence[str]) -> None:
    """Start the person's interview and answer its first questions."""
    invitation = person.wait_for(_offers(Do.START), timeout=_SECONDS)
    person.click(invitation, Do.START)
    before = str(invitation["ts"])
    for text in texts:
        person.wait_for(_offers(Do.NEXT), after=before, timeout=_SECONDS)
        typed = person.say(text)
        saved = person.wait_for(_offers(Do.NEXT), after=typed, timeout=_SECONDS)
        person.click(saved, Do.NEXT)
        before = str(saved["ts"])
    person.wait_for(lambda message: message["user"] != person.user, after=before, timeout=_SECONDS)


def _offers(action: Do) -> Callable[[dict[str, Any]], bool]:
    """Return a test whether a message carries the button `action`."""
    return lambda message: any(action_id == action for _, _, action_id in controls(message))
