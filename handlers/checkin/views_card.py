"""The channel's card while the check-in is open: how many have answered, and nothing of what they said."""

from slack_sdk.models.blocks import Block

from handlers.checkin import ids
from handlers.checkin.views_private import value_of
from handlers.kit.elements import Message, actions, bold, button, line, note, plain
from handlers.kit.text import listing, one_line
from okra.calendar import Week
from okra.report import Turnout

MOST_NAMES = 20


def card(team_id: int, team: str, week: Week, turnout: Turnout, closes: str) -> Message:
    """ "3 of 8 have answered", who is away, and the button. The missing are never named, nor are those who sit out."""
    have = f"{turnout.answered} of {turnout.expected} have answered"
    text = f"{one_line(team, 80)} checks in: {have}."
    blocks: list[Block] = [
        line(bold(f"{one_line(team, 80)} checks in"), plain(f"  {have}.")),
        *_absent(turnout),
        actions(button("Check in", ids.ANSWER, value_of(team_id, week), style="primary")),
        note(f"Open until {closes}. The answers come together here then."),
    ]
    return Message(text=text, blocks=blocks)


def _absent(turnout: Turnout) -> list[Block]:
    parts = [f"Away: {away_names(turnout)}."] if turnout.away else []
    parts += [f"{len(turnout.sitting_out)} sitting this one out."] if turnout.sitting_out else []
    return [note(" ".join(parts))] if parts else []


def away_names(turnout: Turnout) -> str:
    """Who is away, by name, as long as there is room."""
    names = [one_line(name, 60) for name in turnout.away]
    if len(names) <= MOST_NAMES:
        return listing(names)
    return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} more"
