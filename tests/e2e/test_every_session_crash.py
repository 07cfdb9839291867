"""Every session that comes with okra, with a bot that is killed at each of its steps, while it tells of it or before."""

from pathlib import Path

import pytest

from okra.script import built_in
from okra.shelf import short
from tests.e2e.interrupted import Interrupted, writes_everywhere
from tests.e2e.lives import many_lives
from tests.e2e.workshop import fills


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", sorted(built_in()))
def test_a_session_outlives_its_bot_at_every_step(tmp_path: Path, sqlite_url: str, name: str) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        lives.set_up("Ada", "Ben", "Cleo", "Dan")
        shop = Interrupted(lives)
        if name in ("session-3", "session-4"):
            has_milestones(shop)
        shop.dies_at_its_beginning(short(name), name)
        for number, step in enumerate(shop.script.steps):
            if number:
                shop.dies_on_next(at_once=number % 2 == 0)
            works(shop, step.kind)
        shop.dies_on_its_end()


def works(shop: Interrupted, kind: str) -> None:
    """What people do at least in a step of that kind."""
    if kind == "present":
        for name in ("Ben", "Cleo", "Dan"):
            shop.does(name, "I'm here")
    elif kind == "write":
        shop.does("Ben", "Write", writes_everywhere)
    elif kind == "pair":
        shop.dies_on("Make the pairs")
        places = shop.places(*shop.people.values())
        assert [len(messages) for messages in places.values()] == [1, 1]


def has_milestones(shop: Interrupted) -> None:
    """An earlier session gave what this one is about."""
    shop.begin("2", "Session 2")
    shop.drives("Next", "Next", "Next", "Next")
    for milestone in ("Send reminders", "Test two wordings"):
        shop.does("Ben", "Add a milestone", fills(Milestone=milestone))
    shop.ends()
