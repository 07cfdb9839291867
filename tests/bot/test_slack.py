"""The client that speaks to Slack, and the environment that Slack's libraries read."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack import mend_environment, retry_after, web_client, word_of
from tests.bot.scripted import ScriptedSlack
from tests.bot.settings import settings

PROXY = {"HTTPS_PROXY": "http://proxy:3128", "http_proxy": "http://proxy:3128"}


def test_the_client_speaks_to_the_slack_that_is_set_and_never_repeats_by_itself() -> None:
    client = web_client(settings(SLACK_API_URL="https://slack-gov.com/api"))
    assert client.base_url == "https://slack-gov.com/api/"
    assert client.retry_handlers == []


def test_variables_that_would_turn_bolt_to_oauth_are_taken_out() -> None:
    around = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "PATH": "/bin"}
    assert mend_environment(settings(), around) == ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"]
    assert around == {"PATH": "/bin"}


def test_a_proxy_stays_where_slack_is_reached_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    around = dict(PROXY)
    assert mend_environment(settings(), around) == []
    assert around == PROXY


def test_a_proxy_is_taken_out_where_slack_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    around = dict(PROXY)
    assert sorted(mend_environment(settings(SLACK_API_URL="http://127.0.0.1:8080/api/"), around)) == sorted(PROXY)
    assert around == {}


@pytest.mark.parametrize(
    ("status", "headers", "body", "word", "seconds"),
    [
        (200, {}, '{"ok": false, "error": "invalid_auth"}', "invalid_auth", 0),
        (429, {"Retry-After": "7"}, '{"ok": false, "error": "ratelimited"}', "ratelimited", 7),
        (429, {"retry-after": "7"}, "", "http_429", 7),
        (429, {"Retry-After": "soon"}, "", "http_429", 0),
        (500, {}, "<html>a page with words</html>", "http_500", 0),
    ],
)
def test_refusals_have_a_word_and_sometimes_a_pause(
    status: int, headers: dict[str, str], body: str, word: str, seconds: float
) -> None:
    with ScriptedSlack() as slack:
        slack.answers.append((status, headers, body))
        client = web_client(settings(SLACK_API_URL=slack.url))
        with pytest.raises(SlackApiError) as refused:
            client.apps_connections_open(app_token="xapp-test")
    assert (word_of(refused.value), retry_after(refused.value)) == (word, seconds)
