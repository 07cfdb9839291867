"""Who is in the channels: read anew where okra may have missed that somebody came or went."""

from collections.abc import Iterable
from datetime import datetime

from handlers.kit.ids import Delivery
from okra.team import Team
from storage.store import Unit


def call_roll(unit: Unit, teams: Iterable[Team], now: datetime) -> None:
    """Owe each team a look at its channel; a look that is owed already is not owed twice."""
    for team in teams:
        unit.outbox.post(Delivery.SYNC_TEAM, str(team.id), team.channel_id, now)
