"""The composition root: everything is built here, once, from settings and a clock. Tests build the very same."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.config import Settings
from bot.files import Files
from bot.heartbeat import Afterwards, Heartbeat, Senders
from bot.http import HttpServer
from bot.slack import web_client
from bot.socket import SocketMode
from handlers.clock import tick
from handlers.delivery import deliver
from handlers.kit.deps import Deps
from handlers.register import register
from handlers.start import Identity, after_silence, remember_workspace
from storage.engine import build_engine
from storage.store import Store

log = logging.getLogger(__name__)

STOP_SECONDS = 5.0


class Transport(Protocol):
    """How Slack reaches us: a socket that we open, or a port that we listen on."""

    def start(self) -> None:
        """Be reachable when this returns."""

    def stop(self, grace: float) -> None:
        """Finish what is being handled, for at most `grace` seconds."""


def real_clock() -> datetime:
    """The one place where okra reads the time."""
    return datetime.now(UTC)


@dataclass
class Door:
    """Who we are, once Slack has said so at the start."""

    identity: Identity | None = None


@dataclass
class Bot:
    """The running thing."""

    app: App
    deps: Deps
    transport: Transport
    heartbeat: Heartbeat
    senders: Senders
    afterwards: Afterwards
    files: Files
    door: Door
    started: bool = field(default=False, init=False)

    def start(self) -> None:
        """Learn which workspace this is, then listen, send and beat."""
        self.door.identity = remember_workspace(self.deps)
        after_silence(self.deps, self.door.identity.workspace_id)
        self.started = True
        self.transport.start()
        self.senders.start()
        self.heartbeat.start()
        log.info("ready", extra={"action": "ready"})

    def stop(self) -> None:
        """Stop listening first, then the clock, the answers, the senders; within about five seconds in all."""
        if not self.started:
            return
        until = time.monotonic() + STOP_SECONDS
        self.transport.stop(STOP_SECONDS)
        self.heartbeat.stop()
        self.afterwards.stop(max(0.0, until - time.monotonic()))
        self.senders.stop(max(0.0, until - time.monotonic()))
        self.files.stop()
        log.info("stopped", extra={"action": "stopped"})


def _authorize(door: Door, bot_token: str) -> Callable[..., AuthorizeResult | None]:
    """Bolt's question who we are in a workspace, answered without asking Slack; None for one that is not ours."""

    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        me = door.identity
        if me is None or me.workspace_id not in (enterprise_id, team_id):
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=me.bot_user_id,
            bot_id=me.bot_id,
            bot_token=bot_token,
        )

    return authorize


def build(settings: Settings, clock: Callable[[], datetime] = real_clock) -> Bot:
    """Build the bot. Opens no socket and starts no thread; `Bot.start` does."""
    slack = web_client(settings)
    store = Store(build_engine(settings.database_url))
    afterwards = Afterwards()
    files = Files(slack)
    door = Door()
    deps = Deps(
        store=store,
        slack=slack,
        clock=clock,
        later=afterwards.do,
        fetch=files.fetch,
        pace=settings.pace,
        catch_up=timedelta(hours=settings.catch_up_hours),
        default_zone=settings.default_zone,
        lease=timedelta(seconds=settings.lease_seconds),
    )
    senders = Senders(partial(deliver, deps), settings.senders)
    store.on_post = senders.wake
    app = App(
        client=WebClient(base_url=settings.slack_api_url, timeout=slack.timeout),
        authorize=_authorize(door, settings.slack_bot_token),  # type: ignore[arg-type]  # Bolt takes None for "not ours"
        signing_secret=settings.slack_signing_secret or "unused in Socket Mode",
        process_before_response=True,
        request_verification_enabled=settings.http_port is not None,
        ssl_check_enabled=True,
    )
    register(app, deps)
    transport = _transport(app, store, slack, settings, partial(afterwards.do, partial(_hear_again, deps, door)))
    heartbeat = Heartbeat(partial(tick, deps), settings.heartbeat_seconds)
    return Bot(app, deps, transport, heartbeat, senders, afterwards, files, door)


def _hear_again(deps: Deps, door: Door) -> None:
    """The connection was gone, and is back."""
    if door.identity is not None:
        after_silence(deps, door.identity.workspace_id)


def _transport(
    app: App, store: Store, slack: WebClient, settings: Settings, heard_again: Callable[[], object]
) -> Transport:
    if settings.http_port is not None:
        return HttpServer(app, store, settings.http_port)
    return SocketMode(app, slack, settings.slack_app_token, heard_again=heard_again)
