"""What Slack sends over the socket: given to Bolt once, answered on the way it came."""

import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest

log = logging.getLogger(__name__)

REMEMBERED: Final = 500
"""Answers kept, in case Slack asks again: it has been seen to send one envelope twice."""
SLOW_SECONDS: Final = 1.0

Reply = Callable[[str], None]


@dataclass(slots=True)
class _Seen:
    """An envelope: its answer once it has one, and who waits for it until then."""

    envelope_id: str
    answer: str | None = None
    waiting: list[Reply] = field(default_factory=list)


class Envelopes:
    """Handles envelopes in threads of its own, so that whoever brings them never waits."""

    def __init__(self, app: App, workers: int) -> None:
        """`workers` envelopes are handled at once."""
        self._app = app
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="envelope")
        self._seen: OrderedDict[str, _Seen] = OrderedDict()
        self._unheard: set[str] = set()
        self._busy = 0
        self._changed = threading.Condition()
        self._closed = False

    def take(self, message: dict[str, Any], reply: Reply) -> None:
        """Handle an envelope and give its answer to `reply`; one that is known is not run again. Returns at once."""
        envelope_id = str(message["envelope_id"])
        with self._changed:
            if self._closed:
                return
            known = self._seen.get(envelope_id)
            if known is not None and known.answer is None:
                known.waiting.append(reply)
                return
            self._busy += 1
            if known is None:
                self._pool.submit(self._finish, self._handle, self._remember(envelope_id, reply), message)
            else:
                self._pool.submit(self._finish, reply, known.answer)

    def close(self, grace: float) -> bool:
        """Finish what is being handled, for at most `grace` seconds, then take nothing more. Says whether all is."""
        with self._changed:
            finished = self._changed.wait_for(lambda: self._busy == 0, grace)
            self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        return finished

    def _remember(self, envelope_id: str, reply: Reply) -> _Seen:
        seen = self._seen[envelope_id] = _Seen(envelope_id, waiting=[reply])
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return seen

    def _finish(self, work: Callable[..., None], *arguments: Any) -> None:
        try:
            work(*arguments)
        except Exception:
            log.exception("an envelope was not handled", extra={"action": "envelope.failed"})
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify_all()

    def _handle(self, seen: _Seen, message: dict[str, Any]) -> None:
        answer = None
        try:
            answer = self._answer(message)
        finally:
            for reply in self._note(seen, answer):
                if answer is not None:
                    reply(answer)

    def _note(self, seen: _Seen, answer: str | None) -> list[Reply]:
        """Keep the answer; without one the envelope is forgotten, so that Slack's next try is a new one."""
        with self._changed:
            seen.answer = answer
            if answer is None:
                self._seen.pop(seen.envelope_id, None)
            waiting, seen.waiting = seen.waiting, []
        return waiting

    def _answer(self, message: dict[str, Any]) -> str | None:
        """The frame that acknowledges; None where there is to be none, so that Slack repeats it or says so."""
        request = SocketModeRequest.from_dict(message)
        if request is None:
            return None
        began = time.monotonic()
        response = run_bolt_app(self._app, request)
        took = time.monotonic() - began
        if took > SLOW_SECONDS:
            log.warning("slow", extra={"action": "envelope.slow", "type": request.type, "seconds": round(took, 2)})
        if response.status == 404:
            return self._unknown(request)
        return _frame(request, response) if response.status == 200 else None

    def _unknown(self, request: SocketModeRequest) -> str | None:
        """An event that nobody listens to is acknowledged: Slack switches subscriptions off that fail too often."""
        event = request.type == "events_api"
        name = str((request.payload.get("event") or {}).get("type")) if event else request.type
        if name not in self._unheard:
            self._unheard.add(name)
            log.warning("nobody listens to this", extra={"action": "envelope.unheard", "type": name})
        return json.dumps({"envelope_id": request.envelope_id}) if event else None


def _frame(request: SocketModeRequest, response: BoltResponse) -> str:
    frame: dict[str, Any] = {"envelope_id": request.envelope_id}
    if response.body:
        is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
        frame["payload"] = json.loads(response.body) if is_json else {"text": response.body}
    return json.dumps(frame)
