"""The retro that a digest offers: the reason in one sentence, one button, and a way to say no."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from handlers.kit.elements import actions, bold, line, plain
from handlers.kit.offers import answered, begin, not_now
from handlers.kit.text import one_line
from okra.digest import TeamDigest

LONGEST_REASON = 300


def offered(team: TeamDigest) -> Iterator[Block]:
    """What is offered to a team this week; after a reply, what was said."""
    offer = team.offer
    if offer is None:
        return
    reason = one_line(offer.sentence, LONGEST_REASON)
    if offer.reply is not None:
        yield line(bold("A look back? "), plain(f"{reason} {answered(offer, team.names)}"))
        return
    yield line(bold("A look back? "), plain(f"{reason} What pulls you toward it, and what pushes you away?"))
    yield actions(begin(offer, describe=f"Start a retro with {team.team}"), not_now(offer))
