"""One WebSocket to Slack: read by one thread, written by many, and never silently dead for long."""

import selectors
import threading
import time
from typing import Final

import websocket

GONE: Final = (OSError, websocket.WebSocketException)
"""What reading or writing raises on a connection that is no more."""

CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 0.5
WRITE_SECONDS: Final = 2.0
CLOSE_SECONDS: Final = 0.2

SLICE_SECONDS: Final = 0.3
PING_EVERY: Final = 2
DEAD_AFTER: Final = 6
"""Slices without a sign of life: 0.6 seconds to a ping, 1.8 to death.

Slices that were really waited through are counted, not the time on the wall: when this machine is so busy that the
reading thread does not get its turn, the connection is not to blame.
"""


class Link:
    """A connection. `settled` once Slack said hello or it is lost; `left` once another one has to take its place."""

    def __init__(self, url: str) -> None:
        """Connect to a `ws://` or `wss://` address, through the environment's proxy unless NO_PROXY names the host.

        Raises one of `GONE`.
        """
        self._socket = websocket.create_connection(url, timeout=CONNECT_SECONDS, skip_utf8_validation=True)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._io = threading.Lock()  # OpenSSL's connections must not be read and written at the same moment
        self._silent = 0
        self._opened = time.monotonic()
        self._until = float("inf")
        self._closed = False
        self.greeted = False
        self.settled = threading.Event()
        self.left = threading.Event()
        self.reason = ""

    @property
    def lived(self) -> float:
        """Seconds since it was opened."""
        return time.monotonic() - self._opened

    @property
    def over(self) -> bool:
        """Whether nobody needs to read on."""
        return self._closed or time.monotonic() >= self._until

    def greet(self) -> None:
        """Slack said hello."""
        self.greeted = True
        self.settled.set()

    def leave(self, reason: str) -> None:
        """Ask for a successor; the first reason is kept. Envelopes that still arrive are welcome until `retire`."""
        if not self.left.is_set():
            self.reason = reason
            self.left.set()
            self.settled.set()

    def retire(self, seconds: float) -> None:
        """The successor stands: read on for so long only."""
        self._until = time.monotonic() + seconds

    def read(self) -> str | None:
        """The next text, or None after a while without one. Raises one of `GONE` once the connection is dead."""
        if not self._readable():
            self._listen_to_silence()
            return None
        try:
            with self._io:
                self._socket.settimeout(READ_SECONDS)
                opcode, data = self._socket.recv_data(control_frame=True)
        except websocket.WebSocketTimeoutException:  # half a frame; the other half is read next time
            self._listen_to_silence()
            return None
        self._silent = 0
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise ConnectionResetError("closed by the other side")
        return bytes(data).decode("utf-8", "replace") if opcode == websocket.ABNF.OPCODE_TEXT else None

    def send(self, text: str) -> None:
        """Write one text. Raises one of `GONE` where that is not possible."""
        with self._io:
            self._socket.settimeout(WRITE_SECONDS)
            self._socket.send(text)

    def hang_up(self, reason: str) -> None:
        """Say goodbye, so that Slack does not go on counting this connection, and close it. Harmless when repeated."""
        self.leave(reason)
        self._closed = True
        try:
            with self._io:
                self._socket.settimeout(CLOSE_SECONDS)
                self._socket.send_close()
        except GONE:
            return
        finally:
            self._selector.close()
            self._socket.shutdown()  # type: ignore[no-untyped-call]

    def _readable(self) -> bool:
        """Whether bytes are there. TLS may have read more than it gave: those do not show on the socket."""
        held = getattr(self._socket.sock, "pending", int)()
        try:
            return bool(held or self._selector.select(SLICE_SECONDS))
        except (ValueError, RuntimeError, KeyError) as error:
            raise ConnectionAbortedError("closed by us") from error

    def _listen_to_silence(self) -> None:
        self._silent += 1
        if self._silent >= DEAD_AFTER:
            raise ConnectionAbortedError("silence")
        if self._silent % PING_EVERY == 0:
            with self._io:
                self._socket.settimeout(WRITE_SECONDS)
                self._socket.ping()
