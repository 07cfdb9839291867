"""Socket Mode, so that okra needs no public address (slack.dev: using Socket Mode).

None of the ready-made clients is back within three seconds for every way in which a socket can die: this one is small,
and tested for each of them. It opens the new connection before it leaves the old one, and answers on the connection
that asked.
"""

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.envelopes import Envelopes
from bot.link import GONE, Link
from bot.slack import UNREACHABLE, retry_after, word_of

log = logging.getLogger(__name__)

OPEN_SECONDS: Final = 4
HELLO_SECONDS: Final = 3.0
RETIRED_SECONDS: Final = 5.0
"""How long an old connection is still read after a new one stands: envelopes may be on their way."""
UNSENT_SECONDS: Final = 3.0
"""How long an answer that found no connection waits for the next one; after that Slack does not care any more."""

FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 15.0
LONGEST_PAUSE_ONCE_GREETED: Final = 1.0
SETTLED_SECONDS: Final = 5.0

REFRESH: Final = ("warning", "refresh_requested")
"""Slack's reasons to renew a connection that has nothing wrong."""

MEND: Final = {
    "invalid_auth": "SLACK_APP_TOKEN is not valid; copy it again",
    "not_authed": "SLACK_APP_TOKEN is not valid; copy it again",
    "token_revoked": "SLACK_APP_TOKEN was revoked; make a new one",
    "account_inactive": "SLACK_APP_TOKEN belongs to an app or account that is switched off",
    "not_allowed_token_type": "SLACK_APP_TOKEN is not an app-level token",
    "missing_scope": "SLACK_APP_TOKEN lacks the scope connections:write",
    "forbidden_team": "this workspace does not allow the app",
    "link_disabled": "Socket Mode is switched off; switch it on in the app's settings",
}
"""What only an operator can mend. okra says so and tries again slowly."""


class Pauses:
    """How long to wait before connecting again: hardly at all after a good life, longer after each failure."""

    def __init__(self) -> None:
        """Start patient."""
        self._failures = 0

    def after(self, lived: float, greeted: bool) -> float:
        """Seconds to wait after a connection that lived for `lived` seconds (0: it never stood)."""
        if greeted and lived >= SETTLED_SECONDS:
            self._failures = 0
            return 0.0
        self._failures += 1
        longest = LONGEST_PAUSE_ONCE_GREETED if greeted else LONGEST_PAUSE
        return min(longest, FIRST_PAUSE * 2.0 ** min(self._failures - 1, 10))


class SocketMode:
    """Keeps one connection to Slack open and gives what arrives to Bolt."""

    def __init__(
        self,
        app: App,
        slack: WebClient,
        app_token: str,
        workers: int = 16,
        heard_again: Callable[[], object] = lambda: None,
    ) -> None:
        """Opens nothing yet. `workers` envelopes are handled at once.

        `heard_again` is called, and must not take long, when a connection stands again after there was none.
        """
        self._slack = WebClient(
            base_url=slack.base_url, timeout=OPEN_SECONDS, ssl=slack.ssl, proxy=slack.proxy, retry_handlers=[]
        )
        self._app_token = app_token
        self._envelopes = Envelopes(app, workers)
        self._pauses = Pauses()
        self._lock = threading.Lock()
        self._links: list[Link] = []
        self._current: Link | None = None
        self._heard_again = heard_again
        self._deaf = False
        self._unsent: deque[tuple[float, str]] = deque()
        self._connected = threading.Event()
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="socket-keeper", daemon=True)

    def start(self, seconds: float = 20.0) -> None:
        """Connect and stay connected; returns once Slack said hello, or after `seconds` while it goes on trying."""
        self._keeper.start()
        self._connected.wait(seconds)

    def stop(self, grace: float) -> None:
        """Finish what is being handled (for at most `grace` seconds), then leave."""
        self._stopping.set()
        if not self._envelopes.close(grace):
            log.warning("stopped before all was handled", extra={"action": "socket.unfinished"})
        with self._lock:
            links = list(self._links)
        for link in links:
            link.hang_up("stopped")
        if self._keeper.is_alive():
            self._keeper.join(1)

    def _keep(self) -> None:
        """Always one connection: wait until it has to be replaced, replace it, wait again."""
        while not self._stopping.is_set():
            try:
                pause = self._live()
            except Exception:
                log.exception("connecting failed", extra={"action": "socket.failed"})
                pause = self._pauses.after(0, greeted=False)
            self._stopping.wait(pause)

    def _live(self) -> float:
        """One connection's life, from opening it to the need for a successor; returns the pause before that one."""
        try:
            link = Link(self._ask_for_address())
        except SlackApiError as error:
            return self._refused(error)
        except (*UNREACHABLE, *GONE) as error:
            log.warning("no connection", extra={"action": "socket.failed", "reason": _reason(error)})
            return self._pauses.after(0, greeted=False)
        with self._lock:
            self._links.append(link)
        threading.Thread(target=self._listen, args=(link,), name="socket-reader", daemon=True).start()
        if not link.settled.wait(HELLO_SECONDS):
            link.hang_up("no hello")
        if self._stopping.is_set():
            link.hang_up("stopped")
        link.left.wait()
        return self._pause_after(link)

    def _ask_for_address(self) -> str:
        return str(self._slack.apps_connections_open(app_token=self._app_token)["url"])

    def _pause_after(self, link: Link) -> float:
        if self._stopping.is_set():
            return 0.0
        if link.reason == "link_disabled":
            log.error(MEND[link.reason], extra={"action": "socket.refused", "reason": link.reason})
            return LONGEST_PAUSE
        if link.reason not in REFRESH:
            log.warning("connection lost", extra={"action": "socket.lost", "reason": link.reason})
        return self._pauses.after(link.lived, link.greeted and link.reason != "too_many_websockets")

    def _refused(self, error: SlackApiError) -> float:
        reason = word_of(error)
        if reason in MEND:
            log.error(MEND[reason], extra={"action": "socket.refused", "reason": reason})
            return LONGEST_PAUSE
        log.warning("Slack opens no connection", extra={"action": "socket.refused", "reason": reason})
        return max(self._pauses.after(0, greeted=False), retry_after(error))

    def _listen(self, link: Link) -> None:
        """Read until the connection dies or has been replaced for a while."""
        reason = "replaced"
        try:
            while not link.over:
                text = link.read()
                if text is not None:
                    self._receive(link, text)
        except GONE as error:
            reason = _reason(error)
        finally:
            with self._lock:
                self._links.remove(link)
                self._deaf = self._deaf or link is self._current
            link.hang_up(reason)

    def _receive(self, link: Link, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            log.warning("not understood", extra={"action": "socket.nonsense", "length": len(text)})
        elif message.get("type") == "hello":
            self._greeted(link, message)
        elif message.get("type") == "disconnect":
            log.info("asked to reconnect", extra={"action": "socket.refresh", "reason": message.get("reason")})
            link.leave(str(message.get("reason")))
        elif "envelope_id" in message:
            self._envelopes.take(message, lambda answer: self._reply(link, answer))

    def _greeted(self, link: Link, hello: dict[str, Any]) -> None:
        """The new connection stands: the old one is only listened to, and what could not be said is said now."""
        with self._lock:
            old, self._current = self._current, link
            mine = len(self._links)
            unsent, self._unsent = self._unsent, deque()
            was_deaf, self._deaf = self._deaf, False
        _tell_of(int(hello.get("num_connections") or 1), mine)
        if old is not None and old is not link:
            old.retire(RETIRED_SECONDS)
        link.greet()
        self._connected.set()
        if was_deaf:
            self._heard_again()
        now = time.monotonic()
        for answer in [answer for until, answer in unsent if until > now]:
            self._reply(link, answer)

    def _reply(self, link: Link, answer: str) -> None:
        """On the connection that asked; if it is gone, on the one that took its place, or will."""
        tried: list[Link] = []
        candidate: Link | None = link
        while candidate is not None:
            try:
                candidate.send(answer)
                return
            except GONE:
                tried.append(candidate)
            with self._lock:
                candidate = None if self._current in tried else self._current
                if candidate is None:
                    self._unsent.append((time.monotonic() + UNSENT_SECONDS, answer))


def _tell_of(count: int, mine: int) -> None:
    log.info("connected", extra={"action": "socket.connected", "connections": count})
    if count > mine:
        log.warning(
            "Slack counts connections that are not mine: another okra, or dead ones, which get a share of all clicks",
            extra={"action": "socket.crowded", "connections": count, "mine": mine},
        )


def _reason(error: BaseException) -> str:
    return str(error).split("\n", maxsplit=1)[0] or type(error).__name__
