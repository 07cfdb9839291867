"""The page in regions: each is HTML of its own, so that a new message does not send the whole page again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import htpy as h

from sandbox.page import bar, beside, look, talk, window
from sandbox.page.draw.sight import Field, Json
from sandbox.page.place import Place
from sandbox.world import User

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack
    from sandbox.page.companion import Companion


@dataclass(frozen=True, slots=True)
class Regions:
    """Fixed HTML with a region between each two pieces of it: what a live view sends to the browser."""

    fixed: Sequence[str]
    regions: Sequence[str]

    def text(self, assigns: Any = None, socket: Any = None) -> str:
        """The whole as HTML."""
        return "".join(piece for pair in zip(self.fixed, [*self.regions, ""], strict=True) for piece in pair)

    def tree(self, socket: Any = None) -> dict[str, Any]:
        """The whole as Phoenix LiveView's tree."""
        return {"s": list(self.fixed), **{str(number): html for number, html in enumerate(self.regions)}}


FIXED = (
    '<div class="page" id="page">',
    '<div class="columns ', '">', '<main class="main" id="main">', "", "", "</main>", "", "</div>", "", "</div>",
)  # fmt: skip


def drawn(
    slack: LocalSlack,
    companion: Companion,
    place: Place,
    new_from: str,
    offered: Mapping[Field, Sequence[Json]],
    *,
    has_gallery: bool,
) -> Regions:
    """Everything that the person at a place sees now."""
    world, now = slack.world, slack.clock.now()
    me = world.users.get(place.me)
    if me is None:
        waiting = h.div(".nothing")[h.p["Nobody is here yet."]]
        return Regions(FIXED, ["", "panel-talk", "", "", str(waiting), "", "", "", "", ""])
    found = look.talks(world, me)
    here = next((one for one in found if one.conversation.id == place.talk), None)
    card = companion.card(me.id)
    unread = sum(one.unread for one in found)
    stack = list(world.stacks[me.id])
    regions = [
        bar.top(world.workspaces[me.team_id].name, me, look.people(world), now),
        f"panel-{place.panel}{' with-thread' if place.thread else ''}",
        bar.side(place, found, has_gallery=has_gallery),
        here and talk.head(place, here, _members(slack, here)),
        here and _middle(slack, me, place, here, new_from),
        here and place.tab == "messages" and _composer(slack, me, here),
        place.thread and here and talk.thread(world, me, place, look.posts(world, me, place.talk, place.thread)),
        beside.guide(card, look.zone_of(me), now),
        bar.tabs(place, unread, has_guide=True),
        stack and window.window(world, me, stack, offered, world.apps[stack[-1].app_id].name),
    ]
    return Regions(FIXED, [str(region) if region else "" for region in regions])


def _members(slack: LocalSlack, here: look.Talk) -> int:
    everybody = {one.id for one in look.people(slack.world)}
    return len(here.conversation.members & everybody)


def _middle(slack: LocalSlack, me: User, place: Place, here: look.Talk, new_from: str) -> h.Renderable:
    world = slack.world
    if here.app is not None and place.tab == "home":
        return talk.home(world, me, world.homes.get((here.app.id, me.id)), here.app.id)
    return talk.messages(world, me, place, look.posts(world, me, here.conversation.id), new_from, slack.clock.now())


def _composer(slack: LocalSlack, me: User, here: look.Talk) -> h.Renderable:
    commands = [
        (command, app.hints.get(command, ""))
        for app in look.apps_of(slack.world, me)
        for command in sorted(app.commands)
    ]
    name = f"#{here.title}" if here.conversation.kind in ("public", "private") else here.title
    return talk.composer("talk", f"Message {name}", f"Message {name} – a slash shows the commands", commands)
