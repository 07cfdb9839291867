"""The lead's digest: in 30 seconds, where help is needed. The first line is the one thing to know."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.digest.views_parts import LONGEST_NAME, first_line, small_print, turnout_of
from handlers.digest.views_picture import picture
from handlers.digest.views_teams import MOST_TEAMS, layout_of, left_out, told
from handlers.kit.elements import Message, actions, button, note
from handlers.kit.ids import Press
from handlers.kit.text import listing, one_line, plural
from okra.bulletin import Bulletin

LONGEST_TEXT: Final = 300


def weekly(bulletin: Bulletin) -> Message:
    """The digest that comes by itself; its button gives the one as of now."""
    return _message(bulletin, [actions(button("As of now", Press.DIGEST, describe="The digest, as of now"))])


def as_of_now(bulletin: Bulletin) -> Message:
    """The digest that somebody asked for."""
    return _message(bulletin, [])


def _message(bulletin: Bulletin, below: Sequence[Block]) -> Message:
    teams = bulletin.digest.teams
    layout = layout_of(teams, bulletin.now)
    closing = [*_in_the_thread(bool(teams), left_out(teams, layout)), *_absent(bulletin)]
    return Message(
        text=_text(bulletin),
        blocks=[
            first_line(bulletin.digest.headline),
            note(_subtitle(bulletin)),
            *told(teams, layout, bulletin.now),
            *([note(" ".join(closing))] if closing else []),
            *below,
        ],
        picture=picture(teams[0]) if teams else None,
        picture_after=2,
    )


def _text(bulletin: Bulletin) -> str:
    turnouts = [f"{turnout_of(team, named=False)}." for team in bulletin.digest.teams[:1]]
    return one_line(" ".join([bulletin.digest.headline, *turnouts]), LONGEST_TEXT)


def _subtitle(bulletin: Bulletin) -> str:
    """What this is, of which team if it is one, and what came in since it was sent."""
    teams = bulletin.digest.teams
    parts = [one_line(teams[0].team, LONGEST_NAME)] if len(teams) == 1 else []
    parts += [bulletin.title]
    parts += [small_print(teams[0], named=True)] if len(teams) == 1 else []
    parts += [bulletin.update.sentence] if bulletin.update else []
    return " · ".join(parts)


def _in_the_thread(any_team: bool, more: int) -> Iterator[str]:
    if more:
        yield f"… and {plural(more, 'more key result')} in the thread."
    if any_team:
        yield "Issues, actions, notes and plans are in the thread."


def _absent(bulletin: Bulletin) -> Iterator[str]:
    """Which teams are not in it, and why."""
    if bulletin.still_open:
        yield f"Still open: {_listed(f'{one.team} (until {one.until})' for one in bulletin.still_open)}."
    if bulletin.without_cycle:
        yield f"Without a cycle: {_listed(bulletin.without_cycle)}; /okra setup sets one."
    if bulletin.stands_in_for:
        yield f"You get this as a facilitator: nobody leads {_listed(bulletin.stands_in_for)} at the moment."


def _listed(names: Iterable[str]) -> str:
    known = [one_line(name, 2 * LONGEST_NAME) for name in names]
    more = [f"{len(known) - MOST_TEAMS} more"] if len(known) > MOST_TEAMS else []
    return listing(known[:MOST_TEAMS] + more)
