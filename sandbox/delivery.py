"""How payloads travel to an app: over a socket, or as a signed HTTP request. Retries are Slack's."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx

from sandbox.sockets import ACK_SECONDS, Sockets
from sandbox.world import Acked, App, World

RETRIES = 3
REASONS = {0: "", 1: "timeout", 2: "timeout", 3: "timeout"}


class Answer:
    """What the app said to a payload: whether in time, and what."""

    def __init__(self, acked: bool, payload: Any = None) -> None:
        """`payload` is parsed JSON, a text, or None for an empty acknowledgement."""
        self.acked = acked
        self.payload = payload


class Delivery:
    """Sends payloads to apps, over whichever way each app chose."""

    def __init__(self, world: World, sockets: Sockets) -> None:
        """Over these sockets, or plain HTTP."""
        self._world = world
        self._sockets = sockets
        self._http = httpx.Client(timeout=ACK_SECONDS, trust_env=False)

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def command(self, app: App, form: dict[str, str]) -> Answer:
        """A slash command. Not repeated if it is not acknowledged."""
        if app.request_url:
            return self._post(app, urlencode(form), "application/x-www-form-urlencoded", "slash_commands")
        return self._over_socket(app, "slash_commands", dict(form))

    def interactive(self, app: App, payload: dict[str, Any]) -> Answer:
        """A click, a submission, a suggestion. Not repeated if it is not acknowledged."""
        if app.request_url:
            body = urlencode({"payload": json.dumps(payload)})
            return self._post(app, body, "application/x-www-form-urlencoded", "interactive")
        return self._over_socket(app, "interactive", payload)

    def event(self, app: App, event: dict[str, Any]) -> bool:
        """An event, repeated until it is acknowledged, three times at most; only to apps that subscribed to it."""
        if event["type"] not in app.events:
            return False
        body = {
            "token": "unused",
            "team_id": app.team_id,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": self._world.new_id("Ev"),
            "event_time": int(self._world.clock.now().timestamp()),
            "authorizations": [
                {"team_id": app.team_id, "user_id": app.bot_user_id, "is_bot": True, "is_enterprise_install": False}
            ],
        }
        for attempt in range(RETRIES + 1):
            if self._one_event(app, body, attempt).acked:
                return True
        self._world.violate("event not acknowledged", event["type"])
        return False

    def _one_event(self, app: App, body: dict[str, Any], attempt: int) -> Answer:
        if app.request_url:
            extra = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
            return self._post(app, json.dumps(body), "application/json", "events_api", extra)
        return self._over_socket(app, "events_api", body, retry_attempt=attempt, retry_reason=REASONS[attempt])

    def _over_socket(self, app: App, kind: str, payload: dict[str, Any], **extra: Any) -> Answer:
        waiting = self._sockets.send(app, kind, payload, **extra)
        if waiting.sent_at and self._sockets.settle(waiting, kind):
            return Answer(True, waiting.payload)
        if kind != "events_api":
            self._world.violate("not acknowledged in time", kind)
        return Answer(False)

    def _post(self, app: App, body: str, content_type: str, kind: str, extra: dict[str, str] | None = None) -> Answer:
        at = str(int(time.time()))  # noqa: TID251 signatures are judged by real time
        said = f"v0:{at}:{body}".encode()
        signature = "v0=" + hmac.new(app.signing_secret.encode(), said, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature,
            **(extra or {}),
        }
        began = time.monotonic()
        try:
            answer = self._http.post(str(app.request_url), content=body, headers=headers)
        except httpx.HTTPError:
            self._world.acks.append(Acked(kind, None))
            return Answer(False)
        self._world.acks.append(Acked(kind, time.monotonic() - began))
        if answer.status_code != 200:
            return Answer(False)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return Answer(True, (answer.json() if is_json else answer.text) or None)
