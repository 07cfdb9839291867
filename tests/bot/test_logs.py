"""Logs: what an operator reads, and what must never be in them."""

import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot import logs

WORDS = "Ada typed this"


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    root = logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in logs.OURS)]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


def plain(level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    logs.configure("plain", level, stream)
    return stream


def as_json() -> io.StringIO:
    stream = io.StringIO()
    logs.configure("json", "info", stream)
    return stream


log = logging.getLogger("handlers.somewhere")


def test_a_plain_line_says_when_how_bad_what_and_about_what() -> None:
    stream = plain()
    log.info("sent", extra={"action": "delivery.sent", "kind": "checkin.prompt", "key": "17/U1", "reason": "two words"})
    line = stream.getvalue()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z info    ", line)
    assert line.endswith('delivery.sent kind=checkin.prompt key=17/U1 reason="two words" | sent\n')


def test_a_json_line_is_one_object_in_utc() -> None:
    stream = as_json()
    log.warning("späť", extra={"action": "delivery.put_off", "tries": 3})
    said = json.loads(stream.getvalue())
    assert said.pop("at").endswith("+00:00")
    assert said == {
        "level": "warning",
        "logger": "handlers.somewhere",
        "message": "späť",
        "action": "delivery.put_off",
        "tries": 3,
    }


def test_the_chosen_level_is_ours_and_libraries_speak_from_warning_on() -> None:
    stream = plain("debug")
    for name in ("bot.socket", "slack_bolt.App", "slack_sdk.web.base_client", "sqlalchemy.engine", "build.py:App"):
        logging.getLogger(name).debug("debug of %s", name)
        logging.getLogger(name).info("info of %s", name)
    assert [line.rpartition("| ")[2] for line in stream.getvalue().splitlines()] == [
        "debug of bot.socket",
        "info of bot.socket",
    ]


@pytest.mark.parametrize("style", ["plain", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234-5678-AbCdEf",
        "xoxp-1234-AbCdEf",
        "xoxe.xoxb-1-AbCdEf",
        "xoxe-1-AbCdEf",
        "xapp-1-A1-2-AbCdEf",
        "wss://wss-primary.slack.com/link/?ticket=AbCdEf&app_id=A1",
        "postgresql://okra:AbCdEf@localhost/okra",
    ],
)
def test_secrets_are_masked_wherever_they_stand(style: str, secret: str) -> None:
    stream = io.StringIO()
    logs.configure(style, "info", stream)
    log.info("in the message %s", secret, extra={"action": "test", "field": secret})
    try:
        raise OSError(f"in an exception {secret}")
    except OSError:
        log.exception("in a trace", extra={"action": "test"})
    assert "AbCdEf" not in stream.getvalue()
    assert stream.getvalue().count("…") == 3


class TestPeoplesWords:
    def test_an_exception_that_may_quote_them_is_named_without_its_words(self) -> None:
        stream = plain()
        try:
            float(WORDS)
        except ValueError:
            log.exception("failed", extra={"action": "test"})
        assert WORDS not in stream.getvalue()
        assert stream.getvalue().endswith("    float(WORDS)\nValueError\n")

    def test_an_exception_of_the_machine_keeps_its_words(self) -> None:
        stream = plain()
        try:
            raise ConnectionRefusedError("nobody listens")
        except OSError:
            log.exception("failed", extra={"action": "test"})
        assert stream.getvalue().endswith("ConnectionRefusedError: nobody listens\n")

    def test_every_cause_is_told_in_order(self) -> None:
        stream = plain()
        try:
            try:
                float(WORDS)
            except ValueError as error:
                raise RuntimeError("while reading") from error
        except RuntimeError:
            log.exception("failed", extra={"action": "test"})
        said = stream.getvalue()
        assert WORDS not in said
        assert said.index("ValueError\n") < said.index("RuntimeError: while reading")

    def test_of_slacks_refusals_only_their_word_is_told(self) -> None:
        stream = plain()
        data = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": [WORDS]}}
        answer = SlackResponse(
            client=WebClient(), http_verb="POST", api_url="", req_args={}, data=data, headers={}, status_code=200
        )
        try:
            answer.validate()  # type: ignore[no-untyped-call]
        except SlackApiError:
            log.exception("failed", extra={"action": "test"})
        assert WORDS not in stream.getvalue()
        assert stream.getvalue().endswith("SlackApiError: invalid_blocks\n")

    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            (f"Unhandled request ({{'type': 'block_suggestion', 'value': '{WORDS}'}})\n---", "Unhandled request"),
            (f"Failed to run listener function (error: {WORDS})", "Failed to run listener function"),
            (f"Failed to decode Slack API response: {WORDS}", "Failed to decode Slack API response"),
        ],
    )
    def test_slacks_libraries_are_cut_before_they_quote(self, said: str, kept: str) -> None:
        stream = plain()
        logging.getLogger("slack_bolt.App").warning(said)
        assert stream.getvalue().endswith(f"| {kept}\n")
