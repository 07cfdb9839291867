"""The top of the Home tab: whose turn it is, what is on, what is offered."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.home.values import Checkin, Home, Offered, Running
from handlers.kit.elements import actions, bold, button, channel, header, line, note, plain
from handlers.kit.ids import Press
from handlers.kit.offers import begin, not_now
from handlers.kit.text import one_line, plural
from okra.turn import Turn

LONGEST_TEAM = 60
LONGEST_TITLE = 80


def now(home: Home, most: int) -> Iterator[Block]:
    """This week, team by team; as many of each as there is room for."""
    yield header("This week")
    for place, checkin in enumerate(home.checkins[:most]):
        yield from _checkin(checkin, first=place == 0)
    more = len(home.checkins) - most
    if more > 0:
        yield note(f"… and {plural(more, 'more team')}: type /okra checkin in their channels.")
    for running in home.running[:most]:
        yield _running(running)
    for offered in home.offered[:most]:
        yield from _offered(offered)


def _checkin(checkin: Checkin, *, first: bool) -> Iterator[Block]:
    said = SAID[checkin.turn].format(opens=checkin.opens, closes=checkin.closes)
    yield line(bold(f"{one_line(checkin.team, LONGEST_TEAM)}  "), plain(said))
    buttons = [*_buttons(checkin), *(_presence(checkin) if first else ())]
    if buttons:
        yield actions(*buttons)


SAID = {
    Turn.NO_CYCLE: "No cycle at the moment. A lead or facilitator sets the next one with /okra setup.",
    Turn.NO_OKRS: "No OKRs yet. With them, the first check-in opens {opens}.",
    Turn.NOT_YET: "The next check-in opens {opens}.",
    Turn.ASKED: "The check-in is open until {closes}. It takes about a minute.",
    Turn.SITTING_OUT: "You are sitting this check-in out. It is open until {closes}, should you change your mind.",
    Turn.AWAY: "You are away, so nobody is waiting for you. Answering is still welcome.",
    Turn.ANSWERED: "You have checked in this week, thank you.",
    Turn.UNASKED: "Nobody is asked this week. Answering is still welcome.",
}
LABELS = {
    Turn.NOT_YET: "Check in early",
    Turn.ASKED: "Check in",
    Turn.SITTING_OUT: "Check in",
    Turn.AWAY: "Check in",
    Turn.ANSWERED: "Edit my check-in",
    Turn.UNASKED: "Check in",
}


def _buttons(checkin: Checkin) -> Iterator[ButtonElement]:
    value, team = str(checkin.team_id), one_line(checkin.team, 40)
    label = LABELS.get(checkin.turn)
    if label is not None:
        style = "primary" if checkin.turn is Turn.ASKED else None
        yield button(label, Press.CHECK_IN, value, style=style, describe=f"{label}: {team}")
    if checkin.turn is Turn.NO_OKRS:
        yield button("Our OKRs", Press.OKRS, value, describe=f"Our OKRs: {team}")


def _presence(checkin: Checkin) -> Iterator[ButtonElement]:
    """Being away or back: it holds for all of one's teams, so it is said once."""
    if checkin.turn is Turn.AWAY:
        yield button("I'm back", Press.BACK)
    if checkin.turn in (Turn.ASKED, Turn.NOT_YET):
        yield button("I'm away", Press.AWAY, str(checkin.team_id))


def _running(running: Running) -> Block:
    return line(
        bold(f"{one_line(running.team, LONGEST_TEAM)}  "),
        plain(f"“{one_line(running.title, LONGEST_TITLE)}” is on, with {one_line(running.facilitator, 40)}. Join in: "),
        channel(running.channel_id),
    )


def _offered(offered: Offered) -> Sequence[Block]:
    team = one_line(offered.team, LONGEST_TEAM)
    return (
        line(bold(f"{team}  "), plain(one_line(offered.offer.sentence, 300))),
        actions(begin(offered.offer, describe=f"Start a retro with {team}"), not_now(offered.offer)),
    )
