"""The live page: one instance per open browser tab; it draws what one person sees, and does what they do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import ParseResult

from pyview import LiveView
from pyview.events import InfoEvent
from pyview.live_socket import is_connected

from sandbox.find import NotSeenError
from sandbox.hands import Hands
from sandbox.page import deeds, look
from sandbox.page.draw.sight import Field, Json
from sandbox.page.place import Place, read_place
from sandbox.page.regions import Regions, drawn

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack
    from sandbox.page.companion import Companion, Deed

BREATH = 0.05
"""Seconds that changes are gathered for before they are drawn."""
TICK = 1.0
"""Seconds after which the clock is drawn again, whatever happened."""


class Page(LiveView[dict[str, Any]]):  # type: ignore[misc]  # pyview has no types
    """What one browser tab shows; the class that is made for a local Slack has the four below."""

    slack: LocalSlack
    companion: Companion
    has_gallery: bool
    watching: set[Page]
    """The tabs that are open."""

    def __init__(self) -> None:
        """At no place yet."""
        super().__init__()
        self.place = Place()
        self.new_from = ""
        self.offered: dict[Field, Sequence[Json]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def mount(self, socket: Any, session: dict[str, Any]) -> None:
        """Begin; once connected, follow what happens."""
        socket.context = {}
        if is_connected(socket):
            self._start(self._follow(socket))

    async def disconnect(self, socket: Any) -> None:
        """The tab was closed."""
        for task in self._tasks:
            task.cancel()

    async def handle_params(self, url: ParseResult, params: dict[str, list[str]], socket: Any) -> None:
        """Go where the address says; what it leaves out is where the companion would begin."""
        asked = read_place(params)
        before, self.place = self.place, self._settled(asked)
        self.offered = {}
        if (self.place.me, self.place.talk) != (before.me, before.talk):
            self.new_from = self._first_unread()
        if is_connected(socket):
            self._see()
            if (self.place.me, self.place.talk, self.place.tab) != (before.me, before.talk, before.tab):
                self._start(self._look_in())

    async def handle_info(self, event: InfoEvent, socket: Any) -> None:
        """Something changed: it is drawn again."""
        self._see()

    async def handle_event(self, event: str, payload: dict[str, Any], socket: Any) -> None:
        """Somebody did something. What is gone meanwhile is drawn as it is now, without a fuss."""
        match event:
            case "become":
                await self._go(socket, me=payload["whom"][0], talk="", thread="", tab="messages")
            case "deed":
                await self._deed(deeds.deed_of(payload), socket)
            case "nothing":
                pass
            case _:
                with suppress(NotSeenError):
                    await asyncio.to_thread(self._do, event, payload)

    async def render(self, assigns: dict[str, Any], meta: Any) -> Regions:
        """Everything, region by region; only regions that changed travel."""
        return drawn(self.slack, self.companion, self.place, self.new_from, self.offered, has_gallery=self.has_gallery)

    def _do(self, event: str, payload: Mapping[str, Any]) -> None:
        user = self.slack.world.users[self.place.me]
        doer = deeds.Doer(self.slack.world, user, Hands(self.slack, user), self.offered)
        if event == "say":
            doer.say(payload, self.place)
        else:
            doer.does(event, payload)

    async def _deed(self, deed: Deed, socket: Any) -> None:
        if deed.travel:
            self._start(asyncio.to_thread(self.companion.travel, deed.travel))
        if deed.take:
            self._start(asyncio.to_thread(self.companion.take, deed.take, deed.be or self.place.me))
        if deed.be or deed.go:
            tab = "home" if deed.go == "home" else "messages"
            talk = "" if deed.go == "home" or not deed.go else deed.go
            await self._go(socket, me=deed.be or self.place.me, talk=talk, tab=tab, thread="", panel="talk")

    async def _go(self, socket: Any, **changes: Any) -> None:
        await socket.push_patch("/", self._settled(replace(self.place, **changes)).parameters)

    def _settled(self, asked: Place) -> Place:
        """A place that exists: somebody, in a conversation of theirs."""
        world, first = self.slack.world, self.companion.first()
        everybody = {one.id: one for one in look.people(world)}
        me = asked.me if asked.me in everybody else first.be if first.be in everybody else next(iter(everybody), "")
        if not me:
            return Place()
        found = look.talks(world, everybody[me])
        app = next((talk.conversation.id for talk in found if talk.app), "")
        wanted = asked.talk or (first.go if me == first.be and first.go != "home" else "") or app
        here = next((one for one in found if one.conversation.id == wanted), found[0] if found else None)
        tab = asked.tab if here and here.app and here.app.home_tab else "messages"
        return replace(asked, me=me, talk=here.conversation.id if here else "", tab=tab)

    def _first_unread(self) -> str:
        unread = self.slack.world.unread(self.place.me, self.place.talk)
        return unread[0].ts if unread else ""

    def _see(self) -> None:
        """Whoever looks at messages has read them."""
        if self.place.tab == "messages":
            self.slack.world.read_up_to_now(self.place.me, self.place.talk)

    async def _look_in(self) -> None:
        """Tell the app that somebody opened its Home tab, or its messages."""
        world, user = self.slack.world, self.slack.world.users.get(self.place.me)
        if user is None:
            return
        app = next((one.app for one in look.talks(world, user) if one.conversation.id == self.place.talk), None)
        if app is not None and "app_home_opened" in app.events:
            await asyncio.to_thread(Hands(self.slack, user).open_home, app, tab=self.place.tab)

    async def _follow(self, socket: Any) -> None:
        """Draw again whenever something changed, and as the clock goes on."""
        changed, loop = asyncio.Event(), asyncio.get_running_loop()

        def wake() -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(changed.set)

        self.slack.world.watchers.add(wake)
        self._is_watching(True)
        try:
            while socket.connected:
                with suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(changed.wait(), TICK)
                    await asyncio.sleep(BREATH)
                changed.clear()
                if not self.place.me:
                    self.place = self._settled(self.place)
                await socket.send_info(InfoEvent("changed"))
        finally:
            self.slack.world.watchers.discard(wake)
            self._is_watching(False)

    def _is_watching(self, so: bool) -> None:
        """Let the companion know how many look."""
        (self.watching.add if so else self.watching.discard)(self)
        self.companion.watched(len(self.watching))

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
