"""Socket Mode, so that okra needs no public address (slack.dev: using Socket Mode).

None of the ready-made clients is back within three seconds for every way in which a socket can die: this one is small,
and tested for each of them. It opens the new connection before it leaves the old one, answers on the connection that
asked, and runs nothing twice.
"""

import json
import logging
import threading
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import websocket
from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest

log = logging.getLogger(__name__)

PING_SECONDS = 0.7
SILENCE_SECONDS = 1.9
"""Without any sign of life for so long, a connection counts as dead: two pings unanswered."""
CONNECT_SECONDS = 5.0
PAUSES = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0)
"""Between tries to connect. Slack counts apps.connections.open too."""
FINAL = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "not_allowed_token_type", "missing_scope")
FAREWELL_SECONDS = 5.0
"""How long an old connection is still read after a new one stands: envelopes may be on their way."""
REMEMBERED = 2_000


class Link:
    """One WebSocket: read by one thread, written by many."""

    def __init__(self, url: str) -> None:
        """Connect. Raises websocket-client's or the network's errors."""
        self._socket = websocket.create_connection(
            url, timeout=CONNECT_SECONDS, enable_multithread=True, skip_utf8_validation=True
        )
        self._socket.settimeout(PING_SECONDS)
        self._heard = time.monotonic()
        self.closing = False

    def read(self) -> str | None:
        """The next text, None for a ping's time without one. Raises OSError or WebSocketException once it is dead."""
        try:
            opcode, data = self._socket.recv_data(control_frame=True)
        except websocket.WebSocketTimeoutException:
            if time.monotonic() - self._heard > SILENCE_SECONDS:
                raise ConnectionError("silence") from None
            self._socket.ping()
            return None
        self._heard = time.monotonic()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise ConnectionError("closed by Slack")
        return bytes(data).decode("utf-8", "replace") if opcode == websocket.ABNF.OPCODE_TEXT else None

    def send(self, text: str) -> None:
        """Write one text. Raises OSError or WebSocketException on a dead connection."""
        self._socket.send(text)

    def close(self) -> None:
        """Leave, whatever state it is in."""
        self.closing = True
        try:
            self._socket.close(timeout=0)
        except (OSError, websocket.WebSocketException):
            self._socket.shutdown()


class SocketMode:
    """Keeps one connection to Slack open and gives what arrives to Bolt."""

    def __init__(self, app: App, slack: WebClient, app_token: str, workers: int = 16) -> None:
        """Opens nothing yet. `workers` envelopes are handled at once."""
        self._app = app
        self._slack = slack
        self._app_token = app_token
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="envelope")
        self._stopping = threading.Event()
        self._lost = threading.Event()
        self._connected = threading.Event()
        self._current: Link | None = None
        self._answers: OrderedDict[str, str | None] = OrderedDict()
        self._lock = threading.Lock()
        self._keeper = threading.Thread(target=self._keep, name="socket-keeper", daemon=True)

    def start(self, seconds: float = 20.0) -> None:
        """Connect and stay connected; returns once Slack said hello, or after `seconds` while it goes on trying."""
        self._lost.set()
        self._keeper.start()
        self._connected.wait(seconds)

    def stop(self, grace: float) -> None:
        """Take nothing new, finish what is being handled (for at most `grace` seconds), then leave."""
        self._stopping.set()
        self._lost.set()
        finished = threading.Thread(target=self._workers.shutdown, daemon=True)
        finished.start()
        finished.join(grace)
        if self._current is not None:
            self._current.close()

    def _keep(self) -> None:
        """Whenever the connection is lost or asked to be renewed: connect, wait, again."""
        failures = 0
        while not self._stopping.is_set():
            self._lost.wait()
            if self._stopping.wait(PAUSES[min(failures, len(PAUSES) - 1)]):
                return
            self._lost.clear()
            failures = 0 if self._connect() else failures + 1

    def _connect(self) -> bool:
        try:
            answer = self._slack.apps_connections_open(app_token=self._app_token)
            link = Link(str(answer["url"]))
        except SlackApiError as error:
            self._refused(error)
            self._lost.set()
            return False
        except Exception as error:  # the network can fail in many ways; all of them mean: try again
            log.warning("no connection yet", extra={"action": "socket.failed", "reason": type(error).__name__})
            self._lost.set()
            return False
        old, self._current = self._current, link
        threading.Thread(target=self._listen, args=(link,), name="socket-reader", daemon=True).start()
        if old is not None:
            self._leave_later(old)
        return True

    def _refused(self, error: SlackApiError) -> None:
        word = error.response.get("error", "") if isinstance(error.response.data, dict) else ""
        log.warning("Slack opens no connection", extra={"action": "socket.refused", "reason": word})
        retry_after = str(error.response.headers.get("Retry-After") or "")
        if retry_after.isdigit():
            self._stopping.wait(int(retry_after))
        elif word in FINAL:
            self._stopping.wait(PAUSES[-1])

    def _leave_later(self, old: Link) -> None:
        """What Slack still sends on an old connection is answered; then it is left."""

        def leave() -> None:
            self._stopping.wait(FAREWELL_SECONDS)
            old.close()

        old.closing = True
        threading.Thread(target=leave, name="socket-farewell", daemon=True).start()

    def _listen(self, link: Link) -> None:
        try:
            while not self._stopping.is_set():
                text = link.read()
                if text:
                    self._receive(link, text)
        except Exception as error:  # however a connection dies, the cure is the same
            if link is self._current and not self._stopping.is_set():
                self._connected.clear()
                log.warning(
                    "connection lost", extra={"action": "socket.lost", "reason": str(error) or type(error).__name__}
                )
                self._lost.set()
            link.close()

    def _receive(self, link: Link, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        match message.get("type"):
            case "hello":
                self._greeted(message)
            case "disconnect":
                log.info("renewing", extra={"action": "socket.refresh", "reason": message.get("reason")})
                if link is self._current and not link.closing:
                    link.closing = True
                    self._lost.set()
            case _ if "envelope_id" in message:
                self._workers.submit(self._handle, link, message)

    def _greeted(self, hello: dict[str, Any]) -> None:
        count = int(hello.get("num_connections") or 1)
        log.info("connected", extra={"action": "socket.connected", "connections": count})
        if count > 2:
            log.warning("more connections than mine", extra={"action": "socket.crowded", "connections": count})
        self._connected.set()

    def _handle(self, link: Link, message: dict[str, Any]) -> None:
        envelope_id = str(message["envelope_id"])
        with self._lock:
            if envelope_id in self._answers:
                repeated = self._answers[envelope_id]
                if repeated is None:
                    return
            else:
                repeated = None
                self._answers[envelope_id] = None
                while len(self._answers) > REMEMBERED:
                    self._answers.popitem(last=False)
        answer = repeated or self._ask_bolt(message)
        if answer is None:
            with self._lock:
                self._answers.pop(envelope_id, None)
            return
        with self._lock:
            self._answers[envelope_id] = answer
        self._reply(link, answer)

    def _ask_bolt(self, message: dict[str, Any]) -> str | None:
        """The acknowledgement as a frame; None where there is to be none, so that Slack repeats or says so."""
        request = SocketModeRequest.from_dict(message)
        if request is None:
            return None
        try:
            response = run_bolt_app(self._app, request)
        except Exception:
            log.exception("no answer", extra={"action": "envelope.failed", "type": request.type})
            return None
        if response.status == 404 and request.type == "events_api":
            return json.dumps({"envelope_id": request.envelope_id})
        if response.status != 200:
            return None
        frame: dict[str, Any] = {"envelope_id": request.envelope_id}
        if response.body:
            is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
            frame["payload"] = json.loads(response.body) if is_json else {"text": response.body}
        return json.dumps(frame)

    def _reply(self, link: Link, answer: str) -> None:
        """On the connection that asked; if it is gone, on the one that took its place."""
        for candidate in (link, self._current):
            try:
                if candidate is not None:
                    candidate.send(answer)
                    return
            except (OSError, websocket.WebSocketException):
                continue
        log.warning("an answer was lost", extra={"action": "envelope.unanswered"})
