"""A lead's teams, the most urgent first: some in full, the others in a line, as much as can be read at a glance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.digest.views_actions import out_of_the_way, worth_a_look
from handlers.digest.views_offer import offered
from handlers.digest.views_parts import (
    LONGEST_NAME,
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
from handlers.kit.elements import Part, bold, bullets, divider, header, note, plain
from handlers.kit.fit import characters
from handlers.kit.text import one_line, plural
from okra.digest import TeamDigest

AT_A_GLANCE: Final = 6_000
"""Characters; well below what Slack takes, as the rest is in the thread."""
MOST_TEAMS: Final = 12
"""Teams that are named at all."""
LONGEST_SUMMARY: Final = 110


@dataclass(frozen=True, slots=True)
class Layout:
    """How many teams are told in full, and how much of each."""

    full: int
    room: Room


LAYOUTS: Final = (
    Layout(3, Room(6, 5, 4)),
    Layout(3, Room(4, 4, 3)),
    Layout(3, Room(3, 3, 2)),
    Layout(2, Room(3, 2, 2)),
    Layout(1, Room(3, 2, 2)),
    Layout(1, Room(1, 1, 1)),
)
"""From generous to tight."""


def layout_of(teams: Sequence[TeamDigest], now: datetime) -> Layout:
    """The most generous layout that can be read at a glance."""
    fitting = (layout for layout in LAYOUTS if sum(map(characters, told(teams, layout, now))) <= AT_A_GLANCE)
    return next(fitting, LAYOUTS[-1])


def told(teams: Sequence[TeamDigest], layout: Layout, now: datetime) -> Iterator[Block]:
    """The teams as they are told in a layout."""
    for place, team in enumerate(teams[: layout.full]):
        if len(teams) > 1:
            yield divider()
            yield header(one_line(team.team, LONGEST_NAME))
            yield note(small_print(team, named=True))
            if place:
                yield first_line(team.headline.sentence)
        yield from objectives(team, layout.room, now)
        yield from _look_here(team, layout.room)
        yield from out_of_the_way(team, layout.room)
        yield from offered(team)
    yield from _briefly(teams[layout.full :], MOST_TEAMS - layout.full)


def left_out(teams: Sequence[TeamDigest], layout: Layout) -> int:
    """How many key results of the teams that are told in full there is no room for."""
    every = sum(len(report.key_results) for team in teams[: layout.full] for report in team.objectives)
    shown = (
        chosen_key_results(report, layout.room) for team in teams[: layout.full] for report in chosen(team, layout.room)
    )
    return every - sum(map(len, shown))


def _look_here(team: TeamDigest, room: Room) -> Iterator[Block]:
    items = [*_issues(team, room), *worth_a_look(team, room), *([plain(said)] for said in tensions(team, room))]
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


def _briefly(teams: Sequence[TeamDigest], most: int) -> Iterator[Block]:
    """The teams that there is no room for, a line each."""
    if not teams:
        return
    shown = teams[:most]
    yield divider()
    yield bullets([_in_a_line(team) for team in shown], lead=[bold("Also")])
    if len(teams) > len(shown):
        yield note(f"… and {plural(len(teams) - len(shown), 'more team')} in the thread.")


def _in_a_line(team: TeamDigest) -> list[Part]:
    said = f"{one_line(team.headline.sentence, LONGEST_SUMMARY)} {turnout_of(team, named=False)}."
    return [bold(f"{one_line(team.team, LONGEST_NAME)}  "), plain(said)]
