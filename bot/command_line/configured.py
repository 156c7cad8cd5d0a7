"""The settings, for a command."""

from typing import Any

from bot.command_line.output import Trouble
from bot.settings import Settings, SettingsError, load

UNUSABLE = 2


def settings(**given: Any) -> Settings:
    """Return the settings; what is `given` wins. Raises Trouble when they can't be used."""
    try:
        return load(**given)
    except SettingsError as error:
        raise Trouble(str(error), UNUSABLE) from error
