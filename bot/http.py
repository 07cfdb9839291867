"""The other way in: signed HTTP requests at /slack/events, for those who prefer them to Socket Mode."""

import socket
import threading
from collections.abc import Iterable
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIEnvironment

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import wasyncore
from waitress.server import create_server

from bot.start import NotReady
from okra.refusal import Refused
from storage.engine import ping
from storage.store import Store

HOST: Final = "127.0.0.1"
PATH: Final = "/slack/events"
HEALTH: Final = "/health"
THREADS: Final = 16
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a request. Slack's largest, a full modal with its state, percent-encoded, stays well below."""


class HttpServer:
    """A threaded server on 127.0.0.1; put your own TLS in front of it. Bolt checks the signatures."""

    def __init__(self, app: App, store: Store, port: int) -> None:
        """Opens nothing yet. Port 0 is any free one."""
        self._slack = SlackRequestHandler(app, path=PATH)
        self._store = store
        self._wanted = port
        self._server: Any = None
        self._channels: dict[int, Any] = {}

    @property
    def port(self) -> int:
        """The port that is listened on, once started."""
        return int(self._server.effective_port)

    def start(self) -> None:
        """Open the port and answer. Raises NotReady where somebody else has it."""
        try:
            listening = socket.create_server((HOST, self._wanted))
        except OSError as error:
            raise NotReady(f"I cannot listen on port {self._wanted} (OKRA_HTTP_PORT): {error.strerror}.") from error
        self._server = create_server(
            self._answer,
            map=self._channels,
            sockets=[listening],
            threads=THREADS,
            ident="okra",
            max_request_body_size=LARGEST,
        )
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)
        self._thread.start()

    def stop(self, grace: float) -> None:
        """Take nothing new, finish what is being handled (for at most `grace` seconds), hang up. Harmless twice."""
        server, self._server = self._server, None
        if server is None:
            return
        server.trigger.pull_trigger(lambda: wasyncore.dispatcher.close(server))
        server.task_dispatcher.shutdown(timeout=grace)
        with server.trigger.lock:  # or somebody else's pull could let the loop close the pipe before ours
            server.trigger.thunks.append(self._hang_up)
            server.trigger.pull_trigger()
        self._thread.join(1)

    def _hang_up(self) -> None:
        """In the server's own thread: the only one that may touch its connections. Without any, its loop ends."""
        for channel in list(self._channels.values()):
            channel.close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == HEALTH:
            return self._health(start)
        try:
            return self._slack(environ, start)
        except UnicodeDecodeError:
            return _say(start, "400 Bad Request", "not UTF-8")

    def _health(self, start: StartResponse) -> Iterable[bytes]:
        try:
            ping(self._store.engine)
        except Refused:
            return _say(start, "503 Service Unavailable", "the database does not answer")
        return _say(start, "200 OK", "ok")


def _say(start: StartResponse, status: str, sentence: str) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{sentence}\n".encode()]
