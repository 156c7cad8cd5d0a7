"""Everything that listeners and ticks need, wired once in `bot.app`."""

from dataclasses import dataclass

from slack_sdk import WebClient

from bot.background import Background
from bot.clock import Clock
from bot.settings import Settings
from facilitation.working_time import WorkingHours
from prompts import Words
from storage.database import Database

CALL_SECONDS = 10  # that a call to Slack may take; a claimed notice is posted only while its claim lasts longer
QUICK_SECONDS = 2  # that it may take while somebody waits: what is not acknowledged in three seconds has failed


@dataclass(frozen=True, slots=True)
class Services:
    """The one object that is handed around."""

    settings: Settings
    database: Database
    words: Words
    clock: Clock
    client: WebClient  # for what the bot posts by itself
    quick: WebClient  # for what is asked while somebody waits
    background: Background

    @property
    def hours(self) -> WorkingHours:
        """The local times between which people may be pinged."""
        return WorkingHours(self.settings.workday_start, self.settings.workday_end)
