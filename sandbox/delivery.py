"""How payloads travel to an app: over a socket, or as a signed HTTP request. Retries are Slack's."""

import hashlib
import hmac
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from sandbox.sockets import Sockets
from sandbox.world import Acked, App, Happening, World

RETRY_AFTER = (0.0, 60.0, 300.0)
"""Seconds until an event that was not acknowledged comes again (slack.dev: Events API)."""
NEEDED = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
"""The scope without which nothing is told, though one subscribed (slack.dev: message event)."""
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Answer:
    """What the app said: whether in time, and what: parsed JSON, a text, or None for an empty acknowledgement."""

    acked: bool
    payload: Any = None
    reason: str = ""
    retry: bool = True


class Delivery:
    """Sends payloads to apps, over whichever way each app chose."""

    def __init__(self, world: World, sockets: Sockets, patience: float) -> None:
        """Over these sockets, or plain HTTP; `patience` multiplies the waits before retries."""
        self._world = world
        self._sockets = sockets
        self._patience = patience
        self._http = httpx.Client(timeout=sockets.ack_seconds, trust_env=False)
        self._closed = threading.Event()
        self._untold = 0
        self._later = ThreadPoolExecutor(8, thread_name_prefix="local-slack-events")
        world.listener = self.publish

    def close(self) -> None:
        """Let go of connections and of what is still to be told."""
        self._closed.set()
        self._world.listener = lambda _: None
        self._later.shutdown(wait=False, cancel_futures=True)
        self._http.close()

    def command(self, app: App, form: dict[str, str]) -> Answer:
        """A slash command. Not repeated if it is not acknowledged."""
        if app.request_url:
            return self._once(self._post(app, urlencode(form), FORM, "slash_commands"), "slash_commands")
        return self._once(self._over_socket(app, "slash_commands", dict(form)), "slash_commands")

    def interactive(self, app: App, payload: dict[str, Any]) -> Answer:
        """A click, a submission, a suggestion. Not repeated if it is not acknowledged."""
        if app.request_url:
            body = urlencode({"payload": json.dumps(payload)})
            return self._once(self._post(app, body, FORM, "interactive"), "interactive")
        return self._once(self._over_socket(app, "interactive", payload), "interactive")

    def check(self, app: App) -> bool:
        """Whether an app's address answers Slack's first questions: ssl_check, and the challenge echoed."""
        challenge = self._world.new_id("challenge")
        asked = {"token": "unused", "challenge": challenge, "type": "url_verification"}
        said = self._post(app, json.dumps(asked), JSON, "url_verification")
        echoed = said.payload["challenge"] if isinstance(said.payload, dict) else said.payload
        secure = self._post(app, urlencode({"ssl_check": "1", "token": "unused"}), FORM, "ssl_check")
        return bool(secure.acked and said.acked and echoed == challenge)

    def publish(self, happening: Happening) -> None:
        """Let every app that may hear of it hear of it, soon."""
        for app in list(self._world.apps.values()):
            if not self._closed.is_set() and self._hears(app, happening):
                with self._world.changed:
                    self._untold += 1
                self._later.submit(self._told, app, happening)

    def _told(self, app: App, happening: Happening) -> None:
        try:
            self.event(app, happening)
        finally:
            with self._world.changed:
                self._untold -= 1
            self._world.notify()

    @property
    def all_told(self) -> bool:
        """Whether apps have acknowledged all that happened so far, or were given up."""
        return self._untold == 0

    def tell(self, happening: Happening) -> None:
        """Let every app that may hear of it hear of it; returns when all have."""
        for app in list(self._world.apps.values()):
            if self._hears(app, happening):
                self.event(app, happening)

    def event(self, app: App, happening: Happening) -> bool:
        """An event, repeated until it is acknowledged, three times at most."""
        body = self._event_body(app, happening)
        answer = self._one_event(app, body, 0, "")
        for attempt, seconds in enumerate(RETRY_AFTER, start=1):
            if answer.acked or not answer.retry or self._closed.is_set():
                break
            self._wait(seconds * self._patience)
            answer = self._one_event(app, body, attempt, answer.reason)
        if not answer.acked and not self._closed.is_set():
            self._world.violate("event not acknowledged", happening.event["type"])
        self._world.notify()
        return answer.acked

    def _hears(self, app: App, happening: Happening) -> bool:
        """Who subscribed, has the scope, is installed there, and may see the place."""
        subscribed = happening.subscription in app.events and NEEDED.get(happening.subscription, "") in (
            "",
            *app.scopes,
        )
        if not subscribed or not self._world.serves(app, happening.team_id):
            return False
        place = self._world.conversations.get(happening.channel or "")
        if place is None or app.bot_user_id in place.members:
            return True
        itself = happening.event.get("user") == app.bot_user_id
        return itself or (place.kind == "public" and happening.event["type"] != "message")

    def _event_body(self, app: App, happening: Happening) -> dict[str, Any]:
        whole = app.enterprise_id is not None
        who = {"team_id": None if whole else app.team_id, "user_id": app.bot_user_id, "is_bot": True}
        return {
            "token": "unused",
            "team_id": happening.team_id,
            "enterprise_id": app.enterprise_id,
            "api_app_id": app.id,
            "event": happening.event,
            "type": "event_callback",
            "event_id": self._world.new_id("Ev"),
            "event_time": int(self._world.clock.now().timestamp()),
            "authorizations": [{"enterprise_id": app.enterprise_id, **who, "is_enterprise_install": whole}],
            "is_ext_shared_channel": False,
        }

    def _one_event(self, app: App, body: dict[str, Any], attempt: int, reason: str) -> Answer:
        if app.request_url:
            extra = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason} if attempt else {}
            return self._post(app, json.dumps(body), JSON, "events_api", extra)
        return self._over_socket(app, "events_api", body, retry_attempt=attempt, retry_reason=reason)

    def _wait(self, seconds: float) -> None:
        """By the clock that people move, in case they travel."""
        due = self._world.clock.now() + timedelta(seconds=seconds)
        with self._world.changed:
            while self._world.clock.now() < due and not self._closed.is_set():
                self._world.changed.wait(0.02)

    def _once(self, answer: Answer, kind: str) -> Answer:
        if not answer.acked:
            self._world.violate("not acknowledged in time", kind)
        return answer

    def _over_socket(self, app: App, kind: str, payload: dict[str, Any], **extra: Any) -> Answer:
        waiting = self._sockets.send(app, kind, payload, **extra)
        if self._sockets.settle(waiting, kind):
            return Answer(True, waiting.payload)
        return Answer(False, reason="timeout")

    def _post(self, app: App, body: str, content_type: str, kind: str, extra: dict[str, str] | None = None) -> Answer:
        headers = {"Content-Type": content_type, **signed(app, body), **(extra or {})}
        began = time.monotonic()
        try:
            answer = self._http.post(str(app.request_url), content=body, headers=headers)
        except httpx.HTTPError as error:
            self._world.acks.append(Acked(kind, None))
            reason = "http_timeout" if isinstance(error, httpx.TimeoutException) else "connection_failed"
            return Answer(False, reason=reason)
        self._world.acks.append(Acked(kind, time.monotonic() - began))
        if answer.status_code != 200:
            return Answer(False, reason="http_error", retry=answer.headers.get("x-slack-no-retry") != "1")
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return Answer(True, (answer.json() if is_json else answer.text) or None)


def signed(app: App, body: str) -> dict[str, str]:
    """The headers that prove that a body comes from Slack (slack.dev: verifying requests)."""
    at = str(int(time.time()))  # noqa: TID251 signatures are judged by real time
    mixed = hmac.new(app.signing_secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256)
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={mixed.hexdigest()}"}
