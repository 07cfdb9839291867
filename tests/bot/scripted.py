"""A Slack that does what a test tells it, frame by frame: for what a real one does once in a blue moon."""

import json
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

DEADLINE = 10.0


class ScriptedSlack:
    """Answers `auth.test` and `apps.connections.open`, and holds one WebSocket per address that it gave out."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """`tls` serves wss:// instead of ws://."""
        self.connections: list[ServerConnection] = []
        self.frames: list[tuple[int, dict[str, Any]]] = []
        self.asked: list[float] = []
        self.answers: deque[tuple[int, dict[str, str], str]] = deque()
        self.greetings: deque[dict[str, Any] | None] = deque()
        self._changed = threading.Condition()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._sockets = serve(self._connected, "127.0.0.1", 0, ssl=tls)
        self._scheme = "wss" if tls else "ws"
        self._threads = [
            threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True),
            threading.Thread(target=self._sockets.serve_forever, daemon=True),
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        for connection in self.connections:
            connection.close()
        self._sockets.shutdown()
        for thread in self._threads:
            thread.join(DEADLINE)

    @property
    def url(self) -> str:
        """The Web API's address."""
        return f"http://127.0.0.1:{self._http.server_port}/api/"

    @property
    def newest(self) -> ServerConnection:
        """The connection that was opened last."""
        return self.connections[-1]

    def say(self, message: dict[str, Any], at: int = -1) -> None:
        """Send one message over the connection number `at`."""
        self.connections[at].send(json.dumps(message))

    def wait(self, condition: Callable[[], bool], seconds: float = DEADLINE) -> None:
        """Wait for a condition; fails with AssertionError at the deadline."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not condition():
                assert time.monotonic() < deadline, f"not within {seconds:g} seconds"
                self._changed.wait(0.02)

    def answered(self, envelope_id: str) -> list[tuple[int, Any]]:
        """The acknowledgements of an envelope: over which connection, with which payload."""
        return [(at, frame.get("payload")) for at, frame in self.frames if frame["envelope_id"] == envelope_id]

    def _connected(self, connection: ServerConnection) -> None:
        with self._changed:
            at = len(self.connections)
            self.connections.append(connection)
            greeting = self.greetings.popleft() if self.greetings else {"type": "hello", "num_connections": 1}
        try:
            if greeting is not None:
                connection.send(json.dumps(greeting))
            self._note()
            for text in connection:
                self.frames.append((at, json.loads(text)))
                self._note()
        except ConnectionClosed:
            pass
        self._note()

    def _note(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _open(self) -> tuple[int, dict[str, str], str]:
        self.asked.append(time.monotonic())
        self._note()
        if self.answers:
            return self.answers.popleft()
        port = self._sockets.socket.getsockname()[1]
        return 200, {}, json.dumps({"ok": True, "url": f"{self._scheme}://127.0.0.1:{port}/link/?ticket=t"})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        slack = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path.endswith("apps.connections.open"):
                    status, headers, body = slack._open()
                else:
                    me = {"ok": True, "team_id": "T1", "user_id": "U0", "bot_id": "B0", "user": "okra", "team": "Acme"}
                    status, headers, body = 200, {}, json.dumps(me)
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler
