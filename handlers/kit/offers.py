"""A retro that is offered: its buttons and what was said to it, for every feature that shows one."""

from collections.abc import Mapping

from slack_sdk.models.blocks import ButtonElement

from handlers.kit.elements import button
from handlers.kit.ids import Press
from handlers.kit.text import one_line
from okra.offer import Offer, Reason, Reply


def begin(offer: Offer, *, describe: str = "") -> ButtonElement:
    """Start what is offered, at once."""
    press = Press.RETRO_END if offer.reason is Reason.ENDING else Press.RETRO
    value = f"{offer.team_id}/{offer.objective_id or ''}"
    return button("Start a retro", press, value, style="primary", describe=describe or None)


def not_now(offer: Offer) -> ButtonElement:
    """Leave it."""
    return button("Not now", Press.NOT_NOW, str(offer.id))


def answered(offer: Offer, names: Mapping[str, str]) -> str:
    """Who said what; "" before a reply."""
    who = one_line(names.get(offer.replied_by or "", "somebody"), 40)
    match offer.reply:
        case Reply.TAKEN:
            return f"{who} started a retro."
        case Reply.NOT_NOW:
            return f"“Not now”, said {who}. I won't ask again for a while."
        case _:
            return ""
