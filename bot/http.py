"""The other way in: signed HTTP requests at /slack/events, for those who prefer them to Socket Mode."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from storage.engine import ping
from storage.store import Store

PATH = "/slack/events"
HEALTH = "/health"
THREADS = 16

Start = Callable[[str, list[tuple[str, str]]], Any]


class HttpServer:
    """A threaded server on 127.0.0.1; put your own TLS in front of it."""

    def __init__(self, app: App, store: Store, port: int) -> None:
        """Opens the port; `start` begins to answer."""
        self._slack = SlackRequestHandler(app, path=PATH)
        self._store = store
        self._server = create_server(self._answer, host="127.0.0.1", port=port, threads=THREADS, ident="okra")
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.effective_port)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def stop(self, grace: float) -> None:
        """Finish what is being handled, for at most `grace` seconds."""
        self._server.close()
        self._server.task_dispatcher.shutdown(timeout=grace)
        self._thread.join(grace)

    def _answer(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == HEALTH:
            return self._health(start)
        answer: Iterable[bytes] = self._slack(environ, start)
        return answer

    def _health(self, start: Start) -> Iterable[bytes]:
        try:
            ping(self._store.engine)
        except Exception:  # whatever the reason, the answer is the same: not well
            start("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b"database unreachable\n"]
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"ok\n"]
