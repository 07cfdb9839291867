"""The local Slack as one thing: start it, fill it with people and channels, install an app, let people act."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette

from sandbox.clock import Clock, TravelClock
from sandbox.delivery import Delivery
from sandbox.faults import Faults, How
from sandbox.interactions import Interactions
from sandbox.limits import RateLimits
from sandbox.people import Channel, Person
from sandbox.server import create_app
from sandbox.sockets import ACK_SECONDS, Sockets
from sandbox.sockets import How as Cut
from sandbox.world import App, Conversation, Happening, User, Workspace, World, subscription

START_SECONDS = 10.0


class LocalSlack:
    """A Slack of one's own on 127.0.0.1. Use it as a context manager."""

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        speed: float = 1.0,
        name: str = "Local",
        port: int = 0,
        ack_seconds: float = ACK_SECONDS,
        patience: float = 0.01,
    ) -> None:
        """`speed` multiplies the rate limits, `patience` the waits before an event comes again (0, 60, 300 seconds).

        `port` 0 picks a free one; `ack_seconds` is how long an acknowledgement has.
        """
        self._patience = patience
        self.clock = clock or TravelClock()
        self.world = World(self.clock)
        self.limits = RateLimits(self.clock, speed)
        self.faults = Faults()
        self.sockets = Sockets(self.world, ack_seconds)
        self.workspace = self.add_workspace(name)
        self._http = create_app(self.world, self.sockets, self.limits, self.faults)
        self._port = port
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="local-slack", daemon=True)

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("the local Slack did not start")
        self.delivery = Delivery(self.world, self.sockets, self._patience)
        self.interactions = Interactions(self.world, self.delivery, self.base)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(START_SECONDS)
        self.delivery.close()

    @property
    def base(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """The Web API's address."""
        return f"{self.base}/api/"

    @property
    def duplicate_envelopes(self) -> bool:
        """Whether every envelope is sent twice, as Slack sometimes does."""
        return self.sockets.duplicate

    @duplicate_envelopes.setter
    def duplicate_envelopes(self, wanted: bool) -> None:
        self.sockets.duplicate = wanted

    def mount(self, application: Starlette) -> None:
        """Let another application answer where the Web API does not."""
        self._http.mount("/", application)

    def add_workspace(self, name: str, *, enterprise_id: str | None = None) -> Workspace:
        """Another Slack team, of an organisation where one is named."""
        workspace = Workspace(self.world.new_id("T"), name, enterprise_id)
        self.world.workspaces[workspace.id] = workspace
        return workspace

    def add_usergroup(self, handle: str, people: Iterable[Person], workspace: Workspace | None = None) -> str:
        """A user group; returns its id."""
        made = {"id": self.world.new_id("S"), "handle": handle, "name": handle, "users": [one.id for one in people]}
        (workspace or self.workspace).usergroups.append(made)
        return str(made["id"])

    def add_person(
        self,
        name: str,
        tz: str | None = "Europe/Berlin",
        *,
        admin: bool = False,
        guest: bool = False,
        email: str = "",
        title: str = "",
        workspace: Workspace | None = None,
    ) -> Person:
        """A person in a workspace; `tz` None where Slack does not know it, `title` what their profile says they do."""
        team = workspace or self.workspace
        user = User(self.world.new_id("U"), team.id, name, tz, admin, is_guest=guest, email=email, title=title)
        self.world.users[user.id] = user
        return Person(self, user)

    def add_channel(
        self,
        name: str,
        members: Iterable[Person] = (),
        *,
        private: bool = False,
        apps: Iterable[App] = (),
        workspace: Workspace | None = None,
    ) -> Channel:
        """A channel with people, and apps, in it."""
        inside = {person.id for person in members} | {app.bot_user_id for app in apps}
        kind = "private" if private else "public"
        team = workspace or self.workspace
        made = Conversation(self.world.new_id("C"), team.id, name, kind, inside)
        self.world.conversations[made.id] = made
        return Channel(self, made)

    def install_app(
        self,
        name: str,
        *,
        scopes: Iterable[str],
        commands: Iterable[str] = (),
        events: Iterable[str] = (),
        request_url: str | None = None,
        workspace: Workspace | None = None,
        org: bool = False,
        hints: Mapping[str, str] | None = None,
        home_tab: bool = True,
    ) -> App:
        """Install an app: it gets tokens, and what it subscribed to; `org`: on the workspace's whole organisation.

        `hints` says what stands beside a command where people type it; without a `home_tab` nothing can be published.
        """
        team = workspace or self.workspace
        if org and team.enterprise_id is None:
            team.enterprise_id = self.world.new_id("E")
        app_id = self.world.new_id("A")
        bot = User(self.world.new_id("U"), team.id, name, None, is_bot=True)
        self.world.users[bot.id] = bot
        app = App(
            id=app_id,
            team_id=team.id,
            name=name,
            bot_user_id=bot.id,
            bot_token=f"xoxb-local-{app_id}",
            app_token=f"xapp-local-{app_id}",
            signing_secret=f"secret-of-{app_id}",
            scopes=frozenset(scopes),
            commands=frozenset(commands),
            events=frozenset(events),
            request_url=request_url,
            enterprise_id=team.enterprise_id if org else None,
            hints=hints or {},
            home_tab=home_tab,
        )
        self.world.apps[app_id] = app
        return app

    def app_for(self, command: str, team_id: str) -> App:
        """The app that answers a slash command in a workspace: the one installed last."""
        found = [app for app in self.world.apps.values() if command in app.commands and self.world.serves(app, team_id)]
        if not found:
            raise LookupError(f"no app answers {command}")
        return found[-1]

    def verify_request_url(self, app: App) -> bool:
        """Whether the app's address answers Slack's first questions, as Slack asks before it accepts an address."""
        return self.delivery.check(app)

    def tell(self, event: dict[str, Any], team_id: str | None = None) -> None:
        """Deliver an event to every app of a workspace that subscribed to it; returns when all have acknowledged it."""
        place = event.get("channel")
        channel = place if isinstance(place, str) else None
        self.delivery.tell(Happening(subscription(event), event, team_id or self.workspace.id, channel))

    def fail(self, method: str, how: How = "500", times: int = 1, *, after_effect: bool = False) -> None:
        """Let the next calls of a Web API method fail."""
        self.faults.order(method, how, times, after_effect=after_effect)

    def cut(self, how: Cut = "reset") -> None:
        """Let every socket die."""
        self.sockets.cut(how)

    def haunt(self, app: App) -> None:
        """Let Slack take a dead connection for a living one: what is sent there is lost."""
        self.sockets.haunt(app)

    def connected(self, app: App) -> bool:
        """Whether the app has a live connection."""
        return self.sockets.connections(app) > 0

    def wait_until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait for a condition; fails with AssertionError at the deadline."""
        deadline = time.monotonic() + seconds
        with self.world.changed:
            while not condition():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"not within {seconds:g} seconds")
                self.world.changed.wait(min(left, 0.05))

    async def _serve(self) -> None:
        config = uvicorn.Config(
            self._http, host="127.0.0.1", port=self._port, log_level="error", lifespan="off", ws="wsproto"
        )
        self._server = uvicorn.Server(config)
        await self.sockets.listen()
        serving = asyncio.create_task(self._server.serve())
        while not self._server.started and not serving.done():
            await asyncio.sleep(0.01)
        self._port = self._server.servers[0].sockets[0].getsockname()[1]
        self._ready.set()
        await serving
        await self.sockets.close()
