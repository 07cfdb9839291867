"""How many calls Slack takes, and what it says to more."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from sandbox.clock import TravelClock
from sandbox.local_slack import LocalSlack
from sandbox.world import App
from tests.sandbox.speaking import SCOPES, client_of


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack as slow as Slack."""
    with LocalSlack(TravelClock()) as started:
        yield started


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """An app with everyday scopes."""
    return slack.install_app("helper", scopes=SCOPES)


def taken(slack: LocalSlack, app: App, method: str, **arguments: str) -> int:
    """How many calls in a row are taken before Slack has enough."""
    headers = {"Authorization": f"Bearer {app.bot_token}"}
    with httpx.Client(headers=headers, trust_env=False) as client:
        for number in range(200):
            if client.post(slack.url + method, data=arguments).status_code == 429:
                return number
    return 200


def pass_time(slack: LocalSlack, seconds: float) -> None:
    """Let time pass."""
    assert isinstance(slack.clock, TravelClock)
    slack.clock.advance(timedelta(seconds=seconds))


def test_each_method_has_its_tier(slack: LocalSlack, app: App) -> None:
    second_tier = taken(slack, app, "users.list")
    third_tier = taken(slack, app, "conversations.history", channel="C404")
    assert 5 <= second_tier < third_tier < 60


def test_says_for_how_many_seconds_to_wait_and_means_it(slack: LocalSlack, app: App) -> None:
    taken(slack, app, "users.list")
    web = client_of(slack, app)
    with pytest.raises(SlackApiError) as caught:
        web.users_list()
    assert caught.value.response.status_code == 429
    pass_time(slack, int(caught.value.response.headers["Retry-After"]))
    assert web.users_list()["ok"]


def test_one_app_s_haste_does_not_slow_another_nor_another_method(slack: LocalSlack, app: App) -> None:
    ada = slack.add_person("Ada")
    taken(slack, app, "users.list")
    assert client_of(slack, app).users_info(user=ada.id)["ok"]
    assert client_of(slack, slack.install_app("other", scopes=SCOPES)).users_list()["ok"]


def test_a_conversation_takes_a_message_a_second_after_a_burst(slack: LocalSlack, app: App) -> None:
    here, there = slack.add_channel("here", apps=[app]), slack.add_channel("there", apps=[app])
    burst = taken(slack, app, "chat.postMessage", channel=here.id, text="x")
    assert 3 <= burst <= 10
    web = client_of(slack, app)
    assert web.chat_postMessage(channel=there.id, text="x")["ok"]
    pass_time(slack, 1)
    assert web.chat_postMessage(channel=here.id, text="x")["ok"]


def test_a_429_may_have_an_empty_body(slack: LocalSlack, app: App) -> None:
    taken(slack, app, "users.list")
    headers = {"Authorization": f"Bearer {app.bot_token}"}
    answers = [httpx.post(f"{slack.url}users.list", headers=headers, trust_env=False) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {429}
    assert sorted(bool(answer.content) for answer in answers) == [False, True, True]
    assert slack.world.throttled == 4


def test_a_faster_slack_takes_more() -> None:
    with LocalSlack(speed=1_000) as fast:
        assert taken(fast, fast.install_app("helper", scopes=SCOPES), "users.list") == 200


@pytest.mark.parametrize(("how", "status"), [("500", 500), ("429", 429)])
def test_fails_on_order_before_it_acts_or_after(slack: LocalSlack, app: App, how: str, status: int) -> None:
    channel = slack.add_channel("general", apps=[app])
    said = {"channel": channel.id, "text": "x"}
    headers = {"Authorization": f"Bearer {app.bot_token}"}
    for after_effect in (False, True):
        slack.fail("chat.postMessage", how, after_effect=after_effect)  # type: ignore[arg-type]
        answer = httpx.post(f"{slack.url}chat.postMessage", headers=headers, data=said, trust_env=False)
        assert answer.status_code == status
        assert len(channel.messages) == int(after_effect)


def test_an_answer_may_break_off(slack: LocalSlack, app: App) -> None:
    slack.fail("users.list", "reset")
    headers = {"Authorization": f"Bearer {app.bot_token}"}
    with pytest.raises(httpx.TransportError):
        httpx.post(f"{slack.url}users.list", headers=headers, trust_env=False)
