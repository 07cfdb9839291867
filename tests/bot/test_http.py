"""The HTTP way in: signed requests, health, a clean stop; over a real port."""

import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.http import HttpServer
from bot.start import NotReady
from storage.engine import build_engine
from storage.store import Store
from tests.bot.scripted import ScriptedSlack

SECRET = "8f742231b10e"


class Running:
    """A server with one command that can be held."""

    def __init__(self, api_url: str, database_url: str) -> None:
        self.app = App(
            client=WebClient(token="xoxb-test", base_url=api_url, retry_handlers=[]),
            signing_secret=SECRET,
            process_before_response=True,
            token_verification_enabled=False,
        )
        self.began = threading.Event()
        self.gate = threading.Event()
        self.gate.set()
        self.app.command("/okra")(self._command)
        self.store = Store(build_engine(database_url))
        self.server = HttpServer(self.app, self.store, 0)
        self.server.start()

    def _command(self, ack: Ack) -> None:
        self.began.set()
        assert self.gate.wait(10)
        ack(text="here")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def post(self, body: bytes, secret: str = SECRET, age: int = 0) -> httpx.Response:
        at = str(int(time.time()) - age)  # noqa: TID251 a signature is judged by the real time
        signature = "v0=" + hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        headers = {
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return httpx.post(f"{self.url}/slack/events", content=body, headers=headers, trust_env=False)


COMMAND = urlencode({"command": "/okra", "text": "", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}).encode()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with ScriptedSlack() as slack:
        one = Running(slack.url, f"sqlite:///{tmp_path}/okra.db")
        yield one
        one.gate.set()
        one.server.stop(5)
        one.store.engine.dispose()


def test_a_signed_request_is_answered(running: Running) -> None:
    answer = running.post(COMMAND)
    assert (answer.status_code, answer.text) == (200, "here")


def test_slacks_question_whether_this_address_is_ours_is_answered(running: Running) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c1"}).encode()
    assert running.post(body).json() == {"challenge": "c1"}


@pytest.mark.parametrize(("secret", "age"), [("another secret", 0), (SECRET, 600), (SECRET, -600)])
def test_a_request_that_is_not_slacks_or_too_old_is_refused(running: Running, secret: str, age: int) -> None:
    assert running.post(COMMAND, secret, age).status_code == 401
    assert not running.began.is_set()


def test_bytes_that_are_no_text_are_refused(running: Running) -> None:
    assert running.post(b"\xff\xfe\x00").status_code == 400


def test_health_says_whether_the_database_answers(running: Running) -> None:
    answer = httpx.get(f"{running.url}/health", trust_env=False)
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_health_says_when_the_database_does_not_answer(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    store = Store(build_engine(f"sqlite:///{folder}/okra.db"))
    folder.rmdir()
    app = App(token="xoxb-test", signing_secret=SECRET, token_verification_enabled=False)
    server = HttpServer(app, store, 0)
    server.start()
    answer = httpx.get(f"http://127.0.0.1:{server.port}/health", trust_env=False)
    server.stop(5)
    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


@pytest.mark.parametrize(("method", "path"), [("GET", "/slack/events"), ("GET", "/"), ("POST", "/slack/install")])
def test_nothing_else_is_there(running: Running, method: str, path: str) -> None:
    assert httpx.request(method, running.url + path, trust_env=False).status_code == 404


def test_what_is_being_handled_when_it_stops_is_answered(running: Running) -> None:
    url = running.url
    running.gate.clear()
    answers: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: answers.append(running.post(COMMAND)))
    asking.start()
    assert running.began.wait(5)
    stopping = threading.Thread(target=running.server.stop, args=(5,))
    stopping.start()
    running.gate.set()
    asking.join(5)
    stopping.join(5)
    assert [answer.status_code for answer in answers] == [200]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health", trust_env=False)


def test_idle_connections_do_not_hold_up_the_stop(running: Running) -> None:
    with httpx.Client(trust_env=False) as client:
        client.get(f"{running.url}/health")
        began = time.monotonic()
        running.server.stop(5)
        assert time.monotonic() - began < 2


def test_whatever_wakes_the_loop_while_it_stops_the_stop_is_clean(running: Running) -> None:
    trigger = running.server._server.trigger
    hung_up, pull = threading.Event(), trigger._physical_pull

    def woken_before_the_pull() -> None:
        pull()
        hung_up.wait(0.2)
        pull()

    def close(really: Callable[[], None] = trigger.close) -> None:
        really()
        hung_up.set()

    trigger._physical_pull, trigger.close = woken_before_the_pull, close
    running.server.stop(5)
    assert hung_up.wait(5)


def test_a_port_that_is_taken_is_told_in_words(running: Running) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(NotReady, match=rf"I cannot listen on port {port} \(OKRA_HTTP_PORT\)"):
            HttpServer(running.app, running.store, port).start()


def test_it_can_be_stopped_before_it_was_started(running: Running) -> None:
    HttpServer(running.app, running.store, 0).stop(1)
