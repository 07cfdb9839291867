"""The companion of a local Slack that tells no story: it only moves the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.clock import TravelClock
from sandbox.page.companion import Card, Deed, Stop

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack

HOPS = {
    "hour": ("In an hour", timedelta(hours=1)),
    "day": ("Tomorrow, this time", timedelta(days=1)),
    "week": ("In a week", timedelta(weeks=1)),
}


class Alone:
    """Knows no story."""

    def __init__(self, slack: LocalSlack) -> None:
        """Beside `slack`; it travels only where the clock can."""
        self._slack = slack

    def card(self, user_id: str) -> Card:
        """Where one is, and some moments to travel to."""
        now = self._slack.clock.now()
        able = isinstance(self._slack.clock, TravelClock)
        stops = [Stop(key, label, now + by) for key, (label, by) in HOPS.items()] if able else []
        said = "Be anybody, press, type. What apps do here, they would do in Slack."
        return Card(f"You are {self._slack.world.name_of(user_id)}", said, stops=stops)

    def travel(self, stop: str) -> None:
        """Let so much time pass."""
        if isinstance(self._slack.clock, TravelClock):
            self._slack.clock.advance(HOPS[stop][1])
            self._slack.world.notify()

    def take(self, offer: str, user_id: str) -> None:
        """It offers nothing."""

    def watched(self, tabs: int) -> None:
        """It does nothing by itself, watched or not."""

    def first(self) -> Deed:
        """Whoever comes first."""
        return Deed()
