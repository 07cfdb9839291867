"""When the way to a conversation is mended: what waited is said, and the next trouble there is news again."""

from datetime import datetime

from handlers.kit.ids import Delivery
from storage.store import Unit

STUCK = "stuck"


def notice_key(lane: str, *more: str) -> str:
    """How the key of a notice begins that tells of trouble in a lane; `more` makes it whole."""
    return "/".join((STUCK, lane, *more))


def mended(unit: Unit, lane: str, now: datetime) -> None:
    """Owe again what was stuck in a lane; where something was, whoever was told of it is told again of the next."""
    if unit.outbox.mend(lane, now):
        unit.outbox.forget(Delivery.NOTICE, notice_key(lane, ""))
