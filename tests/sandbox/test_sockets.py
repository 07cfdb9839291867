"""Socket Mode as Slack speaks it: tickets, hello, one connection per envelope, and its worst days."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from sandbox.local_slack import LocalSlack
from sandbox.world import App, Happening
from tests.sandbox.speaking import refusal


class Line:
    """One WebSocket of an app that acknowledges when it is told to."""

    def __init__(self, slack: LocalSlack, app: App) -> None:
        """Connected, hello heard."""
        url = WebClient(base_url=slack.url).apps_connections_open(app_token=app.app_token)["url"]
        self.url = str(url)
        self.socket: ClientConnection = connect(self.url, proxy=None, close_timeout=0.1).__enter__()
        self.first = self.hear()

    def hear(self) -> dict[str, Any]:
        """The next frame."""
        frame: dict[str, Any] = json.loads(self.socket.recv(timeout=5))
        return frame

    def hears_nothing(self) -> bool:
        """Whether nothing lies waiting; what does is acknowledged."""
        try:
            self.acknowledge(json.loads(self.socket.recv(timeout=0.05)))
        except TimeoutError:
            return True
        return False

    def acknowledge(self, frame: dict[str, Any]) -> None:
        """Say that it came."""
        self.socket.send(json.dumps({"envelope_id": frame["envelope_id"]}))


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack that waits for acknowledgements for a fifth of a second."""
    with LocalSlack(speed=1_000, ack_seconds=0.2, patience=0.001) as started:
        yield started


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """An app that is told of people's changes."""
    return slack.install_app("helper", scopes=["users:read"], events=["user_change"])


@pytest.fixture
def line(slack: LocalSlack, app: App) -> Iterator[Line]:
    """One connection."""
    made = Line(slack, app)
    yield made
    made.socket.close()


def happen(slack: LocalSlack) -> None:
    """Something of which the app is told soon."""
    slack.world.listener(Happening("user_change", {"type": "user_change"}, slack.workspace.id))


def test_an_address_serves_one_connection(line: Line) -> None:
    with connect(line.url, proxy=None) as again, pytest.raises(ConnectionClosed):
        again.recv(timeout=5)


def test_needs_the_app_s_own_token(slack: LocalSlack, app: App) -> None:
    with pytest.raises(SlackApiError) as caught:
        WebClient(base_url=slack.url).apps_connections_open(app_token=app.bot_token)
    assert refusal(caught.value) == "not_allowed_token_type"


def test_hello_counts_the_connections_that_slack_believes_in(slack: LocalSlack, app: App, line: Line) -> None:
    assert (line.first["type"], line.first["num_connections"]) == ("hello", 1)
    slack.haunt(app)
    second = Line(slack, app)
    assert second.first["num_connections"] == 3
    second.socket.close()


def test_an_envelope_goes_to_one_connection_of_several(slack: LocalSlack, app: App, line: Line) -> None:
    other = Line(slack, app)
    heard = []
    for _ in range(12):
        happen(slack)
        one = next(one for one in itertools.cycle((line, other)) if not one.hears_nothing())
        heard.append(one)
    assert set(heard) == {line, other}
    other.socket.close()


def test_ten_connections_are_enough(slack: LocalSlack, app: App) -> None:
    lines = [Line(slack, app) for _ in range(10)]
    eleventh = Line(slack, app)
    assert (eleventh.first["type"], eleventh.first["reason"]) == ("disconnect", "too_many_websockets")
    for one in (*lines, eleventh):
        one.socket.close()


def test_an_event_nobody_acknowledged_comes_again_three_times(slack: LocalSlack, line: Line) -> None:
    happen(slack)
    frames = [line.hear() for _ in range(4)]
    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert [frame["retry_reason"] for frame in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    slack.wait_until(lambda: [one.what for one in slack.world.violations] == ["event not acknowledged"])


def test_an_acknowledged_event_does_not_come_again(slack: LocalSlack, line: Line) -> None:
    happen(slack)
    line.acknowledge(line.hear())
    slack.wait_until(lambda: [one.kind for one in slack.world.acks] == ["events_api"])
    assert line.hears_nothing()
    assert slack.world.violations == []


def test_an_envelope_may_come_twice(slack: LocalSlack, line: Line) -> None:
    slack.duplicate_envelopes = True
    happen(slack)
    first, second = line.hear(), line.hear()
    assert first == second
    line.acknowledge(first)
    line.acknowledge(second)
    slack.wait_until(lambda: len(slack.world.acks) == 1)


def test_a_dead_connection_swallows_its_share_until_it_is_sent_again(slack: LocalSlack, app: App, line: Line) -> None:
    slack.haunt(app)
    for _ in range(20):
        happen(slack)
    frame = line.hear()
    while frame["retry_attempt"] == 0:
        line.acknowledge(frame)
        frame = line.hear()
    assert (frame["retry_attempt"], frame["retry_reason"]) == (1, "timeout")


@pytest.mark.parametrize(
    ("how", "reason"), [("refresh", "refresh_requested"), ("warning", "warning"), ("link_disabled", "link_disabled")]
)
def test_says_why_a_connection_ends(slack: LocalSlack, app: App, line: Line, how: Any, reason: str) -> None:
    slack.cut(how)
    assert line.hear()["reason"] == reason
    assert slack.connected(app) is (how == "warning")


@pytest.mark.parametrize("how", ["close", "reset"])
def test_a_connection_may_end_without_a_word(slack: LocalSlack, app: App, line: Line, how: Any) -> None:
    slack.cut(how)
    with pytest.raises(ConnectionClosed):
        line.hear()
    slack.wait_until(lambda: not slack.connected(app))


def test_a_connection_may_fall_silent(slack: LocalSlack, app: App, line: Line) -> None:
    slack.cut("silence")
    assert slack.connected(app)
    happen(slack)
    assert line.hears_nothing()


def test_an_outage_opens_nothing(slack: LocalSlack, app: App) -> None:
    slack.sockets.outage = True
    with pytest.raises(SlackApiError) as caught:
        Line(slack, app)
    assert refusal(caught.value) == "internal_error"
