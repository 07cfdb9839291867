"""However a socket dies, okra is back within three seconds; tried against the local Slack."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.socket import SocketMode
from sandbox.faults import How as Fault
from sandbox.local_slack import LocalSlack
from sandbox.sockets import How

BACK_SECONDS = 3.0


class Counting:
    """An installed app that counts the events it was told of."""

    def __init__(self, slack: LocalSlack) -> None:
        scopes = ("commands", "users:read", "chat:write")
        self.installed = slack.install_app("okra", scopes=scopes, commands=["/okra"], events=["user_change"])
        client = WebClient(token=self.installed.bot_token, base_url=slack.url, retry_handlers=[])
        self.app = App(
            client=client,
            signing_secret="unused",
            process_before_response=True,
            token_verification_enabled=False,
            request_verification_enabled=False,
        )
        self.app.event("user_change")(self._changed)
        self.app.command("/okra")(lambda ack: ack(text="here"))
        self.heard: set[int] = set()
        self.silences = 0
        self.socket = SocketMode(self.app, client, self.installed.app_token, heard_again=self._silent)
        self._lock = threading.Lock()

    def _silent(self) -> None:
        self.silences += 1

    def _changed(self, ack: Ack, event: dict[str, int]) -> None:
        with self._lock:
            self.heard.add(event["number"])
        ack()


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(speed=1_000) as local:
        yield local


@pytest.fixture
def counting(slack: LocalSlack) -> Iterator[Counting]:
    app = Counting(slack)
    app.socket.start()
    yield app
    app.socket.stop(2)


def cut_and_wait(slack: LocalSlack, how: How) -> None:
    """Let the socket die; fails unless a new one is there in time."""
    before = slack.sockets.opened
    slack.cut(how)
    slack.wait_until(lambda: slack.sockets.opened > before, BACK_SECONDS)


@pytest.mark.parametrize("how", [how for how in get_args(How) if how != "link_disabled"])
def test_back_within_three_seconds_however_it_dies(slack: LocalSlack, counting: Counting, how: How) -> None:
    cut_and_wait(slack, how)


@pytest.mark.parametrize(("how", "silences"), [("close", 1), ("reset", 1), ("silence", 1), ("warning", 0)])
def test_a_silence_is_told_once_it_is_over_and_a_renewal_is_none(
    slack: LocalSlack, counting: Counting, how: How, silences: int
) -> None:
    assert counting.silences == 0
    cut_and_wait(slack, how)
    slack.wait_until(lambda: counting.silences == silences, BACK_SECONDS)
    slack.sockets.bury()
    slack.wait_until(lambda: slack.sockets.connections(counting.installed) == 1)
    assert counting.silences == silences


@pytest.mark.parametrize("how", ["close", "reset", "refresh", "warning"])
def test_what_people_do_right_after_is_answered(slack: LocalSlack, counting: Counting, how: How) -> None:
    cut_and_wait(slack, how)
    slack.wait_until(lambda: slack.connected(counting.installed))
    ada = slack.add_person("Ada")
    channel = slack.add_channel("explore", [ada])
    answer = ada.command("/okra", channel)
    assert answer is not None
    assert "here" in answer.text


@pytest.mark.parametrize("how", ["500", "reset"])
def test_back_within_three_seconds_although_slack_first_fails_to_open(
    slack: LocalSlack, counting: Counting, how: Fault
) -> None:
    slack.fail("apps.connections.open", how, times=2)
    cut_and_wait(slack, "reset")


def test_no_event_is_lost_while_the_socket_is_cut_again_and_again(slack: LocalSlack, counting: Counting) -> None:
    ways: tuple[How, ...] = ("reset", "refresh", "close")
    with ThreadPoolExecutor(8) as pool:
        told = [pool.submit(slack.tell, {"type": "user_change", "number": number}) for number in range(60)]
        for how in ways:
            cut_and_wait(slack, how)
        for one in told:
            one.result()
    assert counting.heard == set(range(60))
