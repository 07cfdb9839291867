"""How calls travel, who may make them, and what a refused one is told."""

import json
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.local_slack import LocalSlack
from sandbox.world import App
from tests.sandbox.speaking import SCOPES, client_of, refusal, section


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """An app with everyday scopes."""
    return slack.install_app("helper", scopes=SCOPES)


@pytest.fixture
def web(slack: LocalSlack, app: App) -> WebClient:
    """Its client."""
    return client_of(slack, app)


def send(slack: LocalSlack, app: App, method: str, **how: Any) -> dict[str, Any]:
    """A call as somebody without an SDK would make it."""
    headers = {"Authorization": f"Bearer {app.bot_token}"}
    verb = "GET" if "params" in how else "POST"
    answer = httpx.request(verb, slack.url + method, headers=headers, trust_env=False, **how)
    body: dict[str, Any] = answer.json()
    return body


def refused(call: Any, *arguments: Any, **named: Any) -> str:
    """The word with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        call(*arguments, **named)
    return refusal(caught.value)


class TestTheWire:
    def test_reads_arguments_from_the_query_a_form_or_several_parts(self, slack: LocalSlack, app: App) -> None:
        ada = slack.add_person("Ada")
        for how in ("params", "data"):
            assert send(slack, app, "users.info", **{how: {"user": ada.id}})["user"]["real_name"] == "Ada"
        parts = {"user": (None, ada.id)}
        assert send(slack, app, "users.info", files=parts)["ok"]

    def test_reads_json_where_a_method_takes_json(self, slack: LocalSlack, app: App) -> None:
        channel = slack.add_channel("general", apps=[app])
        said = {"channel": channel.id, "text": "hello", "blocks": [section("hello")]}
        assert send(slack, app, "chat.postMessage", json=said)["ok"]
        assert send(slack, app, "chat.postMessage", data=said | {"blocks": json.dumps(said["blocks"])})["ok"]
        assert [seen.notification for seen in channel.messages] == ["hello", "hello"]

    def test_does_not_see_json_arguments_where_a_method_takes_forms_only(self, slack: LocalSlack, app: App) -> None:
        ada = slack.add_person("Ada")
        assert not send(slack, app, "users.info", json={"user": ada.id})["ok"]

    def test_refuses_json_that_is_none(self, slack: LocalSlack, app: App) -> None:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {app.bot_token}"}
        answer = httpx.post(slack.url + "chat.postMessage", headers=headers, content="{", trust_env=False)
        assert answer.json()["error"] == "invalid_json"

    def test_refuses_a_form_argument_that_should_hold_json_and_does_not(self, slack: LocalSlack, app: App) -> None:
        channel = slack.add_channel("general", apps=[app])
        said = send(slack, app, "chat.postMessage", data={"channel": channel.id, "text": "x", "blocks": "[{"})
        assert said["error"] == "invalid_blocks_format"

    def test_answers_with_the_granted_scopes_and_its_own_time(self, web: WebClient) -> None:
        answer = web.auth_test()
        assert set(answer.headers["x-oauth-scopes"].split(",")) == set(SCOPES)
        assert parsedate_to_datetime(answer.headers["date"]).year >= 2024


class TestWhoMayCall:
    def test_wants_a_token_and_knows_it(self, slack: LocalSlack) -> None:
        assert refused(WebClient(base_url=slack.url).auth_test) == "not_authed"
        assert refused(WebClient(token="xoxb-nobody", base_url=slack.url).auth_test) == "invalid_auth"

    def test_tells_an_app_token_from_a_bot_token(self, slack: LocalSlack, app: App) -> None:
        assert refused(WebClient(token=app.app_token, base_url=slack.url).auth_test) == "not_allowed_token_type"
        assert refused(client_of(slack, app).apps_connections_open, app_token=app.bot_token) == "not_allowed_token_type"

    def test_names_the_scope_that_is_missing_and_those_that_are_there(self, slack: LocalSlack) -> None:
        web = client_of(slack, slack.install_app("shy", scopes=["commands"]))
        with pytest.raises(SlackApiError) as caught:
            web.chat_postMessage(channel="C1", text="hello")
        said = caught.value.response
        assert (said["error"], said["needed"], said["provided"]) == ("missing_scope", "chat:write", "commands")

    def test_knows_no_method_that_slack_does_not_have(self, web: WebClient) -> None:
        assert refused(web.api_call, "chat.sing") == "unknown_method"

    def test_names_the_argument_that_is_missing(self, slack: LocalSlack, app: App) -> None:
        said = send(slack, app, "users.info", data={})
        assert (said["error"], said["arg"]) == ("missing_argument", "user")

    def test_says_who_the_token_is(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        said = web.auth_test()
        assert (said["user_id"], said["team_id"], said["is_enterprise_install"]) == (
            app.bot_user_id,
            slack.workspace.id,
            False,
        )
