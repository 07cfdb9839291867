"""`okra doctor`: every kind of trouble gets a sentence that says how to mend it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.build import real_clock
from bot.doctor import Finding, examine
from bot.manifest import scopes
from sandbox.local_slack import LocalSlack
from tests.bot.running import given, install
from tests.databases import Postgres


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(speed=1_000) as local:
        yield local


class Doctor:
    """Examines with settings from a file; the environment of this test is left aside."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._file = folder / "settings"
        for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "DATABASE_URL"):
            monkeypatch.delenv(name, raising=False)

    def finds(self, settings: dict[str, str], ahead: timedelta = timedelta()) -> dict[str, Finding]:
        """What it finds, by what was looked at; our clock is `ahead` of Slack's."""
        self._file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        findings = examine(str(self._file), lambda: real_clock() + ahead)
        return {finding.what: finding for finding in findings}


@pytest.fixture
def doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    return Doctor(tmp_path, monkeypatch)


def test_all_is_well(slack: LocalSlack, doctor: Doctor, tmp_path: Path) -> None:
    found = doctor.finds(given(slack, install(slack), tmp_path))
    assert [what for what, finding in found.items() if not finding.well] == []
    assert list(found) == [
        "settings",
        "bot token",
        "scopes",
        "clock",
        "app token",
        "database",
        "time zones",
        "public holidays",
    ]
    assert str(found["bot token"]) == "✓ well   bot token: I am okra in Local."
    assert "okra run" in found["database"].sentence


def test_every_wrong_setting_is_told(doctor: Doctor) -> None:
    found = doctor.finds({"SLACK_BOT_TOKEN": "xoxp-1"})
    assert str(found["settings"]).startswith("✗ wrong  settings: SLACK_APP_TOKEN is missing")
    assert found["time zones"].well


@pytest.mark.parametrize(
    ("name", "what", "word"), [("SLACK_BOT_TOKEN", "bot token", "OAuth"), ("SLACK_APP_TOKEN", "app token", "Basic")]
)
def test_a_token_that_slack_does_not_know(
    slack: LocalSlack, doctor: Doctor, tmp_path: Path, name: str, what: str, word: str
) -> None:
    settings = given(slack, install(slack), tmp_path)
    found = doctor.finds({**settings, name: settings[name] + "0"})
    assert not found[what].well
    assert "invalid_auth" in found[what].sentence
    assert word in found[what].sentence


@pytest.mark.parametrize("scope", sorted(scopes().required))
def test_a_scope_that_is_missing(slack: LocalSlack, doctor: Doctor, tmp_path: Path, scope: str) -> None:
    found = doctor.finds(given(slack, install(slack, without=scope), tmp_path))
    assert not found["scopes"].well
    assert found["scopes"].sentence.startswith(f"{scope} missing.")


@pytest.mark.parametrize("scope", sorted(scopes().optional))
def test_a_scope_that_is_optional(slack: LocalSlack, doctor: Doctor, tmp_path: Path, scope: str) -> None:
    found = doctor.finds(given(slack, install(slack, without=scope), tmp_path))
    assert found["scopes"].well
    assert f"does without: {scope}" in found["scopes"].sentence


def test_a_slack_that_cannot_be_reached(slack: LocalSlack, doctor: Doctor, tmp_path: Path) -> None:
    settings = {**given(slack, install(slack), tmp_path), "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    found = doctor.finds(settings)
    for what in ("bot token", "app token"):
        assert not found[what].well
        assert "Check SLACK_API_URL" in found[what].sentence


@pytest.mark.parametrize("how", ["500", "reset", "429"])
def test_a_slack_that_fails(slack: LocalSlack, doctor: Doctor, tmp_path: Path, how: Any) -> None:
    slack.fail("auth.test", how)
    assert not doctor.finds(given(slack, install(slack), tmp_path))["bot token"].well


@pytest.mark.parametrize(("minutes", "words"), [(5, "ahead of"), (-5, "behind")])
def test_a_clock_that_is_wrong(slack: LocalSlack, doctor: Doctor, tmp_path: Path, minutes: int, words: str) -> None:
    found = doctor.finds(given(slack, install(slack), tmp_path), timedelta(minutes=minutes))
    assert not found["clock"].well
    assert f"seconds {words} Slack's" in found["clock"].sentence


def test_a_database_that_does_not_answer(slack: LocalSlack, doctor: Doctor, tmp_path: Path) -> None:
    settings = given(slack, install(slack), tmp_path)
    found = doctor.finds({**settings, "DATABASE_URL": "postgresql://okra:secret@127.0.0.1:9/okra"})
    assert not found["database"].well
    assert "secret" not in found["database"].sentence


def test_a_postgresql_that_is_behind(slack: LocalSlack, doctor: Doctor, tmp_path: Path, postgres: Postgres) -> None:
    with postgres.empty_database() as url:
        found = doctor.finds({**given(slack, install(slack), tmp_path), "DATABASE_URL": url})
    assert found["database"].sentence == "is not up to date. Run `okra db upgrade`."


def test_over_http_no_app_token_is_looked_at(slack: LocalSlack, doctor: Doctor, tmp_path: Path) -> None:
    settings = given(slack, install(slack), tmp_path, OKRA_HTTP_PORT="3000", SLACK_SIGNING_SECRET="8f742231")
    assert "app token" not in doctor.finds(settings)


def test_the_real_clock_is_aware_and_in_utc() -> None:
    assert real_clock().tzinfo is UTC
    assert isinstance(real_clock(), datetime)
