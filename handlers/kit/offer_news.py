"""Keeping what is shown of an offer true."""

from datetime import datetime

from handlers.kit.at_home import refresh
from handlers.kit.ids import Delivery
from okra.offer import Offer
from storage.store import Unit


def say_again(unit: Unit, offer: Offer, now: datetime) -> None:
    """Bring every message up to date that shows the offer."""
    members = unit.teams.members(offer.team_id)
    refresh(unit, [member.user_id for member in members], now)
    for member in members:
        unit.outbox.repost(Delivery.OFFER, f"{offer.id}/{member.user_id}", now)
        unit.outbox.repost(Delivery.DIGEST_LEAD, f"{member.user_id}/{offer.key}", now)
