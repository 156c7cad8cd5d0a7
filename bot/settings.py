"""The settings, and the only place where Whyfirst reads its environment.

Values come from environment variables and from `.env` in the working directory; the environment wins, and an
empty value counts as not given. `.env.example` lists them all (a test keeps it so).
"""

import os
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ENV_FILE = Path(".env")
OWN_PREFIX = "WHYFIRST_"


class SettingsError(Exception):
    """The settings can't be used; the text names each variable and says what to do."""


class Settings(BaseSettings):
    """What the operator decides. Frozen: nothing changes a setting after start."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    # GovSlack, a proxy or the local workspace; ends with a slash, as slack_sdk wants it.
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")
    # May hold a password, hence kept out of the repr.
    database_url: str = Field("sqlite:///whyfirst.sqlite3", validation_alias="WHYFIRST_DATABASE_URL", repr=False)
    language: str = Field("en", validation_alias="WHYFIRST_LANGUAGE", pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", validation_alias="WHYFIRST_LOG_LEVEL")
    log_format: Literal["plain", "json"] = Field("plain", validation_alias="WHYFIRST_LOG_FORMAT")
    # Working days that members have to answer an interview.
    response_window_days: int = Field(3, validation_alias="WHYFIRST_RESPONSE_WINDOW_DAYS", ge=1, le=30)
    # How often a weak answer is asked back in one interview; 0 turns it off.
    probes: int = Field(2, validation_alias="WHYFIRST_PROBES", ge=0, le=2)
    # A person's own local time; nobody is written to outside it unasked.
    workday_start: time = Field(time(9), validation_alias="WHYFIRST_WORKDAY_START")
    workday_end: time = Field(time(17), validation_alias="WHYFIRST_WORKDAY_END")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url_ends_with_a_slash(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("no http address")
        return value.rstrip("/") + "/"

    @field_validator("database_url")
    @classmethod
    def _database_is_one_we_know(cls, value: str) -> str:
        # Hosting services hand out the old spelling, which SQLAlchemy no longer reads.
        value = value.replace("postgres://", "postgresql://", 1) if value.startswith("postgres://") else value
        if not value.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
            raise ValueError("unknown database")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("workday_start", "workday_end")
    @classmethod
    def _time_without_a_zone(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("it is each person's local time")
        return value

    @model_validator(mode="after")
    def _workday_has_a_length(self) -> "Settings":
        if self.workday_start >= self.workday_end:
            raise ValueError("the working day ends before it starts")
        return self


# Per variable: what a usable value looks like, said to the operator.
_WANTED = {
    "SLACK_BOT_TOKEN": "the bot token, which starts with xoxb-",
    "SLACK_APP_TOKEN": "the app-level token, which starts with xapp-",
    "SLACK_API_URL": "an address such as https://slack.com/api/",
    "WHYFIRST_DATABASE_URL": "sqlite:///whyfirst.sqlite3 or postgresql://user:password@host/name",
    "WHYFIRST_LANGUAGE": "the code of a language, such as en",
    "WHYFIRST_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "WHYFIRST_LOG_FORMAT": "plain or json",
    "WHYFIRST_RESPONSE_WINDOW_DAYS": "a whole number of working days from 1 to 30",
    "WHYFIRST_PROBES": "a whole number from 0 to 2, such as 2",
    "WHYFIRST_WORKDAY_START": "a time of day such as 09:00, earlier than WHYFIRST_WORKDAY_END",
    "WHYFIRST_WORKDAY_END": "a time of day such as 17:00, later than WHYFIRST_WORKDAY_START",
}


def variables() -> dict[str, str]:
    """Return each setting's environment variable by the setting's name, in the order of `.env.example`."""
    return {name: str(field.validation_alias) for name, field in Settings.model_fields.items()}


def load(**given: Any) -> Settings:
    """Return the settings from `given` (by name), else the environment, else `.env`, else the defaults.

    Raises SettingsError, one line per variable that can't be used.
    """
    unknown = _misspelt()
    if unknown:
        raise SettingsError("\n".join(unknown))
    try:
        return Settings(**given)
    except ValidationError as error:
        lines = dict.fromkeys(_sentence(problem["loc"]) for problem in error.errors())
        raise SettingsError("\n".join(lines)) from None


def forget_proxies() -> None:
    """Take the proxy out of this process's environment, where slack_sdk would read it even for loopback."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        os.environ.pop(name, None)


def forget_tokens() -> None:
    """Take the tokens out of this process's environment, where Bolt would find one and warn that it is not used."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        os.environ.pop(name, None)


def _sentence(location: tuple[int | str, ...]) -> str:
    if not location:  # the one rule over two variables
        return f"WHYFIRST_WORKDAY_START can't be used: give {_WANTED['WHYFIRST_WORKDAY_START']}."
    name = variables().get(str(location[0]), str(location[0]))
    return f"{name} can't be used: give {_WANTED[name]}."


def _misspelt() -> list[str]:
    """Return a sentence for each variable in `.env` that bears our prefix and that nothing reads."""
    known = list(variables().values())
    found = [name for name in dotenv_values(ENV_FILE) if name.startswith(OWN_PREFIX) and name not in known]
    return [_unknown(name, known) for name in found]


def _unknown(name: str, known: list[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    advice = f"did you mean {nearest[0]}?" if nearest else "see .env.example for those that exist."
    return f"{name} in .env is not a setting of Whyfirst: {advice}"
