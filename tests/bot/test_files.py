"""Files are fetched from Slack only, whole or not at all, and in a time that an acknowledgement can wait for."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.files import Files
from handlers.kit.fetch import NotFetched, Why
from handlers.kit.payload import SentFile

WORDS = b"name: ours\n"
QUICK = 0.4
"""Seconds that these tests give a file."""


class Server:
    """Serves files as a path says, and writes down which tokens it was shown."""

    def __init__(self) -> None:
        """Not serving yet."""
        self.tokens: list[str] = []
        self.elsewhere = ""
        self.let_go = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def _answer(self, to: BaseHTTPRequestHandler) -> None:
        self.tokens.append(to.headers.get("Authorization") or "")
        what = to.path.rpartition("/")[2]
        status = {"moved": 302, "gone": 404, "broken": 503}.get(what, 200)
        to.send_response(status)
        if what == "moved":
            to.send_header("Location", self.elsewhere)
        if what == "cut":
            to.send_header("Content-Length", "100")
        to.end_headers()
        if what == "endless":
            while not self.let_go.wait(0.05):
                to.wfile.write(b"a")
        elif what == "silent":
            self.let_go.wait(10)
        elif status == 200:
            to.wfile.write(WORDS)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server._answer(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    """Where Slack keeps its files."""
    with Server() as serving:
        yield serving


@pytest.fixture
def files(server: Server) -> Iterator[Files]:
    """What is tested."""
    made = Files(WebClient(token="xoxb-secret", base_url=f"{server.base}/api/"), QUICK)
    yield made
    made.stop()


def file(url: str, **more: Any) -> SentFile:
    """A file that lies there."""
    return SentFile("F1", "ours.yaml", len(WORDS), url, **more)


def refused(files: Files, wanted: SentFile, most: int = 100) -> Why:
    """Why there is no file."""
    with pytest.raises(NotFetched) as caught:
        files.fetch(wanted, most)
    return caught.value.why


def test_all_bytes_come_for_our_token(server: Server, files: Files) -> None:
    assert files.fetch(file(f"{server.base}/files/ok"), 100) == WORDS
    assert server.tokens == ["Bearer xoxb-secret"]


@pytest.mark.parametrize(("what", "why"), [("gone", Why.GONE), ("broken", Why.REFUSED), ("cut", Why.REFUSED)])
def test_an_answer_that_is_no_whole_file_is_none(server: Server, files: Files, what: str, why: Why) -> None:
    assert refused(files, file(f"{server.base}/files/{what}")) is why


def test_more_bytes_than_are_wanted_are_not_read(server: Server, files: Files) -> None:
    assert refused(files, file(f"{server.base}/files/ok"), len(WORDS) - 1) is Why.TOO_LONG
    server.tokens.clear()
    lying = SentFile("F1", "ours.yaml", 0, f"{server.base}/files/ok")
    assert refused(files, lying, len(WORDS) - 1) is Why.TOO_LONG
    assert len(server.tokens) == 1, "what is announced as too long is not even asked for"


def test_an_answer_that_leads_elsewhere_is_not_followed_and_our_token_stays(server: Server, files: Files) -> None:
    with Server() as other:
        server.elsewhere = f"{other.base}/files/ok"
        assert refused(files, file(f"{server.base}/files/moved")) is Why.FORBIDDEN
        assert other.tokens == []


@pytest.mark.parametrize(
    "url",
    [
        "https://files.example.com/x", "http://files.slack.com/x", "https://slack.com.example.com/x", "https://notslack.com/x",
        "https://files.slack.com@example.com/x", "ftp://files.slack.com/x", "file:///etc/passwd", "nonsense", "https://[::1/x",
    ],
)  # fmt: skip
def test_our_token_goes_to_slack_alone(files: Files, url: str) -> None:
    assert refused(files, file(url)) is Why.OUTSIDE


def test_a_file_of_somebody_else_s_service_is_not_asked_for(server: Server, files: Files) -> None:
    assert refused(files, file(f"{server.base}/files/ok", external=True)) is Why.OUTSIDE
    assert server.tokens == []


@pytest.mark.parametrize("what", ["silent", "endless"])
def test_what_takes_too_long_is_let_go(server: Server, files: Files, what: str) -> None:
    began = time.monotonic()
    assert refused(files, file(f"{server.base}/files/{what}")) is Why.LATE
    assert time.monotonic() - began < QUICK + 0.5
    assert files.fetch(file(f"{server.base}/files/ok"), 100) == WORDS
