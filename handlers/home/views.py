"""The Home tab: what is the reader's to do first, then how their teams stand. Nobody is ever ranked."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.home.values import Home
from handlers.home.views_mine import issues, key_results, to_do
from handlers.home.views_now import now
from handlers.home.views_teams import led, okrs, other_teams, workspace
from handlers.kit import elements
from handlers.kit.elements import code, line, note, plain

MOST_BLOCKS: Final = 96
"""Of Slack's 100 in a Home tab; the rest is for what stands below."""
MOST_BYTES: Final = 180_000
"""Of Slack's 250 KB for a view."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much is told: rows a section, teams with OKRs, objectives of each, key results, teams of the workspace."""

    rows: int
    teams: int
    objectives: int
    key_results: int
    known: int


ROOMS: Final = (
    Room(12, 6, 8, 8, 40),
    Room(10, 5, 4, 6, 40),
    Room(8, 5, 3, 5, 40),
    Room(6, 4, 2, 4, 20),
    Room(5, 3, 2, 3, 20),
    Room(4, 1, 2, 3, 10),
    Room(2, 0, 0, 2, 5),
)
"""From generous to tight."""


def home(seen: Home) -> View:
    """The whole page, as generous as Slack takes it."""
    pages = (list(_page(seen, room)) for room in ROOMS)
    blocks = next((page for page in pages if _fits(page)), None) or list(_page(seen, ROOMS[-1]))[:MOST_BLOCKS]
    return elements.home([*blocks, *_foot()])


def _fits(blocks: Iterable[Block]) -> bool:
    page = [block.to_dict() for block in blocks]
    return len(page) <= MOST_BLOCKS and len(json.dumps(page)) <= MOST_BYTES


def _page(seen: Home, room: Room) -> Iterator[Block]:
    yield from now(seen, room.rows) if seen.checkins else _in_no_team()
    yield from to_do(seen, room.rows)
    yield from issues(seen)
    yield from key_results(seen, room.key_results)
    yield from led(seen, room.rows)
    for page in seen.teams[: room.teams]:
        yield from okrs(page, seen, room.objectives, room.key_results)
    yield from other_teams(list(seen.teams[room.teams :]))
    if seen.workspace is not None:
        yield from workspace(list(seen.workspace), room.known)


def _in_no_team() -> Iterator[Block]:
    yield elements.header("Welcome")
    yield line(
        plain(
            "You are not in a team yet. A team lives in a channel: join your team's channel and you are in it. "
            "If it has no OKRs with me yet, invite me there and type "
        ),
        code("/okra setup"),
        plain("; it takes a minute."),
    )


def _foot() -> list[Block]:
    return [note("Only you see this page. /okra help lists everything I can do.")]
