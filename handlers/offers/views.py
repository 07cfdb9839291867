"""A retro that the cycle's calendar offers to whoever leads the team."""

from handlers.kit.elements import Message, actions, bold, line, note, plain
from handlers.kit.offers import answered, begin, not_now
from handlers.kit.text import one_line
from handlers.offers.values import Offered
from okra.offer import Reason

WHAT = {
    Reason.MIDPOINT: "Attractors and Detractors takes about 45 minutes, in one call or hours apart.",
    Reason.ENDING: "The retro at the end takes about an hour and a half, in one call or over a few days.",
}


def offer(offered: Offered) -> Message:
    """The offer; after a reply, what was said."""
    team, made = one_line(offered.team, 60), offered.offer
    if made.reply is not None:
        text = f"{team}: {made.sentence} {answered(made, offered.names)}"
        return Message(
            text=text,
            blocks=[line(bold(f"{team}: "), plain(f"{made.sentence} "), plain(answered(made, offered.names)))],
        )
    return Message(
        text=f"{team}: {made.sentence}",
        blocks=[
            line(bold(f"{team}: "), plain(made.sentence)),
            actions(begin(made, describe=f"Start a retro with {team}"), not_now(made)),
            note(f"It starts in the team's channel, and you facilitate. {WHAT[made.reason]}"),
        ],
    )
