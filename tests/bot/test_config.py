"""Settings: what is accepted, and what the operator hears when something is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import SETTINGS, Settings, WrongSettings, database_url, environment, read
from tests.bot.settings import RIGHT, settings

ROOT = Path(__file__).parent.parent.parent


def faults(**given: str) -> list[str]:
    with pytest.raises(WrongSettings) as wrong:
        settings(**given)
    return wrong.value.sentences


class TestWhatIsRight:
    def test_two_tokens_are_enough(self) -> None:
        assert settings() == Settings(
            slack_bot_token="xoxb-123-456-abcdef",
            slack_app_token="xapp-1-A1-2-abcdef",
            slack_signing_secret="",
            slack_api_url="https://slack.com/api/",
            database_url="sqlite:///okra.db",
        )

    def test_everything_can_be_set(self) -> None:
        assert settings(
            SLACK_SIGNING_SECRET="8f742231",
            SLACK_API_URL="http://127.0.0.1:8080/api",
            DATABASE_URL="postgresql://okra:secret@localhost/okra",
            OKRA_HTTP_PORT="3000",
            OKRA_LOG="JSON",
            OKRA_LOG_LEVEL="Debug",
            OKRA_HEARTBEAT_SECONDS="0.2",
            OKRA_SENDERS="4",
            OKRA_PACE="2.5",
            OKRA_CATCH_UP_HOURS="12",
            OKRA_DEFAULT_ZONE="Asia/Tokyo",
            OKRA_MIGRATE="1",
        ) == Settings(
            slack_bot_token="xoxb-123-456-abcdef",
            slack_app_token="xapp-1-A1-2-abcdef",
            slack_signing_secret="8f742231",
            slack_api_url="http://127.0.0.1:8080/api/",
            database_url="postgresql://okra:secret@localhost/okra",
            http_port=3000,
            log="json",
            log_level="debug",
            heartbeat_seconds=0.2,
            senders=4,
            pace=2.5,
            catch_up_hours=12.0,
            default_zone="Asia/Tokyo",
            migrate=True,
        )

    def test_blanks_around_a_value_and_empty_values_are_as_if_not_given(self) -> None:
        assert settings(SLACK_BOT_TOKEN="  xoxb-123-456-abcdef\n", OKRA_SENDERS=" ", DATABASE_URL="") == settings()

    def test_over_http_no_app_token_is_needed(self) -> None:
        assert settings(SLACK_APP_TOKEN="", OKRA_HTTP_PORT="3000", SLACK_SIGNING_SECRET="8f742231").http_port == 3000

    def test_settings_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            settings().senders = 3  # type: ignore[misc]


class TestWhatIsWrong:
    def test_every_fault_is_told_at_once(self) -> None:
        with pytest.raises(WrongSettings) as wrong:
            read({"SLACK_API_URL": "slack.com", "OKRA_SENDERS": "many", "OKRA_DEFAULT_ZONE": "Berlin"})
        names = [sentence.split()[0] for sentence in wrong.value.sentences]
        assert names == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "OKRA_SENDERS", "OKRA_DEFAULT_ZONE"]

    @pytest.mark.parametrize(
        ("token", "sentence"),
        [
            ("xoxp-1-secret-words", "SLACK_BOT_TOKEN starts with xoxp-: that is a user token. I need the bot token"),
            ("xapp-1-secret-words", "SLACK_BOT_TOKEN starts with xapp-: that is an app-level token."),
            ("xoxe.xoxb-1-secret", "SLACK_BOT_TOKEN starts with xoxe: that is a token that rotates; turn"),
            ("secret-words", "SLACK_BOT_TOKEN is not a whole token."),
            ("xoxb-", "SLACK_BOT_TOKEN is not a whole token."),
            ("xoxb-1-secret words", "SLACK_BOT_TOKEN is not a whole token."),
            ("xoxb-1-sécret-words", "SLACK_BOT_TOKEN is not a whole token."),
        ],
    )
    def test_a_wrong_token_is_named_by_its_kind_and_never_shown(self, token: str, sentence: str) -> None:
        told = faults(SLACK_BOT_TOKEN=token)
        assert told[0].startswith(sentence)
        assert "secret" not in told[0]
        assert "starts with xoxb-" in told[0]

    def test_swapped_tokens_are_both_told(self) -> None:
        told = faults(SLACK_BOT_TOKEN=RIGHT["SLACK_APP_TOKEN"], SLACK_APP_TOKEN=RIGHT["SLACK_BOT_TOKEN"])
        assert [sentence.partition(". ")[0] for sentence in told] == [
            "SLACK_BOT_TOKEN starts with xapp-: that is an app-level token",
            "SLACK_APP_TOKEN starts with xoxb-: that is a bot token",
        ]

    def test_over_http_the_signing_secret_is_needed(self) -> None:
        assert faults(OKRA_HTTP_PORT="3000")[0].startswith("SLACK_SIGNING_SECRET is missing")
        token = faults(OKRA_HTTP_PORT="3000", SLACK_SIGNING_SECRET="xoxb-1-secret")
        assert token == ["SLACK_SIGNING_SECRET is a token. The signing secret is under Basic Information of your app."]

    @pytest.mark.parametrize("url", ["slack.com/api/", "ftp://slack.com/", "https://", "http://[bad", "http://a:b/"])
    def test_addresses_that_are_none(self, url: str) -> None:
        assert faults(SLACK_API_URL=url) == ["SLACK_API_URL has to be a web address like https://slack.com/api/."]

    @pytest.mark.parametrize("url", ["okra.db", "mysql://localhost/okra", "/var/lib/okra.db", "sqlite:okra.db"])
    def test_databases_that_okra_does_not_speak(self, url: str) -> None:
        assert faults(DATABASE_URL=url)[0].startswith("DATABASE_URL has to be an address like sqlite:///okra.db")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("OKRA_HTTP_PORT", "0"),
            ("OKRA_HTTP_PORT", "70000"),
            ("OKRA_HTTP_PORT", "tcp://10.0.0.1:3000"),
            ("OKRA_HEARTBEAT_SECONDS", "0.1"),
            ("OKRA_HEARTBEAT_SECONDS", "nan"),
            ("OKRA_SENDERS", "0"),
            ("OKRA_SENDERS", "2.5"),
            ("OKRA_PACE", "inf"),
            ("OKRA_CATCH_UP_HOURS", "-1"),
            ("OKRA_LOG", "xml"),
            ("OKRA_LOG_LEVEL", "loud"),
            ("OKRA_DEFAULT_ZONE", "CET/Berlin"),
            ("OKRA_MIGRATE", "perhaps"),
        ],
    )
    def test_values_out_of_range_are_named_with_what_is_possible(self, name: str, value: str) -> None:
        told = faults(**{name: value}, SLACK_SIGNING_SECRET="8f742231")
        assert len(told) == 1
        assert told[0].startswith(f"{name} is ")
        assert value in told[0]

    def test_a_database_alone_can_be_judged(self) -> None:
        assert database_url({}) == "sqlite:///okra.db"
        with pytest.raises(WrongSettings):
            database_url({"DATABASE_URL": "okra.db"})


@given(st.dictionaries(st.sampled_from([setting.name for setting in SETTINGS]), st.text(max_size=40)))
def test_whatever_is_given_is_read_or_told(given: dict[str, str]) -> None:
    try:
        read(given)
    except WrongSettings as wrong:
        assert wrong.sentences
        assert all(sentence.endswith(".") for sentence in wrong.sentences)


class TestWhereSettingsComeFrom:
    def test_the_environment_goes_before_the_file(self, tmp_path: Path) -> None:
        file = tmp_path / "settings"
        file.write_text("OKRA_SENDERS=3\nOKRA_PACE=2\n")
        assert environment(str(file), {"OKRA_SENDERS": "4"}) == {"OKRA_SENDERS": "4", "OKRA_PACE": "2"}

    def test_an_empty_variable_does_not_hide_the_file(self, tmp_path: Path) -> None:
        file = tmp_path / "settings"
        file.write_text("OKRA_SENDERS=3\n")
        assert environment(str(file), {"OKRA_SENDERS": ""}) == {"OKRA_SENDERS": "3"}

    def test_the_file_is_read_as_people_write_it(self, tmp_path: Path) -> None:
        file = tmp_path / "settings"
        file.write_text(
            "\ufeff# mine\nexport SLACK_BOT_TOKEN='xoxb-1'\n\nDATABASE_URL=postgresql://okra:${p}$x@h/okra\r\n",
            encoding="utf-8",
        )
        read_in = environment(str(file), {})
        assert read_in == {"SLACK_BOT_TOKEN": "xoxb-1", "DATABASE_URL": "postgresql://okra:${p}$x@h/okra"}

    def test_without_a_file_the_environment_is_enough(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert environment(".env", {"OKRA_PACE": "2", "HOME": "/root"}) == {"OKRA_PACE": "2"}

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
    def test_a_file_that_was_named_has_to_be_readable(self, tmp_path: Path, content: bytes | None) -> None:
        file = tmp_path / "settings"
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(WrongSettings, match="I cannot read settings from"):
            environment(str(file), {})

    def test_a_mistyped_name_in_the_file_is_told_with_the_right_one(self, tmp_path: Path) -> None:
        file = tmp_path / "settings"
        file.write_text("OKRA_SENDER=3\nOTHER=1\n")
        with pytest.raises(WrongSettings) as wrong:
            environment(str(file), {})
        assert wrong.value.sentences == ["OKRA_SENDER is no setting of okra. Did you mean OKRA_SENDERS?"]

    def test_names_that_others_put_into_the_environment_are_not_judged(self) -> None:
        assert environment(".env", {"OKRA_SERVICE_HOST": "10.0.0.1"}) == {}


def expected_example() -> str:
    """The file that SETTINGS describe: what has to be given is open, the rest shows its default and an example."""
    parts = ["# okra's settings. Copy this file to .env and fill in the tokens; the rest may stay as it is.\n"]
    for setting in SETTINGS:
        line = f"{setting.name}={setting.default or ''}"
        parts.append(
            f"# {setting.meaning}\n# Example: {setting.example}\n{line if not setting.default else '# ' + line}\n"
        )
    return "\n".join(parts)


def test_the_example_file_says_what_the_code_says() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == expected_example()


def test_every_example_is_accepted() -> None:
    given = {setting.name: setting.example.replace("…", "-1234567890") for setting in SETTINGS}
    assert read(given).http_port == 3000


def test_every_default_is_accepted() -> None:
    assert read({**{s.name: s.default for s in SETTINGS if s.default}, **RIGHT}) == settings()
