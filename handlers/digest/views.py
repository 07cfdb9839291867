"""The lead's digest: in 30 seconds, where help is needed. The first line is the one thing to know."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.digest.views_parts import (
    LONGEST_NAME,
    ROOMS,
    Room,
    chosen,
    chosen_key_results,
    first_line,
    objectives,
    quoted,
    since,
    small_print,
    tensions,
    turnout_of,
)
from handlers.digest.views_picture import picture
from handlers.kit.elements import Message, Part, actions, bold, bullets, button, divider, header, note, plain
from handlers.kit.ids import Press
from handlers.kit.text import listing, one_line, plural
from okra.bulletin import Bulletin
from okra.digest import TeamDigest

MOST_TEAMS: Final = 12
"""Teams that are named at all; the first of them in full."""
LONGEST_SUMMARY: Final = 110
LONGEST_TEXT: Final = 300


def weekly(bulletin: Bulletin) -> Message:
    """The digest that comes by itself; its button gives the one as of now."""
    return _message(bulletin, [actions(button("As of now", Press.DIGEST, describe="The digest, as of now"))])


def as_of_now(bulletin: Bulletin) -> Message:
    """The digest that somebody asked for."""
    return _message(bulletin, [])


def _message(bulletin: Bulletin, below: Sequence[Block]) -> Message:
    teams = bulletin.digest.teams
    return Message(
        text=_text(bulletin),
        blocks=[first_line(bulletin.digest.headline), note(_subtitle(bulletin)), *_teams(bulletin), *below],
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


def _teams(bulletin: Bulletin) -> Iterator[Block]:
    teams = bulletin.digest.teams
    full, rest = teams[: len(ROOMS)], teams[len(ROOMS) :]
    room = ROOMS[max(0, len(full) - 1)]
    for place, team in enumerate(full):
        if len(teams) > 1:
            yield divider()
            yield header(one_line(team.team, LONGEST_NAME))
            yield note(small_print(team, named=True))
            if place:
                yield first_line(team.headline.sentence)
        yield from objectives(team, room, bulletin.now)
        yield from _look_here(team, room)
    yield from _briefly(rest)
    closing = [*_in_the_thread(full, room), *_absent(bulletin)]
    if closing:
        yield note(" ".join(closing))


def _left_out(team: TeamDigest, room: Room) -> int:
    """How many of a team's key results the digest has no room for."""
    told = sum(len(chosen_key_results(report, room)) for report in chosen(team, room))
    return sum(len(report.key_results) for report in team.objectives) - told


def _look_here(team: TeamDigest, room: Room) -> Iterator[Block]:
    items = [*_issues(team, room), *([plain(said)] for said in tensions(team, room))]
    if items:
        yield bullets(items, lead=[bold("Where to look")])


def _issues(team: TeamDigest, room: Room) -> Iterator[list[Part]]:
    oldest, wanted = team.oldest_issue, team.help_wanted
    for report in wanted[: room.points]:
        also = ", the oldest issue" if report is oldest else ""
        whom = f" from {one_line(report.issue.help_from, LONGEST_NAME)}" if report.issue.help_from else ""
        yield [bold(f"Help asked for{whom}: "), plain(f"{quoted(report.issue.text)} – {since(report)}{also}.")]
    if len(wanted) > room.points:
        yield [plain(f"… and {len(wanted) - room.points} more who ask for help, in the thread.")]
    if oldest is not None and oldest not in wanted[: room.points]:
        yield [plain(f"Oldest issue: {quoted(oldest.issue.text)} – {since(oldest)}.")]


def _briefly(teams: Sequence[TeamDigest]) -> Iterator[Block]:
    """The teams that there is no room for, a line each."""
    if not teams:
        return
    shown = teams[: MOST_TEAMS - len(ROOMS)]
    yield divider()
    yield bullets([_in_a_line(team) for team in shown], lead=[bold("Also")])
    if len(teams) > len(shown):
        yield note(f"… and {plural(len(teams) - len(shown), 'more team')} in the thread.")


def _in_a_line(team: TeamDigest) -> list[Part]:
    said = f"{one_line(team.headline.sentence, LONGEST_SUMMARY)} {turnout_of(team, named=False)}."
    return [bold(f"{one_line(team.team, LONGEST_NAME)}  "), plain(said)]


def _in_the_thread(full: Sequence[TeamDigest], room: Room) -> Iterator[str]:
    more = sum(_left_out(team, room) for team in full)
    if more:
        yield f"… and {plural(more, 'more key result')} in the thread."
    if full:
        yield "Issues, notes and plans are in the thread."


def _absent(bulletin: Bulletin) -> Iterator[str]:
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
