"""The local Slack's clock: real time, plus however far somebody travelled."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, aware UTC."""

    def now(self) -> datetime:
        """The time now."""


class TravelClock:
    """Real time that can be moved: it goes on by itself from wherever it is put."""

    def __init__(self, start: datetime | None = None) -> None:
        """At `start`, or at the real time."""
        self._offset = timedelta(0)
        if start is not None:
            self.travel_to(start)

    def now(self) -> datetime:
        """The time now, aware UTC."""
        return datetime.now(UTC) + self._offset  # noqa: TID251 the sandbox's one look at the real clock

    def travel_to(self, moment: datetime) -> None:
        """Be at `moment` (aware)."""
        self._offset = moment - datetime.now(UTC)  # noqa: TID251

    def advance(self, by: timedelta) -> None:
        """Let so much time pass."""
        self._offset += by
