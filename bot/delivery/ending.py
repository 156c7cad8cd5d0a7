"""Ending the polls that are due, and bringing what was posted about them up to date."""

from bot.delivery.revising import revise
from bot.delivery.rounds import deliver_due
from bot.services import Services
from bot.use_cases import polls, voting


def end_polls(services: Services) -> None:
    """Show the polls that are due, and take the buttons off their ballots. Raises StorageUnavailable."""
    ended = polls.end_due(services)
    if ended:
        services.background.run(deliver_due, services)
    for poll, round_ in ended:
        services.background.run(revise, services, poll.workspace_id, *voting.keys_of(poll, round_))
