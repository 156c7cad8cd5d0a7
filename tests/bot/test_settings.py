"""The settings: one table, errors that name the variable, and an example file that can't drift."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from bot import settings
from bot.settings import Settings, SettingsError, load

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    for variable in settings.variables().values():
        monkeypatch.delenv(variable, raising=False)
    yield


def lines_of_the_example() -> list[tuple[str, str]]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("=", 1)) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def shown(value: object) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return "" if value is None else str(value)


def test_the_example_file_lists_every_setting_with_its_default_in_order() -> None:
    defaults = {name: shown(getattr(Settings(), name)) for name in settings.variables()}
    expected = [(variable, defaults[name]) for name, variable in settings.variables().items()]
    assert lines_of_the_example() == expected


def test_the_example_file_used_as_it_is_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load() == Settings.model_construct(**{n: f.default for n, f in Settings.model_fields.items()})


def test_every_setting_has_advice_for_a_value_that_cannot_be_used() -> None:
    assert list(settings._WANTED) == list(settings.variables().values())


def test_the_environment_wins_over_the_file_and_what_is_given_over_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("WHYFIRST_LANGUAGE=fr\nWHYFIRST_LOG_FORMAT=json\n", encoding="utf-8")
    monkeypatch.setenv("WHYFIRST_LANGUAGE", "de")
    assert (load().language, load().log_format) == ("de", "json")
    assert load(language="nl").language == "nl"


@pytest.mark.parametrize(
    ("variable", "value", "wanted"),
    [
        ("SLACK_API_URL", "slack.com", "an address such as https://slack.com/api/"),
        ("WHYFIRST_DATABASE_URL", "mysql://host/name", "sqlite:///whyfirst.sqlite3 or postgresql://"),
        ("WHYFIRST_LANGUAGE", "../secrets", "the code of a language, such as en"),
        ("WHYFIRST_LOG_LEVEL", "loud", "DEBUG, INFO, WARNING or ERROR"),
        ("WHYFIRST_LOG_FORMAT", "xml", "plain or json"),
        ("WHYFIRST_RESPONSE_WINDOW_DAYS", "0", "a whole number of working days from 1 to 30"),
        ("WHYFIRST_RESPONSE_WINDOW_DAYS", "soon", "a whole number of working days from 1 to 30"),
        ("WHYFIRST_WORKDAY_START", "18:00", "earlier than WHYFIRST_WORKDAY_END"),
        ("WHYFIRST_WORKDAY_START", "nine", "earlier than WHYFIRST_WORKDAY_END"),
        ("WHYFIRST_WORKDAY_END", "17:00Z", "later than WHYFIRST_WORKDAY_START"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, wanted: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load()
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{variable} can't be used: give ")
    assert wanted in line


def test_several_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHYFIRST_LOG_LEVEL", "loud")
    monkeypatch.setenv("SLACK_API_URL", "nowhere")
    with pytest.raises(SettingsError) as caught:
        load()
    assert [line.split()[0] for line in str(caught.value).splitlines()] == [
        "SLACK_API_URL",
        "WHYFIRST_LOG_LEVEL",
    ]


def test_a_misspelt_variable_in_the_file_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WHYFIRST_DATABSE_URL=sqlite:///x\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="did you mean WHYFIRST_DATABASE_URL"):
        load()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://slack.com/api", "https://slack.com/api/"),
        ("https://slack-gov.com/api/", "https://slack-gov.com/api/"),
        ("http://127.0.0.1:8000/api//", "http://127.0.0.1:8000/api/"),
    ],
)
def test_the_api_address_ends_with_one_slash(given: str, kept: str) -> None:
    assert load(slack_api_url=given).slack_api_url == kept


def test_the_old_spelling_of_a_postgresql_address_is_read() -> None:
    assert load(database_url="postgres://me@host/name").database_url == "postgresql://me@host/name"


def test_the_log_level_may_be_written_small() -> None:
    assert load(log_level="debug").log_level == "DEBUG"


def test_no_secret_is_in_the_repr_or_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("WHYFIRST_DATABASE_URL", "postgresql://me:very-secret@host/name")
    assert "very-secret" not in repr(load())
    monkeypatch.setenv("WHYFIRST_DATABASE_URL", "mysql://me:very-secret@host/name")
    with pytest.raises(SettingsError) as caught:
        load()
    assert "very-secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_settings_do_not_change_after_start() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().language = "de"  # type: ignore[misc]
