"""Retros that are offered."""

from dataclasses import replace

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import CYCLE, DANA, NOW, TEAM, TEAM_ID
from handlers.offers.values import Offered
from handlers.offers.views import offer
from okra.offer import Offer, Reason, Reply

HALF_TIME = Offer(
    3, TEAM_ID, 1, None, "1/midpoint/2026-08-16", Reason.MIDPOINT,
    f"Half of {CYCLE} is over: what you learn now still changes the second half.", NOW,
)  # fmt: skip
ENDING = replace(
    HALF_TIME, key="1/ending/2026-09-23", reason=Reason.ENDING,
    sentence=f"{CYCLE} ends in a week: time to score, to learn, and to decide what goes on.",
)  # fmt: skip


def _offer(what: str, about: str, made: Offer) -> Exhibit:
    return Exhibit(f"offers / {what}", about, offer, lambda: offer(Offered(made, TEAM, {DANA: "Dana"})))


EXHIBITS = (
    _offer("half-time", "The lead reads it on a working morning when half of the cycle is over.", HALF_TIME),
    _offer("before the end", "The lead reads it a week before the cycle ends.", ENDING),
    _offer(
        "not now",
        "What becomes of the offer when the lead leaves it.",
        replace(HALF_TIME, reply=Reply.NOT_NOW, replied_at=NOW, replied_by=DANA),
    ),
    _offer(
        "taken",
        "What becomes of the offer when a retro begins.",
        replace(ENDING, reply=Reply.TAKEN, replied_at=NOW, replied_by=DANA),
    ),
)
