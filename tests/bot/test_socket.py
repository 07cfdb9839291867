"""The Socket Mode client, at the level of frames: what it does with each, and with connections that go wrong."""

import json
import logging
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.socket import LONGEST_PAUSE, Pauses, SocketMode
from tests.bot.scripted import ScriptedSlack

BACK_SECONDS = 3.0
TLS = Path(__file__).parent.parent / "data" / "tls"


class Listeners:
    """A Bolt app with one command that can be held, and one event that can fail."""

    def __init__(self, url: str) -> None:
        self.app = App(
            client=WebClient(token="xoxb-test", base_url=url, retry_handlers=[]),
            signing_secret="unused",
            process_before_response=True,
            token_verification_enabled=False,
            request_verification_enabled=False,
        )
        self.ran: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.failures = 0
        self.app.command("/okra")(self._command)
        self.app.event("user_change")(self._event)

    def _command(self, ack: Ack, command: dict[str, Any]) -> None:
        self.ran.append(command["text"])
        assert self.gate.wait(10)
        ack(text=f"you said {command['text']}")

    def _event(self, ack: Ack) -> None:
        self.ran.append("event")
        if self.failures:
            self.failures -= 1
            raise ValueError("no")
        ack()


@pytest.fixture
def slack() -> Iterator[ScriptedSlack]:
    with ScriptedSlack() as scripted:
        yield scripted


@pytest.fixture
def listeners(slack: ScriptedSlack) -> Listeners:
    return Listeners(slack.url)


@pytest.fixture
def socket(slack: ScriptedSlack, listeners: Listeners) -> Iterator[SocketMode]:
    mode = SocketMode(listeners.app, listeners.app.client, "xapp-test", workers=4)
    yield mode
    listeners.gate.set()
    mode.stop(2)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.INFO)
    return lambda: [getattr(record, "action", "") for record in caplog.records]


def command(envelope_id: str, text: str = "help") -> dict[str, Any]:
    payload = {"command": "/okra", "text": text, "team_id": "T1", "user_id": "U1", "channel_id": "C1", "token": "v"}
    return {
        "type": "slash_commands",
        "envelope_id": envelope_id,
        "payload": payload,
        "accepts_response_payload": True,
    }


def event(envelope_id: str, name: str = "user_change") -> dict[str, Any]:
    payload = {"type": "event_callback", "team_id": "T1", "event": {"type": name, "user": {"id": "U1"}}}
    return {"type": "events_api", "envelope_id": envelope_id, "payload": payload, "accepts_response_payload": False}


def disconnect(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "scripted"}}


class TestEnvelopes:
    def test_an_envelope_is_answered_on_the_connection_that_brought_it(
        self, slack: ScriptedSlack, socket: SocketMode
    ) -> None:
        socket.start()
        slack.say(command("e1", "okrs"))
        slack.wait(lambda: bool(slack.frames))
        assert slack.frames == [(0, {"envelope_id": "e1", "payload": {"text": "you said okrs"}})]

    def test_one_slow_listener_does_not_hold_up_the_next_envelope(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        listeners.gate.clear()
        slack.say(command("slow"))
        slack.wait(lambda: len(listeners.ran) == 1)
        slack.say(event("quick"))
        slack.wait(lambda: slack.answered("quick") == [(0, None)])
        assert slack.answered("slow") == []

    def test_the_same_envelope_again_while_it_is_handled_runs_once_and_both_are_answered_alike(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        listeners.gate.clear()
        slack.say(command("e1"))
        slack.say(command("e1"))
        slack.say(event("after"))
        slack.wait(lambda: slack.answered("after") != [])
        listeners.gate.set()
        slack.wait(lambda: len(slack.answered("e1")) == 2)
        assert slack.answered("e1") == [(0, {"text": "you said help"})] * 2
        assert listeners.ran.count("help") == 1

    def test_the_same_envelope_again_later_gets_the_same_answer_without_running(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        for times in (1, 2):
            slack.say(command("e1"))
            slack.wait(lambda times=times: len(slack.answered("e1")) == times)  # type: ignore[misc]
        assert listeners.ran == ["help"]

    def test_what_failed_is_not_acknowledged_and_runs_again_when_slack_repeats_it(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        listeners.failures = 1
        slack.say(event("e1"))
        slack.wait(lambda: listeners.ran == ["event"])
        slack.wait(lambda: listeners.failures == 0)
        slack.say(command("e2"))
        slack.wait(lambda: slack.answered("e2") != [])
        assert slack.answered("e1") == []
        slack.say(event("e1"))
        slack.wait(lambda: slack.answered("e1") == [(0, None)])

    def test_an_event_that_nobody_listens_to_is_acknowledged_and_logged_once(
        self, slack: ScriptedSlack, socket: SocketMode, logged: Callable[[], list[str]]
    ) -> None:
        socket.start()
        for number in range(3):
            slack.say(event(f"e{number}", "reaction_added"))
        slack.wait(lambda: len(slack.frames) == 3)
        assert logged().count("envelope.unheard") == 1

    def test_a_command_that_nobody_listens_to_is_left_unanswered_so_that_the_person_hears_of_it(
        self, slack: ScriptedSlack, socket: SocketMode
    ) -> None:
        socket.start()
        unknown = command("e1")
        unknown["payload"]["command"] = "/other"
        slack.say(unknown)
        slack.say(event("e2"))
        slack.wait(lambda: slack.answered("e2") != [])
        assert slack.answered("e1") == []

    def test_a_message_in_many_pieces_is_one_message(self, slack: ScriptedSlack, socket: SocketMode) -> None:
        socket.start()
        text = json.dumps(command("e1", "x" * 200_000))
        slack.newest.send(text[at : at + 30_000] for at in range(0, len(text), 30_000))
        slack.wait(lambda: slack.answered("e1") != [])

    def test_nonsense_does_no_harm(self, slack: ScriptedSlack, socket: SocketMode) -> None:
        socket.start()
        for text in ("", "no json", "[1]", '{"type": "new_in_2031"}', '{"envelope_id": "x"}', "\x00"):
            slack.newest.send(text)
        slack.newest.send(b"\xff\xfe")
        slack.say(command("e1"))
        slack.wait(lambda: slack.answered("e1") != [])


class TestReplacing:
    @pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
    def test_the_new_connection_stands_before_the_old_one_is_left(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners, reason: str
    ) -> None:
        socket.start()
        listeners.gate.clear()
        slack.say(command("in flight"))
        slack.wait(lambda: bool(listeners.ran))
        slack.say(disconnect(reason))
        slack.wait(lambda: len(slack.connections) == 2, BACK_SECONDS)
        slack.say(event("late"), at=0)
        slack.say(event("new"), at=1)
        slack.wait(lambda: slack.answered("late") == [(0, None)] and slack.answered("new") == [(1, None)])
        listeners.gate.set()
        slack.wait(lambda: slack.answered("in flight") == [(0, {"text": "you said help"})])

    def test_asked_twice_it_opens_one_connection(self, slack: ScriptedSlack, socket: SocketMode) -> None:
        socket.start()
        slack.say(disconnect("warning"))
        slack.say(disconnect("refresh_requested"))
        slack.wait(lambda: len(slack.connections) == 2)
        slack.say(event("e1"))
        slack.wait(lambda: slack.answered("e1") != [])
        assert len(slack.asked) == 2

    def test_an_answer_whose_connection_died_goes_over_the_next_one(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        listeners.gate.clear()
        slack.say(command("e1"))
        slack.wait(lambda: bool(listeners.ran))
        slack.newest.close()
        slack.wait(lambda: len(slack.connections) == 2, BACK_SECONDS)
        listeners.gate.set()
        slack.wait(lambda: slack.answered("e1") == [(1, {"text": "you said help"})])

    def test_an_answer_that_finds_no_connection_waits_for_the_next_one(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        slack.answers.append((500, {}, ""))
        listeners.gate.clear()
        slack.say(command("e1"))
        slack.wait(lambda: bool(listeners.ran))
        slack.newest.close()
        slack.wait(lambda: len(slack.asked) == 2)
        listeners.gate.set()
        slack.wait(lambda: slack.answered("e1") == [(1, {"text": "you said help"})], BACK_SECONDS)

    def test_too_many_connections_is_tried_again_at_once_and_then_less_often(
        self, slack: ScriptedSlack, socket: SocketMode
    ) -> None:
        slack.greetings.extend([disconnect("too_many_websockets")] * 3)
        began = time.monotonic()
        socket.start()
        assert time.monotonic() - began < BACK_SECONDS
        pauses = [later - earlier for earlier, later in zip(slack.asked, slack.asked[1:], strict=False)]
        assert len(pauses) == 3
        assert pauses[2] > pauses[1] > pauses[0] >= 0.2

    def test_a_connection_that_never_says_hello_is_given_up(self, slack: ScriptedSlack, socket: SocketMode) -> None:
        slack.greetings.append(None)
        socket.start(seconds=10)
        slack.wait(lambda: len(slack.connections) == 2)
        slack.say(event("e1"))
        slack.wait(lambda: slack.answered("e1") == [(1, None)])

    def test_a_crowd_of_connections_is_told(
        self, slack: ScriptedSlack, socket: SocketMode, logged: Callable[[], list[str]]
    ) -> None:
        slack.greetings.append({"type": "hello", "num_connections": 3})
        socket.start()
        assert "socket.crowded" in logged()


class TestRefusals:
    @pytest.mark.parametrize(
        "answer",
        [
            (500, {}, ""),
            (503, {"Content-Type": "text/html"}, "<html>sorry</html>"),
            (200, {}, '{"ok": false, "error": "internal_error"}'),
            (200, {}, "not json"),
            (200, {}, '{"ok": true, "url": "ws://127.0.0.1:9/"}'),
        ],
    )
    def test_what_passes_is_tried_again_soon(
        self, slack: ScriptedSlack, socket: SocketMode, answer: tuple[int, dict[str, str], str]
    ) -> None:
        slack.answers.append(answer)
        began = time.monotonic()
        socket.start()
        assert len(slack.connections) == 1
        assert time.monotonic() - began < BACK_SECONDS

    @pytest.mark.parametrize("body", ["", '{"ok": false, "error": "ratelimited"}'])
    def test_slack_is_asked_again_only_after_the_time_that_it_named(
        self, slack: ScriptedSlack, socket: SocketMode, body: str
    ) -> None:
        slack.answers.append((429, {"Retry-After": "1"}, body))
        socket.start()
        assert slack.asked[1] - slack.asked[0] >= 1.0

    def test_a_refused_token_is_told_in_words_and_not_tried_again_at_once(
        self, slack: ScriptedSlack, socket: SocketMode, caplog: pytest.LogCaptureFixture
    ) -> None:
        slack.answers.append((200, {}, '{"ok": false, "error": "invalid_auth"}'))
        socket.start(seconds=1)
        assert len(slack.asked) == 1
        assert "SLACK_APP_TOKEN is not valid" in caplog.text
        assert "xapp-" not in caplog.text

    def test_socket_mode_switched_off_is_told_in_words_and_not_tried_again_at_once(
        self, slack: ScriptedSlack, socket: SocketMode, caplog: pytest.LogCaptureFixture
    ) -> None:
        socket.start()
        slack.say(disconnect("link_disabled"))
        slack.wait(lambda: "Socket Mode is switched off" in caplog.text)
        assert len(slack.asked) == 1


class TestStopping:
    def test_what_is_being_handled_is_answered_before_it_leaves(
        self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners
    ) -> None:
        socket.start()
        listeners.gate.clear()
        slack.say(command("e1"))
        slack.wait(lambda: bool(listeners.ran))
        stopping = threading.Thread(target=socket.stop, args=(5,))
        stopping.start()
        listeners.gate.set()
        stopping.join(5)
        slack.wait(lambda: slack.newest.close_code is not None and bool(slack.answered("e1")))
        assert slack.answered("e1") == [(0, {"text": "you said help"})]
        assert slack.newest.close_code == 1_000

    def test_it_does_not_wait_for_ever(self, slack: ScriptedSlack, socket: SocketMode, listeners: Listeners) -> None:
        socket.start()
        listeners.gate.clear()
        slack.say(command("e1"))
        slack.wait(lambda: bool(listeners.ran))
        began = time.monotonic()
        socket.stop(0.2)
        assert time.monotonic() - began < 2

    def test_it_stops_while_it_waits_for_slack(self, slack: ScriptedSlack, socket: SocketMode) -> None:
        slack.answers.append((429, {"Retry-After": "60"}, ""))
        socket.start(seconds=0.5)
        began = time.monotonic()
        socket.stop(5)
        assert time.monotonic() - began < 2
        assert slack.connections == []

    def test_it_can_be_stopped_before_it_was_started(self, socket: SocketMode) -> None:
        socket.stop(1)


class TestWays:
    def test_a_proxy_is_left_aside_for_hosts_that_need_none(
        self, slack: ScriptedSlack, socket: SocketMode, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        socket.start(seconds=5)
        assert len(slack.connections) == 1

    def test_encrypted_connections_on_any_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WEBSOCKET_CLIENT_CA_BUNDLE", str(TLS / "certificate.pem"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
        with ScriptedSlack(context) as slack:
            listeners = Listeners(slack.url)
            socket = SocketMode(listeners.app, listeners.app.client, "xapp-test")
            socket.start()
            for number in range(20):
                slack.say(command(f"e{number}", "x" * 10_000))
            slack.wait(lambda: len(slack.frames) == 20)
            socket.stop(2)


@given(st.lists(st.tuples(st.floats(0, 10_000), st.booleans()), max_size=40))
def test_pauses_stay_short_for_those_who_were_greeted_and_bounded_for_the_rest(lives: list[tuple[float, bool]]) -> None:
    pauses = Pauses()
    for lived, greeted in lives:
        pause = pauses.after(lived, greeted)
        assert 0 <= pause <= (1.0 if greeted else LONGEST_PAUSE)


def test_pauses_grow_until_a_connection_settles() -> None:
    pauses = Pauses()
    growing = [pauses.after(0, greeted=False) for _ in range(9)]
    assert growing == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15.0, 15.0]
    assert pauses.after(60, greeted=True) == 0.0
    assert pauses.after(0, greeted=False) == 0.2
