"""Keeping what is shown of an offer true."""

from datetime import datetime

from handlers.kit.ids import Delivery
from okra.offer import Offer
from storage.store import Unit


def say_again(unit: Unit, offer: Offer, now: datetime) -> None:
    """Bring every message up to date that shows the offer."""
    for member in unit.teams.members(offer.team_id):
        unit.outbox.repost(Delivery.OFFER, f"{offer.id}/{member.user_id}", now)
        unit.outbox.repost(Delivery.DIGEST_LEAD, f"{member.user_id}/{offer.key}", now)
