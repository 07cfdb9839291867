"""Socket Mode, Slack's side: tickets, hello, envelopes, acknowledgements, and every way to die."""

import asyncio
import itertools
import json
import random
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from sandbox.errors import SlackError
from sandbox.world import Acked, App, World

ACK_SECONDS = 3.0
MOST_CONNECTIONS = 10
CLOSE_SECONDS = 0.5
How = Literal["close", "reset", "silence", "refresh", "warning", "link_disabled"]


@dataclass
class Waiting:
    """An envelope that is on its way: who asked, and what came back."""

    done: threading.Event = field(default_factory=threading.Event)
    payload: Any = None
    acked: bool = False
    sent_at: float = 0.0
    seconds: float | None = None


@dataclass
class Link:
    """One open WebSocket of an app."""

    app_id: str
    connection: ServerConnection
    silent: bool = False
    leaving: bool = False


class Sockets:
    """All WebSockets of all apps."""

    def __init__(self, world: World, ack_seconds: float = ACK_SECONDS) -> None:
        """Not listening yet. An acknowledgement has `ack_seconds` of real time."""
        self._world = world
        self.ack_seconds = ack_seconds
        self.duplicate = False
        self._ghosts: Counter[str] = Counter()
        self._tickets: dict[str, str] = {}
        self._links: list[Link] = []
        self._waiting: dict[str, Waiting] = {}
        self._numbers = itertools.count(1)
        self._server: Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.port = 0
        self.outage = False
        self.opened = 0

    async def listen(self) -> None:
        """Begin to listen on a free port of 127.0.0.1."""
        self._loop = asyncio.get_running_loop()
        self._server = await serve(self._connected, "127.0.0.1", 0, ping_interval=None, close_timeout=0.2)
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def close(self) -> None:
        """Hang up on everybody."""
        for link in list(self._links):
            link.connection.transport.abort()
        if self._server is not None:
            self._server.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), CLOSE_SECONDS)

    async def open(self, app: App) -> dict[str, Any]:
        """apps.connections.open: an address for one connection."""
        if self.outage:
            raise SlackError("internal_error")
        ticket = f"ticket-{next(self._numbers)}"
        self._tickets[ticket] = app.id
        return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link/?ticket={ticket}&app_id={app.id}"}

    def connections(self, app: App) -> int:
        """How many live connections an app has."""
        return len([link for link in self._links if link.app_id == app.id and not link.leaving])

    def send(self, app: App, kind: str, payload: dict[str, Any], **extra: Any) -> Waiting:
        """Send an envelope over one of the app's connections, any; returns what waits for the acknowledgement."""
        waiting = Waiting(sent_at=time.monotonic())
        links: list[Link | None] = [link for link in self._links if link.app_id == app.id and not link.leaving]
        links += [None] * self._ghosts[app.id]
        if not links:
            return waiting
        envelope_id = f"envelope-{next(self._numbers)}"
        self._waiting[envelope_id] = waiting
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            **extra,
        }
        for _ in range(2 if self.duplicate else 1):
            link = random.choice(links)
            if link is not None:
                self._say(link, envelope)
        return waiting

    def haunt(self, app: App) -> None:
        """A connection that died long ago, and that Slack still takes for living: it gets its share of envelopes."""
        self._ghosts[app.id] += 1

    def settle(self, waiting: Waiting, kind: str) -> bool:
        """Wait for the acknowledgement as long as Slack does; notes how long it took."""
        waiting.done.wait(self.ack_seconds)
        self._world.acks.append(Acked(kind, waiting.seconds if waiting.acked else None))
        return waiting.acked

    def cut(self, how: How = "reset") -> None:
        """Let every connection die in one of the ways in which they do."""
        for link in list(self._links):
            self._cut(link, how)

    def bury(self) -> None:
        """Slack notices at last which connections are silent for good."""
        for link in [link for link in self._links if link.silent]:
            self._links.remove(link)
            self._soon(link.connection.transport.abort)

    def _cut(self, link: Link, how: How) -> None:
        match how:
            case "close":
                self._run(link.connection.close())
            case "reset":
                self._soon(link.connection.transport.abort)
            case "silence":
                link.silent = True
                self._soon(link.connection.transport.pause_reading)
            case "refresh" | "warning" | "link_disabled":
                link.leaving = how != "warning"
                reason = "refresh_requested" if how == "refresh" else how
                self._say(link, {"type": "disconnect", "reason": reason, "debug_info": {}})
                if how != "warning":
                    self._run(_later(link.connection))

    def _say(self, link: Link, message: dict[str, Any]) -> None:
        if not link.silent:
            self._run(self._write(link, json.dumps(message)))

    async def _write(self, link: Link, text: str) -> None:
        try:
            await link.connection.send(text)
        except ConnectionClosed:
            if link in self._links:
                self._links.remove(link)

    def _run(self, work: Any) -> None:
        if self._loop is None:
            raise RuntimeError("not listening")
        asyncio.run_coroutine_threadsafe(work, self._loop)

    def _soon(self, work: Any) -> None:
        if self._loop is None:
            raise RuntimeError("not listening")
        self._loop.call_soon_threadsafe(work)

    async def _connected(self, connection: ServerConnection) -> None:
        path = connection.request.path if connection.request is not None else ""
        ticket = parse_qs(urlsplit(path).query).get("ticket", [""])[0]
        app_id = self._tickets.pop(ticket, None)
        if app_id is None:
            await connection.close(4000, "bad ticket")
            return
        mine = len([link for link in self._links if link.app_id == app_id]) + self._ghosts[app_id]
        if mine >= MOST_CONNECTIONS:
            await connection.send(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await connection.close()
            return
        link = Link(app_id, connection)
        self._links.append(link)
        self.opened += 1
        hello = {
            "type": "hello",
            "num_connections": mine + 1,
            "connection_info": {"app_id": app_id},
            "debug_info": {"host": "local", "approximate_connection_time": 3_600},
        }
        await connection.send(json.dumps(hello))
        self._world.notify()
        try:
            async for text in connection:
                self._acknowledged(str(text))
        except ConnectionClosed:
            pass
        finally:
            if link in self._links:
                self._links.remove(link)
            self._world.notify()

    def _acknowledged(self, text: str) -> None:
        frame = json.loads(text)
        waiting = self._waiting.pop(str(frame.get("envelope_id")), None)
        if waiting is None:
            return
        waiting.seconds = time.monotonic() - waiting.sent_at
        waiting.payload = frame.get("payload")
        waiting.acked = True
        waiting.done.set()


async def _later(connection: ServerConnection) -> None:
    """Slack closes an old connection a while after it said so."""
    await asyncio.sleep(1.0)
    await connection.close()
