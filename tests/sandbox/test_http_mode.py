"""Events, commands and clicks as signed HTTP requests."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import Ack
from slack_bolt import App as BoltApp
from slack_bolt.request import BoltRequest

from sandbox.local_slack import LocalSlack
from sandbox.world import App
from tests.sandbox.speaking import SCOPES, bolt_of

Reply = tuple[int, dict[str, str], str]


class Server:
    """An app's own web server: hands requests to Bolt, or to whatever answers in its place."""

    def __init__(self) -> None:
        """On a free port."""
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answer: Callable[[dict[str, str], str], Reply] = lambda _, __: (200, {}, "")
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {key.lower(): value for key, value in self.headers.items()}
                outer.requests.append((headers, body))
                status, more, said = outer.answer(headers, body)
                self.send_response(status)
                for key, value in more.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(said.encode())))
                self.end_headers()
                self.wfile.write(said.encode())

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the base class's name
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/slack/events"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def use(self, bolt: BoltApp) -> None:
        """Let Bolt answer."""

        def ask(headers: dict[str, str], body: str) -> Reply:
            said = bolt.dispatch(BoltRequest(body=body, headers={**headers}))
            return said.status, {key: values[0] for key, values in said.headers.items()}, said.body

        self.answer = ask


@pytest.fixture
def server() -> Iterator[Server]:
    """Listening."""
    made = Server()
    yield made
    made.close()


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack that does not wait long."""
    with LocalSlack(speed=1_000, patience=0.0001) as started:
        yield started


@pytest.fixture
def app(slack: LocalSlack, server: Server) -> App:
    """An app at the server's address."""
    return slack.install_app("helper", scopes=SCOPES, commands=["/say"], events=["user_change"], request_url=server.url)


def test_an_address_is_accepted_once_it_answers_the_challenge(slack: LocalSlack, app: App, server: Server) -> None:
    assert not slack.verify_request_url(app)
    server.use(bolt_of(slack, app))
    assert slack.verify_request_url(app)
    assert parse_qs(server.requests[-1][1])["ssl_check"] == ["1"]


def test_commands_arrive_signed_and_are_answered(slack: LocalSlack, app: App, server: Server) -> None:
    bolt = bolt_of(slack, app)

    @bolt.command("/say")
    def say(ack: Ack, command: dict[str, Any]) -> None:
        ack(text=f"you said {command['text']}")

    server.use(bolt)
    ada = slack.add_person("Ada")
    seen = ada.command("/say hello", slack.add_channel("general", [ada]))
    assert seen is not None
    assert seen.notification == "you said hello"
    assert slack.world.acks[-1].seconds is not None


def test_a_wrong_secret_is_noticed(slack: LocalSlack, app: App, server: Server) -> None:
    bolt = bolt_of(slack, app)
    app.signing_secret = "another"
    server.use(bolt)
    ada = slack.add_person("Ada")
    assert ada.command("/say hello", slack.add_channel("general", [ada])) is None
    assert [one.what for one in slack.world.violations] == ["not acknowledged in time"]


def test_events_are_repeated_and_say_so(slack: LocalSlack, app: App, server: Server) -> None:
    server.answer = lambda _, __: (500, {}, "")
    slack.add_person("Ada").is_called("Ada L.")
    numbers = [headers.get("x-slack-retry-num") for headers, _ in server.requests]
    reasons = [headers.get("x-slack-retry-reason") for headers, _ in server.requests]
    assert numbers == [None, "1", "2", "3"]
    assert reasons == [None, "http_error", "http_error", "http_error"]
    assert len({json.loads(body)["event_id"] for _, body in server.requests}) == 1


def test_an_app_may_ask_not_to_be_told_again(slack: LocalSlack, app: App, server: Server) -> None:
    server.answer = lambda _, __: (500, {"x-slack-no-retry": "1"}, "")
    slack.add_person("Ada").is_called("Ada L.")
    assert len(server.requests) == 1


def test_nobody_at_the_address_is_a_failed_connection(slack: LocalSlack) -> None:
    away = slack.install_app("away", scopes=SCOPES, events=["user_change"], request_url="http://127.0.0.1:9/")
    assert not slack.verify_request_url(away)
    slack.add_person("Ada").is_called("Ada L.")
    assert [one.what for one in slack.world.violations] == ["event not acknowledged"]
